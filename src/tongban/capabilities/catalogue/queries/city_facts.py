"""What the city knows that documents are held against: a few queries for any number of them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from tongban.capabilities.catalogue.checking.facts import BodyFacts, CityFacts
from tongban.capabilities.catalogue.checking.found import rows, text
from tongban.capabilities.catalogue.models import MaterialType
from tongban.capabilities.catalogue.states import DECLINED, MERGED, TAKEN_IN
from tongban.capabilities.catalogue.wording import LEVEL_OF_BODY
from tongban.capabilities.orgs.queries import list_bodies, list_credit_codes
from tongban.plumbing.access.actor import Actor


def facts_of_city(actor: Actor, day: date | None = None) -> CityFacts:
    """Bodies and the whole material catalogue, to check many documents."""
    return _facts(actor, MaterialType.objects.filter(city=actor.city), day)


def facts_for(actor: Actor, document: dict[str, Any], day: date | None) -> CityFacts:
    """The same for one document: of the catalogue, only the codes that it names."""
    codes = {text(row, "catalogue_code") for row in rows(document, "materials")}
    types = MaterialType.objects.filter(city=actor.city, code__in=codes)
    return _facts(actor, types if codes else types.none(), day)


def _facts(actor: Actor, types: QuerySet[MaterialType], day: date | None) -> CityFacts:
    credit = {code: uscc for uscc, code in list_credit_codes(actor=actor).items()}
    told = types.values_list(
        "code", "name", "standing", "merged_into__code", "merged_into__name", "opinion"
    )
    listed = list(told)
    return CityFacts(
        bodies={
            body.code: BodyFacts(
                body.name,
                credit.get(body.code, ""),
                LEVEL_OF_BODY.get(body.level, ""),
            )
            for body in list_bodies(actor=actor)
        },
        materials={row[0]: row[1] for row in listed if row[2] == TAKEN_IN},
        asked={row[0]: _said(*row[2:]) for row in listed if row[2] != TAKEN_IN},
        day=day,
    )


def _said(standing: str, code: str | None, name: str | None, opinion: str) -> str:
    """What became of a proposal, and what is to be done next."""
    if standing == MERGED:
        return f"目录管理员说它就是“{name}”（{code}），请从目录里选这一样"
    if standing == DECLINED:
        return f"目录管理员没有收：{opinion}。请从目录里另选一样"
    return "已经提请收进目录，等目录管理员答复"
