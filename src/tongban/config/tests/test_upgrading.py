"""What an upgrade refuses before anything is touched."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tongban.config import preparing
from tongban.config.environment import Misconfigured
from tongban.config.places import PROJECT, DataFolder
from tongban.config.upgrading import REQUEST, Request, tell


def source(folder: Path, number: str) -> Path:
    folder.mkdir()
    (folder / "pyproject.toml").write_text(f'[project]\nversion = "{number}"\n')
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path / "data")
    made.run.mkdir(parents=True)
    made.version.write_text("0.2.0\n")
    return made


def test_a_request_is_read_once(folder: DataFolder, tmp_path: Path) -> None:
    (folder.run / REQUEST).write_text(json.dumps({"release": str(tmp_path)}))

    assert Request.read(folder) == Request(tmp_path)
    assert Request.read(folder) is None


@pytest.mark.parametrize(
    ("number", "words"), [("0.1.9", "旧"), ("0.2.0", ""), ("0.10.0", "")]
)
def test_only_a_release_that_is_not_older_takes_over(
    folder: DataFolder, tmp_path: Path, number: str, words: str
) -> None:
    trouble = Request(source(tmp_path / "next", number)).trouble(folder)

    assert bool(trouble) == bool(words)
    assert words in trouble


def test_what_is_no_source_is_named(folder: DataFolder, tmp_path: Path) -> None:
    assert "不是通办的程序目录" in Request(tmp_path).trouble(folder)


def test_data_inside_the_source_would_be_lost_to_the_next_one() -> None:
    assert "数据目录在程序目录里" in Request(PROJECT).trouble(
        DataFolder(PROJECT / "var")
    )


def test_the_answer_is_whole(folder: DataFolder) -> None:
    tell(folder, "", "0.3.0")
    found = json.loads((folder.run / "upgrade-result.json").read_text())
    assert found == {"ok": True, "trouble": "", "release": "0.3.0"}


@pytest.mark.parametrize(
    ("serving", "needs", "is_refused"),
    [
        ("0.1.0", "0.2.0", True),
        ("0.2.0", "0.2.0", False),
        (None, "0.2.0", False),
        ("0.1.0", None, False),
    ],
)
def test_what_takes_away_waits_for_the_release_that_needs_it_no_more(
    monkeypatch: pytest.MonkeyPatch,
    serving: str | None,
    needs: str | None,
    is_refused: bool,
) -> None:
    monkeypatch.delenv("TONGBAN_UPGRADE_FROM", raising=False)
    if serving:
        monkeypatch.setenv("TONGBAN_UPGRADE_FROM", serving)
    plan: list[Any] = [SimpleNamespace(contract_of=needs)]
    if is_refused:
        with pytest.raises(Misconfigured):
            preparing.refuse_too_early(plan)
    else:
        preparing.refuse_too_early(plan)
