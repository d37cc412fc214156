"""Making the file of a paper: once, by a system actor, for a paper that stands."""

from uuid import uuid4

import pytest

from tongban.capabilities.cases.commands import make_paper_file
from tongban.capabilities.cases.paper_files import get_or_make_paper, papers_actor
from tongban.capabilities.cases.testing import AT, make_case, make_world
from tongban.capabilities.people.testing import make_citizen
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.commands import reading
from tongban.plumbing.files.storing import open_file

pytestmark = pytest.mark.django_db


def test_makes_the_file_once_for_everybody_who_may_see_it() -> None:
    world = make_world()
    receipt = make_case(world)
    assert receipt.paper_id is not None

    opened = get_or_make_paper(actor=world.citizen, paper_id=receipt.paper_id, at=AT)
    made = make_paper_file(
        actor=papers_actor(world.city.code), paper_id=receipt.paper_id, at=AT
    )

    assert opened == made
    with reading(world.citizen), open_file(made) as file:
        assert file.read().startswith(b"%PDF")


def test_hides_the_paper_from_others() -> None:
    world = make_world()
    receipt = make_case(world)
    assert receipt.paper_id is not None

    with pytest.raises(NotFound):
        get_or_make_paper(
            actor=make_citizen("李建国"), paper_id=receipt.paper_id, at=AT
        )
    with pytest.raises(NotFound):
        make_paper_file(actor=papers_actor(world.city.code), paper_id=uuid4(), at=AT)


def test_turns_away_who_would_make_papers_by_hand() -> None:
    world = make_world()
    receipt = make_case(world)
    assert receipt.paper_id is not None

    for person in (world.citizen, world.officer, world.clerk):
        with pytest.raises(NotAllowed):
            make_paper_file(actor=person, paper_id=receipt.paper_id, at=AT)
