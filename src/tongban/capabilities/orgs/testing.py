"""Makers for tests: a city with a hall, a department and working days."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongban.capabilities.orgs.commands import (
    load_bodies,
    load_calendar,
    load_city,
    load_regions,
    load_venues_and_windows,
)
from tongban.capabilities.orgs.permissions import LOAD_ORGS
from tongban.capabilities.orgs.queries import find_body, find_venue, list_windows
from tongban.capabilities.orgs.types import (
    BodyChange,
    BodyLine,
    BodySaid,
    ChangeAsked,
    CityLine,
    RegionLine,
    Takes,
    VenueLine,
    WindowLine,
)
from tongban.ground.clock import china_calendar
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.database.testing import remembered

CITY = "690100"
_SINCE = date(2000, 1, 1)
_BODIES = (
    ("CENTRE", "安澜市政务服务中心", "1269010069010034XK", "centre"),
    ("APPROVAL", "安澜市行政审批和政务信息管理局", "11690100690100518X", "department"),
    ("MARKET", "安澜市市场监督管理局", "116901006901006815", "department"),
    ("CIVIL", "安澜市民政局", "1169010069010085X4", "department"),
)


@dataclass(frozen=True)
class TestCity:
    """The keys of what `make_city` made."""

    __test__ = False

    code: str
    centre: UUID
    approval: UUID
    market: UUID
    civil: UUID
    hall: UUID
    counter: UUID
    window: UUID


def make_loader(city: str = CITY) -> Actor:
    """The named system actor that may load cities."""
    return system("loading", city=city, grants=frozenset({(LOAD_ORGS, None)}))


@remembered(unless_filled="city")
def make_city(code: str = CITY) -> TestCity:
    """A city with four bodies, a hall with one window, a counter, and its calendar.

    The bodies' codes are CENTRE, APPROVAL, MARKET and CIVIL; the second call gives the same.
    """
    loader = make_loader(code)
    load_city(actor=loader, city=CityLine(code, "安澜市", is_sample=True))
    region = RegionLine(code, "安澜市", "city", "prefecture", "", _SINCE)
    load_regions(actor=loader, regions=[region])
    bodies = [
        BodyLine(key, name, name.removeprefix("安澜"), uscc, "city", kind, code)
        for key, name, uscc, kind in _BODIES
    ]
    load_bodies(actor=loader, bodies=bodies)
    hours = "周一至周五 9:00—17:00"
    venues = [
        VenueLine(key, name, "city", code, body, "澜心大道1号", hours, "0699-6012345")
        for key, name, body in (
            ("hall", "安澜市政务服务中心", "CENTRE"),
            ("counter", "市场监管局柜台", "MARKET"),
        )
    ]
    windows = [WindowLine("hall", "3", "3 号窗口", "comprehensive")]
    load_venues_and_windows(actor=loader, venues=venues, windows=windows)
    load_calendar(actor=loader, calendar=china_calendar())
    return _keys_of(loader)


def _keys_of(loader: Actor) -> TestCity:
    bodies = {}
    for key, *_ in _BODIES:
        body = find_body(actor=loader, code=key)
        assert body is not None  # noqa: S101  # a maker for tests
        bodies[key] = body.body_id
    hall = find_venue(actor=loader, code="hall")
    counter = find_venue(actor=loader, code="counter")
    assert hall is not None  # noqa: S101  # a maker for tests
    assert counter is not None  # noqa: S101  # a maker for tests
    return TestCity(
        code=loader.city,
        centre=bodies["CENTRE"],
        approval=bodies["APPROVAL"],
        market=bodies["MARKET"],
        civil=bodies["CIVIL"],
        hall=hall.venue_id,
        counter=counter.venue_id,
        window=list_windows(actor=loader, venue_id=hall.venue_id)[0].window_id,
    )


def rename(code: str, name: str, on: date) -> ChangeAsked:
    """A change of one name, as somebody drafts it."""
    return ChangeAsked(
        "rename",
        "安编〔2026〕5号",
        on,
        "机构改革",
        bodies=(BodyChange(code, BodySaid(name=name, short_name=name)),),
    )


def merge(code: str, into: str, on: date) -> ChangeAsked:
    """A body goes over into another one."""
    line = BodyChange(code, ends=True, successors=(Takes(into),))
    return ChangeAsked("merge", "安编〔2026〕6号", on, "机构改革", bodies=(line,))
