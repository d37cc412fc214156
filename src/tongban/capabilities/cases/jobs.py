"""What cases do at set times."""

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from tongban.capabilities.cases.commands import purge_expired_drafts
from tongban.capabilities.cases.permissions import PURGE_DRAFTS
from tongban.capabilities.cases.queries import verify_records
from tongban.capabilities.orgs.queries import list_cities, system_actor_for_city
from tongban.plumbing.access.actor import system
from tongban.plumbing.evidence.sequencing import age_of_oldest_unlinked
from tongban.plumbing.evidence.signing import installation_public_keys
from tongban.plumbing.jobs.scheduling import scheduled

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
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
    for city in list_cities():
        waited = age_of_oldest_unlinked(city=city)
        if waited > LONGEST_WAIT_SECONDS:
            log.error("log_held_back", city=city, seconds=round(waited))


@scheduled("40 18 * * 6", name="cases.verify_log")
def verify_logs(due: datetime) -> None:
    """Recompute every city's log once a week, and raise the alarm about what is wrong."""
    keys = installation_public_keys()
    for city in list_cities():
        actor = system_actor_for_city(name="verifier", city=city)
        for check in verify_records(actor=actor, trusted=keys):
            if not check.ok:
                log.error("log_does_not_verify", city=city, check=check.name)
