"""What a body has to do, the least time left first: lists for the desk, with counts.

A light hangs on the days of a case and on today, so cases are counted by their days in
one query, and a wish for a light becomes a wish for days.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate

from tongban.capabilities.cases.models import Case
from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.cases.queries.lines import list_lines
from tongban.capabilities.cases.queries.thresholds import thresholds_of
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseLine
from tongban.capabilities.orgs.queries import get_calendar
from tongban.ground.clock import Calendar, LightThresholds, Limit, due, light
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
# Licensing law, art. 32: accepted, or told what is missing, within five working days;
# past that the application counts as accepted, so the last day is a statutory one.
ACCEPTED_WITHIN: Final = Limit(5, "working_day")
Lamp = Literal["green", "yellow", "red", "over", "none", "done"]
Days = tuple[date | None, date | None, date | None]
RUNNING = frozenset({CaseState.ACCEPTED, CaseState.REVIEWED})
DECIDED = frozenset(
    {
        CaseState.GRANTED,
        CaseState.REFUSED,
        CaseState.DISPATCHED,
        CaseState.DELIVERED,
    }
)
# What the body has to do; a case that waits for its applicant is not among it.
TO_DO = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.ACCEPTED,
        CaseState.REVIEWED,
        CaseState.GRANTED,
        CaseState.REFUSED,
        CaseState.DISPATCHED,
    }
)
WAITING = frozenset({CaseState.CORRECTING})
_LAMPS: dict[str, Lamp] = {
    "normal": "green",
    "yellow": "yellow",
    "red": "red",
    "red_statutory": "over",
}
# What a clock presses comes first, then what is handed out: a case past its promise and
# decided must not stand above one that is still open. Last what waits for others.
_PRESSING, _DECIDED, _WAITING = range(3)
# Days of arrival further back than this are past whatever holidays lie between.
_LONG_AGO: Final = timedelta(days=60)
_AT_LEAST: Final = timedelta(days=7)


@dataclass(frozen=True)
class Place:
    """Where a page of the list ended: the next one begins behind it."""

    rank: int
    day: date
    case_id: UUID


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
        last = due(arrived_on, ACCEPTED_WITHIN, self.calendar).due_on
        return arrived_on, last, last


def office_day(moment: datetime | None) -> date | None:
    """The day of a moment at the office."""
    return moment.astimezone(OFFICE_ZONE).date() if moment else None


@query
def get_lamps(*, actor: Actor, today: date) -> Lamps:
    """How lights are judged in the actor's city today."""
    return Lamps(today, get_calendar(actor=actor), thresholds_of(actor.city))


@query
def count_open_cases(*, actor: Actor, body_id: UUID, today: date) -> Totals:
    """How many open cases a body has, by state and by light. Refuses with NotAllowed."""
    require(actor, SEE_CASE, org_id=body_id)
    lamps = get_lamps(actor=actor, today=today)
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
    today: date,
    wanted: Wanted,
    after: Place | None = None,
    limit: int = 50,
) -> list[OpenCase]:
    """Open cases of one body, each with its light and place. Refuses with NotAllowed."""
    require(actor, SEE_CASE, org_id=body_id)
    lamps = get_lamps(actor=actor, today=today)
    groups = list(_groups(body_id))
    rows = _placed(body_id, _last_days(groups, lamps)).filter(state__in=wanted.states)
    if wanted.channel:
        rows = rows.filter(application__channel=wanted.channel)
    if wanted.lamp:
        rows = rows.filter(_with_lamp(groups, wanted.lamp, lamps))
    if after is not None:
        rows = rows.filter(_behind(after))
    chosen = list(
        rows.select_related("application").order_by("rank", "day", "id")[:limit]
    )
    lines = list_lines(actor, chosen)
    return [
        _open_case(row, line, lamps) for row, line in zip(chosen, lines, strict=True)
    ]


def _open_case(row: Any, line: CaseLine, lamps: Lamps) -> OpenCase:
    accepted_on = office_day(row.accepted_at)
    running = accepted_on, row.promised_due_on, row.statutory_due_on
    days = lamps.days_of(line.state, row.arrived_on, running)
    lamp, left = lamps.of(line.state, days)
    place = Place(row.rank, row.day, row.id)
    return OpenCase(line, lamp, left, days[1], place)


def _open(body_id: UUID) -> "QuerySet[Any]":
    """Open cases; one to be accepted with the day on which it came, or came back mended."""
    return Case.objects.filter(
        body_id=body_id, closed_at=None, state__in=TO_DO | WAITING
    ).annotate(
        arrived_on=models.Case(
            When(
                state=CaseState.SUBMITTED,
                then=Coalesce(TruncDate("corrected_at"), F("filed_on")),
            ),
            default=None,
            output_field=models.DateField(),
        )
    )


def _placed(body_id: UUID, last_days: Mapping[date, date]) -> "QuerySet[Any]":
    """Open cases with their rank and the day by which something is due or came."""
    running = Q(state__in=RUNNING)
    arrived = Q(state=CaseState.SUBMITTED)
    rows: QuerySet[Any] = _open(body_id).annotate(
        rank=models.Case(
            When(running | arrived, then=Value(_PRESSING)),
            When(state__in=WAITING, then=Value(_WAITING)),
            default=Value(_DECIDED),
            output_field=models.IntegerField(),
        ),
        day=models.Case(
            When(running, promised_due_on__isnull=False, then=F("promised_due_on")),
            *(
                When(arrived, arrived_on=day, then=Value(last))
                for day, last in sorted(last_days.items())
            ),
            When(
                arrived,
                # A date and an interval make a moment; the list sorts by days.
                then=Cast(F("arrived_on") + Value(_AT_LEAST), models.DateField()),
            ),
            default=F("filed_on"),
            output_field=models.DateField(),
        ),
    )
    return rows


Group = tuple[CaseState, date | None, Days, int]


def _last_days(groups: Iterable[Group], lamps: Lamps) -> dict[date, date]:
    """Until when a case that came on a day is accepted; few days, whatever the backlog."""
    found = {}
    for state, arrived_on, running, _number in groups:
        if state != CaseState.SUBMITTED or arrived_on is None:
            continue
        last = lamps.days_of(state, arrived_on, running)[1]
        if last is not None and arrived_on > lamps.today - _LONG_AGO:
            found[arrived_on] = last
    return found


def _behind(place: Place) -> Q:
    return (
        Q(rank__gt=place.rank)
        | Q(rank=place.rank, day__gt=place.day)
        | Q(rank=place.rank, day=place.day, id__gt=place.case_id)
    )


def _groups(body_id: UUID) -> Iterable[Group]:
    rows = (
        _open(body_id)
        .annotate(accepted_on=TruncDate("accepted_at"))
        .values_list(
            "state",
            "arrived_on",
            "accepted_on",
            "promised_due_on",
            "statutory_due_on",
        )
        .annotate(number=Count("id"))
        .order_by()
    )
    for state, arrived_on, accepted_on, promised, statutory, number in rows:
        yield CaseState(state), arrived_on, (accepted_on, promised, statutory), number


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
