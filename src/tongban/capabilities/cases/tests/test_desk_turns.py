"""B3, W4 and the counter: one notice that lists everything, and its answer over the counter."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.cases.models import Case, CaseMaterial
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import make_case, make_world
from tongban.capabilities.cases.tests.citizens import a_file, text_of
from tongban.capabilities.cases.tests.clerks import (
    WINDOW,
    Hall,
    browser_of,
    food_page,
    house_page,
    is_ticked,
    make_hall,
    value_of,
)
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true"}
PHOTO = {"mend": ["material_m3"], "reason_material_m3": "照片看不清，请重新拍一张。"}


def a_while_ago() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=30)


# ---------------------------------------------------------------- B3
def test_the_notice_lists_the_whole_guide_and_is_seen_before_it_is_sent() -> None:
    world = make_world()
    case_id = make_case(world, at=a_while_ago()).case_id
    client = browser_of(world.officer)
    href = f"/desk/cases/{case_id}/correction"

    page = client.get(href)
    notice = page.context["notice"]
    asked = {row.name for row in notice.materials}
    assert "material_m3" in asked
    assert [row.name for row in notice.fields] == ["field_shop_name"]
    assert "还剩 5 个工作日可以告知；逾期视为受理" in text_of(page)
    # What is here is not asked for again, unless an officer says why.
    assert not is_ticked(page, "mend", "material_m3")

    seen = client.post(href, PHOTO | {"intent": "preview"}, headers=FRAGMENT)
    assert "data:image/png;base64," in seen.content.decode()
    assert client.post(href, PHOTO | {"intent": "preview"}).status_code == 200
    with reading(world.officer):
        assert Case.objects.get(pk=case_id).state == "submitted"

    sent = client.post(href, PHOTO | {"intent": "send"})
    assert sent["Location"] == f"/desk/cases/{case_id}/decided"
    done = client.get(sent["Location"])
    assert "打印补正告知书" in text_of(done)
    shown = client.get(f"/desk/cases/{case_id}")
    assert "照片看不清，请重新拍一张。" in text_of(shown)


def test_a_notice_without_a_reason_keeps_its_ticks() -> None:
    world = make_world()
    case_id = make_case(world, at=a_while_ago()).case_id
    client = browser_of(world.officer)
    href = f"/desk/cases/{case_id}/correction"

    assert client.post(href, {"intent": "send"}).status_code == 422
    typed = {
        "intent": "send",
        "mend": ["material_m3", "field_shop_name"],
        "reason_field_shop_name": "店名与租赁合同不一致<b>",
    }
    page = client.post(href, typed)

    assert page.status_code == 422
    assert set(page.context["errors"]) == {"reason_material_m3"}
    assert is_ticked(page, "mend", "material_m3")
    assert is_ticked(page, "mend", "field_shop_name")
    assert "店名与租赁合同不一致&lt;b&gt;" in page.content.decode()


def test_a_second_notice_is_refused_with_its_article_and_nothing_is_lost() -> None:
    world = make_world()
    made = make_case(world, CaseState.CORRECTING, at=a_while_ago())
    client = browser_of(world.officer)
    mended = client.post(f"/desk/cases/{made.case_id}/mend", {"desk-received": ["m3"]})
    assert mended.status_code == 302, text_of(mended)
    shown = client.get(f"/desk/cases/{made.case_id}")
    assert "ask_correction" not in [row["value"] for row in shown.context["actions"]]
    href = f"/desk/cases/{made.case_id}/correction"
    assert "已经告知过一次" in text_of(client.get(href))

    page = client.post(href, PHOTO | {"intent": "send"})

    words = text_of(page)
    assert page.status_code == 409
    assert "one_correction_notice" in words
    assert "《行政许可法》第三十二条" in words
    assert value_of(page, "reason_material_m3") == PHOTO["reason_material_m3"]
    assert is_ticked(page, "mend", "material_m3")


def test_a_notice_after_five_days_says_that_the_case_counts_as_accepted() -> None:
    world = make_world()
    made = make_case(world, at=datetime.now(UTC) - timedelta(days=30))
    client = browser_of(world.officer)
    href = f"/desk/cases/{made.case_id}/correction"

    assert "已超过 5 个工作日，依法视为受理" in text_of(client.get(href))
    page = client.post(href, PHOTO | {"intent": "send"})

    assert page.status_code == 409
    assert "correction_notice_in_five_days" in text_of(page)


def test_who_may_not_ask_is_turned_away() -> None:
    world = make_world()
    case_id = make_case(world).case_id
    href = f"/desk/cases/{case_id}/correction"
    assert browser_of(world.approver).get(href).status_code == 403
    assert browser_of(world.clerk).get(href).status_code == 404
    assert browser_of(world.citizen).get(href).status_code in {403, 404}


# ---------------------------------------------------------------- W4
def test_what_is_missing_at_the_window_is_told_with_the_filing() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    lacking = house_page(hall, **{"desk-received": ["m2"], "desk-intent": "tell"})

    page = client.post(WINDOW, lacking)
    assert page.status_code == 200, text_of(page)
    ticked = {row.name for row in page.context["notice"].materials if row.is_ticked}
    assert "material_m2" not in ticked
    assert {"material_m3", "material_m4"} <= ticked
    assert "没有提交，请补交。" in page.content.decode()

    carried = dict.fromkeys(name for name, _value in page.context["carried"])
    assert "visitor-id_number" in carried
    assert "desk-intent" not in carried
    lines = {"mend": sorted(ticked)} | {
        f"reason_{name}": "没有提交，请补交。" for name in ticked
    }
    seen = client.post(
        WINDOW, lacking | lines | {"desk-intent": "preview"}, headers=FRAGMENT
    )
    assert "data:image/png;base64," in seen.content.decode()
    nothing = client.post(WINDOW, lacking | {"desk-intent": "send"})
    assert nothing.status_code == 422
    assert "lines" in nothing.context["errors"]

    taken = client.post(WINDOW, lacking | lines | {"desk-intent": "send"})
    assert taken.status_code == 302, text_of(taken)
    done = client.get(taken["Location"])
    assert [row.kind for row in done.context["papers"]] == ["correction", "receipt"]
    assert done.context["case"].state == "correcting"

    # And the person comes back with them: the same hall takes them in.
    case_id = done.context["case"].case_id
    shown = client.get(f"/desk/cases/{case_id}")
    assert [row["value"] for row in shown.context["actions"]] == ["mend"]
    keys = [name.removeprefix("material_") for name in sorted(ticked)]
    mended = client.post(f"/desk/cases/{case_id}/mend", {"desk-received": keys})
    assert mended.status_code == 302, text_of(mended)
    assert client.get(f"/desk/cases/{case_id}").context["case"].state == "submitted"


def test_what_the_window_must_mend_itself_is_shown_there() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    typed = house_page(hall, **{"desk-intent": "tell", "certificate_number": ""})

    page = client.post(WINDOW, typed)

    assert page.status_code == 422
    assert "certificate_number" in page.context["errors"]
    assert page.templates[0].name == "cases/desk/window.html"


def test_a_collecting_window_says_why_prints_a_list_or_hands_on_what_lacks() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    lacking = food_page(hall, **{"desk-received": ["m5"], "desk-intent": "tell"})

    page = client.post(WINDOW, lacking)
    words = text_of(page)
    assert "这个窗口只收件，不能发补正告知书" in words
    assert "出具并打印" not in words

    advice = client.post(WINDOW, lacking | {"desk-intent": "advise"})
    assert "缺件提示" in text_of(advice)
    assert "不是补正告知书" in text_of(advice)
    # The button is not the wall: the register of intake modes is.
    forced = client.post(
        WINDOW,
        lacking
        | {
            "desk-intent": "send",
            "mend": ["material_m3"],
            "reason_material_m3": "没有提交，请补交。",
        },
    )
    assert forced.status_code in {403, 409, 422}
    assert "collecting_window_cannot" in text_of(forced)
    handed_on = client.post(WINDOW, lacking | {"desk-intent": "hand-on"})
    assert handed_on.status_code == 302


def test_back_at_the_window_everything_typed_is_still_there() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    page = client.post(WINDOW, house_page(hall, **{"desk-intent": "back"}))
    assert page.status_code == 200
    assert value_of(page, "party-transferee-0-name") == "王晓燕"
    assert is_ticked(page, "desk-received", "m3")
    keys = [row["key"] for row in page.context["keys"]]
    assert keys == ["Enter", "1–9", "F9", "F7", "F10"]


# ---------------------------------------------------------------- over the counter
def ask(client: Client, hall: Hall, case_id: Any, *names: str) -> None:
    lines = {"mend": list(names)} | {f"reason_{name}": "请核对。" for name in names}
    sent = client.post(f"/desk/cases/{case_id}/correction", lines | {"intent": "send"})
    assert sent.status_code == 302, text_of(sent)


def test_a_scan_and_a_field_are_taken_in_and_wrong_ones_come_back() -> None:
    hall = make_hall()
    world = hall.street.world
    clerk, officer = browser_of(world.clerk), browser_of(world.officer)
    taken = clerk.post(WINDOW, food_page(hall))
    case_id = clerk.get(taken["Location"]).context["case"].case_id
    ask(officer, hall, case_id, "material_m3", "field_floor_area")
    href = f"/desk/cases/{case_id}/mend"

    page = clerk.get(href)
    assert value_of(page, "floor_area") == "60"
    assert 'name="shop_name"' not in page.content.decode()
    missing = clerk.post(href, {"floor_area": "66"})
    assert set(missing.context["errors"]) == {"material-m3"}
    assert value_of(missing, "floor_area") == "66"
    wrong = clerk.post(href, {"floor_area": "很大", "desk-received": ["m3"]})
    assert wrong.status_code == 422
    assert set(wrong.context["errors"]) == {"floor_area"}
    assert is_ticked(wrong, "desk-received", "m3")
    assert value_of(wrong, "floor_area") == "很大"

    right = clerk.post(href, {"floor_area": "66", "scan-m3": a_file()})
    assert right.status_code == 302, text_of(right)
    with reading(world.officer):
        row = CaseMaterial.objects.get(case_id=case_id, round=1)
        assert row.received_form == "electronic"
        assert row.file_id is not None
    values = officer.get(f"/desk/cases/{case_id}").context["value_pairs"]
    assert any("66" in pair["value"] for pair in values)


def test_nothing_can_be_mended_that_waits_for_nobody() -> None:
    world = make_world()
    case_id = make_case(world).case_id
    client = browser_of(world.officer)
    assert "没有要补的内容" in text_of(client.get(f"/desk/cases/{case_id}/mend"))
    page = client.post(f"/desk/cases/{case_id}/mend", {"desk-received": ["m3"]})
    assert "没有要补的内容" in text_of(page)
    with reading(world.officer):
        assert Case.objects.get(pk=case_id).state == "submitted"
