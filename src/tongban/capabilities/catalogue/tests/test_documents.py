"""One list of items, questions and whatever a capability registers: found, cut, and why."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tongban.capabilities.catalogue.queries import (
    Source,
    find_documents,
    forget_source,
    register_source,
)
from tongban.capabilities.catalogue.searches import Cut, Found
from tongban.capabilities.catalogue.testing import (
    EFFECTIVE_ON,
    Office,
    publish_item,
)
from tongban.capabilities.catalogue.types import Findable
from tongban.capabilities.orgs.testing import TestCity
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.database.keys import new_key

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def find(
    city: TestCity, text: str, *, day: date = DAY, cut: Cut | None = None
) -> Found:
    return find_documents(
        actor=anonymous(city.code), text=text, day=day, cut=cut or Cut()
    )


@pytest.fixture
def policies(city: TestCity) -> Iterator[list[Findable]]:
    """A third kind: policies, of which some stand on a day."""
    standing: list[Findable] = []
    register_source(
        Source(
            kind="policy",
            label="政策",
            stamp=lambda _actor, _day: tuple(one.key for one in standing),
            standing=lambda _actor, _day: [one.group for one in standing],
            read=lambda _actor, groups: [
                one for one in standing if one.group in set(groups)
            ],
        )
    )
    yield standing
    forget_source("policy")


def policy(title: str, **facets: str) -> Findable:
    key = new_key()
    return Findable(
        key=key,
        group=key,
        title=title,
        text="给小店的钱。",
        href=f"/policies/{key}",
        told=(("内容", "租金补贴每月五百元"),),
        keys={name: frozenset({value}) for name, value in facets.items()},
    )


def test_a_question_is_found_and_leads_to_its_answer(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    first = find(city, "只卖袋装零食要办吗").documents[0]
    assert (first.kind, first.title) == ("faq", "只卖袋装零食要办吗？")
    assert first.text == "不用。"
    assert first.why == "问题相符"
    page = Client().get(first.href).content.decode()
    assert f'id="{first.href.partition("#")[2]}"' in page
    assert first.href.startswith(f"/items/{guide.handling_code}?")


def test_what_people_want_to_do_comes_before_what_they_might_ask(
    city: TestCity, office: Office
) -> None:
    publish_item(
        city, office, faq=[{"q": "开饭店要办什么证？", "a": "食品经营许可证。"}]
    )
    kinds = [one.kind for one in find(city, "开饭店").documents]
    assert kinds[0] == "item"
    assert "faq" in kinds


def test_the_same_answer_to_the_same_question_is_shown_once(
    city: TestCity, office: Office
) -> None:
    for number in range(3):
        publish_item(city, office, name=f"第{number}项许可")
    found = [one for one in find(city, "袋装零食").documents if one.kind == "faq"]
    assert [one.title for one in found] == ["只卖袋装零食要办吗？"]
    assert found[0].part_of.endswith("项许可")


def test_questions_come_and_go_with_their_version(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    before = date.fromordinal(EFFECTIVE_ON.toordinal() - 1)
    assert find(city, "袋装零食", day=before).total == 0
    assert find(city, "袋装零食").total > 0
    publish_item(
        city, office, name="另一项", faq=[{"q": "袋装零食也算吗？", "a": "算。"}]
    )
    titles = [one.title for one in find(city, "袋装零食也算吗").documents]
    assert "袋装零食也算吗？" in titles


def test_facets_work_over_the_mixed_list(
    city: TestCity, office: Office, policies: list[Findable]
) -> None:
    publish_item(
        city,
        office,
        name="小店开业登记",
        faq=[{"q": "小店开业登记要钱吗？", "a": "不要。"}],
    )
    policies.append(policy("小店开业补贴", who="firm"))
    found = find(city, "小店开业")
    assert {one.kind for one in found.documents} == {"item", "faq", "policy"}
    by_who = {group.key: group.count for group in found.facets["who"]}
    # Item and question are for both sides, the policy for firms.
    assert by_who == {"firm": 3, "person": 2}
    persons = find(city, "小店开业", cut=Cut(who="person"))
    assert {one.kind for one in persons.documents} == {"item", "faq"}
    online = find(city, "小店开业", cut=Cut(online="full"))
    assert {one.kind for one in online.documents} == {"item", "faq"}
    nothing = find(city, "小店开业", cut=Cut(org=str(UUID(int=0))))
    assert nothing.total == 0


def test_a_source_says_why_and_is_forgotten(
    city: TestCity, office: Office, policies: list[Findable]
) -> None:
    assert find(city, "租金补贴").total == 0
    policies.append(policy("纾困办法"))
    [one] = find(city, "租金补贴").documents
    assert (one.kind_label, one.title) == ("政策", "纾困办法")
    assert one.why == "内容里有“租金补贴”"
    policies.clear()
    assert find(city, "租金补贴").total == 0
    policies.append(policy("租金补贴办法"))
    assert find(city, "租金补贴").documents[0].why == "名称相符"
    forget_source("policy")
    assert find(city, "租金补贴").total == 0


def test_a_search_asks_three_things_of_the_database(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    find(city, "开饭店")
    with CaptureQueriesContext(connection) as asked:
        found = find(city, "卖袋装零食")
    said = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    assert found.total
    # Who asks, whether anything has changed, and how the halls are called.
    assert len(said) == 3


def test_page_and_api_show_the_kind_and_why(city: TestCity, office: Office) -> None:
    publish_item(city, office)
    page = Client().get("/search", {"q": "袋装零食要办吗"}).content.decode()
    assert "常见问题" in page
    assert "tab=faq#q1" in page
    told = Client().get("/api/v1/search", {"q": "袋装零食要办吗", "limit": "5"}).json()
    assert told["total"] == len(told["documents"])
    faq = next(one for one in told["documents"] if one["kind"] == "faq")
    assert faq["kind_label"] == "常见问题"
    assert faq["item"] is None
