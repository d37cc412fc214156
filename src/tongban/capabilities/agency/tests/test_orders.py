"""An order from asking to its outcome: under a mandate, free, stopped at any time."""

from datetime import timedelta

import pytest

from tongban.capabilities.agency.commands import (
    ask_order,
    end_post,
    file_under_order,
    hand_on,
    note_step,
    register_post,
    stop_order,
    take_order,
)
from tongban.capabilities.agency.queries import (
    get_order,
    list_of_bodies,
    list_own_orders,
    list_to_serve,
)
from tongban.capabilities.agency.testing import Station, ask, make_station
from tongban.capabilities.agency.types import OrderAsked, PostLine
from tongban.capabilities.cases.commands import file_application
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_filing,
    make_party,
    make_world,
)
from tongban.capabilities.mandates.commands import end_mandate
from tongban.capabilities.mandates.queries import list_given, list_held
from tongban.capabilities.mandates.testing import give_mandate, make_firm
from tongban.capabilities.mandates.types import Scope
from tongban.capabilities.people.testing import make_citizen, make_staff
from tongban.ground.refusals import Invalid, NotFound, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def station(world: World) -> Station:
    return make_station(world.city.civil, at=AT)


def rule_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.rule or ""


def test_asked_by_name_the_mandate_is_for_just_these_items(
    world: World, station: Station
) -> None:
    item = world.guide.item_id
    order = ask(world.citizen, station, item, at=AT)
    (card,) = list_given(actor=world.citizen)
    assert card.scope == Scope("items", (str(item),))
    assert card.made_how == "named"
    assert [one.order_id for one in list_to_serve(actor=station.agent)] == [order]

    take_order(actor=station.agent, order_id=order, at=AT)
    note_step(actor=station.agent, order_id=order, kind="under_way", words="", at=AT)
    note_step(actor=station.agent, order_id=order, kind="done", words="办好了", at=AT)
    page = get_order(actor=world.citizen, order_id=order)
    assert [step.kind for step in page.steps] == ["taken", "under_way", "done"]
    assert {step.name for step in page.steps} == {"林晓"}
    assert page.card.is_over
    # The power goes with the order.
    assert list_given(actor=world.citizen)[0].ended_because == "renounced"


def test_the_case_filed_under_it_is_the_principals(
    world: World, station: Station
) -> None:
    order = ask(world.citizen, station, world.guide.item_id, at=AT)
    take_order(actor=station.agent, order_id=order, at=AT)
    stranger = make_citizen("别人")
    theirs = file_application(
        actor=stranger, filing=make_filing(world, stranger), channel="web", at=AT
    )
    for number in (theirs.number, "没有这个号"):
        with pytest.raises(Invalid):
            file_under_order(
                actor=station.agent, order_id=order, case_number=number, at=AT
            )

    filing = make_filing(
        world,
        station.agent_at_home,
        parties=(make_party(world.citizen), make_party(station.agent_at_home, "agent")),
        principal_id=world.citizen.person_id,
    )
    filed = file_application(
        actor=station.agent_at_home, filing=filing, channel="web", at=AT
    )
    file_under_order(
        actor=station.agent, order_id=order, case_number=filed.number, at=AT
    )
    step = get_order(actor=world.citizen, order_id=order).steps[-1]
    assert (step.kind, step.case_number) == ("filed", filed.number)


def test_without_a_mandate_nobody_takes_it(world: World, station: Station) -> None:
    asked = OrderAsked(body_id=station.body_id, items=(world.guide.item_id,))
    order = ask_order(actor=world.citizen, asked=asked, at=AT)
    with pytest.raises(Invalid):
        take_order(actor=station.agent, order_id=order, at=AT)

    give_mandate(world.citizen, station.agent_at_home, at=AT)
    take_order(actor=station.agent, order_id=order, at=AT)
    assert get_order(actor=world.citizen, order_id=order).card.taker == "林晓"


def test_a_mandate_that_ends_stops_the_order(world: World, station: Station) -> None:
    order = ask(world.citizen, station, world.guide.item_id, at=AT)
    take_order(actor=station.agent, order_id=order, at=AT)
    (held,) = list_held(actor=station.agent_at_home)
    end_mandate(actor=world.citizen, mandate_id=held.mandate_id, at=AT)

    page = get_order(actor=world.citizen, order_id=order)
    assert page.card.state == "stopped"
    with pytest.raises(Refusal) as refused:
        note_step(
            actor=station.agent, order_id=order, kind="under_way", words="", at=AT
        )
    assert rule_of(refused) == "an_order_goes_step_by_step"


def test_the_principal_stops_it_and_the_mandate_with_it(
    world: World, station: Station
) -> None:
    order = ask(world.citizen, station, world.guide.item_id, at=AT)
    with pytest.raises(NotFound):
        stop_order(actor=make_citizen("路人"), order_id=order, at=AT)
    stop_order(actor=world.citizen, order_id=order, at=AT)
    (card,) = list_given(actor=world.citizen)
    assert card.ended_at is not None
    assert list_own_orders(actor=world.citizen)[0].state == "stopped"
    assert list_to_serve(actor=station.agent) == []


def test_handed_on_it_needs_a_mandate_for_the_other(
    world: World, station: Station
) -> None:
    other = make_station(world.city.market, at=AT)
    order = ask(world.citizen, station, world.guide.item_id, at=AT)
    take_order(actor=station.agent, order_id=order, at=AT)
    hand_on(
        actor=station.agent,
        order_id=order,
        post_id=other.post_id,
        words="搬家了",
        at=AT,
    )
    with reading(station.agent), pytest.raises(NotFound):
        get_order(actor=station.agent, order_id=order)
    with pytest.raises(Invalid):
        take_order(actor=other.agent, order_id=order, at=AT)
    give_mandate(world.citizen, other.agent_at_home, at=AT)
    take_order(actor=other.agent, order_id=order, at=AT)


def test_who_sees_an_order(world: World, station: Station) -> None:
    order = ask(world.citizen, station, world.guide.item_id, at=AT)
    colleague = make_staff("officer", station.body_id)
    far = make_station(world.city.market, at=AT)

    def sees(actor: Actor) -> bool:
        try:
            get_order(actor=actor, order_id=order)
        except NotFound:
            return False
        return True

    assert sees(world.citizen)
    assert sees(station.agent)
    assert sees(station.keeper)
    assert not sees(station.agent_at_home)
    assert not sees(colleague)
    assert not sees(far.agent)
    assert not sees(far.keeper)
    assert not sees(make_citizen("路人"))
    of_body = list_of_bodies(actor=station.keeper, body_ids=[station.body_id])
    assert [card.order_id for card in of_body] == [order]


def test_a_firm_asks_its_officer_by_who_leads_it(
    world: World, station: Station
) -> None:
    head = world.citizen
    firm = make_firm(head)
    line = PostLine(
        "firm",
        station.body_id,
        station.agent.natural_person,
        AT.date(),
        AT.date() + timedelta(days=90),
        uscc="91690121690200199A",
        project="河畔中央厨房",
        tag="specialised",
    )
    post = register_post(actor=station.keeper, line=line, at=AT)
    asked = OrderAsked(post_id=post, project="河畔中央厨房", firm_id=firm)
    order = ask_order(actor=head, asked=asked, at=AT)
    take_order(actor=station.agent, order_id=order, at=AT)
    card = get_order(actor=head, order_id=order).card
    assert (card.principal, card.project) == ("河畔餐饮有限公司", "河畔中央厨房")


def test_a_post_that_ended_serves_no_more(world: World, station: Station) -> None:
    end_post(
        actor=station.keeper,
        post_id=station.post_id,
        last_day=AT.date(),
        reason="换届",
        at=AT,
    )
    with pytest.raises(NotFound):
        ask(
            world.citizen,
            station,
            world.guide.item_id,
            at=AT + timedelta(days=1),
        )
    assert list_given(actor=world.citizen) == []
