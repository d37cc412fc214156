"""Killed hard under load: what was acknowledged is there, once and whole."""

import argparse
from pathlib import Path

import pytest

from benchmarks.crash import measure
from benchmarks.scratch import scratch_platform

pytestmark = pytest.mark.starting
# Everything at once, then PostgreSQL alone; fifty rounds of all kinds are `bench crash`.
ROUNDS = 2


def test_nothing_acknowledged_is_lost_and_nothing_is_left_half(
    small_sample: Path,
) -> None:
    said = argparse.Namespace(rounds=ROUNDS, seed=7)

    with scratch_platform(sample=str(small_sample)) as city:
        found = measure(city, said)

    assert found["failures"] == 0, found
    assert found["log_valid"]
    assert found["acknowledged"] > 0
