"""Sessions: known by digest, they end by themselves, by their person, and by too many others."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from pytest_django import Settings

from tongban.capabilities.accounts.queries import actor_in_session
from tongban.capabilities.accounts.sessions import SessionStore, digest_of
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.commands import load_accounts
from tongban.capabilities.people.testing import (
    TODAY,
    make_citizen,
    make_people_loader,
    make_person,
    make_staff,
    open_api_session,
    open_page_session,
    signed_in,
)
from tongban.capabilities.people.types import AccountLine
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.work import working

pytestmark = pytest.mark.django_db
PASSWORD = "河边 的 柳树 7"
MINE, CASES = "/my/sign-ins", "/my/cases"


@pytest.fixture(autouse=True)
def city() -> Any:
    """Somebody who can sign in by hand, and a body for staff."""
    made = make_city()
    make_citizen()
    line = AccountLine("zhang", "citizen", make_person("张秀兰"), PASSWORD)
    load_accounts(actor=make_people_loader(), accounts=[line])
    return made


def sign_in(agent: str = "Mozilla/5.0 (Windows NT 10.0) Edg/130.0") -> Client:
    client = Client(headers={"User-Agent": agent})
    answer = client.post("/sign-in", {"login": "zhang", "password": PASSWORD})
    assert answer.status_code == 302
    return client


def limit(settings: Settings, **changes: int) -> None:
    settings.SIGN_IN_LIMITS = replace(settings.SIGN_IN_LIMITS, **changes)


def is_in(client: Client) -> bool:
    return client.get(CASES).status_code == 200


def words_after(client: Client) -> str:
    """What a browser is told that meets a page of its person."""
    return client.get(CASES, follow=True).content.decode()


def test_the_key_that_a_browser_holds_stands_nowhere_in_the_database() -> None:
    client = sign_in()
    key = client.cookies["sessionid"].value

    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        cursor.execute("select digest, data from account_session")
    assert is_in(client)
    assert not SessionStore(digest_of(key)).exists(digest_of(key))


def test_signing_in_gives_another_key_than_the_one_that_was_brought() -> None:
    """Fixation: a key that somebody planted opens nothing after the sign-in."""
    planted = SessionStore()
    planted["_messages"] = "x"
    planted.create()
    victim = Client()
    victim.cookies["sessionid"] = str(planted.session_key)
    victim.post("/sign-in", {"login": "zhang", "password": PASSWORD})

    attacker = Client()
    attacker.cookies["sessionid"] = str(planted.session_key)

    assert is_in(victim)
    assert not is_in(attacker)


def test_a_key_that_was_made_up_becomes_nobodys() -> None:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    client.post("/sign-in", {"login": "zhang", "password": PASSWORD})

    assert is_in(client)
    assert client.cookies["sessionid"].value != "a" * 32


def test_staff_who_do_nothing_are_out_and_told_so(
    settings: Settings, city: Any
) -> None:
    limit(settings, staff_idle_minutes=0)
    clerk = signed_in(make_staff("clerk", city.market))

    assert clerk.get("/desk/").status_code == 302
    again = signed_in(make_staff("clerk", city.market, name="王五"))
    assert "一段时间没有操作" in again.get("/desk/", follow=True).content.decode()


def test_citizens_have_a_time_of_their_own(settings: Settings) -> None:
    limit(settings, staff_idle_minutes=0)
    assert is_in(sign_in())
    limit(settings, idle_minutes=0)
    assert not is_in(sign_in())


def test_a_session_ends_however_busy_one_is(settings: Settings) -> None:
    limit(settings, session_hours=0)
    assert "时间到了" in words_after(sign_in())


def test_the_oldest_of_too_many_ends_and_is_told(settings: Settings) -> None:
    limit(settings, sessions=2)
    first, second, third = sign_in(), sign_in(), sign_in()

    assert is_in(second)
    assert is_in(third)
    assert "您在别处登录了" in words_after(first)
    assert "您在别处登录了" not in first.get("/sign-in").content.decode()


def test_another_person_is_not_counted(settings: Settings) -> None:
    limit(settings, sessions=1)
    mine = sign_in()
    signed_in(make_citizen("李建国")).get(CASES)

    assert is_in(mine)


def test_tokens_are_counted_apart_from_browsers(settings: Settings) -> None:
    limit(settings, sessions=1, tokens=1)
    body = {"login": "zhang", "password": PASSWORD}
    page = sign_in()
    tokens = [
        Client()
        .post("/api/v1/session", body, content_type="application/json")
        .json()["token"]
        for _time in range(2)
    ]

    def status(token: str) -> int:
        client = Client(headers={"Authorization": f"Bearer {token}"})
        return client.get("/api/v1/session").status_code

    assert is_in(page)
    assert [status(token) for token in tokens] == [401, 200]


def test_the_page_lists_where_one_is_signed_in() -> None:
    other = sign_in("Mozilla/5.0 (iPhone; CPU) Safari/604.1")
    page = sign_in().get(MINE).content.decode()

    assert "Windows 电脑 · Edge" in page
    assert "iPhone · Safari" in page
    assert "127.0.0.1" in page
    assert page.count("就是这里") == 1
    assert is_in(other)


def test_others_are_signed_out_and_this_one_stays() -> None:
    other, this = sign_in(), sign_in()

    page = this.post(MINE, {"act": "others"}, follow=True).content.decode()

    assert "其他 1 处登录已经退出" in page
    assert "您从别的设备让它退出" in page
    assert is_in(this)
    assert "另一台设备上退出了" in words_after(other)


def test_one_is_signed_out_by_its_row() -> None:
    other, this = sign_in(), sign_in()
    listed = this.get(MINE).context["sign_ins"]
    key = next(one["key"] for one in listed if not one["is_this"])

    assert this.post(MINE, {"session": str(key)}).status_code == 302

    assert not is_in(other)
    assert this.post(MINE, {"session": str(key)}).status_code == 404


def test_nobody_ends_the_session_of_another() -> None:
    mine, stranger = sign_in(), signed_in(make_citizen("李建国"))
    stranger.get(MINE)
    key = mine.get(MINE).context["sign_ins"][0]["key"]

    assert stranger.post(MINE, {"session": str(key)}).status_code == 404
    assert stranger.post(MINE, {"act": "others"}).status_code == 302
    assert stranger.post(MINE, {"session": "x"}).status_code == 404
    assert is_in(mine)


def test_a_session_that_was_ended_is_not_brought_back_by_a_slow_request() -> None:
    client = sign_in()
    slow = SessionStore(client.cookies["sessionid"].value)
    slow["x"] = 1
    sign_in().post(MINE, {"act": "others"})

    with pytest.raises(UpdateError):
        slow.save()
    assert not is_in(client)


def test_nobody_is_asked_to_sign_in_for_it_without_a_way_back() -> None:
    answer = Client().get(MINE)

    assert (answer.status_code, answer["Location"]) == (
        302,
        "/sign-in?next=%2Fmy%2Fsign-ins",
    )


def test_a_look_at_a_session_is_one_statement(
    django_assert_num_queries: Any,
) -> None:
    actor: Actor = make_citizen("李建国")
    token = open_api_session(actor)

    with django_assert_num_queries(1):
        assert SessionStore(token).get("api_account") == str(actor.account_id)


def test_the_api_lists_and_ends_what_the_page_does() -> None:
    body = {"login": "zhang", "password": PASSWORD}
    page = sign_in()
    told = Client().post("/api/v1/session", body, content_type="application/json")
    client = Client(headers={"Authorization": f"Bearer {told.json()['token']}"})
    where = "/api/v1/session/sign-ins"
    listed = client.get(where).json()
    assert [(one["kind"], one["is_this"]) for one in listed] == [
        ("api", True),
        ("page", False),
    ]

    other = listed[1]["session_id"]
    assert client.delete(f"{where}/{other}").status_code == 204
    assert client.delete(f"{where}/{other}").status_code == 404
    assert not is_in(page)
    again = sign_in()
    assert client.delete(where).json() == {"ended": 1}
    assert not is_in(again)
    assert client.get(where).status_code == 200


@pytest.mark.parametrize("is_read_inside_a_work", [False, True])
def test_another_password_ends_what_began_under_the_old_one(
    is_read_inside_a_work: bool,
) -> None:
    make_city()
    actor = make_citizen()
    key = open_page_session(actor)

    def comes() -> Actor | None:
        store = SessionStore(key)
        if is_read_inside_a_work:
            with reading(actor):
                assert store.get(SESSION_KEY) == str(actor.account_id)
        return actor_in_session(session=store, face="page", today=TODAY)

    before = comes()
    assert before is not None
    assert before.account_id == actor.account_id
    with working(actor, writing=True), connection.cursor() as cursor:
        cursor.execute("update account set password = '!another'")
        assert cursor.rowcount == 1

    with pytest.raises(NotFound, match="密码改过了"):
        comes()
