"""Personal data of people with cases: the notice they saw, the copy, what must be kept."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from tongban.capabilities.cases.commands import approve_purge, propose_purge
from tongban.capabilities.cases.queries import get_application_key
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, World, make_case, make_world
from tongban.capabilities.people.queries import get_actor, get_own_card
from tongban.capabilities.people.testing import (
    Post,
    make_citizen,
    make_staff_together,
    signed_in,
)
from tongban.capabilities.privacy.commands import (
    acknowledge_notice,
    answer_privacy_request,
    file_privacy_request,
    take_in_privacy_request,
)
from tongban.capabilities.privacy.queries import (
    is_kept_by_law,
    list_own_requests,
    list_seen_notices,
    read_copy,
)
from tongban.capabilities.privacy.testing import (
    CONSENT,
    NOTICE,
    make_copy,
    make_privacy_office,
    publish,
)
from tongban.ground.refusals import Invalid, NotFound, Refusal
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
HERE = "/my/privacy"


@pytest.fixture
def world() -> World:
    return make_world("collect")


def ask(actor: Actor, kind: str, words: str = "", at: datetime = AT) -> UUID:
    return file_privacy_request(
        actor=actor, kind=kind, words=words, channel="web", at=at
    ).id


def text(page: Any) -> str:
    said: str = page.content.decode()
    return said


def test_filing_on_the_web_notes_which_notice_was_shown(world: World) -> None:
    publish(make_privacy_office(world.city), "notice", NOTICE, at=AT)

    assert list_seen_notices(actor=world.citizen) == []
    make_case(world)
    (seen,) = list_seen_notices(actor=world.citizen)
    assert (seen.number, seen.channel) == (1, "web")
    acknowledge_notice(actor=world.citizen, channel="web", at=AT)
    assert len(list_seen_notices(actor=world.citizen)) == 1


def test_a_window_registers_what_somebody_with_a_document_asks(world: World) -> None:
    card = get_own_card(actor=world.citizen)
    asked: dict[str, Any] = {
        "actor": world.clerk,
        "body_id": world.city.centre,
        "name": card.name,
        "id_kind": card.id_kind,
        "id_number": card.id_number,
        "kind": "explain",
        "words": "为什么要我的地址",
        "at": AT,
    }
    request = take_in_privacy_request(**asked)

    (own,) = list_own_requests(actor=world.citizen)
    assert (own.number, own.channel) == (request.number, "window")
    with pytest.raises(Invalid):
        take_in_privacy_request(**asked | {"name": "别人"})


def test_the_copy_holds_what_is_theirs_and_reaches_nobody_else(world: World) -> None:
    receipt = make_case(world, CaseState.ACCEPTED)
    request = ask(world.citizen, "export")

    make_copy(world.city.code, request, AT)
    make_copy(world.city.code, request, AT)
    (card,) = list_own_requests(actor=world.citizen)
    assert card.outcome == "done"
    assert card.copy is not None
    content = read_copy(actor=world.citizen, request_id=request, now=AT)
    assert len(content) == card.copy.size
    whole = json.loads(content)
    parts = {part["code"]: part["records"] for part in whole["parts"]}
    (application,) = parts["20_applications"]
    assert application["values"]["shop_name"] == "河畔餐饮有限公司"
    assert application["cases"][0]["number"] == receipt.number
    assert parts["10_person"][0]["name"] == world.citizen.name
    assert parts["30_files"][0]["name"] == "材料.pdf"
    for somebody in (make_citizen("邻居"), world.officer):
        with pytest.raises(NotFound):
            read_copy(actor=somebody, request_id=request, now=AT)
    with pytest.raises(NotFound):
        read_copy(actor=world.citizen, request_id=request, now=card.copy.ends_at)


def test_a_deletion_waits_until_what_must_be_kept_is_purged(world: World) -> None:
    office = make_privacy_office(world.city)
    receipt = make_case(world, CaseState.DELIVERED)
    request = ask(world.citizen, "delete")
    said: dict[str, Any] = {
        "request_id": request,
        "outcome": "done",
        "reason": "删除了",
        "at": AT,
    }

    assert is_kept_by_law(actor=office.drafter, request_id=request)
    with pytest.raises(Refusal) as kept:
        answer_privacy_request(actor=office.drafter, **said)
    assert kept.value.rule == "nothing_is_deleted_while_it_must_be_kept"
    operator, auditor = make_staff_together(
        Post("operator", (world.city.centre,), "甲"),
        Post("auditor", (world.city.centre,), "乙"),
    )
    key = get_application_key(actor=world.officer, case_id=receipt.case_id)
    order = propose_purge(
        actor=operator,
        application_id=key,
        document_number="安档销〔2026〕3号",
        reason="期限届满",
        at=AT,
    )
    approve_purge(actor=auditor, order_id=order, at=AT)
    answer_privacy_request(actor=office.drafter, **said)
    assert _signs_in_no_more(world.citizen)


def _signs_in_no_more(citizen: Actor) -> bool:
    if citizen.account_id is None:
        return False
    try:
        get_actor(account_id=citizen.account_id, today=date(2026, 11, 22))
    except NotFound:
        return True
    return False


def test_a_citizen_asks_for_a_copy_and_receives_it(world: World) -> None:
    office = make_privacy_office(world.city)
    publish(office, "notice", NOTICE, at=AT)
    publish(office, "consent", CONSENT, at=AT)
    receipt = make_case(world, CaseState.ACCEPTED)
    client = signed_in(world.citizen)

    first = text(client.get(HERE))
    assert "下载我的个人信息" not in first
    assert "不影响办事" in first
    assert client.post(HERE, {"act": "ask", "kind": "export"}).status_code == 302
    (asked,) = list_own_requests(actor=world.citizen)
    assert asked.number in text(client.get(HERE))
    make_copy(world.city.code, asked.request_id, asked.filed_at)
    page = text(client.get(HERE))
    address = f"{HERE}/copies/{asked.request_id}.json"
    assert address in page
    (card,) = list_own_requests(actor=world.citizen)
    assert card.copy is not None
    assert card.copy.digest in page
    copy = client.get(address)
    assert copy["Content-Disposition"].startswith("attachment")
    assert receipt.number in text(copy)
    assert json.loads(copy.content)["request"] == asked.number
    for other in (signed_in(make_citizen("邻居")), signed_in(world.officer)):
        assert other.get(address).status_code in {403, 404}
