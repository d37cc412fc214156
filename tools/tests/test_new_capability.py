"""A new capability's folder is whole, and clean for the gate's first checks."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.new_capability import CAPABILITIES, PROJECT, CannotMake, make

RUFF = Path(sys.executable).with_name("ruff")
# The rest of the project, by which imports are sorted, is not in the temporary one.
OURS = 'lint.isort.known-first-party = ["tongban"]'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / CAPABILITIES).mkdir(parents=True)
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    return tmp_path


def test_it_has_a_command_a_law_and_a_test(project: Path) -> None:
    folder = make("night_hall", project)

    assert folder == project / CAPABILITIES / "night_hall"
    made = {
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()
    }
    assert {
        "commands.py",
        "README.md",
        "law/10_wall.sql",
        "migrations/__init__.py",
    } <= made
    assert "tests/test_write_note.py" in made
    assert "class NightHallConfig" in (folder / "apps.py").read_text()
    for path in folder.rglob("*"):
        if path.is_file():
            assert "$" not in path.read_text(), path
        if path.suffix == ".py":
            ast.parse(path.read_text())


def test_the_formatter_and_the_linter_have_nothing_to_say(project: Path) -> None:
    make("hotline", project)

    for words in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [RUFF, *words, "--no-cache", "--config", OURS, "."],
            cwd=project,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["", "Hotline", "热线", "hot-line", "1st", "../out"])
def test_a_name_that_is_no_folder_of_ours_is_refused(project: Path, name: str) -> None:
    with pytest.raises(CannotMake):
        make(name, project)


def test_what_exists_is_not_overwritten(project: Path) -> None:
    make("hotline", project)

    with pytest.raises(CannotMake, match="已经有了"):
        make("hotline", project)
