"""What a body has to do, the least time left first: lists for the desk, with counts.

A light hangs on the days of a case and on today, so cases are counted by their days in
one query, and a wish for a light becomes a wish for days.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db import models
from django.db.models import Count, F, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate

from tongban.capabilities.cases.models import Case
from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.cases.queries.lines import list_lines
from tongban.capabilities.cases.states import OPEN_STATES, CaseState
from tongban.capabilities.cases.types import CaseLine
from tongban.capabilities.orgs.queries import get_calendar
from tongban.ground.clock import Calendar, light
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query

Lamp = Literal["green", "yellow", "red", "over", "none", "done"]
RUNNING = frozenset({CaseState.ACCEPTED, CaseState.REVIEWED})
DECIDED = frozenset({CaseState.GRANTED, CaseState.REFUSED, CaseState.DELIVERED})
_LAMPS: dict[str, Lamp] = {
    "normal": "green",
    "yellow": "yellow",
    "red": "red",
    "red_statutory": "over",
}
# What the clock presses comes first, then what waits for acceptance, then what is handed
# out: a case past its promise and decided must not stand above one that is still open.
_PRESSING, _ARRIVED, _DECIDED = range(3)


@dataclass(frozen=True)
class Place:
    """Where a page of the list ended: the next one begins behind it."""

    rank: int
    day: date
    case_id: UUID


@dataclass(frozen=True)
class Wanted:
    """What the list is cut to; empty means everything that is open."""

    states: Sequence[CaseState] = tuple(OPEN_STATES)
    channel: str = ""
    lamp: str = ""


@dataclass(frozen=True)
class Totals:
    """How many open cases a body has, by state and by light."""

    states: Counter[CaseState]
    lamps: Counter[str]


def lamp_of(
    state: CaseState,
    days: tuple[date | None, date | None, date | None],
    today: date,
    calendar: Calendar,
) -> tuple[Lamp, int | None]:
    """The light of a case and the working days left; `days`: accepted, promised, statutory."""
    accepted_on, promised, statutory = days
    if state in DECIDED:
        return "done", None
    if accepted_on is None or promised is None:
        return "none", None
    shown = light(
        accepted_on=accepted_on,
        promised_due_on=promised,
        statutory_due_on=statutory,
        today=today,
        calendar=calendar,
    )
    return _LAMPS[shown.colour], shown.days_left


@query
def count_open_cases(*, actor: Actor, body_id: UUID, today: date) -> Totals:
    """How many open cases a body has, by state and by light. Refuses with NotAllowed."""
    require(actor, SEE_CASE, org_id=body_id)
    calendar = get_calendar(actor=actor)
    states: Counter[CaseState] = Counter()
    lamps: Counter[str] = Counter()
    for state, days, number in _groups(body_id):
        states[state] += number
        lamps[lamp_of(state, days, today, calendar)[0]] += number
    return Totals(states, lamps)


@query
def list_open_cases(
    *,
    actor: Actor,
    body_id: UUID,
    today: date,
    wanted: Wanted,
    after: Place | None = None,
    limit: int = 50,
) -> list[tuple[CaseLine, Place]]:
    """Open cases of one body, each with its place in the list. Refuses with NotAllowed."""
    require(actor, SEE_CASE, org_id=body_id)
    rows = _open(body_id).filter(state__in=wanted.states)
    if wanted.channel:
        rows = rows.filter(application__channel=wanted.channel)
    if wanted.lamp:
        rows = rows.filter(_with_lamp(actor, body_id, wanted.lamp, today))
    if after is not None:
        rows = rows.filter(_behind(after))
    chosen = list(
        rows.select_related("application").order_by("rank", "day", "id")[:limit]
    )
    places = [Place(row.rank, row.day, row.id) for row in chosen]
    return list(zip(list_lines(actor, chosen), places, strict=True))


def _open(body_id: UUID) -> "QuerySet[Any]":
    """Open cases with their rank and the day by which something is due or came."""
    running = Q(state__in=RUNNING)
    return Case.objects.filter(
        body_id=body_id, closed_at=None, state__in=OPEN_STATES
    ).annotate(
        rank=models.Case(
            When(running, then=Value(_PRESSING)),
            When(state=CaseState.SUBMITTED, then=Value(_ARRIVED)),
            default=Value(_DECIDED),
            output_field=models.IntegerField(),
        ),
        day=models.Case(
            When(running, promised_due_on__isnull=False, then=F("promised_due_on")),
            default=F("filed_on"),
        ),
    )


def _behind(place: Place) -> Q:
    return (
        Q(rank__gt=place.rank)
        | Q(rank=place.rank, day__gt=place.day)
        | Q(rank=place.rank, day=place.day, id__gt=place.case_id)
    )


def _groups(
    body_id: UUID,
) -> Iterable[tuple[CaseState, tuple[date | None, date | None, date | None], int]]:
    rows = (
        _open(body_id)
        .annotate(accepted_on=TruncDate("accepted_at"))
        .values_list("state", "accepted_on", "promised_due_on", "statutory_due_on")
        .annotate(number=Count("id"))
        .order_by()
    )
    for state, accepted_on, promised, statutory, number in rows:
        yield CaseState(state), (accepted_on, promised, statutory), number


def _with_lamp(actor: Actor, body_id: UUID, lamp: str, today: date) -> Q:
    """The days that give this light today: few, because open cases share their days."""
    calendar = get_calendar(actor=actor)
    found = Q(pk__in=[])
    for state, days, _number in _groups(body_id):
        if lamp_of(state, days, today, calendar)[0] == lamp:
            accepted_on, promised, statutory = days
            found |= Q(
                state=state,
                accepted_at__date=accepted_on,
                promised_due_on=promised,
                statutory_due_on=statutory,
            )
    return found
