"""What runs by itself: ended sign-ins are told, overdue ones end, the key is replaced."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from tongban.capabilities.federation.adapter import tell_systems
from tongban.capabilities.federation.commands import rotate_key
from tongban.capabilities.federation.provider import provider
from tongban.capabilities.federation.queries import list_keys
from tongban.capabilities.orgs.queries import list_cities
from tongban.plumbing.access.work import working
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.jobs.scheduling import scheduled

# A key signs for a season; a leak that nobody noticed ends with it.
A_SEASON: Final = timedelta(days=90)
_OVERDUE: Final = "select end_overdue_sign_ins()"


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
