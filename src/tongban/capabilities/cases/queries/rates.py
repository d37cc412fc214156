"""The two rates of going online, kept apart: what can be done, and what is done (PRT-03)."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Q

from tongban.capabilities.cases.models import Case
from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.catalogue.queries import list_items
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query

ONLINE: Final = ("web", "mobile", "api")
_ALL: Final = 100_000
_WHOLE: Final = 100


@dataclass(frozen=True)
class Rate:
    """So many of so many; a rate of nothing is not nought."""

    part: int
    whole: int

    @property
    def per_cent(self) -> float | None:
        """In per cent, to one place; None where there is nothing to count."""
        return round(self.part * _WHOLE / self.whole, 1) if self.whole else None


@dataclass(frozen=True)
class OnlineRates:
    """Items that can be applied for online (网上可办率), cases that were (网上办理率)."""

    can_be: Rate
    were: Rate
    since: date


@query
def count_online(*, actor: Actor, body_id: UUID, today: date) -> OnlineRates:
    """Both rates of one body: items in force today, cases filed this year.

    Refuses with NotAllowed.
    """
    require(actor, SEE_CASE, org_id=body_id)
    items = list_items(actor=actor, day=today, body_id=body_id, limit=_ALL)
    since = today.replace(month=1, day=1)
    counted = (
        Case.objects.filter(body_id=body_id, filed_on__gte=since, filed_on__lte=today)
        .exclude(state="draft")
        .aggregate(
            whole=Count("id"),
            part=Count("id", filter=Q(application__channel__in=ONLINE)),
        )
    )
    return OnlineRates(
        can_be=Rate(sum(item.is_online for item in items), len(items)),
        were=Rate(counted["part"], counted["whole"]),
        since=since,
    )
