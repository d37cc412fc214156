"""A second case of what one person needs once: a finding that everybody concerned sees."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tongban.capabilities.cases.commands import file_application
from tongban.capabilities.cases.models import CaseFinding
from tongban.capabilities.cases.queries import (
    list_earlier_cases,
    list_own_earlier_cases,
)
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_citizen,
    make_filing,
    make_party,
    make_world,
)
from tongban.capabilities.cases.tests.citizens import sign_in, text_of
from tongban.capabilities.cases.tests.clerks import (
    WINDOW,
    browser_of,
    elder_page,
    make_hall,
    visitor,
)
from tongban.capabilities.people.testing import make_staff
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
RULE = "second_of_its_kind"


@pytest.fixture
def world() -> World:
    return make_world(one_per_person=True)


def findings(world: World, case_id: UUID) -> list[str]:
    with reading(system("reading", city=world.city.code, org_ids=(world.city.market,))):
        rows = CaseFinding.objects.filter(case_id=case_id)
        return list(rows.values_list("rule_id", flat=True))


def again(world: World, citizen: Actor | None = None) -> UUID:
    filer = citizen or world.citizen
    filing = make_filing(world, filer)
    at = AT + timedelta(days=1)
    return file_application(actor=filer, filing=filing, channel="web", at=at).case_id


def test_the_second_is_taken_in_and_found(world: World) -> None:
    first = make_case(world).case_id
    assert findings(world, first) == []
    second = again(world)
    assert findings(world, second) == [RULE]
    assert findings(world, again(world, make_citizen("李建国"))) == []


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (CaseState.ACCEPTED, True),
        (CaseState.GRANTED, True),
        (CaseState.DELIVERED, True),
        (CaseState.REFUSED, False),
        (CaseState.NOT_ACCEPTED, False),
        (CaseState.WITHDRAWN, False),
    ],
)
def test_open_and_granted_ones_count(
    world: World, state: CaseState, found: bool
) -> None:
    make_case(world, state)
    assert findings(world, again(world)) == [RULE] * found


def test_other_items_are_asked_nothing() -> None:
    world = make_world()
    make_case(world)
    assert findings(world, again(world)) == []
    assert (
        list_own_earlier_cases(actor=world.citizen, version_id=world.guide.version_id)
        == []
    )


def test_the_person_and_the_office_may_know_and_nobody_else(world: World) -> None:
    first = make_case(world)
    party = make_party(world.citizen)

    def known(actor: Actor) -> list[Any]:
        return [
            row.number
            for row in list_earlier_cases(
                actor=actor, guide=world.guide, parties=[party]
            )
        ]

    for actor in (world.citizen, world.officer, world.clerk):
        assert known(actor) == [first.number]
    for stranger in (
        make_citizen("李建国"),
        make_staff("officer", world.city.civil, name="王强"),
    ):
        assert known(stranger) == []
    own = list_own_earlier_cases(actor=world.citizen, version_id=world.guide.version_id)
    assert [row.case_id for row in own] == [first.case_id]


def test_the_approver_reads_it_on_the_page_of_the_case(world: World) -> None:
    first = make_case(world, CaseState.GRANTED)
    second = again(world)
    page = browser_of(world.officer).get(f"/desk/cases/{second}").content.decode()
    assert "同一申请人在这个事项上已有办件" in page
    assert first.number in page
    alone = browser_of(world.officer).get(f"/desk/cases/{first.case_id}")
    assert "同一申请人在这个事项上已有办件" in alone.content.decode()
    with reading(world.officer):
        assert CaseFinding.objects.count() == 1


def test_clerk_and_citizen_are_told_before_it_is_filed() -> None:
    hall = make_hall()
    clerk = browser_of(hall.street.world.clerk)
    first = clerk.post(WINDOW, elder_page(hall))
    assert first.status_code == 302
    case_id = first["Location"].rpartition("/")[2]

    asking = elder_page(hall, **{"desk-key": "again", "desk-intent": "choose"})
    page = clerk.post(WINDOW, asking)
    assert "申请人在这个事项上已有一件" in text_of(page)
    # The clerk may take it in all the same; whose number it is stays where it was.
    number = clerk.get(first["Location"]).context["case"].number
    assert number not in page.content.decode()
    other = elder_page(hall, **{"desk-key": "li", "desk-intent": "choose"}, **visitor())
    assert "已有一件" not in text_of(clerk.post(WINDOW, other))

    client = sign_in("zhang")
    code = hall.elder.handling_code
    situations = {"situation_s1": "local", "situation_s2": "self"}
    client.post(f"/apply/{code}/situation", situations | {"acting": "self"})
    check = client.get(f"/apply/{code}/check")
    assert "您已有一件" in text_of(check), text_of(check)
    assert f"/my/cases/{case_id}" in check.content.decode()
    assert number in check.content.decode()
