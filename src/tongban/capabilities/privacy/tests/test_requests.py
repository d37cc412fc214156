"""Notices seen, consents, requests with clocks, and the copy that a person receives."""

import json
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from tongban.capabilities.cases.commands import approve_purge, propose_purge
from tongban.capabilities.cases.queries import get_application_key
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, World, make_case, make_world
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.queries import get_actor, get_own_card
from tongban.capabilities.people.testing import (
    Post,
    make_citizen,
    make_staff,
    make_staff_together,
)
from tongban.capabilities.privacy.commands import (
    acknowledge_notice,
    answer_privacy_request,
    approve_assessment,
    draft_privacy_text,
    file_assessment,
    file_privacy_request,
    give_consent,
    publish_privacy_text,
    take_in_privacy_request,
    withdraw_consent,
)
from tongban.capabilities.privacy.jobs import late_requests, make_copy
from tongban.capabilities.privacy.queries import (
    find_notice,
    is_kept_by_law,
    list_assessments,
    list_own_consents,
    list_own_requests,
    list_privacy_requests,
    list_seen_notices,
    read_copy,
)
from tongban.capabilities.privacy.testing import (
    CLOCK,
    CONSENT,
    NOTICE,
    make_privacy_office,
    publish,
)
from tongban.capabilities.privacy.types import AssessmentDraft
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import Actor, anonymous

pytestmark = pytest.mark.django_db
TODAY = AT.date()


@pytest.fixture
def world() -> World:
    return make_world("collect")


def ask(actor: Actor, kind: str, words: str = "", at: datetime = AT) -> UUID:
    return file_privacy_request(
        actor=actor, kind=kind, words=words, channel="web", at=at
    ).id


def test_a_notice_is_drafted_by_one_and_published_by_another(city: TestCity) -> None:
    office = make_privacy_office(city)
    text_id = draft_privacy_text(
        actor=office.drafter,
        kind="notice",
        code="",
        title="告知",
        content=NOTICE,
        at=AT,
    )
    anybody = anonymous(city.code)

    assert find_notice(actor=anybody, day=TODAY) is None
    with pytest.raises(Refusal) as alone:
        publish_privacy_text(
            actor=office.drafter, text_id=text_id, in_force_from=TODAY, at=AT
        )
    assert alone.value.rule == "a_privacy_text_is_published_by_another"
    later = TODAY + timedelta(days=3)
    publish_privacy_text(
        actor=office.publisher, text_id=text_id, in_force_from=later, at=AT
    )
    assert find_notice(actor=anybody, day=TODAY) is None
    found = find_notice(actor=anybody, day=later)
    assert found is not None
    assert found.parts[0] == ("谁在处理", "安澜市数据局")
    with pytest.raises(MoveRefused):
        publish_privacy_text(
            actor=office.publisher, text_id=text_id, in_force_from=later, at=AT
        )
    with pytest.raises(Invalid):
        draft_privacy_text(
            actor=office.drafter,
            kind="notice",
            code="",
            title="告知",
            content=NOTICE | {"basis": " "},
            at=AT,
        )


def test_filing_on_the_web_notes_which_notice_was_shown(world: World) -> None:
    publish(make_privacy_office(world.city), "notice", NOTICE, at=AT)

    assert list_seen_notices(actor=world.citizen) == []
    make_case(world)
    (seen,) = list_seen_notices(actor=world.citizen)
    assert (seen.number, seen.channel) == (1, "web")
    acknowledge_notice(actor=world.citizen, channel="web", at=AT)
    assert len(list_seen_notices(actor=world.citizen)) == 1


def test_a_consent_is_given_once_and_taken_back_once(city: TestCity) -> None:
    office = make_privacy_office(city)
    text_id = publish(office, "consent", CONSENT, at=AT)
    citizen = make_citizen()

    consent = give_consent(actor=citizen, text_id=text_id, at=AT)
    with pytest.raises(Refusal) as twice:
        give_consent(actor=citizen, text_id=text_id, at=AT)
    assert twice.value.rule == "a_consent_stands_once"
    with pytest.raises(NotFound):
        withdraw_consent(actor=make_citizen("邻居"), consent_id=consent, at=AT)
    withdraw_consent(actor=citizen, consent_id=consent, at=AT)
    with pytest.raises(MoveRefused):
        withdraw_consent(actor=citizen, consent_id=consent, at=AT)
    (line,) = list_own_consents(actor=citizen, day=TODAY)
    assert line.consent_id is None
    assert len(line.over) == 1


def test_a_consent_to_a_version_that_is_over_is_refused(city: TestCity) -> None:
    office = make_privacy_office(city)
    first = publish(office, "consent", CONSENT, at=AT)
    publish(office, "consent", CONSENT | {"kinds": "电话、地址"}, at=AT)

    with pytest.raises(Refusal) as refused:
        give_consent(actor=make_citizen(), text_id=first, at=AT)
    assert refused.value.rule == "only_the_text_in_force_is_agreed_to"


def test_a_request_counts_by_the_published_clock(city: TestCity) -> None:
    citizen = make_citizen()
    usual = file_privacy_request(
        actor=citizen, kind="access", words="", channel="web", at=AT
    )
    publish(make_privacy_office(city), "clock", CLOCK, at=AT)
    shorter = file_privacy_request(
        actor=citizen, kind="access", words="", channel="web", at=AT
    )

    assert (usual.working_days, usual.clock_id) == (15, None)
    assert shorter.working_days == 10
    assert TODAY < shorter.due_on < usual.due_on
    with pytest.raises(Invalid) as wrong:
        ask(citizen, "correct")
    assert set(wrong.value.errors) == {"words"}
    with pytest.raises(Invalid):
        ask(citizen, "forget")


def test_the_office_answers_with_article_and_remedy_and_late_ones_are_counted(
    city: TestCity,
) -> None:
    office = make_privacy_office(city)
    citizen = make_citizen()
    request = ask(citizen, "correct", "电话换成新的")
    due_on = list_own_requests(actor=citizen)[0].due_on

    assert late_requests(due_on) == {}
    assert late_requests(due_on + timedelta(days=1)) == {city.code: 1}
    (waiting,) = list_privacy_requests(actor=office.drafter)
    assert waiting.words == "电话换成新的"
    with pytest.raises(NotAllowed):
        list_privacy_requests(actor=make_staff("officer", city.market))
    answer = {
        "actor": office.drafter,
        "request_id": request,
        "outcome": "refused",
        "reason": "电话要本人用新号码验证",
        "at": AT,
    }
    with pytest.raises(Invalid) as bare:
        answer_privacy_request(**answer)
    assert set(bare.value.errors) == {"article", "remedy"}
    answer_privacy_request(
        **answer, article="《个人信息保护法》第四十六条", remedy="向市网信办投诉"
    )
    with pytest.raises(MoveRefused):
        answer_privacy_request(**answer, article="x", remedy="y")
    (card,) = list_own_requests(actor=citizen)
    assert (card.outcome, card.remedy) == ("refused", "向市网信办投诉")
    assert late_requests(due_on + timedelta(days=1)) == {}


def test_a_window_registers_what_somebody_with_a_document_asks(world: World) -> None:
    card = get_own_card(actor=world.citizen)
    asked = {
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
    said = {"request_id": request, "outcome": "done", "reason": "删除了", "at": AT}

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


def test_an_assessment_takes_two_people(city: TestCity) -> None:
    office = make_privacy_office(city)
    draft = AssessmentDraft(
        "人脸核验",
        "法律要求确认本人",
        "medium",
        "照片泄露",
        "不留照片",
        "可以处理",
        TODAY,
        TODAY + timedelta(days=365),
    )
    key = file_assessment(actor=office.drafter, draft=draft, at=AT)

    with pytest.raises(Refusal) as alone:
        approve_assessment(actor=office.drafter, assessment_id=key, at=AT)
    assert alone.value.rule == "an_assessment_is_approved_by_another"
    approve_assessment(actor=office.publisher, assessment_id=key, at=AT)
    (card,) = list_assessments(actor=office.drafter)
    assert (card.assessed_by, card.approved_by) == ("方正", "严谨")
