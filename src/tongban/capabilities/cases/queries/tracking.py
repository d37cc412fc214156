"""Tracking without sign-in: a number and its code tell the state, and no person (P17)."""

from datetime import datetime
from typing import Any, Final

from django.db import connection

from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import TrackedCase
from tongban.ground.codes.writing import tidy_number
from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.database.keyed import code_key

_WRONG: Final = "编号和查询码对不上，请照收件凭证核对，例如查询码 402913。"


class TooManyTries(Refusal):
    """The number rests for a while, whoever asks."""

    status = 429


def track_case(*, actor: Actor, number: str, code: str, at: datetime) -> TrackedCase:
    """The state of the case with this number, if the code is its own.

    A wrong number and a wrong code are told in the same words. Refuses with Invalid, and
    with TooManyTries after five wrong tries at a number within a quarter of an hour.
    """
    number, code = tidy_number(number), tidy_number(code)
    with reading(actor):
        outcome, state, submitted, due_on, closed, last, answer_by = _ask(
            actor.city, number, code, at
        )
    # Outside: a refusal inside would take the count back.
    if outcome == "rests":
        raise TooManyTries(
            "这个编号连续 5 次没有查到，请 15 分钟后再试；"
            "也可以登录后在“我的办件”里查。"
        )
    if outcome != "found":
        raise Invalid({"code": _WRONG})
    return TrackedCase(
        number=number,
        state=CaseState(state),
        submitted_at=submitted,
        promised_due_on=due_on,
        closed_at=closed,
        last_at=last,
        answer_by=answer_by if state == CaseState.CORRECTING else None,
    )


def _ask(city: str, number: str, code: str, at: datetime) -> tuple[Any, ...]:
    """Compared, counted and limited in the database: this process is not asked to be honest."""
    keys = [code_key(city, number, code), code_key(city, number, "tracking")]
    with connection.cursor() as cursor:
        cursor.execute("select * from track_case(%s, %s, %s, %s)", [number, *keys, at])
        row: tuple[Any, ...] = cursor.fetchone()
    return row
