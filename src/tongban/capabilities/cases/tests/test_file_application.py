"""Filing an application: what is written down, and what is turned away."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tongban.capabilities.cases.commands import file_application, keep_draft
from tongban.capabilities.cases.queries import (
    find_draft,
    get_case,
    get_receipt,
    list_own_cases,
    list_worklist,
)
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_filing,
    make_party,
    make_published_item,
    make_upload,
    make_world,
)
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.capabilities.cases.types import MaterialEntry, PartyEntry, Receipt
from tongban.capabilities.catalogue.commands import withdraw_version
from tongban.capabilities.catalogue.testing import EFFECTIVE_ON, publish_item
from tongban.capabilities.people.commands import load_firms_and_agents
from tongban.capabilities.people.testing import (
    TODAY,
    make_citizen,
    make_people_loader,
)
from tongban.capabilities.people.types import AgentLine, FirmLine
from tongban.ground.codes.case_number import is_case_number
from tongban.ground.refusals import Invalid, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db


FIRM, USCC = "河畔餐饮有限公司", "91690121690200199A"


def make_firm(head: Actor) -> UUID:
    """A firm of which the person is the legal representative."""
    assert head.person_id is not None
    line = FirmLine("hepan", FIRM, USCC, "enterprise", "河沿街9号", "", "head")
    agent = AgentLine("hepan", "head", "legal_representative", "*", EFFECTIVE_ON)
    keys = load_firms_and_agents(
        actor=make_people_loader(),
        firms=[line],
        agents=[agent],
        people={"head": head.person_id},
    )
    return keys["hepan"]


def _file(world: World, *, at: datetime = AT, **changes: Any) -> Receipt:
    filing = make_filing(world, **changes)
    return file_application(actor=world.citizen, filing=filing, channel="web", at=at)


def test_leaves_event_leaf_audit_paper_and_messages() -> None:
    world = make_world()

    receipt = _file(world)

    left = traces_of(world, receipt.case_id)
    assert left.state == "submitted"
    assert left.events == left.event_leaves == ("submitted",)
    assert left.audit == ("cases.application.filed",)
    assert left.papers == ("receipt",)
    assert {"CaseMoved:submitted", "PaperIssued:receipt"} <= set(left.messages)


def test_gives_a_receipt_with_a_number_that_checks() -> None:
    world = make_world()

    receipt = _file(world)

    assert is_case_number(receipt.number)
    assert receipt.number.startswith("69010020261120")
    assert len(receipt.query_code) == 6
    assert get_receipt(actor=world.citizen, case_id=receipt.case_id) == receipt


def test_keeps_what_was_filed_and_shows_it_masked() -> None:
    world = make_world()

    receipt = _file(world)

    view = get_case(actor=world.citizen, case_id=receipt.case_id)
    assert view.values[0].text == "河畔餐饮有限公司"
    assert view.situations[0].text == "只卖不做"
    assert [(row.key, row.received_form) for row in view.materials] == [
        ("m1", "waived"),
        ("m3", "electronic"),
    ]
    assert view.parties[0].name == "张秀兰"
    assert "*" in view.parties[0].id_masked
    assert [line.case_id for line in list_own_cases(actor=world.citizen)] == [
        receipt.case_id
    ]


def test_the_day_is_the_offices_day_not_that_of_greenwich() -> None:
    world = make_world()
    after_midnight = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)

    receipt = _file(world, at=after_midnight)

    view = get_case(actor=world.citizen, case_id=receipt.case_id)
    assert view.filed_on == date(2026, 11, 21)
    assert "20261121" in receipt.number


def test_discards_the_draft_it_came_from() -> None:
    world = make_world()
    keep_draft(
        actor=world.citizen,
        version_id=world.guide.version_id,
        answers={"values": {"shop_name": "河畔"}},
        at=AT,
    )

    _file(world)

    assert not find_draft(
        actor=world.citizen, version_id=world.guide.version_id, today=TODAY
    )


def test_the_same_key_gives_the_same_receipt() -> None:
    world = make_world()
    filing = make_filing(world)

    receipts = [
        file_application(actor=world.citizen, filing=filing, channel="api", at=AT)
        for _time in range(2)
    ]

    assert receipts[0] == receipts[1]
    assert len(list_own_cases(actor=world.citizen)) == 1


def test_the_same_key_of_somebody_else_is_another_filing() -> None:
    world = make_world()
    neighbour = make_citizen("李建国")

    mine = _file(world, idempotency_key="once")
    filing = make_filing(world, neighbour, idempotency_key="once")
    theirs = file_application(actor=neighbour, filing=filing, channel="web", at=AT)

    assert mine.number != theirs.number


@pytest.mark.parametrize("key", ["", "x" * 81, "键", "a\u0000b", "a\nb"])
def test_refuses_a_key_that_cannot_be_kept(key: str) -> None:
    world = make_world()

    with pytest.raises(Invalid) as caught:
        _file(world, idempotency_key=key)

    assert "idempotency_key" in caught.value.errors


def test_turns_away_who_is_not_signed_in_or_is_in_office() -> None:
    world = make_world()
    filing = make_filing(world)

    for stranger in (
        replace(world.citizen, kind="anonymous", grants=frozenset()),
        world.clerk,
    ):
        with pytest.raises(NotAllowed):
            file_application(actor=stranger, filing=filing, channel="web", at=AT)


def test_turns_away_an_actor_who_is_nobody_in_particular() -> None:
    world = make_world()
    filing = make_filing(world)
    program = replace(world.citizen, person_id=None)

    with pytest.raises(NotAllowed):
        file_application(actor=program, filing=filing, channel="api", at=AT)


def test_turns_away_who_is_neither_party_nor_agent() -> None:
    world = make_world()
    neighbour = make_citizen("李建国")

    with pytest.raises(Invalid) as caught:
        _file(world, parties=(make_party(neighbour),))

    assert "parties" in caught.value.errors


def test_turns_away_who_acts_for_a_firm_without_its_word() -> None:
    world = make_world()

    with pytest.raises(NotAllowed):
        _file(world, firm_id=world.guide.version_id)


def test_files_for_a_firm_that_gave_its_word() -> None:
    world = make_world()
    firm_id = make_firm(world.citizen)
    firm = PartyEntry("applicant", "legal", FIRM, "uscc", USCC)

    receipt = _file(world, firm_id=firm_id, parties=(firm,))

    view = get_case(actor=world.citizen, case_id=receipt.case_id)
    assert view.parties[0].name == FIRM
    other = replace(firm, id_number="91690100690200375R")
    with pytest.raises(Invalid) as caught:
        _file(world, firm_id=firm_id, parties=(other,))
    assert "parties" in caught.value.errors


def test_hides_the_case_from_neighbours_and_other_offices() -> None:
    world = make_world()
    receipt = _file(world)

    with pytest.raises(NotFound):
        get_case(actor=make_citizen("李建国"), case_id=receipt.case_id)
    with pytest.raises(NotFound):
        get_case(actor=world.clerk, case_id=receipt.case_id)
    lines = list_worklist(actor=world.officer, body_id=world.city.market)
    assert [line.case_id for line in lines] == [receipt.case_id]


def test_a_party_who_is_known_sees_the_case_too() -> None:
    world = make_world()
    agent = make_citizen("王晓燕")

    receipt = _file(
        world, parties=(make_party(world.citizen), make_party(agent, "agent"))
    )

    assert get_case(actor=agent, case_id=receipt.case_id).number == receipt.number


def test_refuses_a_file_that_somebody_else_handed_in() -> None:
    world = make_world()
    neighbour = make_citizen("李建国")
    stolen = make_upload(neighbour, world.guide, "m3")

    with pytest.raises(NotFound):
        _file(world, materials=(MaterialEntry("m3", "electronic", stolen),))


def test_refuses_a_withdrawn_version_from_that_day_on() -> None:
    world = make_world()
    withdraw_version(
        actor=world.office.publisher,
        version_id=world.guide.version_id,
        withdrawn_on=AT.date(),
        reason="设定依据已废止",
        at=AT,
    )

    with pytest.raises(Refusal) as caught:
        _file(world)

    assert caught.value.rule == "no_case_outside_the_list"
    assert caught.value.status == 409
    _file(world, at=AT - timedelta(days=1))


def test_refuses_a_version_that_is_not_yet_in_force() -> None:
    world = make_world()
    guide = publish_item(
        world.city, world.office, effective_on=AT.date() + timedelta(days=1)
    )
    later = replace(world, guide=guide)

    with pytest.raises(Refusal) as caught:
        _file(later)

    assert caught.value.rule == "no_case_outside_the_list"


def test_refuses_a_version_that_does_not_exist() -> None:
    world = make_world()

    with pytest.raises(NotFound):
        _file(world, version_id=world.city.market)


def test_each_item_asks_for_its_own_materials() -> None:
    world = make_world()
    other = make_published_item(world)
    assert {row.material_id for row in other.materials}.isdisjoint(
        row.material_id for row in world.guide.materials
    )
    assert other.effective_on == EFFECTIVE_ON


@pytest.mark.parametrize(
    ("materials", "field"),
    [
        ((), "material_m3"),
        ((MaterialEntry("m9", "electronic"),), "material_m9"),
        ((MaterialEntry("m2", "electronic"),), "material_m2"),
        ((MaterialEntry("m3", "electronic"),), "material_m3"),
        ((MaterialEntry("m3", "paper_kept"),), "material_m3"),
    ],
    ids=["missing", "unknown", "of another situation", "no file", "paper online"],
)
def test_asks_for_the_materials_of_the_guide_and_no_others(
    materials: tuple[MaterialEntry, ...], field: str
) -> None:
    world = make_world()

    with pytest.raises(Invalid) as caught:
        _file(world, materials=materials)

    assert field in caught.value.errors
    assert list_own_cases(actor=world.citizen) == []


def test_takes_a_material_once() -> None:
    world = make_world()
    upload = make_upload(world.citizen, world.guide, "m3")

    with pytest.raises(Invalid) as caught:
        _file(world, materials=(MaterialEntry("m3", "electronic", upload),) * 2)

    assert "material_m3" in caught.value.errors


@pytest.mark.parametrize(
    ("situations", "field"),
    [
        ({}, "situation_s1"),
        ({"s1": "both"}, "situation_s1"),
        ({"s1": "sell", "s9": "yes"}, "situation_s9"),
    ],
)
def test_wants_each_question_answered(situations: dict[str, str], field: str) -> None:
    world = make_world()

    with pytest.raises(Invalid) as caught:
        _file(world, situations=situations)

    assert field in caught.value.errors


def test_tells_all_errors_at_once() -> None:
    world = make_world()
    wrong = replace(make_party(world.citizen), id_number="1", phone="12")

    with pytest.raises(Invalid) as caught:
        _file(world, values={}, situations={}, parties=(wrong,), materials=())

    assert {
        "shop_name",
        "situation_s1",
        "material_m3",
        "party_applicant_0_id_number",
        "party_applicant_0_phone",
    } <= set(caught.value.errors)
    assert all(len(message) > 6 for message in caught.value.errors.values())
