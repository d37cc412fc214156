"""What the catalogue does at set times."""

from datetime import datetime, timedelta
from typing import Final

from tongban.capabilities.catalogue.commands import purge_search_misses
from tongban.capabilities.catalogue.permissions import PURGE_SEARCHES
from tongban.capabilities.orgs.queries import list_cities
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import system
from tongban.plumbing.jobs.scheduling import scheduled

KEPT: Final = timedelta(days=180)


@scheduled("20 19 * * *", name="catalogue.purge_searches")
def purge_searches(due: datetime) -> None:
    """Forget what was not found half a year ago, at twenty past three in the morning."""
    before = due.astimezone(OFFICE_ZONE).date() - KEPT
    for city in list_cities():
        grants = frozenset({(PURGE_SEARCHES, None)})
        actor = system("searches", city=city, grants=grants)
        purge_search_misses(actor=actor, before=before)
