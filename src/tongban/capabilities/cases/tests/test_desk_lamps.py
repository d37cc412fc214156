"""Lights of the worklist: acceptance, promise and statute; thresholds; the rates apart."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.cases.queries import (
    Wanted,
    count_open_cases,
    get_lamps,
    list_open_cases,
)
from tongban.capabilities.cases.queries.worklist import OpenCase
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, World, make_case, make_world
from tongban.capabilities.cases.tests.citizens import text_of
from tongban.capabilities.cases.tests.clerks import (
    browser_of,
)
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.commands import reading
from tongban.plumbing.database.prepared import fetch_all

pytestmark = pytest.mark.django_db
# AT is a Friday; the working days after it begin on Monday the 23rd.
FRIDAY = AT.date()


def rows_on(world: World, today: date, **wanted: Any) -> list[OpenCase]:
    return list_open_cases(
        actor=world.officer,
        body_id=world.city.market,
        lamps=get_lamps(actor=world.officer, today=today),
        wanted=Wanted(**wanted),
    )


@pytest.mark.parametrize(
    ("after", "lamp", "left"),
    [
        (0, "green", 5),
        (5, "green", 2),
        (6, "yellow", 1),
        (7, "yellow", 0),
        (8, "over", None),
        (10, "over", -1),
    ],
)
def test_a_case_that_came_must_be_accepted_in_five_days(
    after: int, lamp: str, left: int | None
) -> None:
    world = make_world()
    make_case(world)
    (row,) = rows_on(world, FRIDAY + timedelta(after))
    assert (row.lamp, row.days_left) == (lamp, left)
    assert row.due_on == date(2026, 11, 27)
    totals = count_open_cases(
        actor=world.officer,
        body_id=world.city.market,
        lamps=get_lamps(actor=world.officer, today=FRIDAY + timedelta(after)),
    )
    assert totals.lamps == {lamp: 1}
    assert rows_on(world, FRIDAY + timedelta(after), lamp=lamp) == [row]


def test_open_cases_are_counted_only_for_who_works_for_the_body() -> None:
    world = make_world()
    make_case(world)
    counted = "select sum(number) from open_cases_by_days(%s)"
    asked = [world.city.market]
    for actor, number in ((world.officer, 1), (world.citizen, None)):
        with reading(actor):
            assert fetch_all(counted, asked) == [(number,)]
    elsewhere = frozenset({(SEE_CASE, world.city.hall)})
    with reading(replace(world.officer, grants=elsewhere)):
        assert fetch_all(counted, asked) == [(None,)]


def test_what_waits_for_its_applicant_stands_apart_without_a_clock() -> None:
    world = make_world()
    make_case(world, CaseState.CORRECTING)
    make_case(world, CaseState.DISPATCHED)
    client = browser_of(world.officer)

    page = client.get("/desk/cases")
    stages = {str(tab["label"]): tab["count"] for tab in page.context["stages"]}
    assert stages["全部"] == 1
    assert stages["等申请人"] == 1
    assert stages["已寄出"] == 1
    (row,) = client.get("/desk/cases?stage=waiting").context["rows"]
    assert row["cells"][0] == {"light": "none", "days_left": None}
    shown = client.get(row["href"])
    assert "等申请人补正" in text_of(shown)
    assert "等您补正" not in text_of(shown)


def test_the_five_days_begin_anew_when_the_case_comes_back_mended() -> None:
    world = make_world()
    made = make_case(world, CaseState.CORRECTING, at=AT - timedelta(days=3))
    client = browser_of(world.officer)
    client.post(f"/desk/cases/{made.case_id}/mend", {"desk-received": ["m3"]})
    lamps = get_lamps(actor=world.officer, today=FRIDAY)
    (row,) = rows_on(world, FRIDAY)
    assert row.place.day == row.due_on
    # Counted from the day of the answer, which is the machine's own day here.
    back_on = rows_on(world, row.due_on or FRIDAY)[0]
    assert back_on.days_left == 0
    assert row.due_on is not None
    first = lamps.days_of(CaseState.SUBMITTED, FRIDAY - timedelta(3), (None,) * 3)[1]
    assert first is not None
    assert row.due_on > first


def test_a_city_may_set_its_thresholds_and_a_wrong_file_is_refused(
    settings: Settings, tmp_path: Path
) -> None:
    world = make_world()
    settings.TONGBAN_DATA = tmp_path
    make_case(world)
    file = tmp_path / "lights.json"
    file.write_text(json.dumps({world.city.code: {"yellow_days_left": 4}}))
    assert rows_on(world, FRIDAY)[0].lamp == "green"
    assert rows_on(world, FRIDAY + timedelta(3))[0].lamp == "yellow"
    file.write_text(json.dumps({"other": {"yellow_days_left": 4}}))
    assert rows_on(world, FRIDAY + timedelta(3))[0].lamp == "green"
    for wrong in ("{", "[]", '{"690100": 1}', '{"690100": {"yellow_days_left": "1"}}',
                  '{"690100": {"yellow_used_per_cent": 101}}', '{"690100": {"red": 1}}'):  # fmt: skip
        file.write_text(wrong)
        with pytest.raises(Refusal, match="yellow_days_left"):
            rows_on(world, FRIDAY)
