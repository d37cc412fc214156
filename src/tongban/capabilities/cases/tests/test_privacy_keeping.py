"""Retention by a published schedule, and reads that stand out by published rules."""

from datetime import UTC, date, timedelta
from typing import Any

import pytest

from tongban.capabilities.cases.commands import keep_draft, reveal_parties
from tongban.capabilities.cases.queries import get_case, list_own_drafts, list_readings
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, World, make_case, make_world
from tongban.capabilities.people.testing import make_staff
from tongban.capabilities.privacy.commands import (
    run_retention,
    settle_odd_reads,
)
from tongban.capabilities.privacy.permissions import RUN_RETENTION
from tongban.capabilities.privacy.queries import (
    get_misuse_report,
    list_retention,
    list_retention_runs,
)
from tongban.capabilities.privacy.testing import (
    SCHEDULE,
    WATCH,
    keep_retention,
    look_for_odd_reads,
    make_privacy_office,
    odd_reads_of,
    publish,
)
from tongban.ground.refusals import MoveRefused, NotAllowed
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, system

pytestmark = pytest.mark.django_db


def keep(world: World) -> None:
    keep_draft(
        actor=world.citizen,
        version_id=world.guide.version_id,
        answers={"shop_name": "甲"},
        at=AT,
    )


def test_a_schedule_removes_what_is_over_and_says_how_much() -> None:
    world = make_world("collect")
    keep(world)
    office = make_privacy_office(world.city)
    publish(office, "retention", SCHEDULE, at=AT)
    later = AT + timedelta(days=200)

    keep_retention(AT)
    assert len(list_own_drafts(actor=world.citizen, today=AT.date())) == 1
    keep_retention(later)
    assert list_own_drafts(actor=world.citizen, today=AT.date()) == []
    runs = list_retention_runs(actor=office.drafter)
    gone = {one.line: one.removed for one in runs if one.ran_at == later}
    assert gone["unfiled_drafts"] == 1
    assert set(gone) == {line["line"] for line in SCHEDULE["lines"]}
    lines = list_retention(actor=office.drafter, day=AT.date())
    assert {one.code: one.days for one in lines}["sign_ins"] == 190


def test_without_a_schedule_nothing_is_removed_and_nobody_else_may() -> None:
    world = make_world("collect")
    keep(world)
    later = AT + timedelta(days=200)

    keep_retention(later)
    assert len(list_own_drafts(actor=world.citizen, today=AT.date())) == 1
    publish(make_privacy_office(world.city), "retention", SCHEDULE, at=AT)
    named = frozenset({(RUN_RETENTION, None)})
    impostor = system("operator", city=world.city.code, grants=named)
    assert run_retention(actor=impostor, at=later) == {}
    with pytest.raises(NotAllowed):
        run_retention(actor=world.officer, at=later)


def _read(world: World, reader: Actor) -> date:
    """Two closed cases are opened by somebody who had no part in them."""
    for _turn in range(2):
        receipt = make_case(world, CaseState.WITHDRAWN)
        get_case(actor=reader, case_id=receipt.case_id)
        reveal_parties(actor=reader, case_id=receipt.case_id, reason="看看")
    found = list_readings(actor=world.citizen, case_id=receipt.case_id)
    return found[0].read_at.astimezone(OFFICE_ZONE).date()


def test_odd_reads_are_found_by_published_rules_and_settled_by_audit() -> None:
    world = make_world("collect")
    reader = make_staff("approver", world.city.market, name="闲人")
    auditor = make_staff("audit_administrator", world.city.market, name="安审")
    day = _read(world, reader)

    assert odd_reads_of(day, AT) == {}
    publish(make_privacy_office(world.city), "misuse", WATCH, at=AT)
    # The night after: two rules have found one person.
    at = AT.astimezone(UTC)
    look_for_odd_reads(
        at.replace(year=day.year, month=day.month, day=day.day) + timedelta(days=1)
    )
    assert odd_reads_of(day, AT) == {}
    report = get_misuse_report(actor=auditor, today=day)
    assert report.waiting == 2
    assert {one.rule for one in report.findings} == {"without_case", "many_reveals"}
    assert {one.reader for one in report.findings} == {"闲人"}
    assert report.by_rule == {"without_case": 1, "many_reveals": 1}
    with pytest.raises(NotAllowed):
        get_misuse_report(actor=world.officer, today=day)
    said: dict[str, Any] = {
        "actor": auditor,
        "finding_id": report.findings[0].finding_id,
        "verdict": "explained",
        "words": "问了本人，整理旧件",
        "at": AT,
    }
    settle_odd_reads(**said)
    with pytest.raises(MoveRefused):
        settle_odd_reads(**said)
    assert get_misuse_report(actor=auditor, today=day).waiting == 1
