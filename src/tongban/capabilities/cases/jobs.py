"""What cases do at set times."""

from datetime import datetime

import structlog

from tongban.capabilities.cases.commands import purge_expired_drafts
from tongban.capabilities.cases.permissions import PURGE_DRAFTS
from tongban.capabilities.cases.queries import verify_records
from tongban.capabilities.orgs.queries import list_cities, system_actor_for_city
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import system
from tongban.plumbing.evidence.sequencing import age_of_oldest_unlinked
from tongban.plumbing.evidence.signing import installation_public_keys
from tongban.plumbing.jobs.scheduling import scheduled

# A leaf that waits longer than this is held back by a transaction that never ends.
LONGEST_WAIT_SECONDS = 300.0

log = structlog.get_logger(__name__)


@scheduled("10 19 * * *", name="cases.purge_drafts")
def purge_drafts(due: datetime) -> None:
    """Purge expired drafts of every city, at ten past three in the morning there."""
    today = due.astimezone(OFFICE_ZONE).date()
    for city in list_cities():
        actor = system("drafts", city=city, grants=frozenset({(PURGE_DRAFTS, None)}))
        purge_expired_drafts(actor=actor, today=today)


@scheduled("*/5 * * * *", name="cases.look_at_log")
def look_at_log(due: datetime) -> None:
    """Raise the alarm when the log of a city is held back."""
    for city, seconds in cities_held_back().items():
        log.error("log_held_back", city=city, seconds=round(seconds))


def cities_held_back() -> dict[str, float]:
    """Cities whose oldest unlinked leaf waits too long, with the seconds."""
    waits = {city: age_of_oldest_unlinked(city=city) for city in list_cities()}
    return {city: age for city, age in waits.items() if age > LONGEST_WAIT_SECONDS}


@scheduled("40 18 * * 6", name="cases.verify_log")
def verify_logs(due: datetime) -> None:
    """Recompute every city's log once a week, and raise the alarm about what is wrong."""
    for city, check in broken_checks():
        log.error("log_does_not_verify", city=city, check=check)


def broken_checks() -> list[tuple[str, str]]:
    """The checks that fail, by city: nothing, as long as nobody touched a record."""
    keys = installation_public_keys()
    return [
        (city, check.name)
        for city in list_cities()
        for check in verify_records(
            actor=system_actor_for_city(name="verifier", city=city), trusted=keys
        )
        if not check.ok
    ]
