"""A2 the form designer: its acts on the document, its page without a script, its preview."""

import json
import re
from typing import Any
from uuid import UUID

from django.test import Client

from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.elements.designing import (
    Spot,
    Taken,
    act,
    add_lines,
    lay_open,
    pages_of,
)
from tongban.capabilities.catalogue.elements.table import sections
from tongban.capabilities.catalogue.queries import get_draft
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    make_document,
)
from tongban.capabilities.catalogue.tests.typing_in import browser, text_of
from tongban.capabilities.orgs.testing import TestCity
from tongban.plumbing.schemas import check_schema

Document = dict[str, Any]
BLOCK = next(one for one in sections() if one.key == "form").blocks[0]
ASKED = {
    "name": "own",
    "label": "店是自己的吗",
    "type": "choice",
    "required": True,
    "choices": [
        {"value": "own", "label": "自己的", "help": "有房产证"},
        {"value": "rent", "label": "租的"},
    ],
}
LANDLORD = {
    "name": "landlord",
    "label": "房东电话",
    "type": "phone",
    "required": True,
    "when": {"field": "own", "equals": "rent"},
}
SIZE = {"name": "size", "label": "面积", "type": "integer", "required": False, "min": 5}


def form(*pages: list[Document]) -> Document:
    titled = [
        {"key": f"p{at}", "title": f"第{at}页", "fields": fields}
        for at, fields in enumerate(pages, 1)
    ]
    return {"form": {"pages": titled}}


def names(document: Document) -> list[list[str]]:
    return [[one["name"] for one in page["fields"]] for page in pages_of(document)]


def do(document: Document, what: str, *taken: Taken) -> tuple[Document, Any]:
    done = act(document, what, None, taken, (BLOCK, ""))
    return done.document, done


def test_a_field_moves_within_its_page_and_over_its_edge() -> None:
    held = form([ASKED, LANDLORD], [SIZE])
    down, _ = do(held, "down:field:own")
    assert names(down) == [["landlord", "own"], ["size"]]
    over, _ = do(down, "down:field:own")
    assert names(over) == [["landlord"], ["own", "size"]]
    back, _ = do(over, "up:field:own")
    assert names(back) == [["landlord", "own"], ["size"]]
    at_the_edge, _ = do(held, "up:field:own")
    assert names(at_the_edge) == names(held)
    pages, _ = do(held, "up:page:p2")
    assert names(pages) == [["size"], ["own", "landlord"]]


def test_what_is_taken_out_comes_back_where_it_stood_with_all_it_said() -> None:
    held = form([ASKED, LANDLORD], [SIZE])
    one, done = do(held, "remove:field:own")
    assert names(one) == [["landlord"], ["size"]]
    both, gone = do(one, "remove:page:p1", *done.taken)
    assert names(both) == [["size"]]
    assert [one.words for one in gone.taken] == ["店是自己的吗", "第1页"]
    page_back, there = do(both, "undo", *gone.taken)
    assert names(page_back) == [["landlord"], ["size"]]
    all_back, _ = do(page_back, "undo", *there.taken)
    assert all_back["form"] == held["form"]
    # Its page is gone by now: nothing is lost, it comes to the last page.
    late, _ = do(form([SIZE]), "undo", Taken("field", dict(ASKED), "p9", 4))
    assert names(late) == [["size", "own"]]


def test_what_is_added_has_a_name_of_its_own_and_is_open() -> None:
    held = form([ASKED], [SIZE])
    added, done = do(held, "add:field:p1")
    assert names(added) == [["own", "field_1"], ["size"]]
    assert done.spot == Spot("field", "field_1")
    empty, begun = do({"form": {}}, "add:field:")
    assert names(empty) == [["field_1"]]
    assert begun.spot == Spot("field", "field_1")
    page, opened = do(held, "add:page")
    assert [one["key"] for one in pages_of(page)] == ["p1", "p2", "page_1"]
    assert opened.spot == Spot("page", "page_1")


def test_an_imported_form_gets_names_and_no_field_is_lost() -> None:
    nameless = {"label": "甲", "type": "text"}
    held = {"form": {"pages": [{"title": "页", "fields": [nameless, SIZE, SIZE, "x"]}]}}
    assert names(held) == [["field_1", "size", "field_2"]]
    assert pages_of(held)[0]["key"] == "page_1"


def test_what_is_typed_is_read_by_the_kind_of_field() -> None:
    money = {"name": "rent", "label": "租金", "type": "money", "required": True}
    held = form([ASKED, LANDLORD, money])
    spot = Spot("field", "rent")
    typed = {"type": ["money"], "min": ["1.5"], "max": ["很多"], "required": ["no"]}
    (page,) = pages_of(lay_open(held, spot, typed))
    assert page["fields"][2] == money | {"min": 150, "max": "很多", "required": False}
    dated = {"type": ["date"], "max": ["今天"], "min": ["2026-01-01"]}
    (page,) = pages_of(lay_open(held, spot, dated))
    assert page["fields"][2]["max"] == "today"
    shown = {"when": ["own=rent"], "help": [" 按月 "], "label": [""]}
    (page,) = pages_of(lay_open(held, spot, shown))
    changed = page["fields"][2]
    assert (changed["when"], changed["help"]) == (LANDLORD["when"], "按月")
    assert changed["label"] == ""  # a finding says so, rather than the old one staying
    emptied = {"when": [""], "help": [""]}
    (page,) = pages_of(lay_open({"form": {"pages": [page]}}, spot, emptied))
    assert not {"when", "help"} & set(page["fields"][2])


def test_a_choice_that_is_reworded_keeps_its_value_and_its_help() -> None:
    held = form([ASKED, LANDLORD])
    typed = {"choices": ["自己的\n租来的"]}
    (page,) = pages_of(lay_open(held, Spot("field", "own"), typed))
    assert [one["value"] for one in page["fields"][0]["choices"]] == ["own", "rent"]
    assert page["fields"][0]["choices"][0]["help"] == "有房产证"
    assert check_schema({"pages": [page]}) == []
    swapped = {"choices": ["租的\n借的\n自己的"]}
    (page,) = pages_of(lay_open(held, Spot("field", "own"), swapped))
    values = [one["value"] for one in page["fields"][0]["choices"]]
    assert values == ["rent", "o1", "own"]


def test_several_fields_are_written_one_a_line() -> None:
    grown = add_lines(form([ASKED]), BLOCK, "店名 | 一行字 | 是\n几张桌子 | 整数 | 否")
    (page,) = pages_of(grown)
    assert [one.get("type") for one in page["fields"]] == ["choice", "text", "integer"]
    assert check_schema(grown["form"]) == []


# ---- the page


def save(office: Office, city: TestCity, **changes: Any) -> UUID:
    document = make_document(**changes)
    return save_draft(
        actor=office.drafter, body_id=city.market, document=document, at=AT
    ).draft_id


def press(client: Client, draft_id: UUID, button: str, **typed: Any) -> Any:
    url = f"/desk/items/drafts/{draft_id}/edit/form"
    return client.post(url, typed | {"do": button})


def fields_of(office: Office, draft_id: UUID) -> list[Document]:
    draft = get_draft(actor=office.drafter, draft_id=draft_id)
    return [one for page in pages_of(draft.document) for one in page["fields"]]


def test_a_form_is_made_without_a_script(city: TestCity, office: Office) -> None:
    draft_id = save(office, city, form={"pages": []})
    client = browser(office.drafter)
    url = f"/desk/items/drafts/{draft_id}/edit/form"
    assert "还没有一栏" in text_of(client.get(url))
    page = text_of(press(client, draft_id, "add:field:"))
    assert 'name="open" value="field:field_1"' in page
    question = {"open": "field:field_1", "label": "租的吗", "type": "yes_no"}
    page = text_of(press(client, draft_id, "add:field:page_1", **question))
    assert "租的吗" in page
    # A condition is offered in the words of the field before.
    assert "“租的吗”选“是”" in page
    text = {"open": "field:field_2", "type": "text", "label": "房东", "required": "yes"}
    saved = press(client, draft_id, "save", **text, when="field_1=yes", max_length="x")
    assert saved.headers["Location"].endswith("?saved=1&open=field:field_2")
    page = text_of(client.get(saved.headers["Location"]))
    # The error stands at its control, names the field by its label and shows how.
    error = re.search(r'id="f-max_length-error"[^>]*>(.*?)</p>', page) or re.search(
        r"“房东”）的“最多几个字”要是大于 0 的整数，例如 60", page
    )
    assert error is not None
    assert 'value="x"' in page
    assert [one["label"] for one in fields_of(office, draft_id)] == ["租的吗", "房东"]


def test_taking_out_offers_to_put_back_and_damage_is_no_harm(
    city: TestCity, office: Office
) -> None:
    draft_id = save(office, city)
    client = browser(office.drafter)
    answer = press(client, draft_id, "remove:field:shop_name")
    assert "删去了“店名”" in text_of(answer)
    assert fields_of(office, draft_id) == []
    carried = answer.context["taken"]
    assert json.loads(carried)[0]["what"]["prefill"] == "firm.name"
    for damaged in ("{", "[1]", '[{"kind":"field","what":"x","at":0}]', '{"a":1}'):
        assert press(client, draft_id, "undo", taken=damaged).status_code == 200
    assert fields_of(office, draft_id) == []
    back = press(client, draft_id, "undo", taken=carried)
    assert back.context["taken"] == "[]"
    assert fields_of(office, draft_id)[0]["name"] == "shop_name"


def test_the_preview_is_the_applicants_own_form_in_each_mode(
    city: TestCity, office: Office
) -> None:
    draft_id = save(office, city)
    client = browser(office.lawyer)
    url = f"/desk/items/drafts/{draft_id}/edit/form/preview"
    together = text_of(client.get(url))
    ids = re.findall(r' id="([^"]+)"', together)
    assert sorted(ids) == sorted(set(ids))
    for screen in ("desktop", "phone", "elder"):
        assert f'<label class="label" for="{screen}-f-shop_name">' in together
        assert f'aria-describedby="{screen}-help-shop_name"' in together
    page = text_of(client.get(f"{url}?as=desktop"))
    assert 'data-mode="standard"' in page
    assert 'name="shop_name"' in page
    assert "frame-phone" not in page.split("<main")[1].split(">")[1]
    assert 'class="frame frame-phone"' in text_of(client.get(f"{url}?as=phone"))
    assert 'data-mode="elder"' in text_of(client.get(f"{url}?as=elder"))
    refused = client.post(url, {"shop_name": ""})
    assert refused.status_code == 422
    assert "请填写“店名”" in text_of(refused)
    assert "这样填能通过" in text_of(client.post(url, {"shop_name": "河畔"}))
    # Nothing that is tried is kept, and who may only look cannot change the form.
    before = fields_of(office, draft_id)
    assert press(client, draft_id, "remove:field:shop_name").status_code == 403
    assert fields_of(office, draft_id) == before


def test_a_form_that_cannot_work_says_so_instead_of_a_preview(
    city: TestCity, office: Office
) -> None:
    draft_id = save(office, city, form={"pages": []})
    url = f"/desk/items/drafts/{draft_id}/edit/form/preview"
    assert "申请表还排不出来" in text_of(browser(office.drafter).get(url))
