"""What runs by itself: ends are told, overdue sign-ins end, keys change, assessments lapse."""

from datetime import date, datetime, timedelta
from typing import Final

import structlog
from django.utils import timezone

from tongban.capabilities.federation.adapter import tell_systems
from tongban.capabilities.federation.commands import rotate_key
from tongban.capabilities.federation.permissions import SEE_CLIENTS
from tongban.capabilities.federation.provider import provider
from tongban.capabilities.federation.queries import list_clients, list_keys
from tongban.capabilities.orgs.queries import list_cities, system_actor_for_city
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.work import working
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.jobs.scheduling import scheduled

# A key signs for a season; a leak that nobody noticed ends with it.
A_SEASON: Final = timedelta(days=90)
_OVERDUE: Final = "select end_overdue_sign_ins()"

log = structlog.get_logger(__name__)


@scheduled("* * * * *", name="federation.tell_systems")
def tell_all(due: datetime) -> None:
    """End what its session outlived, and tell the systems that want to know."""
    for city in list_cities():
        with working(provider(city), writing=False):
            fetch_all(_OVERDUE)
        tell_systems(city, timezone.now())


@scheduled("30 18 * * *", name="federation.replace_keys")
def replace_keys(due: datetime) -> None:
    """Replace a signing key after its season; a city that never signed anything has none."""
    for city in list_cities():
        actor, at = provider(city), timezone.now()
        signing = [k for k in list_keys(actor=actor, at=at) if k.signs_to is None]
        if signing and at - signing[0].made_at > A_SEASON:
            rotate_key(actor=actor, at=at)


@scheduled("35 0 * * *", name="federation.assessments")
def look_for_assessments(due: datetime) -> None:
    """Raise the alarm about systems that are told of people without an assessment."""
    for city, number in systems_not_assessed(
        due.astimezone(OFFICE_ZONE).date()
    ).items():
        log.warning("sharing_not_assessed", city=city, count=number)


def systems_not_assessed(today: date) -> dict[str, int]:
    """How many, by city; cities with none are left out."""
    found = {}
    for city in list_cities():
        actor = system_actor_for_city(
            name="federation", city=city, grants=frozenset({(SEE_CLIENTS, None)})
        )
        clients = list_clients(actor=actor)
        found[city] = sum(one.lacks_assessment(today) for one in clients)
    return {city: number for city, number in found.items() if number}
