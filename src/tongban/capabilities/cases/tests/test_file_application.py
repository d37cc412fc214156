"""Filing an application: what is written down, and what is turned away."""

import pytest

from tongban.capabilities.cases import commands
from tongban.capabilities.cases.testing import AT, make_case, make_filing, make_world

pytestmark = pytest.mark.django_db


def test_files() -> None:
    world = make_world()
    receipt = commands.file_application(actor=world.citizen, filing=make_filing(world), channel="web", at=AT)
    print(receipt)
    from tongban.capabilities.cases.states import CaseState
    for state in CaseState:
        if state != CaseState.DRAFT:
            print(make_case(world, state))
