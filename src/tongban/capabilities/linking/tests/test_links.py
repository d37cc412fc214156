"""Accounts elsewhere: all five kinds by one port, linked, signed in by, and taken away."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tongban.capabilities.accounts.commands import cap_session, note_check
from tongban.capabilities.accounts.permissions import registrar
from tongban.capabilities.accounts.queries import session_digest
from tongban.capabilities.linking.commands import link_account
from tongban.capabilities.linking.models import AccountLink
from tongban.capabilities.linking.queries import list_kinds, list_own_links
from tongban.capabilities.orgs.testing import CITY, make_city
from tongban.capabilities.people.testing import (
    make_citizen,
    open_api_session,
    open_page_session,
    signed_in,
)
from tongban.ground.refusals import MoveRefused, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban_simulators.accounts import KINDS, Providers, serve

pytestmark = pytest.mark.django_db


@pytest.fixture
def providers(settings: Settings, tmp_path: Path) -> Iterator[Providers]:
    """All five of them, and the file that names them."""
    held = Providers("tongban", "a secret")
    server = serve(held)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    file = tmp_path / "linked-accounts.json"
    entries = {
        kind: {"issuer": held.issuer(kind), "client": "tongban", "secret": "a secret"}
        for kind in KINDS
    }
    file.write_text(json.dumps(entries), encoding="utf-8")
    settings.LINKED_ACCOUNTS_FILE = file
    yield held
    server.shutdown()
    server.server_close()


@pytest.fixture
def citizen() -> Actor:
    """Somebody whose name was checked."""
    make_city()
    made = make_citizen()
    note_check(
        actor=registrar(CITY),
        person_id=made.natural_person,
        method="face",
        reference="x",
        at=timezone.now(),
    )
    return made


def at_provider(address: str, account: str = "138", act: str = "agree") -> str:
    """What a person does at the provider; where the browser comes back to."""
    url = httpx.URL(address)
    page = httpx.get(url)
    assert "登录（模拟器）" in page.text
    said = {**url.params, "account": account, "act": act}
    return str(httpx.post(url.copy_with(query=None), data=said).headers["Location"])


def away(browser: Client, kind: str) -> str:
    """Where the browser is led."""
    answer = browser.post(f"/connect/linked/{kind}")
    if answer.status_code == 302:
        return str(answer["Location"])
    return str(answer.context["address"])


def link(browser: Client, kind: str, account: str = "138") -> Any:
    return browser.get(at_provider(away(browser, kind), account), follow=True)


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_is_linked_and_signs_in(
    providers: Providers, citizen: Actor, kind: str
) -> None:
    page = link(signed_in(citizen), kind).content.decode()
    assert "关联好了" in page
    assert "取消关联" in page
    with reading(citizen):
        (row,) = AccountLink.objects.values("kind", "subject_key", "level")
    known = {one.kind: one for one in list_kinds()}[kind]
    assert row["level"] == known.level
    assert len(row["subject_key"]) == 64

    browser = Client()
    offered = browser.get("/sign-in?next=/help").content.decode()
    assert f'href="/connect/linked/{kind}?next=%2Fhelp"' in offered
    answer = browser.get(f"/connect/linked/{kind}?next=/help")
    assert browser.get(at_provider(answer["Location"]))["Location"] == "/help"
    # What the kind proves, and no more, though the person's name was checked.
    assert browser.get("/my/verify?level=3&next=/help").status_code == 200
    reached = browser.get("/my/verify?level=2&next=/help").status_code
    assert reached == (302 if known.level == 2 else 200)


def test_one_account_a_foreign_account(providers: Providers, citizen: Actor) -> None:
    link(signed_in(citizen), "alipay")
    other = signed_in(make_citizen("王晓燕"))
    answer = other.get(at_provider(away(other, "alipay")))
    assert answer.status_code in {409, 422}
    assert "已经关联了别人" in answer.content.decode()
    # The same number at another provider is another account.
    assert "关联好了" in link(other, "unionpay").content.decode()


def test_taken_away_it_opens_nothing(providers: Providers, citizen: Actor) -> None:
    browser = signed_in(citizen)
    link(browser, "wechat")
    (held,) = list_own_links(actor=citizen)
    answer = browser.post("/my/links", {"link": str(held.link_id)}, follow=True)
    assert "已经取消" in answer.content.decode()
    assert list_own_links(actor=citizen) == []

    stranger = Client()
    way = stranger.get("/connect/linked/wechat")["Location"]
    answer = stranger.get(at_provider(way))
    assert answer.status_code == 409
    assert "还没有关联" in answer.content.decode()
    # It may be linked again, by another too.
    assert (
        "关联好了" in link(signed_in(make_citizen("李建国")), "wechat").content.decode()
    )


def test_what_comes_back_is_believed_once_by_whom_it_was_asked(
    providers: Providers, citizen: Actor
) -> None:
    here, victim = signed_in(citizen), signed_in(make_citizen("王晓燕"))
    back = at_provider(away(here, "wechat"))
    # Another browser, led there with somebody's code, links nothing.
    assert victim.get(back).status_code == 409
    away(victim, "wechat")
    assert victim.get(back).status_code == 503
    assert here.get(back).status_code == 302
    assert here.get(back).status_code == 409
    refused = at_provider(away(victim, "alipay"), act="refuse")
    assert victim.get(refused).status_code == 503
    assert here.get("/connect/linked/alipay")["Location"] == "/my/links"
    assert here.post("/connect/linked/nothing").status_code == 404


def test_a_weak_word_links_nothing_stronger(citizen: Actor) -> None:
    digest = session_digest(open_page_session(citizen))
    weak = replace(citizen, session=digest)
    cap_session(actor=weak, key_digest=digest, level=1)
    with pytest.raises(Refusal) as refused:
        link_account(actor=weak, kind="alipay", subject="x", at=timezone.now())
    assert refused.value.rule == "a_link_is_made_by_its_person"


def test_one_of_a_kind_and_the_api(providers: Providers, citizen: Actor) -> None:
    link_account(actor=citizen, kind="wechat", subject="x", at=timezone.now())
    with pytest.raises(MoveRefused, match="已经关联了一个微信账号"):
        link_account(actor=citizen, kind="wechat", subject="y", at=timezone.now())

    client = Client(headers={"Authorization": f"Bearer {open_api_session(citizen)}"})
    told = client.get("/api/v1/session/links").json()
    assert [one["kind"] for one in told["links"]] == ["wechat"]
    assert {one["kind"] for one in told["kinds"]} == set(KINDS)
    key = UUID(told["links"][0]["link_id"])
    assert client.delete(f"/api/v1/session/links/{key}").status_code == 204
    assert client.delete(f"/api/v1/session/links/{key}").status_code == 404


def test_without_a_provider_nothing_is_offered(citizen: Actor) -> None:
    assert "用关联过的账号登录" not in Client().get("/sign-in").content.decode()
    assert signed_in(citizen).post("/connect/linked/wechat").status_code == 404
    page = signed_in(citizen).get("/my/links").content.decode()
    assert "本站还没有可以关联的账号" in page
