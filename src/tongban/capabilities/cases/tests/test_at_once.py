"""Two at once: one filing for a key, one draft for a person, one move of a case."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from tongban.capabilities.cases.commands import (
    accept_case,
    file_application,
    keep_draft,
    refuse_acceptance,
)
from tongban.capabilities.cases.queries import list_own_cases, list_own_drafts
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, make_case, make_filing, make_world
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.ground.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)
LATER = AT + timedelta(hours=1)


def _at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave or was refused with, all started together."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_one_key_files_once() -> None:
    world = make_world()
    filing = make_filing(world)

    receipts = _at_once(
        *[
            lambda: file_application(
                actor=world.citizen, filing=filing, channel="api", at=AT
            )
        ]
        * 4
    )

    assert {receipt.number for receipt in receipts} == {receipts[0].number}
    assert len(list_own_cases(actor=world.citizen)) == 1


def test_two_pages_keep_one_draft_with_the_answers_of_both() -> None:
    world = make_world()

    def keep(name: str) -> Callable[[], Any]:
        return lambda: keep_draft(
            actor=world.citizen,
            version_id=world.guide.version_id,
            answers={"values": {name: "1"}},
            at=AT,
        )

    _at_once(keep("a"), keep("b"), keep("c"))

    (draft,) = list_own_drafts(actor=world.citizen, today=AT.date())
    assert draft.answers == {"values": {"a": "1", "b": "1", "c": "1"}}


def test_one_of_accepting_and_refusing_wins() -> None:
    world = make_world()
    case = make_case(world)
    common: dict[str, Any] = {
        "actor": world.officer,
        "case_id": case.case_id,
        "acting_body": world.city.market,
        "at": LATER,
    }

    answers = _at_once(
        lambda: accept_case(**common),
        lambda: refuse_acceptance(
            **common, unmet={"c2": "离污水池 10 米。"}, turn_to="换一处店面再来。"
        ),
    )

    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    assert [answer.status for answer in refused] == [409]
    left = traces_of(world, case.case_id)
    assert left.events == left.event_leaves == ("submitted", left.state)
    assert left.state in {CaseState.ACCEPTED, CaseState.NOT_ACCEPTED}
    assert len(left.papers) == 2
