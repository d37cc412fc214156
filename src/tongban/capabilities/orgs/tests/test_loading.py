"""Loading places and calendars: once, in order, and only by the loader."""

from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tongban.capabilities.orgs.commands import (
    load_bodies,
    load_calendar,
    load_city,
    load_regions,
    load_venues_and_windows,
)
from tongban.capabilities.orgs.queries import (
    count_bodies_by_level,
    count_regions_by_level,
    find_body,
    find_city,
    find_venue,
    get_body,
    get_calendar,
    get_venue,
    get_window,
    list_bodies,
    list_venues,
    list_windows,
)
from tongban.capabilities.orgs.testing import CITY, make_city, make_loader
from tongban.capabilities.orgs.types import (
    BodyLine,
    CityLine,
    RegionLine,
    VenueLine,
    WindowLine,
)
from tongban.ground.clock import Calendar, china_calendar
from tongban.ground.refusals import Invalid, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import anonymous, system
from tongban.plumbing.access.commands import reading
from tongban.plumbing.evidence.models import Leaf

pytestmark = pytest.mark.django_db
STRANGER = system("stranger", city=CITY)
SINCE = date(2000, 1, 1)
REGION = RegionLine("690121", "青渡县", "county", "county", CITY, SINCE)
BODY = BodyLine(
    "QD-GOV",
    "青渡县人民政府",
    "青渡县政府",
    "11690121690102724R",
    "city",
    "government",
    CITY,
)
VENUE = VenueLine(
    "qd", "青渡政务服务中心", "city", CITY, "CENTRE", "某路1号", "每天", "0699-6"
)
WINDOW = WindowLine("hall", "9", "9 号窗口", "comprehensive")


def leaves() -> int:
    with reading(make_loader()):
        return Leaf.objects.count()


def test_everything_can_be_found_again() -> None:
    city = make_city()
    actor = anonymous(city.code)

    assert find_city(host="localhost:8000") == city.code
    assert len(list_bodies(actor=actor)) == 4
    assert get_body(actor=actor, body_id=city.market).code == "MARKET"
    assert find_body(actor=actor, code="nothing") is None
    assert count_bodies_by_level(actor=actor) == {"city": 4}
    assert count_regions_by_level(actor=actor) == {"city": 1}
    assert [row.code for row in list_venues(actor=actor)] == ["counter", "hall"]
    assert get_venue(actor=actor, venue_id=city.hall).body_id == city.centre
    assert find_venue(actor=actor, code="nothing") is None
    assert [row.number for row in list_windows(actor=actor, venue_id=city.hall)] == [
        "3"
    ]
    assert get_window(actor=actor, window_id=city.window).venue_id == city.hall


def test_what_is_not_there_is_not_found() -> None:
    city = make_city()
    actor = anonymous(city.code)
    with pytest.raises(NotFound):
        get_body(actor=actor, body_id=city.hall)
    with pytest.raises(NotFound):
        get_venue(actor=actor, venue_id=city.market)
    with pytest.raises(NotFound):
        get_window(actor=actor, window_id=city.market)


def test_the_same_lines_twice_change_nothing_and_leave_no_trace() -> None:
    make_city()
    before = leaves()
    make_city()

    assert leaves() == before


def test_load_city_is_refused_to_others() -> None:
    with pytest.raises(NotAllowed):
        load_city(actor=STRANGER, city=CityLine(CITY, "安澜市"))


def test_load_regions_is_refused_to_others() -> None:
    with pytest.raises(NotAllowed):
        load_regions(actor=STRANGER, regions=[REGION])


def test_load_regions_wants_the_parent_first() -> None:
    make_city()
    with pytest.raises(Invalid, match="不认识的上级区划"):
        load_regions(actor=make_loader(), regions=[replace(REGION, parent="1")])
    assert load_regions(actor=make_loader(), regions=[REGION]) == 1


def test_load_bodies_is_refused_to_others() -> None:
    with pytest.raises(NotAllowed):
        load_bodies(actor=STRANGER, bodies=[BODY])


def test_load_bodies_wants_a_credit_code_that_can_exist() -> None:
    make_city()
    wrong = replace(BODY, uscc="11690121690102724X")
    with pytest.raises(Refusal, match="校验码"):
        load_bodies(actor=make_loader(), bodies=[wrong])
    assert load_bodies(actor=make_loader(), bodies=[BODY]) == 1


def test_load_venues_is_refused_to_others() -> None:
    with pytest.raises(NotAllowed):
        load_venues_and_windows(actor=STRANGER, venues=[VENUE], windows=[])


def test_load_venues_counts_only_what_is_new() -> None:
    make_city()
    loader = make_loader()
    added = load_venues_and_windows(actor=loader, venues=[VENUE], windows=[WINDOW])
    again = load_venues_and_windows(actor=loader, venues=[VENUE], windows=[WINDOW])

    assert (added, again) == (2, 0)


def test_load_calendar_is_refused_to_others() -> None:
    with pytest.raises(NotAllowed):
        load_calendar(actor=STRANGER, calendar=china_calendar())


def test_a_year_announced_anew_is_a_new_release_and_a_new_version() -> None:
    city = make_city()
    actor = anonymous(city.code)
    before = get_calendar(actor=actor)
    assert not before.is_announced(2027)
    announced = Calendar.from_days(
        "cn-2027", "CN", {2027: {"holidays": ["2027-01-01"], "notice": "国办发明电"}}
    )

    assert load_calendar(actor=make_loader(), calendar=announced) == 1
    assert load_calendar(actor=make_loader(), calendar=announced) == 0
    after = get_calendar(actor=actor)
    corrected = Calendar.from_days(
        "cn-2027b", "CN", {2027: {"holidays": ["2027-01-01", "2027-01-04"]}}
    )
    assert load_calendar(actor=make_loader(), calendar=corrected) == 1
    last = get_calendar(actor=actor)

    assert not after.is_working_day(date(2027, 1, 1))
    assert after.is_working_day(date(2027, 1, 4))
    assert not last.is_working_day(date(2027, 1, 4))
    assert len({before.version, after.version, last.version}) == 3


def test_the_calendar_counts_like_the_national_one_and_costs_one_query_when_kept(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    city = make_city()
    actor = anonymous(city.code)
    calendar = get_calendar(actor=actor)
    national = china_calendar()

    for year in national.years:
        first, last = date(year, 1, 1), date(year, 12, 31)
        assert calendar.working_days_between(
            first, last
        ) == national.working_days_between(first, last)
    with reading(actor), django_assert_max_num_queries(1):
        assert get_calendar(actor=actor) is calendar
