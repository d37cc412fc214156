"""Bodies over time: names of any day, successors, and two people for every change."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from tongban.capabilities.orgs.commands import answer_change, draft_change
from tongban.capabilities.orgs.queries import (
    count_bodies_by_level,
    find_body,
    find_region,
    get_body,
    list_body_history,
    list_changes,
    list_new_names,
    list_region_history,
    list_successions,
    list_successors,
)
from tongban.capabilities.orgs.testing import TestCity, merge, rename
from tongban.capabilities.orgs.types import (
    BodyChange,
    BodySaid,
    ChangeAsked,
    RegionChange,
    Takes,
)
from tongban.capabilities.people.testing import (
    Post,
    make_staff_together,
    open_api_session,
)
from tongban.capabilities.rights.queries import list_postings
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, Refusal
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, anonymous

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 9, tzinfo=OFFICE_ZONE)
DAY = date(2026, 12, 1)
BEFORE = DAY - timedelta(days=1)
NEW_NAME = "安澜市社会事务局"


@dataclass(frozen=True)
class Two:
    drafter: Actor
    approver: Actor


@pytest.fixture
def two(city: TestCity) -> Two:
    return Two(
        *make_staff_together(
            Post("organisation_drafter", (city.approval,), "编小章"),
            Post("organisation_approver", (city.approval,), "审大海"),
        )
    )


def do(two: Two, asked: ChangeAsked) -> UUID:
    change = draft_change(actor=two.drafter, asked=asked, at=AT)
    answer_change(actor=two.approver, change_id=change, outcome="confirmed", at=AT)
    return change


def rule_of(two: Two, asked: ChangeAsked) -> str | None:
    with pytest.raises(Refusal) as refused:
        do(two, asked)
    return refused.value.rule


def test_a_new_name_counts_from_its_day_and_the_old_one_stays_known(
    city: TestCity, two: Two
) -> None:
    do(two, rename("CIVIL", NEW_NAME, DAY))

    names = {
        day: get_body(actor=two.drafter, body_id=city.civil, day=day).name
        for day in (BEFORE, DAY)
    }
    assert names == {BEFORE: "安澜市民政局", DAY: NEW_NAME}
    assert [
        row.name for row in list_body_history(actor=two.drafter, body_id=city.civil)
    ] == list(names.values())
    nobody = anonymous(city.code, day=DAY)
    assert list_new_names(actor=nobody)[city.civil] == NEW_NAME
    assert city.civil not in list_new_names(actor=anonymous(city.code, day=BEFORE))


def test_nothing_is_so_before_another_person_approves(city: TestCity, two: Two) -> None:
    change = draft_change(
        actor=two.drafter, asked=rename("CIVIL", NEW_NAME, DAY), at=AT
    )

    with pytest.raises(NotAllowed):
        answer_change(actor=two.drafter, change_id=change, outcome="confirmed", at=AT)
    answer_change(
        actor=two.approver,
        change_id=change,
        outcome="declined",
        at=AT,
        reason="文号不对",
    )
    with pytest.raises(MoveRefused):
        answer_change(actor=two.approver, change_id=change, outcome="confirmed", at=AT)

    body = get_body(actor=two.drafter, body_id=city.civil, day=DAY)
    assert body.name == "安澜市民政局"
    assert [one.outcome for one in list_changes(actor=two.approver)] == ["declined"]


def test_one_person_in_both_offices_cannot_do_it_alone(city: TestCity) -> None:
    from tongban.capabilities.people.commands import load_postings
    from tongban.capabilities.people.testing import make_people_loader
    from tongban.capabilities.people.types import PostingLine
    from tongban.capabilities.rights.testing import again

    (both,) = make_staff_together(
        Post("organisation_drafter", (city.approval,), "双岗")
    )
    line = PostingLine(
        both.natural_person, city.approval, "organisation_approver", date(2020, 1, 2)
    )
    load_postings(actor=make_people_loader(city.code), postings=[line])
    both = again(both)

    assert rule_of(Two(both, both), rename("CIVIL", NEW_NAME, DAY)) == (
        "an_org_change_takes_two_people"
    )


def test_a_merged_body_has_a_successor_as_of_any_day(city: TestCity, two: Two) -> None:
    do(two, merge("CIVIL", "MARKET", DAY))
    do(two, merge("MARKET", "APPROVAL", DAY + timedelta(days=30)))

    def after(body: UUID, day: date) -> list[UUID]:
        return list_successors(actor=two.drafter, body_id=body, day=day)

    assert after(city.civil, BEFORE) == [city.civil]
    assert after(city.civil, DAY) == [city.market]
    assert after(city.civil, DAY + timedelta(days=30)) == [city.approval]
    assert after(city.market, DAY) == [city.market]
    told = list_successions(actor=two.drafter, body_id=city.market)
    assert [(row.from_id, row.to_id) for row in told] == [
        (city.civil, city.market),
        (city.market, city.approval),
    ]
    assert not get_body(actor=two.drafter, body_id=city.civil, day=DAY).stands
    assert get_body(actor=two.drafter, body_id=city.civil, day=BEFORE).stands


def test_posts_go_to_the_one_successor_and_stay_until_all_is_done(
    city: TestCity, two: Two
) -> None:
    officer, keeper = make_staff_together(
        Post("officer", (city.civil,), "刘芳"),
        Post("security_administrator", (city.civil, city.market), "安静"),
    )
    do(two, merge("CIVIL", "MARKET", DAY))

    held = {
        (row.person_id, row.role)
        for row in list_postings(actor=keeper, day=DAY, body_id=city.market)
    }
    assert (officer.natural_person, "officer") in held
    before = list_postings(actor=keeper, day=BEFORE, body_id=city.market)
    assert officer.natural_person not in {row.person_id for row in before}
    old = list_postings(actor=keeper, day=DAY, body_id=city.civil)
    assert officer.natural_person in {row.person_id for row in old}


def test_a_split_says_what_each_takes_and_moves_no_posts(
    city: TestCity, two: Two
) -> None:
    parts = (Takes("MARKET", "登记"), Takes("APPROVAL", "许可"))
    asked = ChangeAsked(
        "split",
        "安编〔2026〕7号",
        DAY,
        "机构改革",
        bodies=(BodyChange("CIVIL", ends=True, successors=parts),),
    )
    officer, keeper = make_staff_together(
        Post("officer", (city.civil,), "刘芳"),
        Post("security_administrator", (city.market,), "安静"),
    )
    do(two, asked)

    told = list_successions(actor=two.drafter, body_id=city.civil)
    assert {row.to_id: row.takes for row in told} == {
        city.market: "登记",
        city.approval: "许可",
    }
    held = list_postings(actor=keeper, day=DAY, body_id=city.market)
    assert officer.natural_person not in {row.person_id for row in held}


def test_a_founded_body_stands_from_its_day(city: TestCity, two: Two) -> None:
    said = BodySaid(
        name="安澜市数据资源管理局",
        short_name="市数据局",
        kind="department",
        parent="APPROVAL",
        leader="王建国",
        section="政务服务科",
    )
    line = BodyChange(
        "DATA", said, uscc="11690100690100171P", level="city", region="690100"
    )
    asked = ChangeAsked("found", "安编〔2026〕8号", DAY, "机构改革", bodies=(line,))
    counted = count_bodies_by_level(actor=anonymous(city.code, day=BEFORE))
    do(two, asked)

    before = find_body(actor=two.drafter, code="DATA", day=BEFORE)
    after = find_body(actor=two.drafter, code="DATA", day=DAY)
    assert before is not None
    assert after is not None
    assert (before.stands, after.stands) == (False, True)
    assert (after.leader, after.section, after.parent_id) == (
        "王建国",
        "政务服务科",
        city.approval,
    )
    assert count_bodies_by_level(actor=anonymous(city.code, day=BEFORE)) == counted
    later = count_bodies_by_level(actor=anonymous(city.code, day=DAY))
    assert later["city"] == counted["city"] + 1


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        (rename("CIVIL", NEW_NAME, AT.date()), "an_org_change_comes_later"),
        (rename("CIVIL", NEW_NAME, date(2026, 11, 1)), "an_org_change_comes_later"),
    ],
)
def test_nothing_changes_today_or_before(
    city: TestCity, two: Two, asked: ChangeAsked, rule: str
) -> None:
    assert rule_of(two, asked) == rule


def test_what_has_ended_neither_changes_nor_takes_over(
    city: TestCity, two: Two
) -> None:
    late = DAY + timedelta(days=5)
    waiting = draft_change(
        actor=two.drafter, asked=merge("MARKET", "CIVIL", late), at=AT
    )
    do(two, merge("CIVIL", "APPROVAL", DAY))

    with pytest.raises(Refusal) as refused:
        answer_change(actor=two.approver, change_id=waiting, outcome="confirmed", at=AT)
    assert refused.value.rule == "only_what_stands_is_changed"
    with pytest.raises(Invalid) as invalid:
        draft_change(actor=two.drafter, asked=rename("CIVIL", "甲", late), at=AT)
    assert list(invalid.value.errors) == ["code"]


def test_what_a_change_must_say(city: TestCity, two: Two) -> None:
    asked = ChangeAsked("split", " ", DAY, "", bodies=(BodyChange("CIVIL", ends=True),))
    with pytest.raises(Invalid) as invalid:
        draft_change(actor=two.drafter, asked=asked, at=AT)
    assert set(invalid.value.errors) == {"document_number", "reason", "successors"}


def test_a_region_is_renamed_from_a_day_on(city: TestCity, two: Two) -> None:
    asked = ChangeAsked(
        "region_rename",
        "民函〔2026〕1号",
        DAY,
        "更名",
        regions=(RegionChange("690100", name="新安澜市"),),
    )
    do(two, asked)
    before = find_region(actor=two.drafter, code="690100", day=BEFORE)
    after = find_region(actor=two.drafter, code="690100", day=DAY)
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("安澜市", "新安澜市")
    told = list_region_history(actor=two.drafter, code="690100")
    assert [row["name"] for row in told] == ["新安澜市"]


def test_what_was_drafted_is_told_line_by_line(city: TestCity, two: Two) -> None:
    draft_change(actor=two.drafter, asked=rename("CIVIL", NEW_NAME, DAY), at=AT)

    token = open_api_session(two.drafter)
    told = (
        Client()
        .get("/api/v1/bodies/changes", headers={"Authorization": f"Bearer {token}"})
        .json()
    )
    assert [line["name"] for change in told for line in change["lines"]] == [NEW_NAME]
