"""`tongban networks`: what the sample city holds, and each act of the pages."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tongban.faces.cli.main import make_app
from tongban.ground.refusals import Refusal

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_city"),
]


def run(*words: str, by: str = "anjing") -> dict[str, Any]:
    told = ["networks", *words, "--as", by, "--json"]
    done = CliRunner().invoke(make_app(), told)
    if isinstance(done.exception, Refusal):
        raise done.exception
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_registers_are_read_and_added_to(tmp_path: Path) -> None:
    before = run("coverage", by="shenjian")
    assert "QD-LUWAN" in {one["code"] for one in before["without"]}
    words = ("--network", "extranet", "--line", "tunnel", "--since", "2026-11-01")
    made = run("record", "QD-LUWAN", *words)["access"]
    after = run("coverage", by="songlan")
    assert len(after["without"]) == len(before["without"]) - 1
    run("record", "QD-LUWAN", *words, "--replaces", made, "--void")
    assert len(run("accesses", by="shenjian")["accesses"]) > 80

    file = tmp_path / "a.csv"
    CliRunner().invoke(make_app(), ["networks", "template", str(file)])
    seen = run("import", str(file), "--preview")
    assert [one["news"] for one in seen["lines"]] == ["refused"]
    joined = ("AL-JUSTICE", "--since", "2026-11-01", "--protocol", "网闸")
    run("link", "justice", "connected", *joined)
    rows = run("links")["links"]
    assert sum(one["now"]["state"] == "connected" for one in rows) == 10


def test_data_is_drafted_by_one_and_published_by_another(tmp_path: Path) -> None:
    found = run("resources")
    assert {one["code"] for one in found["resources"]} == {
        *("person", "application", "material", "log")
    }
    assert "firm" in found["unregistered"]
    file = tmp_path / "firm.json"
    said = {"control": "加密", "body": "AL-APPROVAL", "requirement": "分开"}
    names = ("collection", "transmission", "storage", "use", "sharing", "opening")
    whole = {
        "code": "firm",
        "name": "法人基本信息",
        "about": "名称、信用代码",
        "keeper": "AL-APPROVAL",
        "links": dict.fromkeys(names, said),
    }
    file.write_text(json.dumps(whole), encoding="utf-8")
    made = run("draft", str(file))["resource"]
    since = ("--since", "2030-01-01")
    with pytest.raises(Refusal):
        run("publish", made, *since)
    run("publish", made, *since, by="shilei")
    labels = run("labels", "--table", "firm")["labels"]
    assert ("phone", "trade") in {(one["column"], one["label"]) for one in labels}
    assert run("packages", by="caoyu")["waiting"] == 0
