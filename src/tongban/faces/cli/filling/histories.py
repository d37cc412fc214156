"""The history of one synthetic case: when each step was taken, as far as time has come.

A case is planned to its end; what lies after now has not happened yet. So the newest
cases are open, in the proportions that the steps' lengths give, and a few drag on.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

DAYS: Final = 540
# Of a thousand promised cases.
NOT_ACCEPTED: Final = 30
REFUSED: Final = 20
DRAGGED_ON: Final = 3
AT_A_WINDOW: Final = 400
# 09:00 in Shanghai, in hours of UTC.
_OPENS: Final = 1
_MINUTES_A_DAY: Final = 420


@dataclass(frozen=True)
class History:
    """When what happened to the case with this number; None where it has not yet."""

    base: int
    day: date
    verdict: str
    at_window: bool
    submitted: datetime
    accepted: datetime | None
    reviewed: datetime | None
    decided: datetime | None
    delivered: datetime | None


def plan_history(
    number: int, total: int, *, seed: int, now: datetime, is_instant: bool
) -> History:
    """The same for the same number, total, seed and day."""
    random = Random(seed << 40 | number)  # noqa: S311 - a repeatable sample, no secret
    first = (now - timedelta(days=DAYS)).date()
    day = first + timedelta(days=number * DAYS // max(total, 1))
    opens = datetime(day.year, day.month, day.day, _OPENS, tzinfo=UTC)
    submitted = opens + timedelta(
        minutes=random.randrange(_MINUTES_A_DAY), milliseconds=random.randrange(60_000)
    )
    if submitted > now:
        submitted = now - timedelta(minutes=1 + random.randrange(60))
        day = (submitted + timedelta(hours=8)).date()
    steps = _steps(random, submitted, is_instant=is_instant)
    chance = random.randrange(1000)
    verdict = "granted"
    if not is_instant and chance < NOT_ACCEPTED:
        verdict, steps[1:] = "not_accepted", [None, None, None]
    elif not is_instant and chance < NOT_ACCEPTED + REFUSED:
        verdict = "refused"
    past = [at if at is not None and at <= now else None for at in steps]
    return History(
        base=_base(number, submitted, seed),
        day=day,
        verdict=verdict,
        at_window=random.randrange(1000) < AT_A_WINDOW,
        submitted=submitted,
        accepted=past[0],
        reviewed=past[1],
        decided=past[2],
        delivered=past[3],
    )


def base_text(history: History) -> str:
    """What the keys of all rows of a case begin with; the last four digits count them."""
    return str(UUID(int=history.base))[:-4]


def _steps(
    random: Random, submitted: datetime, *, is_instant: bool
) -> list[datetime | None]:
    """Accepted, reviewed, decided, delivered."""
    if is_instant:
        accepted, decided, delivered = (
            submitted + timedelta(minutes=minutes) for minutes in (5, 10, 20)
        )
        return [accepted, None, decided, delivered]
    hours = [random.randrange(2, 48), random.randrange(20, 90), random.randrange(1, 50)]
    hours.append(random.randrange(2, 90))
    if random.randrange(1000) < DRAGGED_ON:
        hours[2] *= 40
    steps: list[datetime | None] = []
    at = submitted
    for step in hours:
        at += timedelta(hours=step)
        steps.append(at)
    return steps


def _base(number: int, submitted: datetime, seed: int) -> int:
    """A key that grows with time and is the case's own: moment, seed, number."""
    moment = int(submitted.timestamp() * 1000)
    value = moment << 80 | 0x7 << 76 | (seed & 0xFFF) << 64 | 0b10 << 62
    return value | (number & 0x3FFF_FFFF_FFFF) << 16
