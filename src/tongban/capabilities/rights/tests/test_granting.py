"""Grants, dangerous acts, roles, reviews and explanations, through the commands and the law."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.queries import known_roles, system_permissions
from tongban.capabilities.people.testing import TODAY, make_person, make_staff
from tongban.capabilities.rights.commands import (
    answer_request,
    change_role,
    end_posting,
    grant_posting,
    review_posting,
)
from tongban.capabilities.rights.models import ReservedPower
from tongban.capabilities.rights.queries import (
    explain_right,
    list_postings,
    list_postless,
    list_requests,
    list_reviews,
    list_roles,
)
from tongban.capabilities.rights.testing import (
    Administrators,
    again,
    given,
    make_administrators,
)
from tongban.capabilities.rights.types import Granted, GrantLine
from tongban.ground.refusals import Invalid, NotAllowed, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
CITY_WIDE = "system_administrator"


@pytest.fixture
def people(city: TestCity) -> Administrators:
    return make_administrators(city)


def grant(by: Actor, to: Actor, city: TestCity, role: str, **more: Any) -> Granted:
    line = GrantLine(
        to.natural_person,
        city.market,
        role,
        more.pop("valid_from", TODAY),
        "安政数〔2026〕3号",
        reason="补缺",
        **more,
    )
    return grant_posting(actor=by, line=line, at=AT)


def rule_of(act: Callable[[], object]) -> str | None:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.rule


def test_a_grant_gives_the_right_for_its_days_and_says_by_whom(
    city: TestCity, people: Administrators
) -> None:
    officer = make_staff("officer", city.civil, name="王强")
    assert not officer.may("cases.case.accept", org_id=city.market)

    granted = grant(
        people.security, officer, city, "officer", valid_until=TODAY + timedelta(days=9)
    )

    assert granted.request_id is None
    assert again(officer).may("cases.case.accept", org_id=city.market)
    after = TODAY + timedelta(days=10)
    assert not again(officer, after).may("cases.case.accept", org_id=city.market)
    rows = list_postings(actor=people.audit, day=TODAY, body_id=city.market)
    (row,) = [one for one in rows if one.posting_id == granted.posting_id]
    assert (row.person, row.title, row.granted_by) == ("王强", "经办", "安静")
    assert row.document_number == "安政数〔2026〕3号"


def test_who_grants_is_an_administrator_of_that_body_and_never_to_oneself(
    city: TestCity, people: Administrators
) -> None:
    officer = make_staff("officer", city.civil)
    elsewhere = make_staff("security_administrator", city.civil)
    for nobody in (officer, people.system, people.audit, elsewhere):
        with pytest.raises(NotAllowed):
            grant(nobody, officer, city, "approver")

    own = rule_of(lambda: grant(people.security, people.security, city, "approver"))
    early = rule_of(
        lambda: grant(
            people.security, officer, city, "officer", valid_from=date(2014, 1, 1)
        )
    )
    assert own == "rights_are_granted_by_their_administrator"
    assert early == "rights_change_only_forward"
    with pytest.raises(Invalid):
        grant(people.security, officer, city, "emperor")


def test_an_administrator_is_made_by_two_people(
    city: TestCity, people: Administrators
) -> None:
    new = make_staff("officer", city.civil, name="新任")

    granted = grant(people.security, new, city, "audit_administrator")

    assert granted.posting_id is None
    assert granted.request_id is not None
    assert not again(new).may_anywhere("rights.posting.review")
    with pytest.raises(NotAllowed):
        answer_request(
            actor=people.security,
            request_id=granted.request_id,
            outcome="confirmed",
            at=AT,
        )
    answer_request(
        actor=people.system, request_id=granted.request_id, outcome="confirmed", at=AT
    )
    assert again(new).may("rights.posting.review", org_id=city.market)
    (card,) = list_requests(actor=people.audit)
    assert (card.outcome, card.is_done, card.answered_by) == ("confirmed", True, "石磊")
    twice = rule_of(
        lambda: answer_request(
            actor=people.audit, request_id=card.request_id, outcome="confirmed", at=AT
        )
    )
    assert twice == "a_request_is_answered_once"


def test_no_natural_person_is_two_administrators(
    city: TestCity, people: Administrators
) -> None:
    asked = grant(people.security, people.audit, city, "system_administrator")
    key = asked.request_id
    assert key is not None

    rule = rule_of(
        lambda: answer_request(
            actor=people.system,
            request_id=key,
            outcome="confirmed",
            at=AT,
        )
    )

    assert rule == "one_person_one_administrator"


def test_nobody_confirms_their_own_office(
    city: TestCity, people: Administrators
) -> None:
    second = make_staff("officer", city.civil)
    granted = grant(people.security, second, city, "system_administrator")
    assert granted.request_id is not None
    answer_request(
        actor=people.audit,
        request_id=granted.request_id,
        outcome="declined",
        at=AT,
        reason="人够了",
    )
    assert not again(second).may_anywhere("rights.request.confirm")
    with pytest.raises(Invalid):
        answer_request(
            actor=people.audit, request_id=granted.request_id, outcome="perhaps", at=AT
        )


def test_a_role_changes_for_its_holders_once_two_people_agree(
    city: TestCity, people: Administrators
) -> None:
    officer = make_staff("officer", city.market)
    wanted = ["cases.case.see", "cases.case.review"]

    def ask(permissions: list[str], role: str = "officer") -> Any:
        return change_role(
            actor=people.security,
            role=role,
            title="",
            permissions=permissions,
            document_number="安政数〔2026〕4号",
            reason="分开受理和审查",
            at=AT,
        )

    request_id = ask(wanted)
    assert again(officer).may("cases.case.accept", org_id=city.market)
    answer_request(
        actor=people.audit, request_id=request_id, outcome="confirmed", at=AT
    )

    changed = again(officer)
    assert not changed.may("cases.case.accept", org_id=city.market)
    assert changed.may("cases.case.review", org_id=city.market)
    (card,) = [one for one in list_roles(actor=people.audit) if one.role == "officer"]
    assert (card.version, card.permissions) == (1, tuple(sorted(wanted)))
    for permissions, role in (
        (["rights.posting.grant"], "officer"),
        (["orgs.orgs.load"], "officer"),
        (["cases.purge.approve"], "operator"),
        (["cases.case.see"], "audit_administrator"),
    ):
        forbidden = ask(permissions, role)
        rule = rule_of(
            lambda key=forbidden: answer_request(  # type: ignore[misc]
                actor=people.system, request_id=key, outcome="confirmed", at=AT
            )
        )
        assert rule == "an_administrators_power_stays_with_the_office"
    keeps = ask(["cases.case.see", "cases.purge.propose"], "operator")
    answer_request(actor=people.audit, request_id=keeps, outcome="confirmed", at=AT)


def test_what_is_reserved_is_what_such_offices_and_the_system_hold(
    people: Administrators,
) -> None:
    roles = known_roles()
    offices = [role for role in roles if role.endswith("_administrator")]
    offices += ["auditor", "operator"]
    offices += ["organisation_drafter", "organisation_approver"]
    theirs = {name for role in offices for name in roles[role]}
    others = {n for role in roles if role not in offices for n in roles[role]}
    with reading(people.audit):
        reserved = set(ReservedPower.objects.values_list("permission", flat=True))

    assert reserved == (theirs - others) | system_permissions()


def test_a_review_ends_what_is_not_used_and_rests_what_is_kept(
    city: TestCity, people: Administrators
) -> None:
    make_staff("officer", city.market, name="久未登录")
    ending = grant(
        people.security,
        make_staff("officer", city.civil, name="快到期"),
        city,
        "officer",
        valid_until=TODAY + timedelta(days=5),
    )

    found = {
        (row.posting.person, row.why): row.posting
        for row in list_reviews(actor=people.audit, today=TODAY)
    }
    unused = found["久未登录", "unused"]
    assert found["快到期", "expiring"].posting_id == ending.posting_id
    with pytest.raises(NotAllowed):
        review_posting(
            actor=people.security,
            posting_id=unused.posting_id,
            outcome="end",
            reason="x",
            at=AT,
        )
    review_posting(
        actor=people.audit,
        posting_id=unused.posting_id,
        outcome="end",
        reason="已调离",
        at=AT,
    )
    review_posting(
        actor=people.audit,
        posting_id=found["快到期", "expiring"].posting_id,
        outcome="keep",
        reason="还要用",
        at=AT,
    )

    left = {
        (row.posting.person, row.why)
        for row in list_reviews(actor=people.audit, today=TODAY)
    }
    assert ("快到期", "expiring") not in left
    tomorrow = date(2027, 1, 1)
    assert "久未登录" in {
        one.name for one in list_postless(actor=people.audit, today=tomorrow)
    }


def test_nobody_reviews_their_own_post(people: Administrators) -> None:
    own = [
        row.posting.posting_id
        for row in list_reviews(actor=people.audit, today=TODAY)
        if row.posting.person == "沈计"
    ]
    rule = rule_of(
        lambda: review_posting(
            actor=people.audit, posting_id=own[0], outcome="keep", reason="x", at=AT
        )
    )
    assert rule == "grants_are_reviewed_by_the_audit_administrator"


def test_why_and_why_not_are_told_from_the_posts(
    city: TestCity, people: Administrators
) -> None:
    officer = make_staff("officer", city.market, name="王强")

    def ask(by: Actor, permission: str, body: Any) -> Any:
        return explain_right(
            actor=by,
            permission=permission,
            body_id=body,
            on=TODAY,
            person_id=officer.natural_person,
        )

    why = ask(officer, "cases.case.accept", city.market)
    assert why.is_allowed
    assert [(row.title, row.body) for row in why.because] == [
        ("经办", "安澜市市场监督管理局")
    ]
    elsewhere = ask(people.audit, "cases.case.accept", city.civil)
    assert not elsewhere.is_allowed
    assert [row.body for row in elsewhere.elsewhere] == ["安澜市市场监督管理局"]
    lacking = ask(officer, "cases.case.decide", city.market)
    assert not lacking.is_allowed
    assert "审批" in lacking.roles_that_may
    assert lacking.who_can_grant == ["安静"]
    with pytest.raises(NotAllowed):
        ask(make_staff("officer", city.market), "cases.case.accept", city.market)


def test_an_ended_post_gives_nothing_from_the_next_day(
    city: TestCity, people: Administrators
) -> None:
    officer = make_staff("officer", city.market)
    rows = list_postings(actor=people.security, day=TODAY, person_id=officer.person_id)

    waiting = end_posting(
        actor=people.security,
        posting_id=rows[0].posting_id,
        last_day=TODAY,
        reason="调离",
        at=AT,
    )

    assert waiting is None
    assert again(officer).may("cases.case.accept", org_id=city.market)
    assert not given(officer, TODAY + timedelta(days=1))


def test_an_overseer_of_a_region_sees_every_body_below_it_and_handles_none(
    city: TestCity, people: Administrators
) -> None:
    overseer = make_staff("officer", city.civil, name="督查")
    with reading(people.security), connection.cursor() as cursor:
        cursor.execute("select id from region where code = %s", [city.code])
        (region,) = cursor.fetchone()
    refused = rule_of(
        lambda: grant(people.security, overseer, city, "officer", region_id=region)
    )
    assert refused == "only_overseers_span_a_region"

    # Who grants a region reaches it as a whole, by a region of their own.
    too_wide = rule_of(
        lambda: grant(people.security, overseer, city, "supervisor", region_id=region)
    )
    assert too_wide == "rights_are_granted_by_their_administrator"


def test_a_person_without_an_account_gets_no_name_by_login(city: TestCity) -> None:
    make_person("无名")
    assert (
        list_postings(
            actor=make_staff("officer", city.civil), day=TODAY, body_id=city.market
        )
        == []
    )
