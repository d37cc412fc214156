"""What the city knows that documents are held against: a few queries for any number of them."""

from datetime import date
from typing import Any

from tongban.capabilities.catalogue.checking.facts import BodyFacts, CityFacts
from tongban.capabilities.catalogue.checking.found import rows, text
from tongban.capabilities.catalogue.models import MaterialType
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
    types = MaterialType.objects.filter(city=actor.city)
    return CityFacts(
        bodies=bodies, materials=dict(types.values_list("code", "name")), day=day
    )


def facts_for(actor: Actor, document: dict[str, Any], day: date | None) -> CityFacts:
    """The same for one document: of the bodies and the catalogue, only what it names."""
    body = find_body(actor=actor, code=text(document, "org"))
    credit = find_credit_code(actor=actor, body_id=body.body_id) if body else ""
    codes = {text(row, "catalogue_code") for row in rows(document, "materials")}
    types = MaterialType.objects.filter(city=actor.city, code__in=codes)
    return CityFacts(
        bodies={body.code: _body(body, credit)} if body else {},
        materials=dict(types.values_list("code", "name")) if codes else {},
        day=day,
    )


def _body(body: BodyCard, credit: str) -> BodyFacts:
    return BodyFacts(body.name, credit, LEVEL_OF_BODY.get(body.level, ""))
