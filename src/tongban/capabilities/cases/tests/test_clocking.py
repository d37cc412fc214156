"""A case's clock: explained from its facts, proved, and checked by somebody else."""

from datetime import date

import pytest

from tongban.capabilities.cases.paper_files import papers_actor
from tongban.capabilities.cases.queries import get_clock_facts
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import World, make_case, make_world
from tongban.capabilities.orgs.commands import load_calendar
from tongban.capabilities.orgs.testing import make_loader
from tongban.capabilities.people.testing import make_citizen
from tongban.ground.clock import (
    Calendar,
    check_proof,
    china_calendar,
    due,
    encode_proof,
    make_proof,
)
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.evidence.signing import (
    installation_key,
    installation_public_keys,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_the_facts_lead_to_the_recorded_days(world: World) -> None:
    receipt = make_case(world, CaseState.ACCEPTED)
    facts = get_clock_facts(
        actor=papers_actor(world.city.code), case_id=receipt.case_id
    )
    assert facts.accepted.on == date(2026, 11, 20)
    assert facts.due(facts.promised, due).due_on == date(2026, 11, 27)
    assert facts.statutory is not None
    assert facts.statutory.article.startswith("《中华人民共和国行政许可法》")


def test_a_proof_of_a_case_is_checked_offline_and_any_change_is_found(
    world: World,
) -> None:
    receipt = make_case(world, CaseState.GRANTED)
    facts = get_clock_facts(actor=world.citizen, case_id=receipt.case_id)
    text = encode_proof(make_proof(facts, installation_key().private))
    keys = installation_public_keys()
    assert all(check.ok for check in check_proof(text, keys))
    for place in range(0, len(text), 7):
        other = b"1" if text[place : place + 1] != b"1" else b"2"
        changed = text[:place] + other + text[place + 1 :]
        assert not all(check.ok for check in check_proof(changed, keys)), place


def test_a_later_announcement_changes_no_earlier_clock(world: World) -> None:
    receipt = make_case(world, CaseState.ACCEPTED)
    before = get_clock_facts(actor=world.citizen, case_id=receipt.case_id)
    china = china_calendar()
    years = {
        year: {
            "holidays": days.holidays,
            "make_up": days.make_up,
            "notice": days.notice,
        }
        for year, days in china.years.items()
    }
    years[2026] = {
        **years[2026],
        "holidays": [*years[2026]["holidays"], date(2026, 11, 25)],
        "notice": "临时放假",
    }
    changed = Calendar.from_days("cn-later", "CN", years)  # type: ignore[arg-type]
    load_calendar(actor=make_loader(world.city.code), calendar=changed)
    after = get_clock_facts(actor=world.citizen, case_id=receipt.case_id)
    assert after.calendar == before.calendar


def test_no_clock_before_acceptance_and_none_for_strangers(world: World) -> None:
    receipt = make_case(world)
    with pytest.raises(Refusal, match="还没有受理"):
        get_clock_facts(actor=world.citizen, case_id=receipt.case_id)
    with pytest.raises(NotFound):
        get_clock_facts(actor=make_citizen("李建国"), case_id=receipt.case_id)
