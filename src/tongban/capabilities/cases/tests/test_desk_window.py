"""W2 at the window: every intake mode once, and nothing that was typed is lost."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.capabilities.cases.models import Case, CaseMaterial
from tongban.capabilities.cases.tests.citizens import a_file, text_of
from tongban.capabilities.cases.tests.clerks import (
    HEPAN,
    LI,
    WANG,
    WINDOW,
    Hall,
    browser_of,
    elder_page,
    food_page,
    house_page,
    is_ticked,
    make_hall,
    value_of,
    visitor,
)
from tongban.capabilities.people.commands import load_postings
from tongban.capabilities.people.testing import make_people_loader, make_staff
from tongban.capabilities.people.types import PostingLine
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db


def taken_in(client: Client, page: dict[str, Any]) -> Any:
    """The page after taking in."""
    answer = client.post(WINDOW, page)
    assert answer.status_code == 302, text_of(answer)
    return client.get(answer["Location"])


def case_behind(hall: Hall, page: Any) -> Case:
    """The one case that the clerk's hall took in."""
    with reading(hall.street.world.clerk):
        return Case.objects.get(number=page.context["case"].number)


# ---------------------------------------------------------------- the four modes
def test_a_collecting_window_prints_a_receipt_and_nothing_else() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)

    shown = client.post(WINDOW, food_page(hall, **{"desk-intent": ""}))
    assert "收件并打印" in text_of(shown)
    page = taken_in(client, food_page(hall))

    assert [row.kind for row in page.context["papers"]] == ["receipt"]
    assert "打印收件凭证" in text_of(page)
    case = case_behind(hall, page)
    assert case.state == "submitted"
    assert case.promised_due_on is None


def test_an_entrusted_window_accepts_and_prints_the_acceptance_first() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)

    shown = client.post(WINDOW, house_page(hall, **{"desk-intent": ""}))
    assert "受理并打印" in text_of(shown)
    page = taken_in(client, house_page(hall))

    assert [row.kind for row in page.context["papers"]] == ["acceptance", "receipt"]
    case = case_behind(hall, page)
    assert case.state == "accepted"
    with reading(hall.street.world.clerk):
        seen = CaseMaterial.objects.get(case=case, received_form="original_seen")
    assert seen.material.key == "m4"


def test_an_instant_item_is_finished_at_the_window() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)

    shown = client.post(WINDOW, elder_page(hall, **{"desk-intent": ""}))
    assert "办结并打印" in text_of(shown)
    page = taken_in(client, elder_page(hall))

    assert page.context["papers"][0].kind == "decision_granted"
    assert case_behind(hall, page).state == "granted"


def test_the_departments_own_counter_accepts() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.officer)

    page = taken_in(client, food_page(hall))

    assert [row.kind for row in page.context["papers"]] == ["acceptance", "receipt"]
    assert page.context["case"].state == "accepted"


# ---------------------------------------------------------------- looking up
def test_a_typed_number_finds_the_person_and_fills_the_form() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    asked = {
        "desk-intent": "find",
        "visitor-id_number": LI.lower(),
        "firm-uscc": HEPAN,
        "desk-item": hall.food.handling_code,
    }

    page = client.post(WINDOW, asked)

    assert value_of(page, "visitor-name") == "李建国"
    assert value_of(page, "firm-name") == "河畔餐饮有限公司"
    assert value_of(page, "shop_name") == "河畔餐饮有限公司"
    assert value_of(page, "contact_phone") == value_of(page, "visitor-phone")


def test_another_number_takes_the_first_persons_answers_away() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    first = house_page(hall, **{"desk-intent": "find"})

    page = client.post(WINDOW, first | {"visitor-id_number": WANG})

    assert value_of(page, "visitor-name") == "王晓燕"
    assert value_of(page, "contact_name") == "王晓燕"
    assert value_of(page, "certificate_number") == first["certificate_number"]


def test_the_combobox_finds_by_initials_what_the_hall_takes_in() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)

    found = client.get(f"{WINDOW}/items", {"q": "spjy"}).json()["options"]

    assert found[0]["label"] == "食品经营许可"
    assert found[0]["value"] == hall.food.handling_code


# ---------------------------------------------------------------- errors keep what was typed
def test_a_wrong_check_digit_is_told_and_everything_stays() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    wrong = LI[:-1] + ("2" if LI[-1] != "2" else "3")
    typed = food_page(hall, **{"visitor-id_number": wrong, "floor_area": "六十"})

    page = client.post(WINDOW, typed)

    assert page.status_code == 422
    assert "visitor-id_number" in page.context["errors"]
    assert value_of(page, "visitor-id_number") == wrong
    assert value_of(page, "floor_area") == "六十"
    assert value_of(page, "shop_address") == typed["shop_address"]
    assert value_of(page, "desk-key") == "key-food"
    assert is_ticked(page, "situation-s1", "make")
    assert is_ticked(page, "desk-received", "m5")
    assert is_ticked(page, "business_kind", "catering")
    assert page.content.decode().count("<title>错误：") == 1


def test_all_missing_materials_are_named_at_once() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    page = client.post(WINDOW, food_page(hall, **{"desk-received": []}))
    assert {"material-m3", "material-m5"} <= set(page.context["errors"])


def test_a_missing_buyer_is_asked_for_in_the_place_of_the_role() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    blank = {f"party-transferee-0-{part}": "" for part in ("id_number", "name")}

    page = client.post(WINDOW, house_page(hall, **blank))

    assert "party-transferee" in page.context["errors"]
    assert 'id="f-party-transferee"' in page.content.decode()


def test_one_more_row_for_a_second_buyer_keeps_the_first() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)

    page = client.post(WINDOW, house_page(hall, **{"desk-intent": "more-transferee"}))

    assert value_of(page, "party-transferee-0-name") == "王晓燕"
    assert 'name="party-transferee-1-name"' in page.content.decode()


def test_hostile_words_come_back_as_words() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    bad = '\'); drop table "case"; --<script>alert(1)</script>'

    page = client.post(
        WINDOW,
        food_page(
            hall, **{"visitor-name": bad, "shop_name": bad, "desk-item_words": bad}
        ),
    )

    html = page.content.decode()
    assert page.status_code == 422
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "changes",
    [
        {"desk-item": "no-such-item"},
        {"desk-item": ""},
        {"visitor-id_kind": "passport_of_mars"},
        {"situation-s1": "teleport"},
        {"upload-m3": "not-a-key"},
        {"desk-key": "钥" * 300},
    ],
)
def test_values_that_no_page_offers_are_refused_with_words(
    changes: dict[str, str],
) -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    page = client.post(WINDOW, food_page(hall, **{"desk-received": ["m5"], **changes}))
    assert page.status_code == 422
    assert value_of(page, "visitor-name") == "李建国"


def test_the_same_page_posted_twice_gives_one_number() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    first = taken_in(client, food_page(hall))
    second = taken_in(client, food_page(hall))
    assert first.context["case"].number == second.context["case"].number


# ---------------------------------------------------------------- scans
def test_a_scan_is_kept_over_an_error_and_goes_with_the_case() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    typed = food_page(
        hall, **{"floor_area": "", "desk-received": ["m5"], "scan-m3": a_file()}
    )

    page = client.post(WINDOW, typed)
    assert page.status_code == 422
    kept = value_of(page, "upload-m3")
    assert kept
    done = taken_in(
        client, food_page(hall, **{"desk-received": ["m5"], "upload-m3": kept})
    )

    with reading(hall.street.world.clerk):
        case = Case.objects.get(number=done.context["case"].number)
        scanned = CaseMaterial.objects.get(case=case, received_form="electronic")
    assert scanned.material.key == "m3"


def test_a_file_of_another_kind_is_told_beside_its_material() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    bad = SimpleUploadedFile("图.pdf", b"MZ not a pdf", "application/pdf")
    page = client.post(
        WINDOW, food_page(hall, **{"scan-m3": bad, "desk-received": ["m5"]})
    )
    assert "scan-m3" in page.context["errors"]


# ---------------------------------------------------------------- who may
def test_a_citizen_has_no_window_and_nobody_is_asked_to_sign_in() -> None:
    hall = make_hall()
    assert browser_of(hall.street.world.citizen).get(WINDOW).status_code == 403
    assert "/sign-in" in Client().get(WINDOW)["Location"]


def test_no_number_ever_stands_in_an_address() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    answer = client.post(WINDOW, food_page(hall))
    assert LI not in answer["Location"]
    form = client.get(WINDOW).content.decode()
    assert '<form method="post" action="/desk/window"' in form


def test_the_page_costs_a_fixed_number_of_queries(
    django_assert_max_num_queries: Any,
) -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    client.post(WINDOW, food_page(hall, **{"desk-intent": ""}))
    # Fourteen of them, on every page, are session, account, posts and grants.
    with django_assert_max_num_queries(32):
        client.post(WINDOW, food_page(hall, **{"desk-intent": "find"}))
    with django_assert_max_num_queries(20):
        client.get(WINDOW)


def test_a_visitor_who_is_new_is_registered_by_being_taken_in() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    number = "11010519491231002X"
    new = visitor(number, "吴新民") | {
        "elder_name": "吴新民",
        "elder_id_number": number,
    }
    page = taken_in(client, elder_page(hall, **new))
    assert page.context["case"].parties[0].name == "吴新民"


def test_a_clerk_works_at_the_hall_of_the_window() -> None:
    hall = make_hall()
    world = hall.street.world
    clerk = make_staff("clerk", world.city.centre, name="何静")
    assert clerk.person_id is not None
    post = PostingLine(
        clerk.person_id,
        world.city.centre,
        "clerk",
        date(2026, 1, 5),
        window_id=world.city.window,
    )
    load_postings(actor=make_people_loader(), postings=[post])
    page = browser_of(clerk).get(WINDOW)
    assert page.context["venue"].venue_id == world.city.hall
