"""Dangerous acts: one person asks, another confirms, and at once it is done."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.rights.models import (
    ActAnswer,
    ActRequest,
    PostingEnd,
    PostingGrant,
    RoleChange,
)
from tongban.capabilities.rights.permissions import CONFIRM_REQUESTS
from tongban.capabilities.rights.types import ConfirmedAct
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

GRANT: Final = "grant_administrator"
END: Final = "end_administrator"
CHANGE_ROLE: Final = "change_role"
Doer = Callable[[ConfirmedAct, datetime], None]
_DONE_ABOVE: dict[str, Doer] = {}
CONFIRMED: Final = "confirmed"
DECLINED: Final = "declined"


def ask_for(
    actor: Actor,
    act: str,
    facts: Mapping[str, Any],
    *,
    words: str,
    document_number: str,
    reason: str,
    at: datetime,
) -> UUID:
    """Keep a request with everything that it will write; the caller has asked for the right."""
    request = ActRequest(
        city=actor.city,
        act_id=act,
        facts=dict(facts),
        words=words,
        document_number=need_text("document_number", document_number),
        reason=need_text("reason", reason),
        asked_by_id=actor.natural_person,
        asked_at=at,
        # A trigger puts the last day there that the act allows.
        expires_on=at.date(),
    )
    request.save(force_insert=True)
    return request.id


@command
def answer_request(
    *, actor: Actor, request_id: UUID, outcome: str, at: datetime, reason: str = ""
) -> None:
    """Confirm a dangerous act, which is done at once, or decline it with a reason.

    Refuses with NotAllowed, NotFound, Invalid; `confirmed_by_another_person` and
    `a_request_is_answered_once` are the database's.
    """
    require(actor, CONFIRM_REQUESTS, org_id=actor.office_for(CONFIRM_REQUESTS))
    if outcome not in {CONFIRMED, DECLINED}:
        raise Invalid({"outcome": "请选确认或者不同意。"})
    if outcome == DECLINED:
        need_text("reason", reason)
    request = ActRequest.objects.filter(pk=request_id).first()
    if request is None:
        raise NotFound("没有这份申请，请从危险操作的清单里打开。")

    answer = ActAnswer(
        city=actor.city,
        request_id=request_id,
        outcome=outcome,
        reason=reason.strip(),
        answered_by_id=actor.natural_person,
        answered_at=at,
    )
    answer.save(force_insert=True)
    if outcome == CONFIRMED:
        _do(request, at)

    record(
        actor,
        "rights.request.answered",
        subject="act_request",
        subject_id=request_id,
        outcome=outcome,
        act=request.act_id,
    )


def done_by(act: str) -> Callable[[Doer], Doer]:
    """Name who does a dangerous act of a capability above, once it is confirmed."""

    def keep(doer: Doer) -> Doer:
        _DONE_ABOVE[act] = doer
        return doer

    return keep


def _do(request: ActRequest, at: datetime) -> None:
    if request.act_id in _DONE_BY:
        _DONE_BY[request.act_id](request, at)
        return
    act = ConfirmedAct(
        request.id,
        request.city,
        request.facts,
        request.document_number,
        request.reason,
        request.asked_by_id,
    )
    _DONE_ABOVE[request.act_id](act, at)


def need_text(name: str, said: str) -> str:
    """A text that must say something. Refuses with Invalid."""
    said = said.strip()
    if not said:
        raise Invalid({name: _WANTED[name]})
    return said


def _grant(request: ActRequest, at: datetime) -> None:
    facts = request.facts
    PostingGrant(
        city=request.city,
        person_id=UUID(facts["person"]),
        body_id=UUID(facts["body"]),
        region_id=facts["region"] and UUID(facts["region"]),
        role=facts["role"],
        valid_from=date.fromisoformat(facts["valid_from"]),
        valid_to=facts["valid_to"] and date.fromisoformat(facts["valid_to"]),
        document_number=request.document_number,
        granted_by_id=request.asked_by_id,
        granted_at=at,
        request_id=request.id,
    ).save(force_insert=True)


def _end(request: ActRequest, at: datetime) -> None:
    PostingEnd(
        city=request.city,
        posting_id=UUID(request.facts["posting"]),
        ends_on=date.fromisoformat(request.facts["ends_on"]),
        reason=request.reason,
        ended_by_id=request.asked_by_id,
        ended_at=at,
        request_id=request.id,
    ).save(force_insert=True)


def _change_role(request: ActRequest, at: datetime) -> None:
    RoleChange(
        city=request.city,
        role=request.facts["role"],
        title=request.facts["title"],
        # A trigger counts.
        number=1,
        permissions=request.facts["permissions"],
        changed_by_id=request.asked_by_id,
        changed_at=at,
        request_id=request.id,
    ).save(force_insert=True)


_DONE_BY: Final = {GRANT: _grant, END: _end, CHANGE_ROLE: _change_role}
_WANTED: Final = {
    "document_number": "请写明文件名称或文号，例如：安政数〔2026〕3号。",
    "reason": "请写明理由，例如：原任同志退休。",
    "duty": "请写明职务，例如：市市场监督管理局副局长。",
}
