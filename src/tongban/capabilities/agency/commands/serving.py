"""What an agent does with an order: takes it, tells how it goes, ends or hands it on."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.agency.events import AgencyOrderMoved
from tongban.capabilities.agency.permissions import TAKE_ORDER
from tongban.capabilities.agency.queries.orders import (
    Seen,
    find_case_for,
    find_mandate,
    see_order,
)
from tongban.capabilities.agency.stepping import put_step
from tongban.ground.refusals import Invalid
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.rules import rules
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.outbox.publishing import publish

NEEDS_MANDATE: Final = "an_order_is_taken_under_a_mandate"
LONGEST: Final = 200
_NOTED: Final = ("under_way", "done", "given_up")


@command
def take_order(*, actor: Actor, order_id: UUID, at: datetime) -> None:
    """Take an order that nobody has, under the principal's mandate.

    Refuses with NotAllowed, NotFound, Invalid without a mandate that covers it,
    `an_order_goes_step_by_step`, `an_order_is_taken_under_a_mandate`.
    """
    seen = see_order(actor=actor, order_id=order_id)
    require(actor, TAKE_ORDER, org_id=seen.body_id)
    day = at.astimezone(OFFICE_ZONE).date()
    mandate = find_mandate(actor=actor, order_id=order_id, day=day)
    if mandate is None:
        raise Invalid({"mandate": rules()[NEEDS_MANDATE].message})

    number = put_step(actor, order_id, seen.number, "taken", at=at, mandate_id=mandate)

    record(
        actor,
        "agency.order.taken",
        subject="agency_order",
        subject_id=order_id,
        org=seen.body_id,
        mandate=str(mandate),
    )
    publish(_moved(actor, order_id, (number, "taken", ""), at))


@command
def note_step(
    *, actor: Actor, order_id: UUID, kind: str, words: str, at: datetime
) -> None:
    """Tell that it is under way, done (with the outcome), or given up (with the reason).

    Refuses with NotAllowed, NotFound, Invalid, and what the law of orders refuses.
    """
    seen = see_order(actor=actor, order_id=order_id)
    require(actor, TAKE_ORDER, org_id=seen.body_id)
    if kind not in _NOTED:
        raise Invalid({"kind": "请选办到哪一步了，例如：办理中。"})
    said = _said(words, is_needed=kind != "under_way")

    number = put_step(actor, order_id, seen.number, kind, at=at, words=said)

    _leave_trace(actor, seen, order_id, kind)
    publish(_moved(actor, order_id, (number, kind, said), at))


@command
def file_under_order(
    *, actor: Actor, order_id: UUID, case_number: str, at: datetime
) -> None:
    """Link the case that was filed for the principal, by its number.

    Refuses with NotAllowed, NotFound, Invalid, `an_order_names_its_own_case`.
    """
    seen = see_order(actor=actor, order_id=order_id)
    require(actor, TAKE_ORDER, org_id=seen.body_id)
    case_id = find_case_for(actor=actor, order_id=order_id, number=case_number.strip())
    if case_id is None:
        raise Invalid(
            {
                "case": "没有找到这个办件，请对照回执再看一遍，例如 6901002026112200000018。"
            }
        )

    number = put_step(actor, order_id, seen.number, "filed", at=at, case_id=case_id)

    _leave_trace(actor, seen, order_id, "filed")
    publish(_moved(actor, order_id, (number, "filed", case_number.strip()), at))


@command
def hand_on(
    *, actor: Actor, order_id: UUID, post_id: UUID, words: str, at: datetime
) -> None:
    """Hand the order to somebody else on the roster; they need a mandate of their own.

    Refuses with NotAllowed, NotFound, Invalid, `an_order_goes_step_by_step`.
    """
    seen = see_order(actor=actor, order_id=order_id)
    require(actor, TAKE_ORDER, org_id=seen.body_id)
    said = _said(words, is_needed=True)

    number = put_step(
        actor, order_id, seen.number, "handed_on", at=at, words=said, post_id=post_id
    )

    _leave_trace(actor, seen, order_id, "handed_on")
    publish(_moved(actor, order_id, (number, "handed_on", said), at))


def _said(words: str, *, is_needed: bool) -> str:
    said = words.strip()
    if (is_needed and not said) or len(said) > LONGEST:
        raise Invalid(
            {
                "words": "请写明结果或者理由，200 字以内，委托人会看到，"
                "例如：认证通过，下次在明年 11 月。"
            }
        )
    return said


def _leave_trace(actor: Actor, seen: Seen, order_id: UUID, kind: str) -> None:
    record(
        actor,
        f"agency.order.{kind}",
        subject="agency_order",
        subject_id=order_id,
        org=seen.body_id,
    )


def _moved(
    actor: Actor, order_id: UUID, step: tuple[int, str, str], at: datetime
) -> AgencyOrderMoved:
    number, kind, words = step
    return AgencyOrderMoved(
        order_id=order_id,
        number=number,
        kind=kind,
        by_name=actor.name,
        words=words,
        moved_at=at,
    )
