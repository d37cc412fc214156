"""What the desk tells a drafter before anything is lost, or waits for nobody."""

from typing import Any

import pytest

from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.elements.table import section_of
from tongban.capabilities.catalogue.queries import (
    get_draft,
    list_drafts,
)
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    begin_draft,
    make_document,
    make_office,
    publish_item,
)
from tongban.capabilities.catalogue.tests.typing_in import (
    browser,
    posted_back,
    text_of,
)
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import (
    Post,
    make_staff_together,
)

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
    return block.get("fields", []) + [one for row in rows for one in row["fields"]]


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
