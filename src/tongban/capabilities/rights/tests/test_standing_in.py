"""Away and back: all posts at a body in one act, and chief representatives."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import TODAY, make_staff
from tongban.capabilities.rights.commands import (
    arrange_stand_in,
    hand_over_posts,
    recall_stand_in,
    register_chief,
)
from tongban.capabilities.rights.queries import (
    list_chiefs,
    list_postings,
    list_stand_ins,
)
from tongban.capabilities.rights.testing import again, given, make_administrators, post
from tongban.ground.refusals import Invalid, NotAllowed, Refusal
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
DECIDE, REVIEW = "cases.case.decide", "wording.version.put_in_force"


def days(number: int) -> Any:
    return TODAY + timedelta(days=number)


def arrange(by: Actor, person: Actor, deputy: Actor, body: UUID, **more: Any) -> UUID:
    return arrange_stand_in(
        actor=by,
        kind="leave",
        body_id=body,
        person_id=person.natural_person,
        deputy_id=deputy.natural_person,
        first=more.get("first", TODAY),
        last=more.get("last", days(4)),
        reason="年休假",
        at=AT,
    )


def test_all_posts_go_to_the_deputy_and_come_back_by_themselves(city: TestCity) -> None:
    away = post(make_staff("approver", city.market), "paper_approver", city, days(-9))
    deputy = make_staff("officer", city.market)

    arrange(away, away, deputy, city.market)

    now, after = again(deputy), again(deputy, days(5))
    assert now.may(DECIDE, org_id=city.market)
    assert now.may(REVIEW, org_id=city.market)
    assert now.may("cases.case.accept", org_id=city.market)
    assert not after.may(DECIDE, org_id=city.market)
    assert not given(away)
    back = again(away, days(5))
    assert back.may(DECIDE, org_id=city.market)
    assert back.may(REVIEW, org_id=city.market)


def test_a_recall_gives_everything_back_on_its_day(city: TestCity) -> None:
    away = make_staff("approver", city.market)
    deputy = make_staff("officer", city.market)
    stand_in = arrange(away, away, deputy, city.market)
    stranger = make_staff("officer", city.market)
    with pytest.raises(NotAllowed):
        recall_stand_in(
            actor=stranger, stand_in_id=stand_in, back_on=days(2), reason="x", at=AT
        )

    recall_stand_in(
        actor=again(away),
        stand_in_id=stand_in,
        back_on=days(2),
        reason="提前返岗",
        at=AT,
    )

    assert again(deputy, days(1)).may(DECIDE, org_id=city.market)
    assert not again(deputy, days(2)).may(DECIDE, org_id=city.market)
    assert not again(away, days(1)).may(DECIDE, org_id=city.market)
    assert again(away, days(2)).may(DECIDE, org_id=city.market)
    assert again(away, days(30)).may(DECIDE, org_id=city.market)
    (card,) = list_stand_ins(actor=deputy)
    assert (card.is_recalled, card.last) == (True, days(1))
    # The days that came free can be arranged again.
    arrange(
        again(away, days(3)), away, deputy, city.market, first=days(3), last=days(4)
    )


def test_only_a_colleague_who_is_there_stands_in_once(city: TestCity) -> None:
    away = make_staff("approver", city.market)
    deputy = make_staff("officer", city.market)
    elsewhere = make_staff("officer", city.civil)
    head = make_staff("approver", city.market)

    def rule(*args: Any, **more: Any) -> str | None:
        with pytest.raises(Refusal) as refused:
            arrange(*args, **more)
        return refused.value.rule

    assert rule(away, away, elsewhere, city.market) == "a_stand_in_is_a_colleague"
    assert rule(away, away, away, city.market) == "a_stand_in_is_a_colleague"
    with pytest.raises(NotAllowed):
        arrange(deputy, away, deputy, city.market)
    with pytest.raises(Invalid):
        arrange(away, away, deputy, city.market, last=days(-1))
    arrange(head, away, deputy, city.market, first=days(2))
    overlapping = rule(head, away, head, city.market, first=days(1), last=days(3))
    assert overlapping == "one_stand_in_at_a_time"
    # Who is away stands in for nobody.
    back = rule(head, head, away, city.market, first=days(3))
    assert back == "a_stand_in_is_a_colleague"


def test_a_hand_over_is_for_good_and_by_who_grants(city: TestCity) -> None:
    people = make_administrators(city)
    leaver = make_staff("approver", city.market)
    successor = make_staff("officer", city.civil)

    def hand_over(by: Actor) -> None:
        hand_over_posts(
            actor=by,
            body_id=city.market,
            person_id=leaver.natural_person,
            successor_id=successor.natural_person,
            from_day=days(1),
            document_number="安市监〔2026〕9号",
            reason="调离",
            at=AT,
        )

    with pytest.raises(NotAllowed):
        hand_over(leaver)
    hand_over(people.security)

    assert again(leaver).may(DECIDE, org_id=city.market)
    assert not given(leaver, days(1))
    assert again(successor, days(1)).may(DECIDE, org_id=city.market)
    (row,) = list_postings(
        actor=people.audit,
        day=days(1),
        person_id=successor.person_id,
        body_id=city.market,
    )
    assert (row.why, row.document_number) == ("hand_over", "安市监〔2026〕9号")


def test_a_department_has_one_chief_representative_of_the_rank(city: TestCity) -> None:
    people = make_administrators(city)
    chief = make_staff("officer", city.civil, name="首席")

    def register(who: Actor, rank: str = "deputy_county") -> UUID:
        return register_chief(
            actor=people.security,
            body_id=city.market,
            person_id=who.natural_person,
            rank=rank,
            duty="副局长",
            first=TODAY,
            document_number="安组〔2026〕1号",
            at=AT,
        )

    def rule(**more: Any) -> str | None:
        with pytest.raises(Refusal) as refused:
            register(chief, **more)
        return refused.value.rule

    assert rule(rank="section") == "a_chief_representative_has_the_rank"
    register(chief)
    assert again(chief).may(DECIDE, org_id=city.market)
    assert rule() == "one_chief_representative_a_department"
    cards = {card.body_id: card for card in list_chiefs(actor=people.audit, day=TODAY)}
    assert cards[city.market].person == "首席"
    assert cards[city.civil].person == ""
