"""No data that fits the API's document, or does not, breaks it or is answered otherwise than it says."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.outside.api import Trial, Tried

OnStage = Callable[[Callable[[Any], Tried]], Tried]


@pytest.fixture(scope="module")
def tried(on_stage: OnStage, turns: int) -> Tried:
    return on_stage(lambda stage: Trial(stage, examples=2 * turns).go())


def test_no_answer_is_a_failure_or_undocumented(tried: Tried) -> None:
    assert not tried.findings, "\n".join(sorted(set(tried.findings)))


def test_every_operation_was_asked_by_who_may(tried: Tried) -> None:
    assert tried.operations > 100
    assert sum(tried.asked.values()) > 2 * tried.operations
    assert tried.asked[2] > tried.operations / 3
