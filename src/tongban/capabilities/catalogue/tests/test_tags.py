"""The four tags follow from what a guide says, and their shares from the items in force."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.catalogue.queries import count_items
from tongban.capabilities.catalogue.testing import make_office, publish_item
from tongban.capabilities.catalogue.types.tags import TAG_LABELS, tags_of
from tongban.capabilities.orgs.testing import make_city

DAY = date(2026, 11, 22)
NONE: dict[str, Any] = {
    "case_kind": "promised",
    "is_online": False,
    "level": "3",
    "visits": 2,
}


@pytest.mark.parametrize(
    ("said", "tags"),
    [
        ({}, ()),
        ({"case_kind": "instant"}, ("instant",)),
        ({"is_online": True}, ("online",)),
        ({"level": "4"}, ()),
        ({"level": "5"}, ("nearby",)),
        ({"level": "6"}, ("nearby",)),
        ({"visits": 1}, ("one_visit",)),
        ({"visits": 0, "case_kind": "instant"}, ("instant", "one_visit")),
    ],
)
def test_each_tag_follows_from_its_own_fact(
    said: dict[str, Any], tags: tuple[str, ...]
) -> None:
    assert tags_of(**{**NONE, **said}) == tags


@pytest.mark.django_db
def test_a_guide_shows_its_tags_and_the_city_counts_them() -> None:
    city = make_city()
    office = make_office(city)
    item = publish_item(city, office, visits=0)
    publish_item(city, office, name="跑两趟的事", visits=2, handling_modes=["window"])

    page = Client().get(f"/items/{item.handling_code}").content.decode()
    totals = count_items(actor=office.drafter, day=DAY)

    shown = [label for label in TAG_LABELS.values() if f">{label}<" in page]
    assert shown == ["网上办", "一次办"]
    assert totals.tags == {"instant": 0, "online": 1, "nearby": 0, "one_visit": 1}
