"""What a body has to do, the least time left first: lists for the desk, with counts.

A light hangs on the days of a case and on today, so cases are counted by their days in
one query, and a wish for a light becomes a wish for days.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet, When

from tongban.capabilities.cases.models import Case
from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.cases.queries.lines import list_lines
from tongban.capabilities.cases.queries.queues import (
    ARRIVED_ON,
    DECIDED,
    RUNNING,
    TO_DO,
    WAITING,
    Place,
    Queued,
    read_page,
)
from tongban.capabilities.cases.queries.thresholds import thresholds_of
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseLine
from tongban.capabilities.orgs.queries import get_calendar
from tongban.ground.clock import Calendar, LightThresholds, Limit, due, light
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

# Licensing law, art. 32: accepted, or told what is missing, within five working days;
# past that the application counts as accepted, so the last day is a statutory one.
ACCEPTED_WITHIN: Final = Limit(5, "working_day")
Lamp = Literal["green", "yellow", "red", "over", "none", "done"]
Days = tuple[date | None, date | None, date | None]
_LAMPS: dict[str, Lamp] = {
    "normal": "green",
    "yellow": "yellow",
    "red": "red",
    "red_statutory": "over",
}


@dataclass(frozen=True)
class OpenCase:
    """A row of the worklist: the case, its light with the days left, and its place."""

    line: CaseLine
    lamp: Lamp
    days_left: int | None
    due_on: date | None
    place: Place


@dataclass(frozen=True)
class Wanted:
    """What the list is cut to; empty means everything that the body has to do."""

    states: Sequence[CaseState] = tuple(sorted(TO_DO))
    channel: str = ""
    lamp: str = ""


@dataclass(frozen=True)
class Totals:
    """How many open cases a body has, by state and by light (of what it has to do)."""

    states: Counter[CaseState]
    lamps: Counter[str]


@dataclass(frozen=True)
class Lamps:
    """What turns days into a light: today, the calendar, the city's thresholds."""

    today: date
    calendar: Calendar
    thresholds: LightThresholds

    def of(self, state: CaseState, days: Days) -> tuple[Lamp, int | None]:
        """The light and the working days left; `days`: begun, promised, statutory."""
        begun_on, promised, statutory = days
        if state in DECIDED:
            return "done", None
        if begun_on is None or promised is None:
            return "none", None
        shown = light(
            accepted_on=begun_on,
            promised_due_on=promised,
            statutory_due_on=statutory,
            today=self.today,
            calendar=self.calendar,
            thresholds=self.thresholds,
        )
        lamp = _LAMPS[shown.colour]
        # Late by days off alone: "0 days left" would read as "due today".
        is_just_late = lamp in {"red", "over"} and shown.days_left == 0
        return lamp, None if is_just_late else shown.days_left

    def days_of(self, state: CaseState, arrived_on: date | None, running: Days) -> Days:
        """The days that press a case in this state: for acceptance, or for the result."""
        if state != CaseState.SUBMITTED or arrived_on is None:
            return running if state in RUNNING else (None, None, None)
        last = self.accept_by(arrived_on)
        return arrived_on, last, last

    def accept_by(self, arrived_on: date) -> date:
        """Until when a case that came on this day is accepted, or its notice sent."""
        last = due(arrived_on, ACCEPTED_WITHIN, self.calendar).due_on
        if last is None:
            raise RuntimeError("a limit without a pause has an end")
        return last


def office_day(moment: datetime | None) -> date | None:
    """The day of a moment at the office."""
    return moment.astimezone(OFFICE_ZONE).date() if moment else None


@query
def get_lamps(*, actor: Actor, today: date) -> Lamps:
    """How lights are judged in the actor's city today."""
    return Lamps(today, get_calendar(actor=actor), thresholds_of(actor.city))


@query
def count_open_cases(*, actor: Actor, body_id: UUID, lamps: Lamps) -> Totals:
    """How many open cases a body has, by state and by light. Refuses with NotAllowed."""
    require(actor, SEE_CASE, org_id=body_id)
    by_state: Counter[CaseState] = Counter()
    by_lamp: Counter[str] = Counter()
    for state, arrived_on, running, number in _groups(body_id):
        by_state[state] += number
        if state in TO_DO:
            days = lamps.days_of(state, arrived_on, running)
            by_lamp[lamps.of(state, days)[0]] += number
    return Totals(by_state, by_lamp)


@query
def list_open_cases(
    *,
    actor: Actor,
    body_id: UUID,
    lamps: Lamps,
    wanted: Wanted,
    after: Place | None = None,
    limit: int = 50,
) -> list[OpenCase]:
    """Open cases of one body, each with its light and place. Refuses with NotAllowed."""
    require(actor, SEE_CASE, org_id=body_id)
    rows = _open(body_id)
    if wanted.channel:
        rows = rows.filter(application__channel=wanted.channel)
    if wanted.lamp:
        rows = rows.filter(_with_lamp(_groups(body_id), wanted.lamp, lamps))
    chosen = read_page(rows, lamps.accept_by, wanted.states, after, limit)
    lines = list_lines(actor, [one.case for one in chosen])
    return [
        _open_case(one, line, lamps) for one, line in zip(chosen, lines, strict=True)
    ]


def _open_case(one: Queued, line: CaseLine, lamps: Lamps) -> OpenCase:
    row = one.case
    accepted_on = office_day(row.accepted_at)
    running = accepted_on, row.promised_due_on, row.statutory_due_on
    days = lamps.days_of(line.state, row.arrived_on, running)
    lamp, left = lamps.of(line.state, days)
    return OpenCase(line, lamp, left, days[1], one.place)


def _open(body_id: UUID) -> "QuerySet[Any]":
    """Open cases; one to be accepted with the day on which it came, or came back mended."""
    return Case.objects.filter(
        body_id=body_id, closed_at=None, state__in=TO_DO | WAITING
    ).annotate(
        arrived_on=models.Case(
            When(
                state=CaseState.SUBMITTED,
                then=ARRIVED_ON,
            ),
            default=None,
            output_field=models.DateField(),
        )
    )


# Counted on every page: from one index, by a function whose wall is its first condition.
_GROUPS: Final = """
select state, arrived_on, accepted_on, promised_due_on, statutory_due_on, number
  from open_cases_by_days(%s)
"""
Group = tuple[CaseState, date | None, Days, int]


def _groups(body_id: UUID) -> Iterable[Group]:
    for word, arrived_on, accepted_on, promised, statutory, number in fetch_all(
        _GROUPS, [body_id]
    ):
        state = CaseState(word)
        if state in TO_DO or state in WAITING:
            yield state, arrived_on, (accepted_on, promised, statutory), number


def _with_lamp(groups: Iterable[Group], lamp: str, lamps: Lamps) -> Q:
    """The days that give this light today: few, because open cases share their days."""
    found = Q(pk__in=[])
    for state, arrived_on, running, _number in groups:
        if lamps.of(state, lamps.days_of(state, arrived_on, running))[0] != lamp:
            continue
        if state == CaseState.SUBMITTED:
            found |= Q(state=state, arrived_on=arrived_on)
            continue
        accepted_on, promised, statutory = running
        found |= Q(
            state=state,
            accepted_at__date=accepted_on,
            promised_due_on=promised,
            statutory_due_on=statutory,
        )
    return found
