"""The time that is not counted: special steps that say so, for as long as people were told.

A step that is still under way takes out all the days that the guide tells (licensing law
art. 45); one that ended sooner gives the rest back. Longer than told is nobody's pause.
"""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, Protocol

from tongban.capabilities.catalogue.types import Guide, LimitCard, StepCard
from tongban.ground.clock import Calendar, Due, Limit, Pause, PauseFact, due
from tongban.ground.zone import OFFICE_ZONE

UNITS = {"working_day": "个工作日", "natural_day": "天", "month": "个月", "year": "年"}


class Happened(Protocol):
    """What is read of an event."""

    kind: str
    occurred_at: datetime
    facts: dict[str, Any]


def list_pauses(
    guide: Guide, events: Iterable[Happened], calendar: Calendar
) -> tuple[PauseFact, ...]:
    """The pauses of a case, in the order in which they began."""
    steps = {row.key: row for row in guide.steps if row.is_special and not row.counts}
    known = list(events)
    ended = {
        str(row.facts.get("step")): row.occurred_at
        for row in known
        if row.kind == "special_ended"
    }
    return tuple(
        _pause(steps[key], row.occurred_at, ended.get(key), calendar)
        for row in known
        if row.kind == "special_begun" and (key := str(row.facts.get("step"))) in steps
    )


def _pause(
    step: StepCard, began_at: datetime, ended_at: datetime | None, calendar: Calendar
) -> PauseFact:
    begin = began_at.astimezone(OFFICE_ZONE).date()
    last = due(begin, limit_of(step.limit), calendar).due_on
    if last is None:
        raise ValueError(step.key)  # a limit without a pause always has a last day
    end, moment = last, datetime.combine(last, time(23, 59, 59), OFFICE_ZONE)
    if ended_at is not None and ended_at <= moment:
        end, moment = ended_at.astimezone(OFFICE_ZONE).date(), ended_at
    return PauseFact(
        pause=Pause(begin, end),
        began_at=began_at.astimezone(OFFICE_ZONE),
        ended_at=moment.astimezone(OFFICE_ZONE),
        reason=f"{step.name}，公布为不超过 {step.limit.value} {UNITS[step.limit.unit]}",
    )


def count_due_days(
    guide: Guide,
    accepted_at: datetime,
    calendar: Calendar,
    pauses: Iterable[PauseFact] = (),
) -> tuple[Due, Due]:
    """Promised and statutory due days from the day of acceptance at the office.

    Where no law sets a limit (statutory 0), the promise is the only one.
    """
    day = accepted_at.astimezone(OFFICE_ZONE).date()
    taken_out = [fact.pause for fact in pauses]
    promised = due(day, limit_of(guide.promised), calendar, taken_out)
    if guide.statutory.value == 0:
        return promised, promised
    return promised, due(day, limit_of(guide.statutory), calendar, taken_out)


def due_facts(promised: Due, statutory: Due) -> dict[str, Any]:
    """Both days as an event keeps them; each is provisional by itself."""
    return {
        "promised_due_on": str(promised.due_on),
        "statutory_due_on": str(statutory.due_on),
        "provisional": promised.provisional or statutory.provisional,
        "provisional_days": [
            name
            for name, day in (("promised", promised), ("statutory", statutory))
            if day.provisional
        ],
    }


def list_provisional(facts: dict[str, Any]) -> tuple[str, ...]:
    """Which of both days is provisional, by the event that counted them.

    Events before this was kept for each day say it of both.
    """
    days = facts.get("provisional_days")
    if isinstance(days, list):
        return tuple(str(day) for day in days)
    return ("promised", "statutory") if facts.get("provisional") is True else ()


def limit_of(card: LimitCard) -> Limit:
    """The limit of a guide as the clock reads it."""
    return Limit(card.value, card.unit)  # type: ignore[arg-type]  # checked by the law
