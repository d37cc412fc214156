"""A new version never touches a running case (CAT-05): it stays on the one it was filed under."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tongban.capabilities.cases.commands import accept_case
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.testing import AT, make_case, make_world
from tongban.capabilities.catalogue.queries import find_version_in_force, get_guide
from tongban.capabilities.catalogue.testing import make_document, publish_item
from tongban.ground.refusals import Refusal

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=2)
FROM = date(2026, 11, 21)


def test_a_case_keeps_guide_materials_and_clock_of_the_day_it_was_filed() -> None:
    world = make_world()
    first = world.guide
    running = make_case(world)
    codes = ("basic_code", "implementation_code", "handling_code")
    document = make_document() | {code: getattr(first, code) for code in codes}
    document |= {
        "promised_limit": {"value": 10, "unit": "working_day"},
        "plain": document["plain"] | {"how_long": "10 个工作日内办好。"},
        "materials": document["materials"][:2],
    }
    second = publish_item(world.city, world.office, effective_on=FROM, **document)

    accept_case(
        actor=world.officer,
        case_id=running.case_id,
        acting_body=world.city.market,
        at=LATER,
    )

    assert (first.item_id, first.number) == (second.item_id, second.number - 1)
    case = get_case(actor=world.officer, case_id=running.case_id)
    assert case.version_id == first.version_id
    # Sunday 22 November and five working days of version 1, not the ten of version 2.
    assert case.promised_due_on == date(2026, 11, 27)
    guide = get_guide(actor=world.officer, version_id=case.version_id)
    assert [row.key for row in guide.materials] == ["m1", "m2", "m3"]


def test_who_files_from_the_effective_day_on_gets_the_new_version() -> None:
    world = make_world()
    codes = ("basic_code", "implementation_code", "handling_code")
    document = make_document(visits=1) | {
        code: getattr(world.guide, code) for code in codes
    }
    second = publish_item(world.city, world.office, effective_on=FROM, **document)

    for day, version_id in (
        (date(2026, 11, 20), world.guide.version_id),
        (FROM, second.version_id),
    ):
        found = find_version_in_force(
            actor=world.citizen, handling_code=second.handling_code, day=day
        )
        assert found == version_id
    with pytest.raises(Refusal) as refused:
        make_case(world, at=LATER)
    assert refused.value.rule == "no_case_outside_the_list"
    filed = make_case(replace(world, guide=second), at=LATER)
    case = get_case(actor=world.officer, case_id=filed.case_id)
    assert case.version_id == second.version_id
