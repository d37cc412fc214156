"""Halls carry the name of their level: refused when loaded, and found when they are there."""

import pytest
from django.db import IntegrityError, transaction

from tongban.capabilities.orgs.commands import load_venues_and_windows
from tongban.capabilities.orgs.models import Venue
from tongban.capabilities.orgs.naming import is_rightly_named
from tongban.capabilities.orgs.queries import list_venues
from tongban.capabilities.orgs.testing import CITY, make_city, make_loader
from tongban.capabilities.orgs.types import VenueLine
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keys import new_key

RIGHT = (
    ("安澜市政务服务中心", "city"),
    ("青渡县政务服务中心", "county"),
    ("安澜经济开发区政务服务中心", "county"),
    ("白鹭镇便民服务中心", "township"),
    ("澜心社区便民服务站", "village"),
    ("市场监管局柜台", "city"),
)
WRONG = (
    ("安澜市便民服务中心", "city"),
    ("安澜市行政服务中心", "city"),
    ("安澜市政务服务中心分厅", "city"),
    ("政务服务中心", "city"),
    (" 政务服务中心", "city"),
    ("\u3000政务服务中心", "city"),
    ("安澜市政务服务中心\n", "city"),
    ("青渡县便民服务中心", "county"),
    ("白鹭镇政务服务中心", "township"),
    ("白鹭镇便民服务站", "township"),
    ("澜心社区便民服务中心", "village"),
    ("澜心社区服务站", "village"),
    ("安澜市政务服务中心柜台", "city"),
)


def venue(name: str, level: str) -> VenueLine:
    return VenueLine(
        "v", name, level, CITY, "CENTRE", "某路1号", "每天", "0699-6012345"
    )


@pytest.mark.parametrize(("name", "level"), RIGHT)
def test_the_name_of_the_level_is_right(name: str, level: str) -> None:
    assert is_rightly_named(name, level)


@pytest.mark.parametrize(("name", "level"), WRONG)
def test_another_name_is_wrong(name: str, level: str) -> None:
    assert not is_rightly_named(name, level)


@pytest.mark.django_db
def test_a_misnamed_venue_is_refused_with_the_right_ending_and_an_example() -> None:
    make_city()
    with pytest.raises(Invalid) as refusal:
        load_venues_and_windows(
            actor=make_loader(),
            venues=[venue("白鹭镇政务服务中心", "township")],
            windows=[],
        )

    assert "便民服务中心" in refusal.value.errors["v"]
    assert "例如：临江街道便民服务中心" in refusal.value.message
    held = {row.name for row in list_venues(actor=anonymous(CITY))}
    assert "白鹭镇政务服务中心" not in held


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "level"), [*RIGHT, *WRONG])
def test_the_table_of_venues_says_the_same(name: str, level: str) -> None:
    make_city()
    loader = make_loader()
    refused = ""
    try:
        with working(loader, writing=True), transaction.atomic():
            held = Venue.objects.get(code="hall")
            held.id, held.code = new_key(), "another"
            held.name, held.level = name, level
            held.save(force_insert=True)
    except IntegrityError as error:
        refused = str(error)

    assert is_rightly_named(name, level) == (not refused)
    assert not refused or "a_hall_is_named_by_its_level" in refused
