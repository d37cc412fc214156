"""`tongban bench NAME` hands over to the benchmark, and says plainly how it went."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import browsing
from tongban.faces.cli import bench
from tongban.faces.cli.main import make_app
from tongban.ground.refusals import Refusal


def a_project(folder: Path, body: str) -> Path:
    """A source folder with one benchmark, whose program is this."""
    (folder / "benchmarks").mkdir()
    (folder / "benchmarks" / "trial.py").write_text(body, encoding="utf-8")
    return folder


def test_every_benchmark_that_is_offered_is_there() -> None:
    for module, _words in bench.BENCHMARKS.values():
        assert (bench.PROJECT / "benchmarks" / f"{module}.py").is_file()


def test_options_are_passed_on_and_figures_come_back(tmp_path: Path) -> None:
    project = a_project(
        tmp_path,
        "import json, sys\nprint(json.dumps({'operation': sys.argv[1:]}))",
    )

    code, facts = bench.run_benchmark("trial", ["--seconds", "3"], project=project)

    assert (code, facts) == (0, {"operation": ["--seconds", "3"]})


def test_a_benchmark_never_hears_of_the_city_that_runs_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONGBAN_DATABASE_URL", "postgresql:///the-real-city")
    project = a_project(
        tmp_path,
        "import json, os\n"
        "print(json.dumps({'told': [k for k in os.environ if k.startswith('TONGBAN')]}))",
    )

    assert bench.run_benchmark("trial", [], project=project)[1] == {"told": []}


def test_an_installation_without_the_source_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="随源代码提供"):
        bench.run_benchmark("intake", [], project=tmp_path)


def test_one_that_breaks_off_gives_no_figures(tmp_path: Path) -> None:
    project = a_project(tmp_path, "print('half a')\nraise SystemExit(1)")

    with pytest.raises(Refusal, match="没有跑完"):
        bench.run_benchmark("trial", [], project=project)


@pytest.mark.parametrize(("rate", "met"), [(499_999, False), (500_000, True)])
def test_the_clock_is_judged_by_its_rate(rate: int, met: bool) -> None:
    assert bench.judge("clock", {"per_second": rate})[0]["met"] is met


def test_misuse_of_a_benchmark_is_misuse() -> None:
    result = CliRunner().invoke(
        make_app(), ["bench", "guide", "--json", "--sconds", "3"]
    )

    assert result.exit_code == 2


def test_the_list_of_benchmarks_is_in_the_help() -> None:
    result = CliRunner().invoke(make_app(), ["bench", "--help"])

    assert result.exit_code == 0
    assert all(name in result.stdout for name in bench.BENCHMARKS)


def a_visit(fcp_ms: float | None, blocking_ms: float = 0) -> dict[str, float | None]:
    """What one look of a slow phone found."""
    return {
        "fcp_ms": fcp_ms,
        "blocking_ms": blocking_ms,
        "bytes": 30_000,
        "requests": 5,
    }


def test_blocked_is_what_lasts_beyond_fifty_milliseconds_after_the_first_paint() -> (
    None
):
    before, across, after, short = (
        [100.0, 300.0],
        [900.0, 200.0],
        [1500.0, 90.0],
        [1700.0, 49.0],
    )

    assert browsing.blocking(1000, [before, across, after, short]) == (100 - 50) + 40


def test_a_page_that_once_showed_nothing_misses() -> None:
    quick = [a_visit(900)] * 4

    assert browsing.sum_up("guide", "standard", [*quick, a_visit(901)])["met"] is True
    assert browsing.sum_up("guide", "standard", [*quick, a_visit(None)])["met"] is False


def test_each_limit_alone_is_missed_by_its_median() -> None:
    late = [a_visit(browsing.FCP_MS + 1)] * 3 + [a_visit(500)] * 2
    stuck = [a_visit(500, browsing.BLOCKING_MS + 1)] * 3 + [a_visit(500)] * 2
    pages = [
        browsing.sum_up("list", "elder", late),
        browsing.sum_up("search", "standard", stuck),
    ]

    assert [page["met"] for page in pages] == [False, False]
    assert [
        one.name for one in browsing.targets_of({"pages": pages}) if not one.is_met
    ] == ["list.elder.fcp_ms", "search.standard.blocking_ms"]


def test_without_a_browser_it_says_so_and_leaves_the_part_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONGBAN_CHROMIUM", str(tmp_path / "none"))

    seen = browsing.look(port=1)

    assert seen["measured"] is False
    assert "Chromium" in seen["reason"]
    assert browsing.targets_of(seen) == []
