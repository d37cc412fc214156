"""`tongban items import|export|template|totals` on lists: keys, exit codes, and a real list."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tongban.faces.cli.loading import SAMPLE
from tongban.faces.cli.main import make_app
from tongban.ground.refusals import Invalid, NotFound

pytestmark = pytest.mark.django_db
IN_A_CITY = pytest.mark.django_db(transaction=True)
REAL = SAMPLE.parents[1] / "shared" / "data" / "service_items_511602.csv"
KEYS = ["read", "imported", "unchanged", "changed", "rejected", "findings"]
HEADINGS = "实施主体,事项名称,实施编码,事项类型"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(make_app(), list(arguments))


def counts_of(*arguments: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(
        run("items", "import", *arguments, "--json").stdout
    )
    return facts


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A small list with one row that cannot be kept."""
    path = tmp_path / "清单.csv"
    rows = ["外地某局,甲证,无,1", "安澜市民政局,乙证,A-1,20", "外地某局,,A-2,1"]
    path.write_text("\n".join([HEADINGS, *rows]), encoding="gb18030")
    return path


@IN_A_CITY
@pytest.mark.usefixtures("small_city")
def test_a_list_is_previewed_counted_reported_and_the_second_time_unchanged(
    listed: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"

    preview = run("items", "import", str(listed), "--preview").stdout
    done = run("items", "import", str(listed), "--report", str(report))
    second = counts_of(str(listed))

    assert "什么都没有写" in preview
    assert "读到 3 份：导入 2、不变 0、有变化 0、没收下 1" in preview
    assert done.exit_code == 1
    assert "读到 3 份：导入 2、不变 0、有变化 0、没收下 1" in done.stdout
    totals = "2 个单位共 2 项 = 行政权力 1 + 公共服务 1；各单位合计与总数一致。"
    assert totals in done.stdout
    assert list(second) == KEYS
    assert [second[key] for key in KEYS[:5]] == [3, 0, 2, 0, 1]
    rows = json.loads(report.read_text(encoding="utf-8"))
    assert [row["outcome"] for row in rows] == ["imported", "imported", "rejected"]
    assert rows[2]["line"] == 4
    assert rows[2]["field"] == "item_name"
    assert rows[2]["text"] == "外地某局,,A-2,1"
    assert "没有事项名称" in rows[2]["reason"]


@IN_A_CITY
@pytest.mark.usefixtures("large_city")
def test_totals_reconcile_and_an_export_comes_back_unchanged(
    listed: Path, tmp_path: Path
) -> None:
    published = json.loads(run("items", "totals", "--published", "--json").stdout)
    counts_of(str(listed))
    every = json.loads(run("items", "totals", "--json").stdout)

    assert every["reconciles"] is True
    assert every["total"] == published["total"] + 2
    assert every["total"] == sum(one["total"] for one in every["departments"])
    families = ("administrative_power", "public_service", "untyped")
    assert every["total"] == sum(every[name] for name in families)
    assert "各单位合计与总数一致" in run("items", "totals").stdout

    for kind in ("csv", "xlsx", "json"):
        out = str(tmp_path / f"out.{kind}")
        told = json.loads(run("items", "export", out, "--drafts", "--json").stdout)
        back = counts_of(out)
        assert told["exported"] > 2
        assert back["read"] == back["unchanged"] == told["exported"], kind


def test_the_template_is_a_workbook_or_a_list_of_headings(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"

    assert run("items", "template", str(path)).exit_code == 0
    assert path.read_bytes().startswith(b"PK")
    assert run("items", "template", str(tmp_path / "a.csv")).exit_code == 0
    other = run("items", "template", str(tmp_path / "a.json")).exception
    assert isinstance(other, Invalid)
    nowhere = run("items", "template", str(tmp_path / "no" / "a.xlsx")).exception
    assert isinstance(nowhere, Invalid)
    assert "写不了" in nowhere.message


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)

    refused = run("items", "import", str(path)).exception

    assert isinstance(refused, Invalid)
    assert "100 MB" in refused.errors["file"]


def test_an_unknown_officer_is_told() -> None:
    unknown = run("items", "export", "x.csv", "--as", "nobody").exception

    assert isinstance(unknown, NotFound)


def test_no_file_is_misuse() -> None:
    assert run("items", "import", "nowhere.xlsx").exit_code == 2


@IN_A_CITY
@pytest.mark.usefixtures("large_city")
@pytest.mark.skipif(not REAL.is_file(), reason="no real list beside the project")
def test_a_real_list_goes_in_whole_and_only_once(tmp_path: Path) -> None:
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    report = tmp_path / "report.json"

    first = counts_of(str(REAL), "--report", str(report))
    second = counts_of(str(REAL))

    assert first["read"] == len(rows) == 1135
    assert first["imported"] >= 1130
    assert first["read"] == sum(first[key] for key in KEYS[1:5])
    assert second["imported"] == second["changed"] == 0
    assert second["unchanged"] == first["imported"]
    reported = json.loads(report.read_text(encoding="utf-8"))
    assert [row["name"] for row in reported] == [row["item_name"] for row in rows]
    twice = [row for row in reported if row["name"] == "求职创业补贴申领"]
    assert all(
        "list.name_shared" in {one["rule"] for one in row["findings"]} for row in twice
    )
