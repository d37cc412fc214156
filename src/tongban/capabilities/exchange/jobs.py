"""What the exchange does at set times, and when somebody asks for it."""

from datetime import UTC, datetime
from typing import Final

import structlog
from django.conf import settings

from tongban.capabilities.exchange.adapter import carrier, connector, run_exchange
from tongban.capabilities.exchange.queries import get_parcel_health
from tongban.capabilities.exchange.types import NOW
from tongban.capabilities.orgs.queries import list_cities
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.jobs.scheduling import queued, scheduled

# After so many days somebody asks where a parcel is.
LONGEST_WAIT: Final = 3

log = structlog.get_logger(__name__)


@scheduled("40 18 * * *", name="exchange.daily")
def exchange_daily(due: datetime) -> None:
    """Report what changed and compare both sides, at twenty to three in the morning."""
    for city in list_cities():
        exchange_city(city, due)


@scheduled("20 0 * * *", name="exchange.parcels")
def look_for_unanswered_parcels(due: datetime) -> None:
    """Raise the alarm about parcels without a receipt, at twenty past eight."""
    for city, days in unanswered_parcels(due).items():
        log.warning("parcels_unanswered", city=city, days=days)


def unanswered_parcels(at: datetime) -> dict[str, int]:
    """How many days the oldest parcel without a receipt waits, where it is too long."""
    waited = {
        city: get_parcel_health(actor=carrier(city)).days(at) for city in list_cities()
    }
    return {city: days for city, days in waited.items() if days >= LONGEST_WAIT}


@queued(name=NOW)
def exchange_now(city: str) -> None:
    """The same because somebody asked for it on the desk."""
    exchange_city(city, datetime.now(UTC))


def exchange_city(city: str, at: datetime) -> None:
    """One city's exchange; nothing where no province is set up."""
    if not settings.PROVINCE_URL:
        return
    done = run_exchange(
        settings.PROVINCE_URL,
        actor=connector(city),
        day=at.astimezone(OFFICE_ZONE).date(),
        at=at,
    )
    if not done.agrees:
        log.warning("exchange_disagrees", city=city, trouble=done.trouble)
