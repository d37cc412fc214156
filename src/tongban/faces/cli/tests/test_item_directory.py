"""`tongban items directory …`: keys of its JSON, exit codes, and a change from a file."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tongban.faces.cli.main import make_app
from tongban.faces.clock import today
from tongban.ground.refusals import Invalid, NotFound, Refusal

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_city"),
]
CODE = "000190001000"


def run(*arguments: str) -> tuple[int, dict[str, Any]]:
    app = make_app()
    words = ["items", "directory", *arguments, "--json"]
    result = CliRunner().invoke(app, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, json.loads(result.stdout)


def change(folder: Path, **changes: Any) -> Path:
    path = folder / "entry.json"
    told = {
        "basic_code": CODE,
        "level": "national",
        "levels": ["3", "4"],
        "elements": {"name": "食品经营许可（新）", "item_type": "01"},
        "basis": {"title": "某办法", "number": "", "rank": "rule"},
        "effective_on": today().isoformat(),
    }
    path.write_text(json.dumps(told | changes), encoding="utf-8")
    return path


def test_the_sample_has_its_directory_claimed_at_two_levels_and_without_drift() -> None:
    code, told = run("list")
    assert code == 0
    entries = {one["basic_code"]: one for one in told["entries"]}
    assert entries[CODE]["claims"] == 2
    assert entries[CODE]["levels"] == ["3", "4"]
    assert 0.9 < entries[CODE]["uniformity"] < 1
    code, told = run("drift")
    assert (code, told["drift"], told["drifting"]) == (0, 0, [])
    assert told["implementations"] == told["entries"] == len(entries)


def test_a_change_from_a_file_is_drift_and_a_proposal(tmp_path: Path) -> None:
    code, done = run("publish", str(change(tmp_path)))
    assert (code, done["number"], done["proposals"]) == (0, 2, 1)

    code, told = run("drift")
    assert (code, told["drift"]) == (1, 1)
    assert [one["code"] for one in told["drifting"]] == [CODE]
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert run("drift", "--on", yesterday)[0] == 0
    _, told = run("proposals")
    assert [one["labels"] for one in told["proposals"]] == [["事项名称"]]
    _, told = run("show", CODE)
    assert [one["departing"] for one in told["implementations"]] == [["name"]]


def test_a_departments_paper_is_no_basis(tmp_path: Path) -> None:
    basis = {"title": "市局通知", "number": "", "rank": "department"}
    with pytest.raises(Refusal) as refused:
        run("publish", str(change(tmp_path, basis=basis)))
    assert refused.value.rule == "the_directory_changes_on_law"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("list", "--on", "昨天"), Invalid),
        (("show", "000000000000"), NotFound),
        (("claim", CODE, "--body", "NOBODY"), NotFound),
        (("claim", "000000000000", "--body", "AL-MARKET"), NotFound),
    ],
)
def test_what_cannot_be_done_is_said(
    words: tuple[str, ...], kind: type[Refusal]
) -> None:
    with pytest.raises(kind):
        run(*words)


def test_claiming_twice_is_one_claim() -> None:
    _, first = run("claim", CODE, "--body", "AL-MARKET")
    _, second = run("claim", CODE, "--body", "AL-MARKET")
    assert first["claim"] == second["claim"]
