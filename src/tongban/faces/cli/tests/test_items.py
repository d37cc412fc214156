"""`tongban items …`: keys of its JSON, exit codes, and the same file twice."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tongban.faces.cli.loading import SAMPLE
from tongban.faces.cli.main import make_app
from tongban.ground.refusals import Invalid, NotFound

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_city"),
]
FLAWED = SAMPLE / "guide-with-flaws.json"
FOOD = "116901006901006815300019000100001"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(make_app(), list(arguments))


def import_file(path: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    result = run("items", "import", str(path), "--json", *arguments)
    return result.exit_code, json.loads(result.stdout)


def test_import_counts_and_ends_with_1_when_something_must_be_mended() -> None:
    code, counts = import_file(FLAWED)

    assert code == 1
    assert list(counts) == [
        "read",
        "imported",
        "unchanged",
        "changed",
        "rejected",
        "findings",
    ]
    assert (counts["read"], counts["imported"]) == (1, 1)
    assert counts["findings"] > 20


def test_import_of_the_same_file_is_unchanged() -> None:
    import_file(FLAWED)
    _, counts = import_file(FLAWED)

    assert (counts["imported"], counts["unchanged"]) == (0, 1)


def test_import_of_another_text_of_the_guide_is_changed(tmp_path: Path) -> None:
    import_file(FLAWED)
    guide = json.loads(FLAWED.read_text(encoding="utf-8"))
    guide["phone"] = ["0699-6021506"]
    other = tmp_path / "other.json"
    other.write_text(json.dumps(guide), encoding="utf-8")

    _, counts = import_file(other)

    assert (counts["imported"], counts["changed"]) == (0, 1)


def test_import_rejects_what_is_no_guide_and_goes_on(tmp_path: Path) -> None:
    guide = json.loads(FLAWED.read_text(encoding="utf-8"))
    mixed = tmp_path / "mixed.json"
    mixed.write_text(json.dumps([guide, {"a": 1}, 7, None]), encoding="utf-8")

    code, counts = import_file(mixed)

    assert code == 1
    assert counts["read"] == 4
    assert (counts["imported"], counts["rejected"]) == (1, 3)


def test_import_writes_every_finding_into_the_report(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    _, counts = import_file(FLAWED, "--report", str(report))

    rows = json.loads(report.read_text(encoding="utf-8"))
    assert len(rows[0]["findings"]) == counts["findings"]
    assert {"rule", "severity", "where", "message"} == set(rows[0]["findings"][0])


def test_import_of_no_json_is_refused_in_chinese(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")

    result = run("items", "import", str(broken))

    assert isinstance(result.exception, Invalid)
    assert "JSON" in result.exception.message


def test_a_missing_file_is_misuse() -> None:
    assert run("items", "import", "nowhere.json").exit_code == 2


def test_show_gives_the_guide_in_force() -> None:
    facts = json.loads(run("items", "show", FOOD, "--json").stdout)

    assert facts["name"] == "食品经营许可"
    assert facts["promised"] == {"value": 8, "unit": "working_day"}
    assert len(facts["digest"]) == 64


def test_show_of_an_unknown_code_is_refused() -> None:
    assert isinstance(run("items", "show", "nothing").exception, NotFound)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("开饭店", "食品经营许可"),
        ("spjy", "食品经营许可"),
        ("老年证", "老年人优待证"),
        ("二手房过户", "不动产转移登记"),
        (FOOD, "食品经营许可"),
    ],
)
def test_search_finds_the_item_first(words: str, name: str) -> None:
    facts = json.loads(run("items", "search", words, "--json").stdout)

    assert facts["query"] == words
    assert facts["results"][0]["name"].startswith(name)
    assert facts["results"][0]["why"]


def test_the_digest_of_a_published_guide_is_that_of_its_file(tmp_path: Path) -> None:
    shown = json.loads(run("items", "digest", FOOD, "--json").stdout)["items"]
    file = tmp_path / "guide.json"
    published = SAMPLE / "items" / "food-business-licence.json"
    file.write_bytes(published.read_bytes())
    told = json.loads(run("items", "digest", str(file), "--json").stdout)["items"]

    assert told == shown
    changed = file.read_text(encoding="utf-8").replace("食品", "药品", 1)
    file.write_text(changed, encoding="utf-8")
    told = json.loads(run("items", "digest", str(file), "--json").stdout)["items"]
    assert told[0]["digest"] != shown[0]["digest"]
    with pytest.raises(NotFound):
        CliRunner().invoke(
            make_app(), ["items", "digest", "none"], catch_exceptions=False
        )


def test_lint_finds_nothing_in_the_sample_city_and_says_so() -> None:
    result = run("items", "lint", "--all", "--json")

    facts = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(facts) == ["items", "findings"]
    assert facts["items"] > 2
    assert facts["findings"] == []


def test_lint_of_one_item_and_of_none() -> None:
    result = run("items", "lint", "--item", FOOD, "--json")
    assert json.loads(result.stdout) == {"items": 1, "findings": []}
    assert isinstance(run("items", "lint", "--item", "none").exception, NotFound)
    assert run("items", "lint", "--all", "--item", FOOD).exit_code == 2


def test_lint_of_a_file_tells_each_place_and_ends_with_1(tmp_path: Path) -> None:
    report = tmp_path / "report.json"

    result = run(
        "items", "lint", "--file", str(FLAWED), "--report", str(report), "--json"
    )

    facts = json.loads(result.stdout)
    assert result.exit_code == 1
    assert facts["items"] == 1
    found = facts["findings"]
    assert all(
        list(one) == ["code", "rule", "severity", "where", "message"] for one in found
    )
    assert {"material.open_ended", "limit.promised_equals"} <= {
        one["rule"] for one in found
    }
    rows = json.loads(report.read_text(encoding="utf-8"))
    assert len(rows) == len(found)
    assert all(row["article"] and row["title"] and row["kind"] for row in rows)


def test_lint_for_people_says_the_place_and_the_article() -> None:
    result = run("items", "lint", "--file", str(FLAWED))

    assert result.exit_code == 1
    assert "申请材料第 5 项“其他相关材料”：是兜底材料" in result.stdout
    assert "（依据：国发〔2022〕5号" in result.stdout
    assert "必改" in result.stdout


def test_varied_items_are_the_same_for_the_same_seed_and_sound(
    tmp_path: Path, small_sample: Path
) -> None:
    once, again = tmp_path / "once", tmp_path / "again"
    asked = ("--count", "70", "--seed", "3", "--from", str(small_sample))
    for folder in (once, again):
        assert run("sample", "items", *asked, "--to", str(folder)).exit_code == 0
    (path,) = once.iterdir()
    assert path.read_bytes() == (again / path.name).read_bytes()

    result = run("items", "lint", "--file", str(path), "--json")

    assert json.loads(result.stdout) == {"items": 70, "findings": []}
    assert run("sample", "items", "--count", "2").exit_code == 2


def test_varied_items_are_kept_as_drafts_once(small_sample: Path) -> None:
    asked = ("sample", "items", "--count", "3", "--load", "--from", str(small_sample))
    first, second = (json.loads(run(*asked, "--json").stdout) for _ in range(2))

    assert (first["imported"], first["rejected"]) == (3, 0)
    assert (second["imported"], second["unchanged"]) == (0, 3)
