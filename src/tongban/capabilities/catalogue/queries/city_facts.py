"""What the city knows that documents are held against: a few queries for any number of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tongban.capabilities.catalogue.checking.facts import BodyFacts, CityFacts
from tongban.capabilities.catalogue.checking.found import rows, text
from tongban.capabilities.catalogue.models import MaterialType
from tongban.capabilities.catalogue.wording import LEVEL_OF_BODY
from tongban.capabilities.orgs.queries import list_bodies, list_credit_codes
from tongban.plumbing.access.actor import Actor


def facts_of_city(actor: Actor, day: date | None = None) -> CityFacts:
    """Bodies and the whole material catalogue, to check many documents."""
    types = MaterialType.objects.filter(city=actor.city)
    return _facts(actor, types.values_list("code", "name"), day)


def facts_for(actor: Actor, document: dict[str, Any], day: date | None) -> CityFacts:
    """The same for one document: of the catalogue, only the codes that it names."""
    codes = {text(row, "catalogue_code") for row in rows(document, "materials")}
    types = MaterialType.objects.filter(city=actor.city, code__in=codes)
    return _facts(actor, types.values_list("code", "name") if codes else (), day)


def _facts(
    actor: Actor, types: Iterable[tuple[str, str]], day: date | None
) -> CityFacts:
    credit = {code: uscc for uscc, code in list_credit_codes(actor=actor).items()}
    return CityFacts(
        bodies={
            body.code: BodyFacts(
                body.name,
                credit.get(body.code, ""),
                LEVEL_OF_BODY.get(body.level, ""),
            )
            for body in list_bodies(actor=actor)
        },
        materials=dict(types),
        day=day,
    )
