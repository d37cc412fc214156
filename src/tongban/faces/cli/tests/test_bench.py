"""`tongban bench NAME` hands over to the benchmark, and says plainly how it went."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

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
