"""What runs by itself: steps beyond their moment, every hour; drills, every morning."""

from datetime import date, datetime

import structlog

from tongban.capabilities.incidents.permissions import WATCH_INCIDENTS
from tongban.capabilities.incidents.queries import (
    count_overdue_steps,
    get_drill_state,
)
from tongban.capabilities.orgs.queries import list_cities, system_actor_for_city
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.jobs.scheduling import scheduled

log = structlog.get_logger(__name__)


@scheduled("25 * * * *", name="incidents.overdue_steps")
def look_for_overdue_steps(due: datetime) -> None:
    """Raise the alarm about required steps and notices that wait beyond their moment."""
    for city, number in overdue_steps(due).items():
        log.warning("incident_steps_overdue", city=city, count=number)


@scheduled("20 0 * * *", name="incidents.drills")
def look_for_drills(due: datetime) -> None:
    """Raise the alarm where no plan is published, or no drill was held in time."""
    today = due.astimezone(OFFICE_ZONE).date()
    for city in list_cities():
        state = get_drill_state(actor=_watcher(city), today=today)
        if not state.has_plan:
            log.warning("incident_plan_missing", city=city)
        elif state.is_overdue(today):
            log.warning("incident_drill_overdue", city=city, due_on=str(state.due_on))


def overdue_steps(now: datetime) -> dict[str, int]:
    """How many are overdue, by city; cities with none are left out."""
    counted = {
        city: count_overdue_steps(actor=_watcher(city), now=now)
        for city in list_cities()
    }
    return {city: number for city, number in counted.items() if number}


def cities_without_drill(today: date) -> list[str]:
    """The cities whose yearly drill was not held in time."""
    return [
        city
        for city in list_cities()
        if get_drill_state(actor=_watcher(city), today=today).is_overdue(today)
    ]


def _watcher(city: str) -> Actor:
    return system_actor_for_city(
        name="incidents", city=city, grants=frozenset({(WATCH_INCIDENTS, None)})
    )
