"""The world that figures of a day are made of: everything read once, from who keeps it."""

from datetime import date
from typing import Final

from django.core.cache import cache

from tongban.capabilities.cases.queries import count_filings, year_before
from tongban.capabilities.cases.types import FilingCount
from tongban.capabilities.catalogue.queries import (
    list_claims,
    list_entries,
    list_facts,
    list_standing,
    list_taken_in,
)
from tongban.capabilities.indicators.definitions.halls import NEGATIVE, RESIDENT
from tongban.capabilities.indicators.definitions.online import OFFLINE
from tongban.capabilities.indicators.definitions.regions import CITY_WIDE
from tongban.capabilities.indicators.definitions.shape import Claim, World
from tongban.capabilities.indicators.queries.baselines import list_baselines
from tongban.capabilities.lists.queries import list_listed, list_powers
from tongban.capabilities.networks.queries import list_levels
from tongban.capabilities.orgs.queries import list_bodies, list_comprehensive_halls
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

_LISTS: Final = (OFFLINE, RESIDENT, NEGATIVE, CITY_WIDE, "one_visit")
_EVERY: Final = 1_000_000
# A year of a large city's applications takes a second to count, and is of months that are past.
_COUNTED_AGAIN_AFTER: Final = 600


@query
def read_world(*, actor: Actor, day: date) -> World:
    """Everything that figures of a day look at; the same for whoever asks."""
    return World(
        day=day,
        items=tuple(list_facts(actor=actor, day=day)),
        taken_in=tuple(list_taken_in(actor=actor, day=day)),
        one_window_halls=list_comprehensive_halls(actor=actor),
        listed=tuple(list_listed(actor=actor, kinds=_LISTS, day=day)),
        powers=tuple(list_powers(actor=actor, day=day)),
        claims=tuple(_claims(actor, day)),
        filings=filings_of(actor, day),
        baselines=list_baselines(actor=actor, day=day),
        extranet=tuple(list_levels(actor=actor, network="extranet", day=day)),
        standing={one.item_id: one for one in list_standing(actor=actor, day=day)},
    )


def _claims(actor: Actor, day: date) -> list[Claim]:
    entries = {
        one.basic_code: one.name
        for one in list_entries(actor=actor, day=day, limit=_EVERY)
    }
    bodies = {body.body_id: body.name for body in list_bodies(actor=actor, day=day)}
    return [
        Claim(code, body_id, bodies.get(body_id, ""), entries[code])
        for code, body_id in sorted(list_claims(actor=actor))
        if code in entries
    ]


def filings_of(actor: Actor, day: date) -> tuple[FilingCount, ...]:
    """The filings of the twelve whole months, counted at most every ten minutes."""
    first, last = year_before(day)
    key = f"filings/{actor.city}/{first}/{last}"
    held: tuple[FilingCount, ...] | None = cache.get(key)
    if held is None:
        held = tuple(count_filings(actor=actor, day=day))
        cache.set(key, held, timeout=_COUNTED_AGAIN_AFTER)
    return held
