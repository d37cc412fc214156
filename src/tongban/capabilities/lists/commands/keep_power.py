"""Saying what of a resident item the hall does itself, from a day on."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.lists.models import HallPower
from tongban.capabilities.lists.permissions import KEEP_POWER
from tongban.capabilities.orgs.queries import get_venue
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

POWERS: Final = ("accept", "review", "decide")


@command
def keep_power(
    *,
    actor: Actor,
    item_id: UUID,
    venue_id: UUID,
    powers: Collection[str],
    document_number: str,
    effective_on: date,
    at: datetime,
) -> UUID:
    """From that day on the hall itself accepts, reviews or decides; none takes it all back.

    The same again is the one that stands. Refuses with NotFound, NotAllowed and Invalid;
    the database refuses what is not resident there, and a day that is past.
    """
    office = actor.office_for(KEEP_POWER)
    require(actor, KEEP_POWER, org_id=office)
    said, document = _said(powers, document_number)
    venue = get_venue(actor=actor, venue_id=venue_id)

    held = HallPower.objects.filter(
        item_id=item_id, venue_id=venue.venue_id, effective_on=effective_on
    ).first()
    if held is not None and (held.powers, held.document_number) == (said, document):
        return held.id
    power = HallPower(
        city=actor.city,
        item_id=item_id,
        venue_id=venue.venue_id,
        powers=said,
        effective_on=effective_on,
        document_number=document,
        registered_by_id=actor.natural_person,
        registered_at=at,
    )
    power.save(force_insert=True)

    record(
        actor,
        "lists.power.kept",
        subject="hall_power",
        subject_id=power.id,
        item_id=item_id,
        venue_id=venue.venue_id,
        powers=said,
        effective_on=effective_on,
    )
    return power.id


def _said(powers: Collection[str], document_number: str) -> tuple[list[str], str]:
    """The powers in their order, and the document. Refuses with Invalid."""
    if set(powers) - set(POWERS):
        raise Invalid(
            {"powers": "授权只有受理、审核、决定三种，例如：accept,review,decide。"}
        )
    document = document_number.strip()
    if not document:
        raise Invalid(
            {"document_number": "请填部门授权文件的文号，例如：安市监〔2026〕12号。"}
        )
    return [one for one in POWERS if one in powers], document
