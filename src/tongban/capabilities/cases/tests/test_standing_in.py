"""A stand-in takes a whole worklist over and stays the natural person that they are."""

from datetime import UTC, datetime, timedelta

import pytest

from tongban.capabilities.cases.commands import decide_case
from tongban.capabilities.cases.models import CaseEvent
from tongban.capabilities.cases.queries import Wanted, get_lamps, list_open_cases
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import World, make_case, make_world
from tongban.capabilities.people.testing import make_staff
from tongban.capabilities.rights.commands import arrange_stand_in
from tongban.capabilities.rights.testing import again
from tongban.ground.refusals import NotAllowed, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db


def stand_in(world: World, away: Actor, deputy: Actor, at: datetime) -> Actor:
    arrange_stand_in(
        actor=away,
        kind="leave",
        body_id=world.city.market,
        person_id=away.natural_person,
        deputy_id=deputy.natural_person,
        first=(at - timedelta(days=1)).date(),
        last=(at + timedelta(days=9)).date(),
        reason="年休假",
        at=at,
    )
    return again(deputy, at.date())


def numbers(world: World, actor: Actor, at: datetime) -> list[str]:
    rows = list_open_cases(
        actor=actor,
        body_id=world.city.market,
        lamps=get_lamps(actor=actor, today=at.date()),
        wanted=Wanted(),
        after=None,
        limit=9,
    )
    return [row.line.number for row in rows]


def test_who_accepted_does_not_decide_as_somebodys_stand_in() -> None:
    world = make_world()
    at = datetime.now(UTC)
    case_id = make_case(
        world, CaseState.REVIEWED, at=at - timedelta(minutes=30)
    ).case_id
    colleague = make_staff("officer", world.city.market, name="同事")

    def decide(who: Actor) -> CaseState:
        return decide_case(
            actor=who,
            case_id=case_id,
            acting_body=world.city.market,
            grant=True,
            at=datetime.now(UTC),
        )

    # The officer who accepted the case is the approver now, by a stand-in.
    deputy = stand_in(world, world.approver, world.officer, at)
    assert deputy.may("cases.case.decide", org_id=world.city.market)
    with pytest.raises(Refusal) as refused:
        decide(deputy)
    assert refused.value.rule == "accept_and_decide_by_two_people"
    # Whoever is away does not decide meanwhile, and sees the list no more.
    away = again(world.approver, at.date())
    with pytest.raises(NotAllowed):
        decide(away)
    # Somebody of the same body who took no part may, standing in for the deputy's own post.
    other = make_staff("approver", world.city.market, name="另一位")
    assert numbers(world, other, at)
    lawful = stand_in(world, other, colleague, at)
    assert numbers(world, lawful, at)
    assert decide(lawful) == CaseState.GRANTED
    with reading(lawful):
        event = CaseEvent.objects.get(case_id=case_id, kind="granted")
    assert event.actor_person == colleague.person_id
