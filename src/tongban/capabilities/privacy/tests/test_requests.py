"""Notices seen, consents, requests with clocks, and the copy that a person receives."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import (
    make_citizen,
    make_staff,
)
from tongban.capabilities.privacy.commands import (
    answer_privacy_request,
    approve_assessment,
    draft_privacy_text,
    file_assessment,
    file_privacy_request,
    give_consent,
    publish_privacy_text,
    withdraw_consent,
)
from tongban.capabilities.privacy.jobs import late_requests
from tongban.capabilities.privacy.queries import (
    find_notice,
    list_assessments,
    list_own_consents,
    list_own_requests,
    list_privacy_requests,
)
from tongban.capabilities.privacy.testing import (
    AT,
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
    answer: dict[str, Any] = {
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


@pytest.mark.parametrize(
    "lines",
    [
        [{"line": "sign_ins", "days": 30, "basis": "x"}],
        [{"line": "case_event", "days": 30, "basis": "x"}],
        [{"line": "copies", "days": 0, "basis": " "}],
        [{"line": "copies", "days": 0, "basis": "x"}] * 2,
    ],
)
def test_a_schedule_stays_within_the_law(city: TestCity, lines: list[Any]) -> None:
    office = make_privacy_office(city)

    with pytest.raises(Refusal) as refused:
        draft_privacy_text(
            actor=office.drafter,
            kind="retention",
            code="",
            title="期限表",
            content={"lines": lines},
            at=AT,
        )
    assert refused.value.rule == "retention_keeps_within_the_law"
