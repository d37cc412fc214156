"""Incidents: lists with what is due next, one with its timeline, what is overdue."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from tongban.capabilities.incidents.models import (
    Incident,
    IncidentEntry,
    IncidentPlan,
    IncidentStep,
)
from tongban.capabilities.incidents.permissions import (
    OPEN_INCIDENT,
    SEE_INCIDENTS,
    WATCH_INCIDENTS,
)
from tongban.capabilities.incidents.queries.plans import ask_for_any
from tongban.capabilities.incidents.types import (
    IncidentCard,
    IncidentEntryCard,
    IncidentLine,
    IncidentStepCard,
)
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

MOST_SHOWN: Final = 300
_SETTLES: Final = ("done", "excused")
_TURNS: Final = ("closed", "reopened")


@query
def list_incidents(
    *, actor: Actor, which: str = "open", is_drill: bool | None = None, level: str = ""
) -> list[IncidentLine]:
    """Those that one may see: what is due first stands first, then the newest.

    `which` is open, closed or all; `is_drill` None: both. Refuses with NotAllowed.
    """
    ask_for_any(actor, (OPEN_INCIDENT, SEE_INCIDENTS))
    rows = Incident.objects.filter(city=actor.city)
    if is_drill is not None:
        rows = rows.filter(is_drill=is_drill)
    lines = [card.line for card in _cards(actor, rows)]
    lines = [
        one
        for one in lines
        if (which == "all" or one.is_closed == (which == "closed"))
        and level in ("", one.level)
    ]
    waiting = [one for one in lines if one.next_due and not one.is_closed]
    waiting.sort(key=_next_due)
    return waiting + [one for one in lines if one not in waiting]


@query
def count_incidents(*, actor: Actor) -> dict[str, int]:
    """How many are open and closed, drills apart: they are never counted among incidents.

    Refuses with NotAllowed.
    """
    ask_for_any(actor, (OPEN_INCIDENT, SEE_INCIDENTS))
    rows = Incident.objects.filter(city=actor.city)
    found = Counter(
        "drills" if card.line.is_drill else "closed" if card.line.is_closed else "open"
        for card in _cards(actor, rows)
    )
    return {name: found[name] for name in ("open", "closed", "drills")}


@query
def get_incident(*, actor: Actor, incident_id: UUID) -> IncidentCard:
    """One with its steps and timeline. Refuses with NotAllowed and NotFound."""
    ask_for_any(actor, (OPEN_INCIDENT, SEE_INCIDENTS))
    cards = _cards(actor, Incident.objects.filter(pk=incident_id), is_whole=True)
    if not cards:
        raise NotFound("没有找到这张事件单，或者不是您报告的。")
    return cards[0]


@query
def find_incident_by_number(*, actor: Actor, number: str) -> UUID:
    """The key of an incident that one may see. Refuses with NotAllowed and NotFound."""
    ask_for_any(actor, (OPEN_INCIDENT, SEE_INCIDENTS))
    row = Incident.objects.filter(city=actor.city, number=number.strip()).first()
    if row is None:
        raise NotFound(f"没有找到事件单“{number}”，请核对编号，例如 SJ20261123000001。")
    return row.id


@query
def count_overdue_steps(*, actor: Actor, now: datetime) -> int:
    """How many steps and notices of open incidents wait beyond their moment.

    Drills are practised by the same clock. Refuses with NotAllowed.
    """
    ask_for_any(actor, (SEE_INCIDENTS, WATCH_INCIDENTS))
    cards = _cards(actor, Incident.objects.filter(city=actor.city))
    return sum(
        one.is_required and one.is_overdue(now)
        for card in cards
        if not card.line.is_closed
        for one in card.waiting
    )


def _next_due(line: IncidentLine) -> datetime:
    return line.next_due or line.found_at


def _cards(
    actor: Actor, rows: QuerySet[Incident], *, is_whole: bool = False
) -> list[IncidentCard]:
    """Whole: with everything that happened, and the names of who wrote it."""
    found = list(rows.order_by("-found_at", "-id")[:MOST_SHOWN])
    keys = [row.id for row in found]
    asked = IncidentStep.objects.filter(incident__in=keys)
    steps = _by_incident(asked, "due_at", "-is_required")
    entries = _by_incident(IncidentEntry.objects.filter(incident__in=keys), "number")
    plans = IncidentPlan.objects.in_bulk({row.plan_id for row in found})
    people = {row.opened_by_id for row in found}
    if is_whole:
        people |= {one.written_by_id for held in entries.values() for one in held}
    names = list_staff_names(actor=actor, person_ids=sorted(people))
    return [
        _card(
            row,
            plans[row.plan_id],
            steps.get(row.id, []),
            entries.get(row.id, []),
            names,
        )
        for row in found
    ]


def _by_incident(rows: QuerySet[Any], *order: str) -> dict[UUID, list[Any]]:
    held: dict[UUID, list[Any]] = {}
    for row in rows.order_by(*order, "id"):
        held.setdefault(row.incident_id, []).append(row)
    return held


def _card(
    row: Incident,
    plan: IncidentPlan,
    steps: Sequence[IncidentStep],
    entries: Sequence[IncidentEntry],
    names: Mapping[UUID, str],
) -> IncidentCard:
    settled = {one.step_id: one for one in entries if one.kind in _SETTLES}
    cards = [_step(one, settled.get(one.id), names) for one in steps]
    waiting = [one.due_at for one in cards if not one.outcome and one.is_required]
    turns = [one.kind for one in entries if one.kind in _TURNS]
    kinds = {one["code"]: one["name"] for one in plan.content["kinds"]}
    levels = {one["code"]: one["name"] for one in plan.content["levels"]}
    level = _latest(entries, "level") or row.level
    people = [one.people for one in entries if one.people is not None]
    line = IncidentLine(
        row.id,
        row.number,
        row.title,
        kinds[row.kind],
        levels[level],
        row.is_drill,
        row.found_at,
        names.get(row.opened_by_id, ""),
        row.opened_by_id,
        row.opened_at,
        turns[-1:] == ["closed"],
        min(waiting, default=None),
        len(waiting),
    )
    titles = {one.id: one.title for one in steps}
    return IncidentCard(
        line,
        plan.id,
        plan.number,
        levels,
        row.words,
        row.found_how,
        row.alarm,
        _latest(entries, "data") or row.data,
        people[-1] if people else row.people,
        cards,
        [_entry(one, titles, levels, names) for one in entries],
    )


def _latest(entries: Sequence[IncidentEntry], name: str) -> str:
    said = [getattr(one, name) for one in entries if getattr(one, name)]
    return str(said[-1]) if said else ""


def _step(
    row: IncidentStep, settled: IncidentEntry | None, names: Mapping[UUID, str]
) -> IncidentStepCard:
    return IncidentStepCard(
        row.id,
        row.part,
        row.code,
        row.title,
        row.who,
        row.basis,
        row.hours,
        row.is_required,
        row.due_at,
        settled.kind if settled else "",
        settled.words if settled else "",
        settled.receipt if settled else "",
        names.get(settled.written_by_id, "") if settled else "",
        settled.happened_at if settled else None,
    )


def _entry(
    row: IncidentEntry,
    titles: Mapping[UUID, str],
    levels: Mapping[str, str],
    names: Mapping[UUID, str],
) -> IncidentEntryCard:
    return IncidentEntryCard(
        row.number,
        row.kind,
        row.words,
        titles.get(row.step_id, "") if row.step_id else "",
        row.receipt,
        levels.get(row.level, ""),
        row.data,
        row.people,
        row.cause,
        row.measures,
        row.lessons,
        row.happened_at,
        names.get(row.written_by_id, ""),
        row.written_at,
    )
