"""Tracking without sign-in: a number and its code tell the state, and no person (P17)."""

from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final

from django.db import connection

from tongban.capabilities.cases.models import TrackingFailure
from tongban.capabilities.cases.numbering import query_code
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import TrackedCase
from tongban.ground.codes.writing import tidy_number
from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.database.keyed import code_key
from tongban.plumbing.database.keys import new_key

MOST_TRIES: Final = 5
RESTS_FOR: Final = timedelta(minutes=15)
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
    key = code_key(actor.city, number, "tracking")
    with reading(actor):
        if _failures(key, at - RESTS_FOR) >= MOST_TRIES:
            raise TooManyTries(
                "这个编号连续 5 次没有查到，请 15 分钟后再试；"
                "也可以登录后在“我的办件”里查。"
            )
        right = query_code(city=actor.city, number=number)
        is_right = code.isascii() and compare_digest(code, right)
        found = _find(number) if is_right else None
    if found is not None:
        return found
    # A transaction of its own: the refusal must not take the count back.
    with reading(actor):
        TrackingFailure.objects.bulk_create(
            [
                TrackingFailure(
                    id=new_key(), city=actor.city, number_key=key, failed_at=at
                )
            ]
        )
    raise Invalid({"code": _WRONG})


def _failures(key: str, since: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count_tracking_failures(%s, %s)", [key, since])
        return int(cursor.fetchone()[0])


def _find(number: str) -> TrackedCase | None:
    with connection.cursor() as cursor:
        cursor.execute("select * from track_case(%s)", [number])
        row = cursor.fetchone()
    if row is None:
        return None
    state, submitted, _corrected, due_on, _decided, closed, last, answer_by = row
    return TrackedCase(
        number=number,
        state=CaseState(state),
        submitted_at=submitted,
        promised_due_on=due_on,
        closed_at=closed,
        last_at=last,
        answer_by=answer_by if state == CaseState.CORRECTING else None,
    )
