"""The merge gate ends, whatever a test does: a dead worker, and a step that never ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.gate import BY_FILES, Step, run_step

DEADLY = "import os, signal\ndef test_it():\n    os.kill(os.getpid(), signal.SIGKILL)\n"
# Says who made what its tests share.
SHARING = """
import os, pathlib, pytest
@pytest.fixture(scope="module")
def made():
    with pathlib.Path("made").open("a") as made:
        made.write(f"{__name__}\\n")
@pytest.mark.parametrize("number", range(4))
def test_it(number, made):
    pass
"""


def run_by_files(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the tests of a folder as the gate does."""
    (folder / "pytest.ini").write_text("[pytest]\n")
    for number in range(6):
        (folder / f"test_sharing_{number}.py").write_text(SHARING)
    return subprocess.run(
        [sys.executable, "-m", "pytest", *BY_FILES, "-q", "-p", "no:django"],
        cwd=folder,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_what_a_file_shares_is_made_once(tmp_path: Path) -> None:
    done = run_by_files(tmp_path)

    assert done.returncode == 0, done.stdout
    made = (tmp_path / "made").read_text().splitlines()
    assert len(made) == len(set(made)) == 6


def test_a_worker_that_dies_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "test_deadly.py").write_text(DEADLY)

    done = run_by_files(tmp_path)

    assert done.returncode == 1, done.stdout
    assert "crashed while running 'test_deadly.py::test_it'" in done.stdout


def test_a_step_that_never_ends_is_ended(capsys: pytest.CaptureFixture[str]) -> None:
    endless = Step("endless", ("python", "-c", "import time; time.sleep(60)"))

    assert run_step(endless, dict(os.environ), 0.5) == 1
    assert "endless" in capsys.readouterr().err
