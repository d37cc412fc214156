"""W5: one box finds cases by number, document, phone and name, and shows no more than needed."""

from typing import Any

import pytest

from tongban.capabilities.cases.testing import make_case, make_world
from tongban.capabilities.cases.tests.citizens import text_of
from tongban.capabilities.cases.tests.clerks import (
    HEPAN,
    LI,
    PHONE,
    WANG,
    WINDOW,
    Hall,
    browser_of,
    food_page,
    house_page,
    make_hall,
)
from tongban.capabilities.people.testing import make_staff

pytestmark = pytest.mark.django_db
FIND = "/desk/cases/find"


def hall_with_two_cases() -> tuple[Hall, str, str]:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    numbers = []
    for page in (food_page(hall), house_page(hall)):
        taken = client.post(WINDOW, page)
        numbers.append(client.get(taken["Location"]).context["case"].number)
    return hall, numbers[0], numbers[1]


def test_a_document_a_phone_and_a_name_find_whom_they_belong_to() -> None:
    hall, food, house = hall_with_two_cases()
    client = browser_of(hall.street.world.clerk)

    def found(words: str) -> set[str]:
        page = client.post(FIND, {"words": words})
        if page.status_code == 302:
            shown = client.get(page["Location"])
            return {shown.context["case"].number}
        return {row["cells"][0]["text"] for row in page.context["rows"]}

    assert found(food) == {food}
    assert found(HEPAN.lower()) == {food}
    assert found(WANG) == {house}
    assert found(PHONE) == {food, house}
    assert found(f" {LI.lower()} ") == {food, house}
    assert found("河畔餐饮") == {food}
    assert found("王晓") == {house}
    assert found("河") == set()
    assert found("%") == set()
    assert found("晓燕") == set()


def test_a_list_of_hits_masks_people_and_names_the_next_step() -> None:
    hall, _food, _house = hall_with_two_cases()
    page = browser_of(hall.street.world.clerk).post(FIND, {"words": PHONE})
    words = text_of(page)
    assert page.status_code == 200
    assert "河畔餐饮有限公司" in words
    assert "李*国" in words
    assert "李建国" not in words
    assert LI not in words
    assert "690121********0351" in words
    assert "审查" in words


def test_nothing_found_says_what_to_type_and_keeps_the_words() -> None:
    world = make_world()
    page = browser_of(world.officer).post(FIND, {"words": "1"})
    assert page.status_code == 404
    assert "办件编号是 22 位" in text_of(page)
    assert 'value="1"' in page.content.decode()
    assert browser_of(world.officer).get(FIND).status_code == 200


def test_the_wall_bounds_what_is_found() -> None:
    world = make_world()
    number = make_case(world).number
    stranger = browser_of(make_staff("officer", world.city.civil, name="吴桂英"))
    assert stranger.post(FIND, {"words": number}).status_code == 404
    # Filed on the web for the department: the hall's clerk has no business with it.
    assert browser_of(world.clerk).post(FIND, {"words": number}).status_code == 404
    assert browser_of(world.citizen).post(FIND, {"words": number}).status_code == 403


def test_finding_costs_a_fixed_number_of_queries(
    django_assert_max_num_queries: Any,
) -> None:
    hall, _food, _house = hall_with_two_cases()
    client = browser_of(hall.street.world.clerk)
    client.post(FIND, {"words": PHONE})
    with django_assert_max_num_queries(20):
        client.post(FIND, {"words": PHONE})
