"""The sample department: one registration and one login, twice, without a second password."""

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from tongban.capabilities.federation.adapter import tell_systems
from tongban.capabilities.federation.testing import agree, make_client, told_in
from tongban.capabilities.orgs.testing import CITY, make_city
from tongban.capabilities.people.commands import load_accounts
from tongban.capabilities.people.testing import (
    make_citizen,
    make_people_loader,
    make_person,
    make_staff,
)
from tongban.capabilities.people.types import AccountLine
from tongban_simulators.department import Department, serve

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "河边 的 柳树 7"


@pytest.fixture
def departments(live_server: Any) -> Iterator[list[Department]]:
    """Two departments' systems that run, each registered by the operator."""
    city = make_city()
    operator = make_staff("operator", city.centre)
    held: list[Department] = []
    servers = []
    # By two names of this machine: people have another number at each host.
    for body, host in ((city.market, "127.0.0.1"), (city.civil, "localhost")):
        department = Department(live_server.url, "", "")
        server = serve(department)
        port = server.server_address[1]
        department.own = f"http://{host}:{port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made = make_client(
            operator,
            body,
            name=f"系统{len(held)}",
            redirects=(f"{department.own}/back",),
            after_sign_out=(f"{department.own}/signed-out",),
            logout_address=f"http://127.0.0.1:{port}/notified",
        )
        department.client_id, department.secret = made.code, made.secret
        held.append(department)
        servers.append(server)
    yield held
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def browser(departments: list[Department], live_server: Any) -> Client:
    """Of somebody with an account; the city speaks under the address it was asked at."""
    make_citizen()
    line = AccountLine("zhang", "citizen", make_person("张秀兰"), PASSWORD)
    load_accounts(actor=make_people_loader(), accounts=[line])
    return Client(headers={"Host": live_server.url.removeprefix("http://")})


def ask(address: str, cookie: str = "") -> tuple[int, str, str, str]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", target, headers={"Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    given = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    return answer.status, answer.getheader("Location") or "", given, body


def come_in(department: Department, browser: Client) -> str:
    """A browser signs in to a department's system; the cookie that it gives."""
    _status, way, _none, _page = ask(f"{department.own}/sign-in")
    told = agree(browser, told_in(way))
    back = "&".join(f"{name}={value}" for name, value in told.items())
    status, _way, cookie, page = ask(f"{department.own}/back?{back}")
    assert status == 303, page
    return cookie


def test_one_login_two_systems_and_one_sign_out(
    departments: list[Department], browser: Client, live_server: Any
) -> None:
    # Sent by the first system, one signs in and goes on where one was going.
    way = ask(f"{departments[0].own}/sign-in")[1].removeprefix(live_server.url)
    asked = browser.get(way)["Location"].removeprefix("/sign-in?next=")
    values = {"login": "zhang", "password": PASSWORD, "next": unquote(asked)}
    answer = browser.post("/sign-in", values)
    assert told_in(answer["Location"]) == told_in(way)

    cookies = [come_in(one, browser) for one in departments]

    pages = [
        ask(one.own, cookie)[3]
        for one, cookie in zip(departments, cookies, strict=True)
    ]
    assert all("**兰" in page for page in pages)
    subjects = {v.subject for one in departments for v in one.visitors.values()}
    assert len(subjects) == 2

    # Whoever signs out in the city is out of both, by what the city tells them.
    browser.post("/sign-out")
    assert tell_systems(CITY, timezone.now()) == 2
    assert [one.visitors for one in departments] == [{}, {}]
    assert tell_systems(CITY, timezone.now()) == 0
    assert "没有登录" in ask(departments[0].own, cookies[0])[3]


def test_the_department_believes_only_what_the_city_signed_for_it(
    departments: list[Department], browser: Client
) -> None:
    first, second = departments
    browser.post("/sign-in", {"login": "zhang", "password": PASSWORD})
    come_in(first, browser)
    token = next(iter(first.visitors.values())).id_token

    assert first.believe(token)["aud"] == first.client_id
    head, body, signature = token.split(".")
    for said in (f"{head}.{body}.{signature[:-4]}AAAA", f"{head}.{body}", ""):
        with pytest.raises(ValueError, match=r"凭证|签名"):
            first.believe(said)
    with pytest.raises(ValueError, match="不是本市发给这个系统的"):
        second.believe(token)
