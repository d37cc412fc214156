"""Withdrawal of an item, and who may take it in where, through the API."""

from datetime import date
from uuid import UUID

from ninja import Field, Router, Schema, Status

from tongban.capabilities.catalogue import commands, queries
from tongban.capabilities.catalogue.types import DelegationCard, IntakeModeCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.commands import together
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["items"], auth=bearer)


class WithdrawalBody(Schema):
    """From which day on, and why."""

    withdrawn_on: date
    reason: str


class IntakeModeBody(Schema):
    """How an item is taken in at a hall; without a last day it stays so."""

    venue_id: UUID
    mode: str
    valid_from: date
    valid_until: date | None = None


class IntakeModesBody(Schema):
    """How an item is taken in at several halls alike."""

    venue_ids: list[UUID] = Field(min_length=1, max_length=1000)
    mode: str
    valid_from: date
    valid_until: date | None = None


class EndingBody(Schema):
    """The last day on which the entry holds; one before its first takes it back whole."""

    last_day: date


class DelegationBody(Schema):
    """Which body may accept or decide, under which document."""

    to_body_id: UUID
    power: str
    document_number: str
    valid_from: date
    valid_until: date | None = None


def _item(request: ActorRequest, handling_code: str) -> UUID:
    item_id = queries.find_item_id(actor=request.actor, handling_code=handling_code)
    if item_id is None:
        raise NotFound("没有这个事项，请核对业务办理项编码。")
    return item_id


@router.post(
    "/{handling_code}/withdrawal",
    response={204: None, **REFUSED},
    summary="Take an item out of force",
)
def withdraw(
    request: ActorRequest, handling_code: str, body: WithdrawalBody
) -> Status[None]:
    """Withdraw the version in force today, from a day on."""
    version_id = queries.find_version_in_force(
        actor=request.actor, handling_code=handling_code, day=request.today
    )
    if version_id is None:
        raise NotFound("没有这个事项，或者它现在不在有效期内。")
    commands.withdraw_version(
        actor=request.actor,
        version_id=version_id,
        withdrawn_on=body.withdrawn_on,
        reason=body.reason,
        at=request.now,
    )
    return Status(204, None)


@router.get(
    "/{handling_code}/intake-modes",
    response={200: list[IntakeModeCard], **UNSEEN},
    summary="Read how an item is taken in",
)
def read_intake_modes(
    request: ActorRequest, handling_code: str
) -> list[IntakeModeCard]:
    """Hall by hall, the latest entries first."""
    item_id = _item(request, handling_code)
    return queries.list_intake_modes(actor=request.actor, item_id=item_id)


@router.post(
    "/{handling_code}/intake-modes",
    response={201: UUID, **REFUSED},
    summary="Register how an item is taken in",
)
def register_intake_mode(
    request: ActorRequest, handling_code: str, body: IntakeModeBody
) -> Status[UUID]:
    """Register the intake mode at a hall; the same registration twice is one."""
    key = commands.register_intake_mode(
        actor=request.actor,
        item_id=_item(request, handling_code),
        venue_id=body.venue_id,
        mode=body.mode,
        valid_from=body.valid_from,
        valid_until=body.valid_until,
    )
    return Status(201, key)


@router.post(
    "/{handling_code}/intake-modes/together",
    response={201: list[UUID], **REFUSED},
    summary="Register how an item is taken in at several halls",
)
def register_intake_modes(
    request: ActorRequest, handling_code: str, body: IntakeModesBody
) -> Status[list[UUID]]:
    """At all of them, or where one is refused at none; gives the keys in their order."""
    actor = request.actor
    item_id = _item(request, handling_code)
    with together(actor):
        keys = [
            commands.register_intake_mode(
                actor=actor,
                item_id=item_id,
                venue_id=venue_id,
                mode=body.mode,
                valid_from=body.valid_from,
                valid_until=body.valid_until,
            )
            for venue_id in dict.fromkeys(body.venue_ids)
        ]
    return Status(201, keys)


@router.get(
    "/{handling_code}/delegations",
    response={200: list[DelegationCard], **UNSEEN},
    summary="Read who may act for the department",
)
def read_delegations(request: ActorRequest, handling_code: str) -> list[DelegationCard]:
    """Body by body, the latest entries first."""
    item_id = _item(request, handling_code)
    return queries.list_delegations(actor=request.actor, item_id=item_id)


@router.post(
    "/{handling_code}/delegations",
    response={201: UUID, **REFUSED},
    summary="Register a delegation",
)
def register_delegation(
    request: ActorRequest, handling_code: str, body: DelegationBody
) -> Status[UUID]:
    """Register that a body may accept or decide; the same registration twice is one."""
    key = commands.register_delegation(
        actor=request.actor,
        item_id=_item(request, handling_code),
        to_body_id=body.to_body_id,
        power=body.power,
        document_number=body.document_number,
        valid_from=body.valid_from,
        valid_until=body.valid_until,
    )
    return Status(201, key)


@router.post(
    "/{handling_code}/intake-modes/{intake_mode_id}/end",
    response={204: None, **REFUSED},
    summary="End an intake mode",
)
def end_intake_mode(
    request: ActorRequest, handling_code: str, intake_mode_id: UUID, body: EndingBody
) -> Status[None]:
    """Let it hold until a day; days that have passed stay as they were."""
    _item(request, handling_code)
    commands.end_intake_mode(
        actor=request.actor,
        intake_mode_id=intake_mode_id,
        last_day=body.last_day,
        at=request.now,
    )
    return Status(204, None)


@router.post(
    "/{handling_code}/delegations/{delegation_id}/end",
    response={204: None, **REFUSED},
    summary="End a delegation",
)
def end_delegation(
    request: ActorRequest, handling_code: str, delegation_id: UUID, body: EndingBody
) -> Status[None]:
    """Let it hold until a day; days that have passed stay as they were."""
    _item(request, handling_code)
    commands.end_delegation(
        actor=request.actor,
        delegation_id=delegation_id,
        last_day=body.last_day,
        at=request.now,
    )
    return Status(204, None)
