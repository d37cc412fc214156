"""A case is shown to who has the right to see cases at its body, not to every post there."""

from datetime import date
from uuid import UUID

import pytest

from tongban.capabilities.cases.paper_files import get_or_make_paper
from tongban.capabilities.cases.previewing import preview_decision
from tongban.capabilities.cases.queries import (
    find_case,
    find_paper_case,
    get_case,
    get_receipt,
    list_cases_of,
    read_case_file,
)
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_world,
)
from tongban.capabilities.people.commands import load_postings
from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.people.testing import TODAY, make_people_loader, make_staff
from tongban.capabilities.people.types import PostingLine
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db


def also(actor: Actor, role: str, body_id: UUID) -> Actor:
    """The same person with one more post."""
    assert actor.person_id is not None
    assert actor.account_id is not None
    line = PostingLine(actor.person_id, body_id, role, date(2020, 1, 2))
    load_postings(actor=make_people_loader(), postings=[line])
    return get_actor(account_id=actor.account_id, today=TODAY)


@pytest.mark.parametrize(
    "role",
    ["paper_editor", "paper_approver", "catalogue_drafter", "catalogue_first_reviewer"],
)
def test_a_post_without_the_right_shows_no_case_of_its_body(role: str) -> None:
    world = make_world()
    filed = make_case(world)
    paper = get_case(actor=world.officer, case_id=filed.case_id).papers[0]
    nosy = make_staff(role, world.city.market)

    for look in (
        lambda: get_case(actor=nosy, case_id=filed.case_id),
        lambda: get_receipt(actor=nosy, case_id=filed.case_id),
        lambda: preview_decision(actor=nosy, case_id=filed.case_id, at=AT),
        lambda: get_or_make_paper(actor=nosy, paper_id=paper.paper_id, at=AT),
        lambda: list_cases_of(actor=nosy, application_id=filed.application_id),
    ):
        with pytest.raises(NotFound):
            look()
    assert find_case(actor=nosy, number=filed.number) is None
    assert find_paper_case(actor=nosy, paper_id=paper.paper_id) is None


def test_files_are_shown_with_their_case() -> None:
    world = make_world()
    filed = make_case(world)
    case = get_case(actor=world.officer, case_id=filed.case_id)
    file_id = next(row.file_id for row in case.materials if row.file_id)
    nosy = make_staff("paper_editor", world.city.market)

    whole = read_case_file(actor=world.officer, case_id=case.case_id, file_id=file_id)
    assert whole.content
    with pytest.raises(NotFound):
        read_case_file(actor=nosy, case_id=case.case_id, file_id=file_id)


def test_a_second_post_neither_takes_nor_gives_what_the_first_shows() -> None:
    world = make_world()
    filed = make_case(world)
    both = also(world.officer, "paper_editor", world.city.civil)
    elsewhere = make_staff("officer", world.city.civil, name="周敏")
    nosy = also(elsewhere, "paper_editor", world.city.market)

    assert get_case(actor=both, case_id=filed.case_id).number == filed.number
    with pytest.raises(NotFound):
        get_case(actor=nosy, case_id=filed.case_id)


def test_ones_own_case_is_seen_wherever_one_works() -> None:
    world: World = make_world()
    filed = make_case(world)
    assert get_case(actor=world.citizen, case_id=filed.case_id).number == filed.number
