"""Registering how an item is taken in at a hall."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from psycopg.types.range import DateRange

from tongban.capabilities.catalogue.commands.authorising import days_valid, item_of
from tongban.capabilities.catalogue.models import IntakeMode, Item
from tongban.capabilities.catalogue.permissions import REGISTER_AUTHORITY
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

MODES = frozenset({"collect", "entrusted_acceptance", "department_own", "instant"})


@command
def register_intake_mode(
    *,
    actor: Actor,
    item_id: UUID,
    venue_id: UUID,
    mode: str,
    valid_from: date,
    valid_until: date | None = None,
) -> UUID:
    """Register the intake mode of an item at a hall; `valid_until` is the last day.

    The same registration twice is one. Refuses with NotAllowed, NotFound, Invalid; the
    database refuses two modes at a time.
    """
    item = _item_to_register(actor, item_id, mode)

    key, is_new = _register(item, venue_id, mode, days_valid(valid_from, valid_until))

    if is_new:
        _note(actor, key, item_id=item.id, venue_id=venue_id, mode=mode)
    return key


@command
def register_intake_modes(
    *,
    actor: Actor,
    item_id: UUID,
    venue_ids: Collection[UUID],
    mode: str,
    valid_from: date,
    valid_until: date | None = None,
) -> list[UUID]:
    """The same at several halls: at all of them, or where one is refused at none.

    Refuses as `register_intake_mode` does, and with Invalid where no hall is named.
    """
    item = _item_to_register(actor, item_id, mode)
    if not venue_ids:
        raise Invalid({"venue": "请选大厅，例如：安澜市政务服务中心。"})

    valid = days_valid(valid_from, valid_until)
    made = {one: _register(item, one, mode, valid) for one in dict.fromkeys(venue_ids)}

    for venue_id, (key, is_new) in made.items():
        if is_new:
            _note(actor, key, item_id=item.id, venue_id=venue_id, mode=mode)
    return [key for key, _is_new in made.values()]


def _item_to_register(actor: Actor, item_id: UUID, mode: str) -> Item:
    office = actor.office_for(REGISTER_AUTHORITY)
    require(actor, REGISTER_AUTHORITY, org_id=office)
    item = item_of(actor, item_id)
    if mode not in MODES:
        raise Invalid(
            {"mode": "受理方式只有收件、委托受理、部门自办、即办四种，例如：收件。"}
        )
    return item


def _register(
    item: Item, venue_id: UUID, mode: str, valid: DateRange
) -> tuple[UUID, bool]:
    held = IntakeMode.objects.filter(
        item=item, venue_id=venue_id, mode=mode, valid=valid
    ).first()
    if held is not None:
        return held.id, False
    intake = IntakeMode(
        city=item.city, item=item, venue_id=venue_id, mode=mode, valid=valid
    )
    intake.save(force_insert=True)
    return intake.id, True


def _note(actor: Actor, key: UUID, **facts: object) -> None:
    record(
        actor,
        "catalogue.intake_mode.registered",
        subject="intake_mode",
        subject_id=key,
        **facts,
    )
