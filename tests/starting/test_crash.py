"""Killed hard under load: what was acknowledged is there, once and whole."""

import argparse

import pytest

from benchmarks.crash import TARGETS, measure
from benchmarks.scratch import scratch_platform

pytestmark = [pytest.mark.starting, pytest.mark.xdist_group("starting")]


def test_nothing_acknowledged_is_lost_and_nothing_is_left_half() -> None:
    said = argparse.Namespace(rounds=len(TARGETS) - 1, seed=7)

    with scratch_platform() as city:
        found = measure(city, said)

    assert found["failures"] == 0, found
    assert found["log_valid"]
    assert found["acknowledged"] > 0
