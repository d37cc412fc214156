"""What the desk tells a drafter before anything is lost, or waits for nobody."""

from typing import Any

import pytest

from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.elements.mending import section_of
from tongban.capabilities.catalogue.queries import (
    get_draft,
    list_drafts,
    list_intake_modes,
)
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    begin_draft,
    make_document,
    make_office,
    pass_reviews,
    publish_item,
)
from tongban.capabilities.catalogue.tests.typing_in import (
    browser,
    posted_back,
    text_of,
)
from tongban.capabilities.orgs.queries import list_bodies, list_venues
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import (
    Post,
    make_staff_together,
)
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db


def test_a_table_with_unknown_columns_waits_until_somebody_decides(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city, materials=[])
    client = browser(office.drafter)
    url = f"/desk/items/drafts/{draft_id}/edit/materials"
    pasted = "材料名称\t领取方式\n房屋租赁合同\t邮寄\n"
    row = {"materials-rows": "1", "materials-0-name": "照片"}
    for do in ("lines:materials", "save", "go:times", "back", "next"):
        said = client.post(url, row | {"materials-lines": pasted, "do": do})
        page = text_of(said)
        assert said.status_code == 422
        assert "这几栏没有地方放：领取方式。" in page
        assert "认得的栏名：材料名称、" in page
        assert "房屋租赁合同 邮寄" in page
        listed = get_draft(actor=office.drafter, draft_id=draft_id).document
        assert [one["name"] for one in listed["materials"]] == ["照片"]

    anyway = row | {"materials-lines": pasted, "do": "lines_anyway:materials"}
    assert client.post(url, anyway).status_code == 200
    listed = get_draft(actor=office.drafter, draft_id=draft_id).document
    assert [one["name"] for one in listed["materials"]] == ["照片", "房屋租赁合同"]


def test_whom_a_draft_would_wait_for_in_vain_is_said_before_it_is_handed_in(
    city: TestCity,
) -> None:
    drafter, _reviewer = make_staff_together(
        Post("catalogue_drafter", (city.market, city.civil), "林晓"),
        Post("catalogue_first_reviewer", (city.civil,), "郭明"),
        city=city.code,
    )
    saved = save_draft(
        actor=drafter, body_id=city.market, document=make_document(), at=AT
    )
    client = browser(drafter)
    url = f"/desk/items/drafts/{saved.draft_id}"
    vain = "还没有人担任：起草单位的初审人员、合法性审查人员、把关人员、事项发布人员"
    assert vain in text_of(client.get(url))
    assert vain in text_of(client.get(f"{url}/hand-in"))
    # Where the body is chosen.
    chosen = text_of(client.get(f"{url}/edit/basic"))
    assert "安澜市市场监督管理局（还没有初审人员）" in chosen
    assert "安澜市民政局（" not in chosen
    assert "还没有初审人员" in text_of(client.get("/desk/items/new"))

    office = make_office(city)
    ready = begin_draft(office, city)
    page = text_of(browser(office.drafter).get(f"/desk/items/drafts/{ready}/hand-in"))
    assert "还没有人担任" not in page


def test_what_was_filled_in_beforehand_is_marked_until_it_is_saved(
    city: TestCity, office: Office
) -> None:
    client = browser(office.drafter)
    client.post(
        "/desk/items/new", {"name": "摊位登记", "org": "MARKET", "item_type": "20"}
    )
    (draft,) = list_drafts(actor=office.drafter)
    assert {"case_kind", "steps[p1]", "party_roles[1]", "place[1]"} <= set(
        draft.unchecked
    )
    marked = {section_of(mark).key for mark in draft.unchecked}
    assert not {"materials", "basis", "form"} & marked
    url = f"/desk/items/drafts/{draft.draft_id}"
    assert "预填，请核对" in text_of(client.get(url))
    page = client.get(f"{url}/edit/times")
    assert text_of(page).count("预填，请核对") > 1
    same = posted_back(page.context["blocks"])
    # Whoever only passes by, or is still typing, has not looked through it.
    for do in ("keep", "go:flow", "back", "gap"):
        client.post(f"{url}/edit/times", same | {"do": do})
        assert "预填，请核对" in text_of(client.get(f"{url}/edit/times"))

    client.post(f"{url}/edit/times", same | {"do": "save"})

    assert "预填，请核对" not in text_of(client.get(f"{url}/edit/times"))
    left = get_draft(actor=office.drafter, draft_id=draft.draft_id)
    assert left.unchecked == tuple(
        one for one in draft.unchecked if section_of(one).key != "times"
    )
    assert left.document == draft.document
    # Before it is handed in, somebody is told what nobody has looked through.
    ready = begin_draft(office, city)
    assert "还没有人核对" not in text_of(
        client.get(f"/desk/items/drafts/{ready}/hand-in")
    )
    assert "还没有人核对、保存过：" in text_of(client.get(f"{url}/hand-in"))


def test_what_the_drafter_has_written_is_not_called_filled_in(
    city: TestCity, office: Office
) -> None:
    client = browser(office.drafter)
    client.post(
        "/desk/items/new", {"name": "摊位登记", "org": "MARKET", "item_type": "20"}
    )
    (draft,) = list_drafts(actor=office.drafter)
    url = f"/desk/items/drafts/{draft.draft_id}/edit"
    shown = client.get(f"{url}/basic")
    assert "exercise_level" in _marked(shown)
    assert not {"name", "org", "item_type", "aliases"} & _marked(shown)
    typed = posted_back(shown.context["blocks"]) | {"do": "keep", "aliases": "摆摊"}
    client.post(f"{url}/basic", typed | {"result.delivery": ["post"]})
    again = _marked(client.get(f"{url}/basic"))
    assert not {"aliases", "result.delivery"} & again
    assert "exercise_level" in again

    # Of a list only the row that was touched is the drafter's own.
    steps = posted_back(client.get(f"{url}/flow").context["blocks"])
    client.post(f"{url}/flow", steps | {"do": "keep", "steps-1-standard": "看原件。"})
    flow = _marked(client.get(f"{url}/flow"))
    assert "steps-0-name" in flow
    assert not any(name.startswith("steps-1-") for name in flow)


def _marked(page: Any) -> set[str]:
    fields = [one for block in page.context["blocks"] for one in _controls(block)]
    return {one["name"] for one in fields if one["is_prefilled"]}


def _controls(block: dict[str, Any]) -> list[dict[str, Any]]:
    rows = block.get("rows", [])
    return [*block.get("fields", []), *(one for row in rows for one in row["fields"])]


def test_what_is_only_looked_at_is_not_offered_to_be_handled(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    begin_draft(office, city)
    for actor, shown, act in (
        (office.drafter, "items", "查看"),
        (office.drafter, "drafts", "办理"),
        (office.lawyer, "drafts", "查看"),
    ):
        page = text_of(browser(actor).get(f"/desk/items?show={shown}"))
        assert f'>{act}<span class="sr">：食品经营许可' in page


def test_no_two_boxes_of_a_field_say_the_same(city: TestCity, office: Office) -> None:
    """8 and 9 both mean 其他 in exchanges: one is offered, and a 9 that is there stays."""
    client = browser(office.drafter)
    for depths in (["1", "6"], ["6", "9"]):
        draft_id = begin_draft(office, city, online_depth=depths)
        for key in ("basic", "times", "materials", "parties"):
            url = f"/desk/items/drafts/{draft_id}/edit/{key}"
            page = client.get(url)
            for block in page.context["blocks"]:
                rows = [{"fields": block.get("fields", [])}, *block.get("rows", [])]
                for field in (one for row in rows for one in row["fields"]):
                    labels = [one["label"] for one in field.get("choices", [])]
                    assert len(labels) == len(set(labels)), field["name"]
            client.post(url, posted_back(page.context["blocks"]) | {"do": "save"})
        document = get_draft(actor=office.drafter, draft_id=draft_id).document
        assert document["online_depth"] == depths


def test_only_what_must_be_written_is_a_gap(city: TestCity, office: Office) -> None:
    """A guide without special steps is whole: nothing on the page leads down to them."""
    client = browser(office.drafter)
    whole = begin_draft(office, city, special_steps=[], faq=[])
    for key in ("flow", "faq"):
        page = client.get(f"/desk/items/drafts/{whole}/edit/{key}")
        assert "data-gap" not in text_of(page), key
    lacking = begin_draft(office, city, conditions=[])
    page = client.get(f"/desk/items/drafts/{lacking}/edit/conditions")
    assert "data-gap" in text_of(page)


def test_several_halls_take_an_item_in_at_once_the_nearest_first(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    url = f"/desk/items/{guide.handling_code}"
    client = browser(office.publisher)
    shown = client.get(url)
    halls, _how, first, _until = shown.context["intake_fields"]
    assert halls["type"] == "picks"
    with reading(office.publisher):
        bodies = {one.body_id: one for one in list_bodies(actor=office.publisher)}
        venues = list_venues(actor=office.publisher)
    own = bodies[guide.body_id].region_code
    listed = [one["value"] for one in halls["choices"]]
    near = [bodies[one.body_id].region_code == own for one in venues]
    assert len(listed) == len(venues)
    by_key = {one.venue_id: bodies[one.body_id].region_code == own for one in venues}
    assert [by_key[key] for key in listed] == sorted(near, reverse=True)
    assert first["is_prefilled"]
    assert "预填，请核对" in text_of(shown)

    day = {"mode_from-year": "2026", "mode_from-month": "1", "mode_from-day": "5"}
    posted = {"do": "intake", "mode": "collect", "venue": [str(one) for one in listed]}
    assert client.post(url, posted | day | {"venue": ["x"]}).status_code == 422
    assert client.post(url, posted | day).status_code == 302
    modes = list_intake_modes(actor=office.publisher, item_id=guide.item_id)
    assert {one.venue_id for one in modes} == set(listed)
    # All of them or none: what one hall refuses is registered at no other.
    again = posted | day | {"mode": "department_own"}
    assert client.post(url, again).status_code == 409
    held = list_intake_modes(actor=office.publisher, item_id=guide.item_id)
    assert [one.mode for one in held] == ["collect"] * len(listed)


def test_what_a_limit_rests_on_is_asked_for_at_its_own_field(
    city: TestCity, office: Office
) -> None:
    client = browser(office.drafter)
    for value, basis in ((20, ""), (20, "食品安全法"), (0, "")):
        limit = {"value": value, "unit": "working_day", "basis": basis}
        draft_id = begin_draft(office, city, statutory_limit=limit)
        page = client.get(f"/desk/items/drafts/{draft_id}/edit/times")
        wrong = [
            one["name"]
            for block in page.context["blocks"]
            for one in block["fields"]
            if one["error"]
        ]
        assert wrong == ["statutory_limit.basis"], (value, basis)


def test_the_reviewer_reads_that_it_is_theirs_and_what_comes_next(
    city: TestCity, office: Office
) -> None:
    first = begin_draft(office, city, name="甲事项")
    second = begin_draft(office, city, name="乙事项")
    for draft_id in (first, second):
        pass_reviews(office, draft_id, stages=())
    client = browser(office.first_reviewer)
    for draft_id, told in ((first, "还有 1 份草稿等您办"), (second, "没有别的草稿")):
        url = f"/desk/items/drafts/{draft_id}"
        page = text_of(client.get(url))
        assert "现在该您办。" in page
        assert "还没有人担任" not in page
        digest = get_draft(actor=office.drafter, draft_id=draft_id).digest
        posted = {"stage": "first_review", "digest": digest, "outcome": "passed"}
        done = client.post(f"{url}/review", posted, follow=True)
        assert "已经通过" in text_of(done)
        assert told in text_of(done)
        assert "正在等合法性审查人员办。" in text_of(done)
