"""A department is renamed and merged by two people; the next day a citizen reads it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tongban.capabilities.cases.commands import file_application
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.testing import World, make_case, make_filing, make_world
from tongban.capabilities.orgs.queries import list_changes
from tongban.capabilities.people.testing import (
    Post,
    make_staff_together,
    signed_in,
)
from tongban.faces.clock import now, today
from tongban.ground.refusals import Refusal

pytestmark = pytest.mark.django_db

NEW_NAME = "安澜市市场秩序局"


def test_renamed_and_merged_by_two_people_and_seen_the_next_day(
    settings: Settings, tmp_path: Path
) -> None:
    settings.SAMPLE_CITY, settings.TONGBAN_DATA = True, tmp_path
    world = make_world()
    case = make_case(world, at=now())
    drafting, approving = make_staff_together(
        Post("organisation_drafter", (world.city.approval,), "编小章"),
        Post("organisation_approver", (world.city.approval,), "审大海"),
    )
    drafter, approver = signed_in(drafting), signed_in(approving)
    address = f"/items/{world.guide.handling_code}"

    def change(kind: str, days: int, **said: str) -> None:
        day = today() + timedelta(days=days)
        common = {
            "do": "draft",
            "code": "MARKET",
            "effective_on-year": str(day.year),
            "effective_on-month": str(day.month),
            "effective_on-day": str(day.day),
            "document_number": "安编〔2026〕5号",
            "reason": "机构改革",
        }
        sent = drafter.post(f"/desk/bodies/changes/new/{kind}", common | said)
        assert sent.status_code == 302
        waiting = list_changes(actor=drafting)[0]
        answer = {"change": str(waiting.change_id), "do": "confirmed"}
        assert approver.post("/desk/bodies/changes", answer).status_code == 302

    change("rename", 1, name=NEW_NAME, short_name="市市场秩序局")
    assert NEW_NAME not in Client().get(address).content.decode()

    (tmp_path / "moved-days.txt").write_text("1")
    assert NEW_NAME in Client().get(address).content.decode()
    # What was filed the day before keeps the name of its day.
    old = get_case(actor=world.citizen, case_id=case.case_id)
    assert old.body_name == "安澜市市场监督管理局"

    change("merge", 1, successors="CIVIL")
    (tmp_path / "moved-days.txt").write_text("2")
    with pytest.raises(Refusal) as refused:
        file_application(
            actor=world.citizen, filing=make_filing(world), channel="web", at=now()
        )
    assert refused.value.rule == "an_ended_body_takes_no_new_case"
    page = drafter.get("/desk/bodies/of/MARKET").content.decode()
    assert "今天由别的单位承接" in page
    assert "安澜市民政局" in page
    _sees_no_ended_body(world)


def _sees_no_ended_body(world: World) -> None:
    """Whoever begins an item is offered who stands, and nobody who ended."""
    (writing,) = make_staff_together(
        Post("catalogue_drafter", (world.city.market, world.city.civil), "林小编")
    )
    begun = signed_in(writing).get("/desk/items/new").content.decode()
    assert "安澜市民政局" in begun
    assert NEW_NAME not in begun
