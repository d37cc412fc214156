"""Delivery: the result is sent, handed over or opened, which closes the case."""

from datetime import datetime
from hmac import compare_digest
from typing import Final, Literal
from uuid import UUID

from tongban.capabilities.cases.commands.moving import (
    hold_case,
    move,
    next_state,
    tell,
)
from tongban.capabilities.cases.models import Case, Dispatch, HandOver
from tongban.capabilities.cases.numbering import pickup_code
from tongban.capabilities.cases.permissions import DELIVER_RESULT
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.catalogue.queries import get_guide
from tongban.ground.codes.writing import check_remark, tidy_number
from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keyed import document_key
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.database.writing import gathered, insert
from tongban.plumbing.evidence.recording import record

Way = Literal["pickup", "post", "electronic"]
LONGEST_NUMBER = 40
LONGEST_COURIER = 60
_PARTIES: Final = "select name, id_kind, id_key from party where application_id = %s order by place, id"


@command
def dispatch_result(
    *,
    actor: Actor,
    case_id: UUID,
    acting_body: UUID,
    courier: str,
    tracking_number: str,
    at: datetime,
) -> CaseState:
    """Give the result to a courier, where the applicant asked for post (APP-15).

    Refuses with Invalid, NotFound, NotAllowed, MoveRefused, `posted_only_where_asked`.
    """
    require(actor, DELIVER_RESULT, org_id=acting_body)
    case = hold_case(actor, case_id)
    next_state(case, "dispatched")
    guide = get_guide(actor=actor, version_id=case.version_id)
    courier, number = _check_parcel(courier, tracking_number)

    with gathered():
        insert(
            Dispatch(
                case=case,
                city=case.city,
                courier=courier,
                tracking_number=number,
                sent_at=at,
                sent_by=actor.natural_person,
            )
        )
        event = move(case, "dispatched", actor=actor, at=at, acting_body=acting_body)

    record(actor, "cases.case.dispatched", subject="case", subject_id=case.id)
    tell(case, event, guide.name)
    return CaseState.DISPATCHED


@command
def deliver_result(
    *,
    actor: Actor,
    case_id: UUID,
    acting_body: UUID,
    way: Way,
    at: datetime,
    shown: str = "",
    window_id: UUID | None = None,
    taken_by: str = "",
) -> CaseState:
    """Deliver the result (art. 44: within ten working days), which closes the case.

    Picked up: `shown` is the pick-up code or the number of a party's document. Posted:
    the courier's signature came back, after `dispatch_result`. Refuses with Invalid,
    NotFound, NotAllowed, MoveRefused, `no_result_before_decision`, `a_delivery_says_how`
    or `handed_out_at_the_issue_window`.
    """
    require(actor, DELIVER_RESULT, org_id=acting_body)
    case = hold_case(actor, case_id)
    next_state(case, "delivered")
    guide = get_guide(actor=actor, version_id=case.version_id)
    if way == "pickup":
        taken_by = _who_fetches(case, shown, taken_by)

    with gathered():
        insert(
            HandOver(
                case=case,
                city=case.city,
                way=way,
                window_id=window_id,
                taken_by=taken_by,
                signed_for_at=at,
                handed_by=actor.person_id,
            )
        )
        event = move(
            case,
            "delivered",
            actor=actor,
            at=at,
            acting_body=acting_body,
            facts={"way": way},
        )

    record(actor, "cases.case.delivered", subject="case", subject_id=case.id, way=way)
    tell(case, event, guide.name)
    return CaseState.DELIVERED


def _who_fetches(case: Case, shown: str, taken_by: str) -> str:
    """The name of who fetches: by the document that was shown, or told with the code."""
    number = tidy_number(shown)
    parties = fetch_all(_PARTIES, [case.application_id])
    for name, id_kind, id_key in parties:
        if number and id_key == document_key(case.city, id_kind, number):
            return taken_by.strip() or str(name)
    code = pickup_code(city=case.city, number=case.number)
    if number.isascii() and compare_digest(number, code):
        return taken_by.strip() or (str(parties[0][0]) if parties else "")
    raise Invalid(
        {
            "shown": "取件码或证件号码对不上，请核对 6 位取件码，"
            "或者刷申请人、经办人的身份证，例如 402913。"
        }
    )


def _check_parcel(courier: str, number: str) -> tuple[str, str]:
    errors = {}
    for name, words, noun, most, example in (
        ("courier", courier, "快递公司", LONGEST_COURIER, "邮政特快专递"),
        ("tracking_number", number, "快递单号", LONGEST_NUMBER, "1234567890123"),
    ):
        try:
            check_remark(words, noun=noun, most=most, example=example)
        except Refusal as refusal:
            errors[name] = refusal.message
        if not words.strip():
            errors[name] = f"请填写{noun}，例如：{example}。"
    if errors:
        raise Invalid(errors)
    return courier.strip(), number.strip()
