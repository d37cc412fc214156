"""J4, J14, J16, J17, J18: drafts that wait, acting for another, and pages for older people."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.conftest import PageAs
from tongban.capabilities.cases.commands import file_application
from tongban.capabilities.cases.queries import list_own_cases
from tongban.capabilities.cases.testing import World, make_filing, make_published_item
from tongban.capabilities.cases.tests.citizens import (
    Street,
    make_street,
    submit,
    text_of,
    upload,
)
from tongban.capabilities.mandates.queries import list_principals
from tongban.capabilities.people.queries import find_account, get_actor
from tongban.capabilities.people.testing import signed_in
from tongban.faces.clock import now, today
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import Actor, anonymous
from tongban.plumbing.outbox.relaying import relay_batch

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

ELDER, RELATIVE, COLLEAGUE = "zhang", "li", "wang"
UNTIL = timedelta(days=30)
RULE = "acts_for_another_only_by_mandate"
# A voice that says nothing and remembers what it was given.
VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, 'speechSynthesis', { value: {
  speak: function (words) { window.said.push(words); },
  cancel: function () { window.cancelled = true; window.said = []; } } });
"""


def person(login: str) -> Actor:
    account_id = find_account(actor=anonymous("690100"), login=login)
    assert account_id is not None
    return get_actor(account_id=account_id, today=today())


def day_parts(name: str, distance: timedelta) -> dict[str, str]:
    day = today() + distance
    return {
        f"{name}-year": str(day.year),
        f"{name}-month": str(day.month),
        f"{name}-day": str(day.day),
    }


def give_code(client: Client, **asked: str) -> str:
    body = {"act": "offer", "kind": "family", **day_parts("until", UNTIL), **asked}
    answer = client.post("/my/helpers", body)
    assert answer.status_code == 200, text_of(answer)
    found = re.search(r"代办码 (\d{4} \d{4})", text_of(answer))
    assert found is not None, text_of(answer)
    return found[1]


def apply_to_the_end(client: Client, code: str) -> Any:
    """From the first question to the number, as whoever is chosen at the top."""
    client.post(f"/apply/{code}/situation", {"situation_s1": "sell"})
    client.post(f"/apply/{code}/form/shop", {"shop_name": "河畔小店"})
    upload(client, code, "m3")
    assert "办" in text_of(client.get(f"/apply/{code}/check"))
    return submit(client, code)


def tell_everybody(world: World) -> None:
    while relay_batch(city=world.city.code, now=datetime.now(UTC) + timedelta(1)):
        pass


def test_j18_a_relative_with_a_code_acts_for_the_elder() -> None:
    street = make_street()
    world, code = street.world, street.world.guide.handling_code
    other = make_published_item(world).handling_code
    elder, relative = signed_in(person(ELDER)), signed_in(person(RELATIVE))
    given = give_code(elder, scope="items", items=str(world.guide.item_id))

    wrong = relative.post(
        "/my/helpers", {"act": "take", "name": "张秀兰", "code": "00000000"}
    )
    assert wrong.status_code == 422
    taken = relative.post(
        "/my/helpers", {"act": "take", "name": "张秀兰", "code": given}
    )
    assert taken.status_code == 302, text_of(taken)
    again = relative.post(
        "/my/helpers", {"act": "take", "name": "张秀兰", "code": given}
    )
    assert again.status_code == 422
    (principal,) = [
        one
        for one in list_principals(actor=person(RELATIVE), today=today())
        if one.kind == "person"
    ]
    relative.post("/my/acting", {"for": str(principal.subject_id)})

    assert "李建国 正在替 张秀兰 办事" in text_of(relative.get("/"))
    assert relative.get(f"/apply/{other}").status_code == 403
    done = apply_to_the_end(relative, code)
    assert done.status_code == 302, text_of(done)

    case_path = done["Location"].replace("/applied/", "/my/cases/")
    for client in (elder, relative):
        told = text_of(client.get(case_path))
        assert "张秀兰" in told
        assert "代办人 李建国" in told
    tell_everybody(world)
    mine = text_of(elder.get("/my/cases"))
    assert "代办开始了" in mine
    assert "李建国替您提交了申请" in mine
    _ends_with_its_day(principal.subject_id, world)
    _ends_at_once(elder, relative, case_path, code)


def _ends_with_its_day(elder: UUID, world: World) -> None:
    """The day after the last one the command refuses, and for all it knows the database."""
    late = today() + UNTIL + timedelta(days=1)
    account_id = person(RELATIVE).account_id
    assert account_id is not None
    actor = get_actor(account_id=account_id, today=late)
    assert elder not in {
        one.subject_id for one in list_principals(actor=actor, today=late)
    }
    assert list_own_cases(actor=actor) == []


def _ends_at_once(elder: Client, relative: Client, case_path: str, code: str) -> None:
    page = elder.get("/my/helpers").content.decode()
    found = re.search(r'name="mandate" value="([0-9a-f-]{36})"', page)
    assert found is not None
    elder.post("/my/helpers", {"act": "end", "mandate": found[1]})

    assert "已经切回您本人" in text_of(relative.get("/my/cases"))
    assert relative.get(case_path).status_code == 404
    assert elder.get(case_path).status_code == 200


def appoint(street: Street, item_id: UUID) -> str:
    """李建国, who leads the firm, lets 张秀兰 do one thing for it."""
    head = signed_in(person(RELATIVE))
    page = f"/my/firms/{street.firm_id}"
    body = {
        "act": "add",
        "name": "张秀兰",
        "id_kind": "citizen_id",
        "id_number": "690121195603080248",
        "scope": "items",
        "items": str(item_id),
        **day_parts("until", UNTIL),
    }
    answer = head.post(page, body)
    assert answer.status_code == 302, text_of(answer)
    assert "张秀兰 替 河畔餐饮有限公司 办" in text_of(head.get(page))
    return page


def test_j14_an_agent_with_partial_rights_switches_to_the_firm() -> None:
    street = make_street()
    world = street.world
    allowed, forbidden = world.guide, make_published_item(world, name="劳务派遣许可")
    appoint(street, allowed.item_id)
    head = person(RELATIVE)
    client = signed_in(person(ELDER))
    firm_id = UUID(street.firm_id)

    assert client.get("/my/acting").status_code == 200
    client.post("/my/acting", {"for": street.firm_id})

    listed = text_of(client.get("/items?who=firm")) + text_of(
        client.get("/search?q=劳务派遣")
    )
    assert forbidden.handling_code not in listed
    assert "劳务派遣许可" not in text_of(client.get("/search?q=劳务派遣"))
    refused = client.get(f"/apply/{forbidden.handling_code}")
    assert refused.status_code == 403
    assert "替别人办" in text_of(refused) or "没有替他办" in text_of(refused)
    filing = make_filing(world, head, version_id=forbidden.version_id, firm_id=firm_id)
    with pytest.raises(Refusal) as refusal:
        file_application(actor=person(ELDER), filing=filing, channel="api", at=now())
    assert refusal.value.rule == RULE

    done = apply_to_the_end(client, allowed.handling_code)
    assert done.status_code == 302, text_of(done)
    case = text_of(client.get(done["Location"].replace("/applied/", "/my/cases/")))
    assert "河畔餐饮有限公司" in case
    assert "经办人 张秀兰" in case
    # The head of the firm sees what was filed for it; a stranger to it does not.
    path = done["Location"].replace("/applied/", "/my/cases/")
    assert signed_in(head).get(path).status_code == 200


def test_j4_a_draft_left_at_step_three_waits_on_another_device() -> None:
    street = make_street()
    code = street.world.guide.handling_code
    at_home, elsewhere = signed_in(person(ELDER)), signed_in(person(ELDER))
    at_home.post(f"/apply/{code}/situation", {"situation_s1": "sell", "acting": "self"})
    at_home.post(f"/apply/{code}/form/shop", {"shop_name": "澜心面馆"})

    assert code in elsewhere.get("/my/cases").content.decode()
    assert "继续第 3 步" in text_of(elsewhere.get(f"/apply/{code}"))
    form = elsewhere.get(f"/apply/{code}/form/shop?change=shop").content.decode()
    assert 'value="澜心面馆"' in form


def test_j16_elder_mode_stays_after_the_browser_was_closed(
    page_as: PageAs, browser: Browser, live_server: LiveServer
) -> None:
    make_street()
    page = page_as(width=390)
    page.context.clear_cookies()
    page.goto("/")
    page.get_by_role("button", name="长辈版").click()
    # What a browser keeps when it is closed: cookies with an end.
    kept = [one for one in page.context.cookies() if one["expires"] > 0]
    page.context.clear_cookies()
    page.context.add_cookies(kept)  # type: ignore[arg-type]  # what `cookies` gives

    again = page.context.new_page()
    again.goto("/")

    expect(again.locator("html")).to_have_attribute("data-mode", "elder")
    keys = again.locator(".big-key")
    expect(keys).to_have_count(6)
    sizes = again.evaluate(
        """() => [...document.querySelectorAll('main *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.getClientRects().length && !e.closest('.sr'))
        .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    )
    assert min(sizes) >= 24
    boxes = [keys.nth(place).bounding_box() for place in range(6)]
    assert all(box is not None and box["height"] >= 60 for box in boxes)
    assert len({box["x"] for box in boxes if box}) == 1
    assert again.locator(".cols-side").count() == 0


def test_j17_the_page_is_read_aloud_and_stops(page_as: PageAs) -> None:
    make_street()
    page = page_as(mode="elder", width=390)
    page.add_init_script(VOICE)
    page.goto("/help")
    page.get_by_role("button", name="朗读本页").click()

    said = page.evaluate("window.said.map(one => [one.text, one.lang])")
    main = page.locator("#main").inner_text()
    assert (
        "".join(text for text, _lang in said) == re.sub(r"\s*\n\s*", "", main).strip()
    )
    assert {lang for _text, lang in said} == {"zh-CN"}
    page.get_by_role("button", name="停止").click()
    assert page.evaluate("window.cancelled") is True
    assert page.evaluate("window.said.length") == 0
    expect(page.get_by_role("button", name="停止")).to_be_hidden()
    page.get_by_role("heading", name="材料怎么拍").scroll_into_view_if_needed()
    page.evaluate(
        "document.querySelector('#main').lastElementChild.lastElementChild.scrollIntoView()"
    )
    page.locator("[data-read-act=here]").evaluate("one => one.click()")
    rest = page.evaluate("window.said.map(one => one.text).join('')")
    assert 0 < len(rest) < len("".join(text for text, _lang in said))
