"""Items and guides through the API: public, and the same rows that pages show."""

from datetime import date

import pytest
from django.test import Client

from tongban.capabilities.catalogue.testing import publish_item
from tongban.capabilities.orgs.testing import make_city

pytestmark = pytest.mark.django_db
ITEMS = "/api/v1/items"


def test_finds_an_item_by_peoples_words_without_signing_in() -> None:
    guide = publish_item(make_city())

    found = Client().get(ITEMS, {"q": "开饭店"}).json()

    assert [row["handling_code"] for row in found] == [guide.handling_code]


def test_reads_the_guide_whole_with_its_digest() -> None:
    guide = publish_item(make_city())

    document = Client().get(f"{ITEMS}/{guide.handling_code}").json()

    assert document["digest"] == guide.digest
    assert [row["key"] for row in document["materials"]] == ["m1", "m2", "m3"]
    assert document["form_schema"]["pages"][0]["fields"][0]["name"] == "shop_name"


@pytest.mark.parametrize(
    ("code", "status"), [("nothing", 404), ("' OR 1=1 --", 404), ("a%00b", 422)]
)
def test_what_is_not_in_force_is_not_found(code: str, status: int) -> None:
    publish_item(make_city())

    answer = Client().get(f"{ITEMS}/{code}")

    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/problem+json")


def test_an_item_of_another_day_is_not_shown_today() -> None:
    guide = publish_item(make_city(), effective_on=date(2099, 1, 5))

    assert Client().get(ITEMS).json() == []
    assert Client().get(f"{ITEMS}/{guide.handling_code}").status_code == 404


@pytest.mark.parametrize("limit", ["-1", "0", "1000000"])
def test_a_strange_limit_is_brought_within_bounds(limit: str) -> None:
    publish_item(make_city())

    assert len(Client().get(ITEMS, {"limit": limit}).json()) == 1
