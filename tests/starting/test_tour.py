"""The tour, told by a platform that runs: every step shows what it says, and again."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.starting.running import Platform, remove_cluster, surroundings
from tongban.config.places import PROJECT

pytestmark = [
    pytest.mark.starting,
    pytest.mark.journey,
    pytest.mark.xdist_group("starting"),
]
COMMAND = "from tongban.faces.cli.main import run; run()"


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A first start with the sample city."""
    data = tmp_path_factory.mktemp("tour") / "var"
    running = Platform.start(data)
    yield running
    running.clean_up()
    remove_cluster(data)


def _tour(data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", COMMAND, "tour", *options],
        cwd=PROJECT,
        env=surroundings(TONGBAN_DATA=str(data), PYTHONPATH=str(PROJECT / "src")),
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def test_every_step_shows_what_it_says(platform: Platform) -> None:
    told = _tour(platform.data, "--json")

    assert told.returncode == 0, told.stdout + told.stderr
    story = json.loads(told.stdout)
    assert story["ok"]
    assert [step["number"] for step in story["steps"]] == list(range(1, 17))
    assert all(step["ok"] for step in story["steps"])
    said = "".join(step["detail"] for step in story["steps"])
    for rule in (
        "collecting_window_cannot_accept",
        "material_of_the_guide",
        "accept_and_decide_by_two_people",
    ):
        assert rule in said


def test_it_can_be_told_again_in_words(platform: Platform) -> None:
    told = _tour(platform.data, "--auto")

    assert told.returncode == 0, told.stdout + told.stderr
    assert "[16/16]" in told.stdout
    assert "与预期不符" not in told.stdout
    assert f"http://127.0.0.1:{platform.port}/my/cases/" in told.stdout


def test_without_a_platform_it_says_how_to_start_one(tmp_path: Path) -> None:
    told = _tour(tmp_path / "nothing", "--auto")

    assert told.returncode == 2
    assert "python3 start.py" in told.stderr
