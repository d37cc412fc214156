"""What the city knows that documents are held against: a few queries for any number of them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from tongban.capabilities.catalogue.checking.facts import BodyFacts, CityFacts
from tongban.capabilities.catalogue.checking.found import rows, text
from tongban.capabilities.catalogue.models import MaterialType
from tongban.capabilities.catalogue.states import DECLINED, MERGED, TAKEN_IN
from tongban.capabilities.catalogue.wording import LEVEL_OF_BODY
from tongban.capabilities.orgs.queries import (
    find_body,
    find_credit_code,
    list_bodies,
    list_credit_codes,
)
from tongban.capabilities.orgs.types import BodyCard
from tongban.plumbing.access.actor import Actor


def facts_of_city(actor: Actor, day: date | None = None) -> CityFacts:
    """Bodies and the whole material catalogue, to check many documents."""
    credit = {code: uscc for uscc, code in list_credit_codes(actor=actor).items()}
    bodies = {
        body.code: _body(body, credit.get(body.code, ""))
        for body in list_bodies(actor=actor)
    }
    return _facts(bodies, MaterialType.objects.filter(city=actor.city), day)


def facts_for(actor: Actor, document: dict[str, Any], day: date | None) -> CityFacts:
    """The same for one document: of the bodies and the catalogue, only what it names."""
    body = find_body(actor=actor, code=text(document, "org"))
    credit = find_credit_code(actor=actor, body_id=body.body_id) if body else ""
    codes = {text(row, "catalogue_code") for row in rows(document, "materials")}
    types = MaterialType.objects.filter(city=actor.city, code__in=codes)
    return _facts(
        {body.code: _body(body, credit)} if body else {},
        types if codes else types.none(),
        day,
    )


def _facts(
    bodies: dict[str, BodyFacts], types: QuerySet[MaterialType], day: date | None
) -> CityFacts:
    told = types.values_list(
        "code", "name", "standing", "merged_into__code", "merged_into__name", "opinion"
    )
    listed = list(told)
    return CityFacts(
        bodies=bodies,
        materials={row[0]: row[1] for row in listed if row[2] == TAKEN_IN},
        asked={row[0]: _said(*row[2:]) for row in listed if row[2] != TAKEN_IN},
        day=day,
    )


def _body(body: BodyCard, credit: str) -> BodyFacts:
    return BodyFacts(body.name, credit, LEVEL_OF_BODY.get(body.level, ""))


def _said(standing: str, code: str | None, name: str | None, opinion: str) -> str:
    """What became of a proposal, and what is to be done next."""
    if standing == MERGED:
        return f"目录管理员说它就是“{name}”（{code}），请从目录里选这一样"
    if standing == DECLINED:
        return f"目录管理员没有收：{opinion}。请从目录里另选一样"
    return "已经提请收进目录，等目录管理员答复"
