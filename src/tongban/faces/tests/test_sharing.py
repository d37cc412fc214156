"""The page of a guide that everyone gets: never an old one, and nobody's own."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tongban.capabilities.catalogue.commands import withdraw_version
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    make_document,
    publish_item,
)
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen, open_page_session
from tongban.faces import sharing
from tongban.plumbing.access.shared_pages import share

pytestmark = pytest.mark.django_db
NAME = "张秀兰"
CODES = ("basic_code", "implementation_code", "handling_code")
# One look at the state of affairs.
FEWEST = 1


@pytest.fixture
def guide(city: TestCity, office: Office) -> Guide:
    return publish_item(city, office)


class KeptSince:
    """The pages that are kept since the test began."""

    def __init__(self) -> None:
        self._before = set(sharing.kept._values)

    def __call__(self) -> list[bytes]:
        held = sharing.kept._values
        return [page.body for key, page in held.items() if key not in self._before]


@pytest.fixture
def kept() -> KeptSince:
    return KeptSince()


def open_guide(
    guide: Guide, client: Client | None = None, query: str = "", *, knows: str = ""
) -> Any:
    path = f"/items/{guide.handling_code}{query}"
    said = {"If-None-Match": knows} if knows else {}
    return (client or Client()).get(path, headers=said)


def today() -> date:
    """The day on which the pages are opened."""
    return timezone.localdate()


def publish_next(city: TestCity, office: Office, guide: Guide) -> Guide:
    document = make_document() | {code: getattr(guide, code) for code in CODES}
    plain = document["plain"] | {"summary": "这是新的一版。"}
    changed = document | {"plain": plain}
    return publish_item(city, office, effective_on=today(), **changed)


def test_the_second_look_makes_nothing_anew(
    guide: Guide, kept: KeptSince, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = open_guide(guide)

    with django_assert_num_queries(FEWEST):
        second = open_guide(guide)

    assert [second.content] == [first.content] == kept()
    assert second.templates == []
    assert second["Cache-Control"] == "public, no-cache"
    assert not second.cookies


def test_who_has_the_page_is_told_that_it_still_stands(guide: Guide) -> None:
    tag = open_guide(guide)["ETag"]

    for said in (tag, f"W/{tag}", f'"other", {tag}'):
        again = open_guide(guide, knows=said)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == tag
    assert open_guide(guide, knows='"other"').status_code == 200


def test_a_new_version_is_shown_at_once_and_the_old_tag_is_worth_nothing(
    city: TestCity, office: Office, guide: Guide
) -> None:
    old = open_guide(guide)

    new = publish_next(city, office, guide)

    shown = open_guide(guide, knows=old["ETag"])
    assert shown.status_code == 200
    assert new.digest in shown.content.decode()
    assert "这是新的一版" in shown.content.decode()
    assert new.digest != guide.digest


def test_a_version_that_begins_later_changes_the_row_of_versions_only(
    city: TestCity, office: Office, guide: Guide
) -> None:
    old = open_guide(guide)
    document = make_document() | {code: getattr(guide, code) for code in CODES}
    later = today() + timedelta(days=9)

    publish_item(city, office, effective_on=later, **document)

    shown = open_guide(guide)
    assert guide.digest in shown.content.decode()
    assert shown["ETag"] != old["ETag"]


def test_a_withdrawn_guide_is_gone_at_once(office: Office, guide: Guide) -> None:
    old = open_guide(guide)

    withdraw_version(
        actor=office.publisher,
        version_id=guide.version_id,
        withdrawn_on=today(),
        reason="依据已废止",
        at=AT,
    )

    gone = open_guide(guide, knows=old["ETag"])
    assert gone.status_code == 404
    assert guide.digest not in gone.content.decode()


def test_who_is_signed_in_gets_a_page_of_their_own_that_nobody_keeps(
    guide: Guide, kept: KeptSince
) -> None:
    client = Client()
    client.cookies["sessionid"] = open_page_session(make_citizen(NAME))

    own = open_guide(guide, client)
    public = open_guide(guide)

    assert NAME in own.content.decode()
    assert own["Cache-Control"] == "no-store"
    assert not own.has_header("ETag")
    assert NAME not in public.content.decode()
    assert [NAME.encode() in page for page in kept()] == [False]
    # And the other way round: what is kept for all is not given to one.
    assert NAME in open_guide(guide, client).content.decode()


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_whoever_may_be_somebody_is_not_given_a_kept_page(
    guide: Guide, kept: KeptSince, cookie: str
) -> None:
    client = Client()
    client.cookies[cookie] = "anything"

    assert open_guide(guide, client)["Cache-Control"] == "no-store"
    assert kept() == []


def test_each_tab_and_each_mode_has_a_page_of_its_own(guide: Guide) -> None:
    elder = Client()
    elder.cookies["mode"] = "elder"
    pages = {
        open_guide(guide, client, query).content
        for client in (None, elder)
        for query in ("", "?tab=plain", "?tab=standard", "?tab=faq")
    }

    assert len(pages) == 8
    assert b'data-mode="elder"' in open_guide(guide, elder).content
    assert b'data-mode="standard"' in open_guide(guide).content


@pytest.mark.parametrize("query", ["?x=1", "?tab=plain&x=1", "?tab=none", "?tab=PLAIN"])
def test_addresses_that_anybody_makes_up_fill_no_memory(
    guide: Guide, kept: KeptSince, query: str
) -> None:
    assert open_guide(guide, query=query).status_code == 200
    assert kept() == []


def test_a_page_that_took_a_token_against_forgery_is_not_kept(kept: KeptSince) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return share(lambda: HttpResponse(get_token(request)), lambda: "the same")

    middleware = sharing.SharedPages(view)
    answers = [middleware(RequestFactory().get("/")) for _ in range(2)]

    assert kept() == []
    assert [one["Cache-Control"] for one in answers] == ["no-store"] * 2


def test_what_changes_while_a_page_is_made_makes_it_an_old_one() -> None:
    states = iter(["before", "after", "after", "after"])
    made = iter([b"old", b"new"])

    def view(_request: HttpRequest) -> HttpResponse:
        return share(lambda: HttpResponse(next(made)), lambda: next(states))

    middleware = sharing.SharedPages(view)
    answers = [middleware(RequestFactory().get("/old")).content for _ in range(3)]

    assert answers == [b"old", b"new", b"new"]


def test_the_next_day_has_a_page_of_its_own(
    guide: Guide, kept: KeptSince, settings: Settings, tmp_path: Path
) -> None:
    settings.SAMPLE_CITY, settings.TONGBAN_DATA = True, tmp_path
    open_guide(guide)
    (tmp_path / "moved-days.txt").write_text("1")
    open_guide(guide)
    assert len(kept()) == 2
