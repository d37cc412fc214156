"""Giving, taking and ending: who may, how far it goes, and that it is over at once."""

from datetime import timedelta
from typing import Any

import pytest

from tongban.capabilities.cases.commands import (
    correct_application,
    file_application,
    withdraw_application,
)
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_filing,
    make_party,
    make_published_item,
    make_upload,
    make_world,
)
from tongban.capabilities.cases.tests.citizens import ask_to_mend
from tongban.capabilities.cases.types import MaterialEntry, Receipt
from tongban.capabilities.mandates.commands import (
    appoint_firm_agent,
    end_mandate,
    offer_mandate,
    register_mandate,
    take_mandate,
)
from tongban.capabilities.mandates.queries import (
    list_given,
    list_given_by_firm,
    list_held,
    list_principals,
    list_registered_agents,
)
from tongban.capabilities.mandates.testing import give_mandate, make_firm
from tongban.capabilities.mandates.types import Scope
from tongban.capabilities.people.queries import get_own_card
from tongban.capabilities.people.testing import TODAY, make_citizen
from tongban.ground.refusals import Invalid, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db

RULE = "acts_for_another_only_by_mandate"


def document_of(actor: Actor) -> tuple[str, str, str]:
    card = get_own_card(actor=actor)
    return card.name, card.id_kind, card.id_number


def file_for(world: World, agent: Actor, principal: Actor, **changes: Any) -> Receipt:
    filing = make_filing(
        world,
        agent,
        parties=(make_party(principal), make_party(agent, "agent")),
        principal_id=principal.person_id,
        **changes,
    )
    return file_application(actor=agent, filing=filing, channel="web", at=AT)


def test_says_everything_that_is_wrong_with_an_offer() -> None:
    world = make_world()
    with pytest.raises(Invalid) as refused:
        offer_mandate(
            actor=world.citizen,
            kind="firm_agent",
            scope=Scope("items"),
            until=TODAY + timedelta(days=4000),
            at=AT,
            today=TODAY,
        )
    assert set(refused.value.errors) == {"kind", "scope", "until"}


def test_a_code_works_once_with_the_name_of_who_gave_it() -> None:
    world = make_world()
    agent, other = make_citizen("李建国"), make_citizen("王晓燕")
    given = offer_mandate(
        actor=world.citizen,
        kind="village_agent",
        scope=Scope("themes", ("person:040",)),
        until=TODAY,
        at=AT,
        today=TODAY,
    )
    for actor, name in ((agent, "张秀蓝"), (world.citizen, "张秀兰")):
        with pytest.raises(Invalid):
            take_mandate(actor=actor, name=name, code=given.code, at=AT)

    take_mandate(actor=agent, name="张秀兰", code=given.code, at=AT)

    with pytest.raises(Invalid):
        take_mandate(actor=other, name="张秀兰", code=given.code, at=AT)
    (card,) = list_given(actor=world.citizen)
    assert (card.agent_name, card.kind_words) == ("李建国", "村（社区）代办员")
    assert card.valid_until == TODAY
    (principal,) = list_principals(actor=agent, today=TODAY)
    assert principal.reaches(world.guide.item_id, world.guide.themes)
    assert not principal.reaches(world.guide.item_id, frozenset({"person:001"}))


def test_what_is_filed_shows_both_names_and_ends_with_the_mandate() -> None:
    world = make_world()
    agent = make_citizen("李建国")
    mandate = give_mandate(
        world.citizen,
        agent,
        at=AT,
        scope=Scope("items", (str(world.guide.item_id),)),
    )

    receipt = file_for(world, agent, world.citizen)
    other = make_published_item(world)
    with pytest.raises(NotAllowed) as refused:
        file_for(world, agent, world.citizen, version_id=other.version_id)
    assert refused.value.rule == RULE

    case_id = receipt.case_id
    for actor in (agent, world.citizen, world.officer):
        assert get_case(actor=actor, case_id=case_id).agents == ("李建国",)
    end_mandate(actor=world.citizen, mandate_id=mandate, at=AT)
    end_mandate(actor=world.citizen, mandate_id=mandate, at=AT)
    with pytest.raises(NotFound):
        get_case(actor=agent, case_id=case_id)
    with pytest.raises(Refusal):
        file_for(world, agent, world.citizen)
    # It was filed for the citizen, who may take it back.
    withdraw_application(actor=world.citizen, case_id=case_id, at=AT)


def test_an_agent_withdraws_in_the_principals_name_and_gives_the_mandate_up() -> None:
    world = make_world()
    agent = make_citizen("李建国")
    mandate = give_mandate(world.citizen, agent, at=AT)
    receipt = file_for(world, agent, world.citizen)
    withdraw_application(actor=agent, case_id=receipt.case_id, at=AT)

    end_mandate(actor=agent, mandate_id=mandate, at=AT)

    (card,) = list_held(actor=agent)
    assert card.ended_because == "renounced"
    assert list_principals(actor=agent, today=TODAY) == []


def test_nobody_files_for_another_as_a_mere_agent() -> None:
    world = make_world()
    filing = make_filing(
        world,
        parties=(
            make_party(make_citizen("王晓燕")),
            make_party(world.citizen, "agent"),
        ),
    )
    with pytest.raises(Invalid):
        file_application(actor=world.citizen, filing=filing, channel="web", at=AT)


def test_a_window_registers_what_was_shown() -> None:
    world = make_world()
    agent = make_citizen("李建国")
    asked: dict[str, Any] = {
        "body_id": world.city.centre,
        "principal": document_of(world.citizen),
        "agent": document_of(agent),
        "kind": "agent",
        "scope": Scope(),
        "until": TODAY,
        "papers": "授权委托书原件",
        "at": AT,
    }
    with pytest.raises(NotAllowed):
        register_mandate(actor=world.approver, **asked)
    with pytest.raises(Invalid):
        register_mandate(actor=world.clerk, **(asked | {"papers": " "}))

    register_mandate(actor=world.clerk, **asked)

    (card,) = list_held(actor=agent)
    assert (card.principal_name, card.made_how) == ("张秀兰", "window")


def test_who_leads_the_firm_appoints_and_the_register_is_read_as_it_stands() -> None:
    world = make_world()
    registered, agent = make_citizen("王晓燕"), make_citizen("李建国")
    other = make_published_item(world)
    scope = f'{{"items":["{world.guide.basic_code}"],"acts":["apply"]}}'
    firm_id = make_firm(world.citizen, registered, scope=scope)
    head = world.citizen
    name, kind, number = document_of(agent)
    asked: dict[str, Any] = {
        "firm_id": firm_id,
        "name": name,
        "id_kind": kind,
        "id_number": number,
        "scope": Scope("items", (str(other.item_id),)),
        "until": TODAY,
        "at": AT,
    }
    with pytest.raises(NotFound):
        appoint_firm_agent(actor=registered, **asked)

    appoint_firm_agent(actor=head, **asked)

    (mandate,) = list_given_by_firm(actor=head, firm_id=firm_id)
    assert mandate.agent_name == "李建国"
    assert len(list_registered_agents(actor=head, firm_id=firm_id)) == 2
    assert list_registered_agents(actor=registered, firm_id=firm_id) == []
    (principal,) = list_principals(actor=agent, today=TODAY)
    assert principal.reaches(other.item_id)
    assert not principal.reaches(world.guide.item_id)
    (principal,) = list_principals(actor=registered, today=TODAY)
    assert principal.reaches(world.guide.item_id)


def test_an_agent_answers_the_notice_of_a_case_that_the_principal_filed() -> None:
    world = make_world()
    agent, stranger = make_citizen("李建国"), make_citizen("王晓燕")
    case_id = ask_to_mend(world).case_id
    give_mandate(world.citizen, agent, at=AT)

    def answer(actor: Actor) -> CaseState:
        entry = MaterialEntry("m3", "electronic", make_upload(actor, world.guide, "m3"))
        return correct_application(
            actor=actor,
            case_id=case_id,
            materials=(entry,),
            values={"shop_name": "河畔小店"},
            at=AT,
        )

    with pytest.raises(NotFound):
        answer(stranger)
    assert answer(agent) is CaseState.SUBMITTED
    view = get_case(actor=world.citizen, case_id=case_id)
    assert view.events[-1].who == "代办人 李建国"
