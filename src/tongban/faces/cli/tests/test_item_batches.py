"""`tongban items bulk …`: looked at, made, handed in; its JSON and exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tongban.faces.cli.main import make_app
from tongban.ground.refusals import Invalid

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_city"),
]


def run(*arguments: str) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(make_app(), ["items", "bulk", *arguments, "--json"])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, json.loads(result.stdout)


def change(folder: Path, **told: Any) -> str:
    path = folder / "change.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return str(path)


def test_a_change_is_looked_at_made_and_handed_in(tmp_path: Path) -> None:
    said = {"do": "add", "mode": "phone"}
    file = change(tmp_path, kind="handling_mode", said=said, reason="开通电话办")
    _code, shown = run("preview", file)
    touched = [
        row
        for row in shown["items"]
        if not any(one["severity"] == "error" for one in row["findings"])
    ]
    assert touched
    assert all(row["changes"] for row in shown["items"])
    code, made = run("make", file)
    assert (code, made["items"]) == (0, len(touched))
    assert made["stages"] == {"drafting": len(touched)}
    code, handed = run("hand-in", made["batch_id"])
    assert (code, handed["done"], handed["refused"]) == (0, len(touched), [])


def test_a_file_that_says_nothing_is_refused_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        run("preview", change(tmp_path, kind="handling_mode"))
    assert "例如" in refused.value.errors["file"]
    with pytest.raises(Invalid):
        run("preview", change(tmp_path, kind="x", said={}))
