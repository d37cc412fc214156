"""Pages under fire: hostile words in every field, strange addresses, and few queries."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tongban.capabilities.cases.tests.citizens import (
    ELDER,
    FOOD,
    HOUSE,
    a_file,
    make_street,
    publish_sample,
    sign_in,
    submit,
    upload,
)

pytestmark = pytest.mark.django_db
SHOP = {"business_kind": "catering", "floor_area": "60", "sells_online": "yes"}
COOKS = {"situation_s1": "make", "situation_s2": "rent", "situation_s3": "self"}
HOUSE_ANSWERS = {
    "own_role": "transferor",
    "situation_s1": "one",
    "situation_s2": "clear",
    "situation_s3": "self",
}
MARKUP = "'\"><script>alert(1)</script>{{ 7 }}{% now 'Y' %}"
HOSTILE = [
    MARKUP,
    "零\x00字节",
    "'; drop table person; --",
    "\u202e倒过来\u202c\ufeff\u200b",
    "长" * 20000,
    "-1",
    "９９９９９９９９９９９９９９９９",
    "../../etc/passwd",
]


PAGES = {
    "situation": ["acting", "situation_s1", "next"],
    "form/shop": ["floor_area", "business_kind", "change", "next"],
    "form/people": ["contact_name", "contact_id_number", "contact_phone"],
    "materials": ["material", "reuse"],
    "check": ["key", "promise"],
}
PARTY = ("act", "role", "kind", "name", "id_kind", "id_number", "phone")


def test_hostile_words_in_every_field_break_nothing() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    house = publish_sample(street.world, HOUSE).handling_code
    client = sign_in("li")
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})
    client.post(f"/apply/{house}/situation", HOUSE_ANSWERS | {"acting": "self"})

    for words in HOSTILE:
        for answer in attack(client, code, house, words):
            assert answer.status_code in {200, 302, 422}, (words[:20], answer)
            assert b"<script>alert" not in answer.content
    assert client.get(f"/apply/{code}/check").status_code == 200
    assert client.get(f"/apply/{house}/parties").status_code == 200


def attack(client: Client, code: str, house: str, words: str) -> Iterator[HttpResponse]:
    """The words in the fields of each page, as a browser or a script would send them.

    All fields at once, and each alone where another one's refusal could hide it.
    """
    for page, fields in PAGES.items():
        alone = [[field] for field in fields] if words == MARKUP else []
        for chosen in ([*fields], *alone):
            given = SHOP | {"change": "people"} | dict.fromkeys(chosen, words)
            yield client.post(f"/apply/{code}/{page}", given)  # type: ignore[misc]  # the client's own subclass
    party = {"act": "add", "role": "transferee", "id_kind": "citizen_id"}
    for chosen in ([*PARTY], *([field] for field in PARTY)):
        given = party | dict.fromkeys(chosen, words)
        yield client.post(f"/apply/{house}/parties", given)  # type: ignore[misc]  # the client's own subclass
    file = a_file(words[:200] + ".pdf")
    given_file = {"material": "m3", "file": file}
    yield client.post(f"/apply/{code}/materials", given_file)  # type: ignore[misc]  # the client's own subclass
    yield client.get("/sign-in", {"next": words})  # type: ignore[misc]  # the client's own subclass


def test_hostile_words_that_may_be_kept_are_shown_as_words() -> None:
    street = make_street()
    code = publish_sample(street.world, HOUSE).handling_code
    client = sign_in("zhang")
    client.post(f"/apply/{code}/situation", HOUSE_ANSWERS)
    house = {"house_address": MARKUP, "certificate_number": MARKUP, "price": "1"}

    client.post(f"/apply/{code}/form/contact", house)

    page = client.get(f"/apply/{code}/check").content.decode()
    assert "<script>alert" not in page
    assert "{% now" in page or "certificate" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/apply/{code}/form/没有这一页",
        "/apply/{code}/form/..%2f..",
        "/my/cases/%00",
        "/my/cases/00000000-0000-0000-0000-000000000000",
        "/papers/00000000-0000-0000-0000-000000000000/0.png",
        "/applied/00000000-0000-0000-0000-000000000000",
    ],
)
def test_a_strange_address_is_not_found(path: str) -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})

    assert client.get(path.format(code=code)).status_code == 404


def test_a_post_without_the_token_is_refused() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = Client(enforce_csrf_checks=True)
    client.cookies = sign_in("li").cookies

    for page in ("situation", "form/shop", "materials", "check"):
        answer = client.post(f"/apply/{code}/{page}", COOKS)
        assert answer.status_code == 403, page


def test_personal_pages_are_kept_nowhere() -> None:
    street = make_street()
    code = publish_sample(street.world, ELDER).handling_code
    client = sign_in("zhang")

    for path in (f"/apply/{code}", f"/apply/{code}/check", "/my/cases"):
        assert client.get(path)["Cache-Control"] == "no-store", path


def test_pages_ask_the_database_little(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})
    client.post(f"/apply/{code}/form/shop", SHOP)
    upload(client, code, "m3", "m5")
    for page in ("", "/situation", "/form/shop", "/parties", "/materials", "/check"):
        client.get(f"/apply/{code}{page}")
        with django_assert_max_num_queries(28):
            client.get(f"/apply/{code}{page}")
    done = submit(client, code)
    assert done.status_code == 302
    case = done["Location"].replace("/applied/", "/my/cases/")
    for path in (done["Location"], case, "/my/cases"):
        client.get(path)
        with django_assert_max_num_queries(45):
            client.get(path)


def test_a_longer_list_of_cases_asks_no_more(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    street = make_street()
    code = publish_sample(street.world, ELDER).handling_code
    client = sign_in("zhang")
    for _time in range(4):
        answers = {"situation_s1": "local", "situation_s2": "self", "acting": "self"}
        client.post(f"/apply/{code}/situation", answers)
        client.post(f"/apply/{code}/form/elder", {"card_form": "electronic"})
        upload(client, code, "m2", "m3")
        key = {"key": uuid4().hex, "promise": "yes"}
        assert client.post(f"/apply/{code}/check", key).status_code == 302

    with django_assert_max_num_queries(25):
        page = client.get("/my/cases")

    assert len(page.context["cases"]) == 4
