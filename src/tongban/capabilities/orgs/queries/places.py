"""Cities, regions, venues, windows and working days."""

import hashlib
from collections import Counter
from functools import lru_cache
from uuid import UUID

from tongban.capabilities.orgs.models import (
    Body,
    CalendarYear,
    City,
    Region,
    Venue,
    Window,
    WindowClass,
)
from tongban.capabilities.orgs.naming import is_rightly_named
from tongban.capabilities.orgs.permissions import REMOVE_CITY
from tongban.capabilities.orgs.types import (
    VenueCard,
    WindowCard,
    WindowClassCard,
)
from tongban.ground.clock import Calendar, YearDays
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, anonymous, require, system
from tongban.plumbing.access.commands import query
from tongban.plumbing.access.work import working
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.evidence.recording import canonical_text

CALENDARS_KEPT = 32
_VERSION_CHARACTERS = 16


def find_city(*, host: str) -> str:
    """The code of the city that answers at this host, or the only one there is."""
    # Which cities there are is open to everyone: it needs no actor, so no transaction.
    cities = dict(fetch_all("select host, code from city order by code"))
    name = host.split(":", maxsplit=1)[0]
    return cities.get(name) or next(iter(cities.values()), "")


def list_cities() -> list[str]:
    """The codes of all cities of this installation, for what runs by itself."""
    with working(anonymous(""), writing=False):
        return list(City.objects.order_by("code").values_list("code", flat=True))


def system_actor_for_city(
    *,
    name: str,
    city: str,
    grants: frozenset[tuple[str, UUID | None]] = frozenset(),
) -> Actor:
    """A named system actor that sees the rows of all bodies of a city, with its own grants.

    Asks in a transaction of its own: never inside another actor's.
    """
    with working(system(name, city=city), writing=False):
        bodies = Body.objects.filter(city=city).order_by("id")
        org_ids = tuple(bodies.values_list("id", flat=True))
    return system(name, city=city, grants=grants, org_ids=org_ids)


@query
def list_credit_codes(*, actor: Actor) -> dict[str, str]:
    """The code of each body of the city by its unified social credit code."""
    rows = Body.objects.filter(city=actor.city).exclude(uscc="")
    return dict(rows.values_list("uscc", "code"))


@query
def find_credit_code(*, actor: Actor, body_id: UUID) -> str:
    """The unified social credit code of a body; empty where it has none."""
    rows = Body.objects.filter(city=actor.city, pk=body_id)
    return rows.values_list("uscc", flat=True).first() or ""


@query
def count_regions_by_level(*, actor: Actor) -> dict[str, int]:
    """How many regions stand at each of the four levels (ORG-01)."""
    rows = Region.objects.filter(city=actor.city).values_list("level", flat=True)
    return dict(Counter(rows))


@query
def list_region_keys(*, actor: Actor) -> dict[str, UUID]:
    """The key of each region of the city by its code."""
    rows = Region.objects.filter(city=actor.city).values_list("code", "id")
    return dict(rows)


@query
def list_venues(*, actor: Actor) -> list[VenueCard]:
    """All halls of the city."""
    return [_venue(venue) for venue in Venue.objects.order_by("code")]


@query
def list_misnamed_venues(*, actor: Actor) -> list[VenueCard]:
    """Halls whose name is not the one of their level (ORG-04); there should be none."""
    return [
        card
        for card in list_venues(actor=actor)
        if not is_rightly_named(card.name, card.level)
    ]


@query
def name_venues(*, actor: Actor) -> dict[str, str]:
    """The names of all halls of the city, by their keys as text."""
    rows = fetch_all("select id::text, name from venue where city = %s", [actor.city])
    return dict(rows)


@query
def get_venue(*, actor: Actor, venue_id: UUID) -> VenueCard:
    """One hall. Refuses with NotFound."""
    venue = Venue.objects.filter(pk=venue_id).first()
    if venue is None:
        raise NotFound("没有找到这个大厅。")
    return _venue(venue)


def _venue(venue: Venue) -> VenueCard:
    return VenueCard(
        venue.id,
        venue.code,
        venue.name,
        venue.body_id,
        venue.address,
        venue.hours,
        venue.phone,
        venue.level,
    )


@query
def get_window(*, actor: Actor, window_id: UUID) -> WindowCard:
    """One counter. Refuses with NotFound."""
    row = Window.objects.filter(pk=window_id).first()
    if row is None:
        raise NotFound("没有找到这个窗口。")
    return WindowCard(row.id, row.venue_id, row.number, row.name, row.kind)


@query
def find_venue(*, actor: Actor, code: str) -> VenueCard | None:
    """A hall by its code."""
    venue = Venue.objects.filter(city=actor.city, code=code).first()
    return _venue(venue) if venue else None


@query
def list_windows(*, actor: Actor, venue_id: UUID) -> list[WindowCard]:
    """The counters of a hall."""
    rows = Window.objects.filter(venue_id=venue_id).order_by("number")
    return [
        WindowCard(row.id, row.venue_id, row.number, row.name, row.kind) for row in rows
    ]


@query
def list_window_classes(*, actor: Actor) -> list[WindowClassCard]:
    """The classes that windows of the city may have, in the order of registration."""
    rows = WindowClass.objects.filter(city=actor.city).order_by("id")
    return [
        WindowClassCard(row.id, row.code, row.name, row.about, frozenset(row.themes))
        for row in rows
    ]


@query
def list_comprehensive_halls(*, actor: Actor) -> frozenset[UUID]:
    """The halls with at least one comprehensive window (WIN-12)."""
    rows = Window.objects.filter(city=actor.city, kind="comprehensive")
    return frozenset(rows.values_list("venue_id", flat=True))


_RELEASES = "select year, id from calendar_year where city = %s order by year, release"


@query
def get_calendar(*, actor: Actor) -> Calendar:
    """The working days of the city, from the newest release of each year.

    One query when this process has counted with the same rows before: rows are only
    ever added, so their keys stand for what is in them.
    """
    newest = dict(fetch_all(_RELEASES, [actor.city]))
    return _calendar(actor.city, tuple(newest.values()))


@query
def find_calendar(*, actor: Actor, version: str) -> Calendar | None:
    """The city's calendar as it was when it had this version, or None.

    Announcements are only ever added, so an earlier calendar is made of the rows that
    came first.
    """
    rows = CalendarYear.objects.filter(city=actor.city).order_by("id")
    newest: dict[int, UUID] = {}
    found = None
    for year, key in rows.values_list("year", "id"):
        newest[year] = key
        calendar = _calendar(actor.city, tuple(newest[name] for name in sorted(newest)))
        if calendar.version == version:
            found = calendar
    return found


@lru_cache(maxsize=CALENDARS_KEPT)
def _calendar(city: str, keys: tuple[UUID, ...]) -> Calendar:
    rows = CalendarYear.objects.filter(pk__in=keys).order_by("year")
    years: dict[int, YearDays] = {
        row.year: YearDays(
            holidays=row.holidays, make_up=row.make_up, notice=row.notice
        )
        for row in rows
    }
    text = canonical_text({str(year): dict(days) for year, days in years.items()})
    digest = hashlib.new("sm3", text.encode()).hexdigest()
    return Calendar.from_days(f"{city}-{digest[:_VERSION_CHARACTERS]}", city, years)


@query
def see_that_two_remove_a_city(*, actor: Actor, asked_person: str) -> None:
    """See that whoever confirms a removal is another human being than who asked for it.

    Leaves no record: the log stands still between the export and the removal, and what
    is signed afterwards names both. Refuses with NotAllowed and with MoveRefused.
    """
    require(actor, REMOVE_CITY)
    if str(actor.person_id) == asked_person:
        raise MoveRefused(
            "移出一座城市要两个人：申请的人不能自己确认。请由另一个人确认。"
        )
