"""Conditions in groups: typed in, published, shown in every channel, and kept as they were."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tongban.capabilities.catalogue.elements.editing import lay_over
from tongban.capabilities.catalogue.elements.table import sections
from tongban.capabilities.catalogue.queries import get_draft
from tongban.capabilities.catalogue.testing import (
    Office,
    begin_draft,
    make_document,
    make_office,
    publish_item,
)
from tongban.capabilities.catalogue.tests.typing_in import browser, fill, text_of
from tongban.capabilities.orgs.testing import TestCity, make_city
from tongban.plumbing.papers.testing import text_of as words_on

pytestmark = pytest.mark.django_db
ANY = [{"key": "g1", "title": "店面属于以下情形", "need": "any"}]
CONDITIONS = [
    {"key": "c1", "text": "已经领到营业执照。"},
    {"key": "c2", "text": "店面是自己的。", "group": "g1"},
    {"key": "c3", "text": "店面租期在一年以上。", "group": "g1"},
]
LEAD = "店面属于以下情形（满足其一就行）"


class Typed(dict[str, str]):
    """What a browser sends, one value a name."""

    def getlist(self, key: str) -> list[str]:
        return [self[key]] if key in self else []


def grouped(need: str = "any") -> dict[str, Any]:
    groups = [group | {"need": need} for group in ANY]
    return {"conditions": CONDITIONS, "condition_groups": groups}


def test_every_channel_says_which_conditions_are_a_choice() -> None:
    city = make_city()
    guide = publish_item(city, make_office(city), **grouped())
    client = Client()
    at = f"/items/{guide.handling_code}"

    told = client.get(f"/api/v1{at}").json()
    assert [(row["group"], row["is_any"]) for row in told["conditions"]] == [
        ("", False),
        ("g1", True),
        ("g1", True),
    ]
    assert told["elements"]["condition_groups"] == ANY
    for page in (at, f"{at}?view=standard", f"{at}/notice?situation_s1=make"):
        html = client.get(page).content.decode()
        under = html.partition(LEAD)[2]
        assert "<li>店面是自己的。</li><li>店面租期在一年以上。</li>" in under, page
    paper = words_on(client.get(f"{at}/notice.pdf?situation_s1=make").content)
    assert f"{LEAD}：店面是自己的；店面租期在一年以上。" in paper


def test_a_group_that_needs_all_is_said_so_and_lets_each_be_a_reason() -> None:
    city = make_city()
    guide = publish_item(city, make_office(city), **grouped("all"))

    assert [row.is_any for row in guide.conditions] == [False, False, False]
    assert [group.words for group in guide.condition_groups] == [
        "",
        "店面属于以下情形（要全部满足）",
    ]


def test_an_officer_makes_a_group_and_takes_it_back(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    client = browser(office.drafter)
    before = documents_of(office, draft_id)
    fill(client, draft_id, "conditions", **posted(groups=[("属于以下情形", "any")]))
    fill(
        client,
        draft_id,
        "conditions",
        **posted(groups=[("属于以下情形", "any")], group="g1"),
    )

    made = documents_of(office, draft_id)
    assert made["condition_groups"] == [
        {"key": "g1", "title": "属于以下情形", "need": "any"}
    ]
    assert [row["group"] for row in made["conditions"]] == ["g1", "g1"]
    page = client.get(f"/desk/items/drafts/{draft_id}/edit/conditions")
    assert "第 1 组属于以下情形" in text_of(page)

    fill(client, draft_id, "conditions", **posted(groups=[], group=""))
    after = documents_of(office, draft_id)
    assert "condition_groups" not in after
    assert [row["text"] for row in after["conditions"]] == [
        row["text"] for row in before["conditions"]
    ]


def documents_of(office: Office, draft_id: UUID) -> dict[str, Any]:
    return get_draft(actor=office.drafter, draft_id=draft_id).document


def posted(
    *, groups: list[tuple[str, str]], group: str | None = None
) -> dict[str, Any]:
    texts = [row["text"] for row in make_document()["conditions"]]
    typed: dict[str, Any] = {"conditions-rows": str(len(texts))}
    typed |= {f"conditions-{at}-text": said for at, said in enumerate(texts)}
    if group is not None:
        typed |= {f"conditions-{at}-group": group for at in range(len(texts))}
    typed["condition_groups-rows"] = str(len(groups))
    for at, (title, need) in enumerate(groups):
        typed[f"condition_groups-{at}-title"] = title
        typed[f"condition_groups-{at}-need"] = need
    return typed


def test_a_text_without_groups_stays_what_it_was_when_its_page_is_saved() -> None:
    document = make_document()
    (page,) = (one for one in sections() if one.key == "conditions")

    typed = Typed({key: str(value) for key, value in posted(groups=[]).items()})
    assert lay_over(document, page, typed, "save") == document
    pasted = Typed(typed | {"condition_groups-lines": "属于以下情形 | 满足其一"})
    made = lay_over(document, page, pasted, "save")["condition_groups"]
    assert made == [{"key": "g1", "title": "属于以下情形", "need": "any"}]
