"""Plans: the one in force, and every version. Reading only."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet

from tongban.capabilities.incidents.models import (
    Incident,
    IncidentEntry,
    IncidentPlan,
)
from tongban.capabilities.incidents.permissions import (
    DRAFT_PLAN,
    OPEN_INCIDENT,
    PUBLISH_PLAN,
    SEE_INCIDENTS,
    WATCH_INCIDENTS,
)
from tongban.capabilities.incidents.types import DrillState, PlanCard
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.refusals import NotAllowed
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

MOST_SHOWN: Final = 100
_DOORS: Final = (
    OPEN_INCIDENT,
    SEE_INCIDENTS,
    DRAFT_PLAN,
    PUBLISH_PLAN,
    WATCH_INCIDENTS,
)


@query
def find_incident_plan(*, actor: Actor, day: date) -> PlanCard | None:
    """The version in force on a day; None where none is. Refuses with NotAllowed."""
    ask_for_any(actor, _DOORS)
    rows = fetch_all("select incident_plan_in_force(%s, %s)", [actor.city, day])
    cards = _cards(actor, IncidentPlan.objects.filter(pk=rows[0][0]))
    return cards[0] if cards else None


@query
def list_incident_plans(*, actor: Actor) -> list[PlanCard]:
    """Every version that one may see, the newest first. Refuses with NotAllowed.

    Drafts are shown to who keeps plans.
    """
    ask_for_any(actor, _DOORS)
    rows = IncidentPlan.objects.filter(city=actor.city).order_by("-number")
    return _cards(actor, rows[:MOST_SHOWN])


@query
def get_drill_state(*, actor: Actor, today: date) -> DrillState:
    """When the last drill ended, and by when the next is due. Refuses with NotAllowed.

    The first is due the plan's days after a plan came into force for the first time.
    """
    ask_for_any(actor, (SEE_INCIDENTS, WATCH_INCIDENTS))
    plan = find_incident_plan(actor=actor, day=today)
    if plan is None:
        return DrillState(has_plan=False, last_on=None, due_on=None)
    drills = Incident.objects.filter(city=actor.city, is_drill=True)
    last = (
        IncidentEntry.objects.filter(incident__in=drills, kind="closed")
        .order_by("-written_at")
        .values_list("written_at", flat=True)
        .first()
    )
    last_on = last.astimezone(OFFICE_ZONE).date() if last else None
    began = (
        IncidentPlan.objects.filter(city=actor.city, publication__isnull=False)
        .order_by("publication__in_force_from")
        .values_list("publication__in_force_from", flat=True)
        .first()
    )
    since = last_on or began or today
    days = timedelta(days=int(plan.content["drill_days"]))
    return DrillState(has_plan=True, last_on=last_on, due_on=since + days)


def ask_for_any(actor: Actor, permissions: Iterable[str]) -> None:
    """One of these is held somewhere. Refuses with NotAllowed."""
    if any(actor.may_anywhere(one) for one in permissions):
        return
    if actor.kind == "anonymous":
        raise NotAllowed("请先登录，再办理这件事。", turn_to="登录")
    raise NotAllowed(
        "应急处置由工作人员使用，您的岗位没有这个权限。", turn_to="本单位的安全管理员"
    )


def _cards(actor: Actor, rows: QuerySet[IncidentPlan]) -> list[PlanCard]:
    found = list(rows.select_related("publication"))
    publications = {row.id: getattr(row, "publication", None) for row in found}
    people = {row.drafted_by_id for row in found}
    people |= {one.published_by_id for one in publications.values() if one}
    names = list_staff_names(actor=actor, person_ids=sorted(people))
    cards = []
    for row in found:
        one = publications[row.id]
        cards.append(
            PlanCard(
                row.id,
                row.number,
                row.title,
                row.content,
                names.get(row.drafted_by_id, ""),
                row.drafted_by_id,
                row.drafted_at,
                names.get(one.published_by_id, "") if one else "",
                one.published_at if one else None,
                one.in_force_from if one else None,
            )
        )
    return cards
