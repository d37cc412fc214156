"""两步验证: a code once, counted with passwords; a paper for lost phones; who must have it."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tongban.capabilities.accounts.commands import (
    begin_authenticator,
    confirm_authenticator,
    prove_by_code,
)
from tongban.capabilities.accounts.queries import list_own_factors
from tongban.capabilities.accounts.totp import PERIOD, code_at, step_of
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.commands import load_accounts
from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.people.testing import (
    TODAY,
    make_citizen,
    make_people_loader,
    make_person,
    make_staff,
)
from tongban.capabilities.people.types import AccountLine
from tongban.ground.refusals import Invalid, MoveRefused, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.work import working

pytestmark = pytest.mark.django_db
PASSWORD = "河边 的 柳树 7"
FACTOR, VERIFY = "/my/second-factor", "/my/verify"
# RFC 6238 appendix B: the secret of its SHA-1 vectors, in the letters of apps.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def zhang() -> Actor:
    """A citizen who can sign in by hand."""
    make_city()
    make_citizen("别人")
    line = AccountLine("zhang", "citizen", make_person("张秀兰"), PASSWORD)
    account_id = load_accounts(actor=make_people_loader(), accounts=[line])["zhang"]
    return get_actor(account_id=account_id, today=TODAY)


def now_step() -> int:
    return int(timezone.now().timestamp()) // PERIOD


def enrol(actor: Actor) -> tuple[str, tuple[str, ...]]:
    """An app that counts, its codes on paper; proved with the step before this one."""
    at = timezone.now()
    secret = begin_authenticator(actor=actor, name="手机验证器", at=at)
    done = confirm_authenticator(
        actor=actor, code=code_at(secret, now_step() - 1), at=at
    )
    return secret, done.codes


def first_step(client: Client, **changes: str) -> Any:
    return client.post("/sign-in", {"login": "zhang", "password": PASSWORD} | changes)


@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(second: int, code: str) -> None:
    assert code_at(RFC_SECRET, second // PERIOD) == code


def test_a_clock_may_be_off_by_a_step_and_no_more() -> None:
    at = timezone.now()
    step = int(at.timestamp()) // PERIOD
    found = [
        step_of(RFC_SECRET, code_at(RFC_SECRET, step + n), at=at) for n in range(-2, 3)
    ]
    assert found == [None, step - 1, step, step + 1, None]


def test_the_page_enrols_and_sign_in_then_takes_two_steps(zhang: Actor) -> None:
    client = Client()
    assert first_step(client)["Location"] == "/my/cases"
    assert "添加验证器" in client.get(FACTOR).content.decode()
    assert client.post(FACTOR, {"act": "begin", "password": "x"}).status_code == 422
    page = client.post(FACTOR, {"act": "begin", "password": PASSWORD}).content.decode()
    found = re.search(r"<b class=\"num\">([A-Z2-7 ]{39})</b>", page)
    assert found
    assert "<svg" in page
    secret = found[1].replace(" ", "")
    wrong = client.post(FACTOR, {"act": "confirm", "code": "000000"})
    assert wrong.status_code == 422
    assert found[1] in wrong.content.decode()
    done = client.post(
        FACTOR, {"act": "confirm", "code": code_at(secret, now_step() - 1)}
    )
    papers = re.findall(r"<li>(\w{5}-\w{5})</li>", done.content.decode())
    assert len(set(papers)) == 10

    other = Client()
    assert first_step(other, next="/help")["Location"] == "/sign-in"
    assert other.get("/my/cases").status_code == 302
    asked = other.get("/sign-in").content.decode()
    assert 'autocomplete="one-time-code"' in asked
    code = code_at(secret, now_step())
    answer = other.post("/sign-in", {"code": code})
    assert answer["Location"] == "/help"
    assert other.get("/my/cases").status_code == 200
    # The same six digits, in another browser, within the same half minute.
    third = Client()
    first_step(third)
    assert third.post("/sign-in", {"code": code}).status_code == 409
    assert third.post("/sign-in", {"code": papers[0].lower()}).status_code == 302
    assert third.get("/my/cases").status_code == 200


def test_the_database_itself_takes_a_code_once(zhang: Actor) -> None:
    secret, papers = enrol(zhang)
    code, at = code_at(secret, now_step()), timezone.now()
    prove_by_code(actor=zhang, code=code, at=at)

    with pytest.raises(Refusal) as refused:
        prove_by_code(actor=zhang, code=code, at=at)
    assert refused.value.rule == "a_step_is_used_once"
    prove_by_code(actor=zhang, code=papers[0], at=at)
    with pytest.raises(Invalid):
        prove_by_code(actor=zhang, code=papers[0], at=at)


def test_neither_secret_nor_paper_stands_plain(zhang: Actor) -> None:
    secret, papers = enrol(zhang)
    with working(zhang, writing=False), connection.cursor() as cursor:
        cursor.execute("select secret from second_factor")
        (sealed,) = cursor.fetchone()
        cursor.execute("select array_agg(code_key) from recovery_code")
        (keys,) = cursor.fetchone()
    assert sealed.startswith("s1.")
    assert secret not in sealed
    assert not set(papers) & set(keys)
    assert list_own_factors(actor=make_citizen("李四")) == []


def test_codes_are_counted_with_passwords(zhang: Actor) -> None:
    enrol(zhang)
    client = Client()
    first_step(client)
    statuses = [
        client.post("/sign-in", {"code": "000000"}).status_code for _try in range(5)
    ]
    # The password was the first of five tries.
    assert statuses == [422, 422, 422, 422, 429]
    assert first_step(Client()).status_code == 429


def test_a_half_sign_in_waits_for_minutes_only(zhang: Actor) -> None:
    secret, _papers = enrol(zhang)
    client = Client()
    first_step(client)
    session = client.session
    session["second_step"] = [*session["second_step"][:3], 0]
    session.save()
    late = client.post("/sign-in", {"code": code_at(secret, now_step())})
    assert "请填手机号或登录名" in late.content.decode()


def test_the_api_asks_for_the_code_as_well(zhang: Actor) -> None:
    secret, _papers = enrol(zhang)
    body = {"login": "zhang", "password": PASSWORD}

    def ask(**more: str) -> Any:
        return Client().post(
            "/api/v1/session", body | more, content_type="application/json"
        )

    assert ask().status_code == 403
    assert "验证器" in ask().json()["title"]
    token = ask(code=code_at(secret, now_step())).json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    # A factor alone: whose name was never checked stays where a password leads.
    assert Client().get("/api/v1/session/level", headers=bearer).json() == {"level": 1}


def test_one_app_at_a_time_and_a_removed_one_asks_nothing(zhang: Actor) -> None:
    enrol(zhang)
    with pytest.raises(MoveRefused):
        begin_authenticator(actor=zhang, name="又一个", at=timezone.now())
    client = Client()
    first_step(client)
    secret_page = client.get("/sign-in")
    assert secret_page.status_code == 200
    (factor,) = list_own_factors(actor=zhang)
    removed = {"remove": str(factor.factor_id), "password": PASSWORD}
    # Half signed in is not signed in.
    assert client.post(FACTOR, removed).status_code == 302
    assert len(list_own_factors(actor=zhang)) == 1


def test_a_post_that_asks_for_it_gives_no_rights_before(settings: Settings) -> None:
    city = make_city()
    approver = make_staff("approver", city.market)
    assert approver.account_id is not None
    settings.ASSURANCE = replace(settings.ASSURANCE, factor_from=TODAY)
    loader = make_people_loader()
    assert approver.person_id is not None
    line = AccountLine("chenli", "staff", approver.person_id, PASSWORD)
    account_id = load_accounts(actor=loader, accounts=[line])["chenli"]
    client = Client()
    client.post("/sign-in", {"login": "chenli", "password": PASSWORD})
    assert client.get("/desk/")["Location"] == FACTOR
    assert "您的岗位要先开通两步验证" in client.get(FACTOR).content.decode()
    page = client.post(FACTOR, {"act": "begin", "password": PASSWORD}).content.decode()
    secret = re.search(r"<b class=\"num\">([A-Z2-7 ]{39})</b>", page)
    assert secret
    code = code_at(secret[1].replace(" ", ""), now_step())
    client.post(FACTOR, {"act": "confirm", "code": code})
    assert client.get("/desk/")["Location"] == "/desk/cases"
    settings.ASSURANCE = replace(
        settings.ASSURANCE, factor_from=TODAY + timedelta(days=4000)
    )
    assert list_own_factors(actor=get_actor(account_id=account_id, today=TODAY))
