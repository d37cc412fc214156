"""刷脸、网号: another system looks, its answer lifts the session, and no picture comes here."""

import re
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from django.test import Client
from pytest_django import Settings

from tongban.capabilities.accounts.models import IdentityCheck
from tongban.capabilities.accounts.queries import own_level
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import make_citizen, signed_in
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban_simulators.identity import Desk, serve

pytestmark = pytest.mark.django_db
VERIFY = "/my/verify?level=3&next=/help"


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    held = Desk()
    server = serve(held)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.TRUSTED_IDENTITY_URL = f"http://127.0.0.1:{server.server_address[1]}"
    yield held
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def citizen() -> Actor:
    make_city()
    return make_citizen()


def go(client: Client, act: str = "face") -> Any:
    given = {"act": act, "level": "3", "next": "/help"}
    return client.post("/my/verify", given)


def decide(page: Any, state: str) -> str:
    """What the person does at the provider; where the browser comes back to."""
    found = re.search(r'href="(http://127[^"]+/checks/[^"]+)"', page.content.decode())
    assert found
    assert "<form" in httpx.get(found[1]).text
    return httpx.post(found[1], data={"state": state}).headers["Location"]


def test_a_check_lifts_this_session_and_leaves_a_fact(
    citizen: Actor, desk: Desk
) -> None:
    client = signed_in(citizen)
    assert "刷脸核验" in client.get(VERIFY).content.decode()
    back = decide(go(client), "passed")
    assert back == "http://testserver/my/verify?checked=1"

    assert client.get("/my/verify?checked=1")["Location"] == "/help"
    # Level 3 is reached: the page leads on at once. Another browser of theirs reaches 2.
    assert client.get(VERIFY)["Location"] == "/help"
    assert own_level(actor=citizen) == 2
    with reading(citizen):
        (kept,) = IdentityCheck.objects.values_list("method", "level", "reference")
    assert kept[:2] == ("face", 3)
    assert kept[2].startswith("simulator-")
    assert desk.checks == {}


def test_a_check_that_fails_lifts_nothing(citizen: Actor, desk: Desk) -> None:
    client = signed_in(citizen)
    decide(go(client, "trusted_identity"), "failed")
    answer = client.get("/my/verify?checked=1")
    assert answer.status_code == 422
    assert "没有核验通过" in answer.content.decode()
    # What was asked once is answered once.
    again = client.get("/my/verify?checked=1")
    assert "刷脸核验" in again.content.decode()
    assert own_level(actor=citizen) == 1


def test_nobody_at_the_other_end_is_said_in_words(
    citizen: Actor, settings: Settings
) -> None:
    settings.TRUSTED_IDENTITY_URL = "http://127.0.0.1:9"
    answer = go(signed_in(citizen))
    assert answer.status_code == 503
    assert "暂时连不上" in answer.content.decode()


def test_without_a_provider_it_is_not_offered(citizen: Actor) -> None:
    client = signed_in(citizen)
    assert "刷脸核验" not in client.get(VERIFY).content.decode()
    assert go(client).status_code == 422
