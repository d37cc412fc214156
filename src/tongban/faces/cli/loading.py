"""`tongban sample load`: the invented city, loaded through the same commands as any other."""

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Annotated, Final

import typer

from tongban.faces.cli.drafting import DRAFTER, load_drafts, officer
from tongban.faces.cli.filling.loader import Filler
from tongban.faces.cli.filling.looking import count_breaches, weigh
from tongban.faces.cli.operating import operator
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.faces.cli.sample_city import SampleCity
from tongban.faces.cli.sample_varying import MOST, read_items, vary, write_items
from tongban.faces.clock import now, today
from tongban.plumbing.evidence.signing import installation_key

app = typer.Typer(no_args_is_help=True, help="示例城市（安澜市，虚构）。")

SAMPLE: Final = Path(__file__).parents[4] / "sample"
_LABELS: Final = {
    "regions": "区划",
    "pilots": "试点",
    "bodies": "单位",
    "venues_and_windows": "大厅和窗口",
    "window_classes": "窗口类别",
    "calendar_years": "日历年份",
    "people": "人员",
    "firms": "企业",
    "accounts": "登录名",
    "postings": "岗位",
    "entries": "新发布的目录事项",
    "claims": "新认领的目录事项",
    "items_published": "新发布的事项",
    "items_unchanged": "没有变化的事项",
    "lists_published": "新发布的清单",
    "baselines": "新登记的精简基准",
    "privacy_texts": "新公布的个人信息文本",
    "network_accesses": "新登记的网络接入",
    "network_links": "新登记的专网互联",
    "data_resources": "新公布的数据资源",
    "agents": "新登记的代办员和帮办专员",
    "firm_officers": "其中企业帮办专员",
    "benefit_items": "新标注的老年人待遇事项",
    "sharing_assessments": "新核准的影响评估",
    "incident_plans": "新公布的应急预案",
}


@app.callback()
def sample() -> None:
    """Name the group: a lone sub-command would otherwise lose its name."""


@app.command(
    "load",
    help="装入示例城市：机构、人员、账户、事项、受理方式。再运行一次不会改变什么。加 --cases N 装入合成办件。",
)
def load(
    passwords: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="演示账户文件，每行：登录名<TAB>密码<TAB>说明。不给就没有人能登录。",
        ),
    ] = None,
    folder: Annotated[
        Path,
        typer.Option("--from", exists=True, file_okay=False, help="示例数据目录。"),
    ] = SAMPLE,
    cases: Annotated[
        int,
        typer.Option(min=0, help="再装入这么多合成办件（带完整经过），供规模测试。"),
    ] = 0,
    seed: Annotated[
        int, typer.Option(min=0, max=4095, help="同一个数得到同样的办件。")
    ] = 1,
    as_json: AsJson = False,
) -> None:
    """Load the sample city, or synthetic cases into it; again changes nothing."""
    if cases:
        _load_cases(cases, seed, as_json=as_json)
        return
    city = SampleCity(folder, _read_passwords(passwords), today=today(), at=now())
    counts = city.load()
    lines = [f"{_LABELS[name]}：{count}" for name, count in counts.items()]
    answer({"city": city.code, **counts}, lines, as_json=as_json)


@app.command(
    "items",
    help="把示例事项变出许多份，供规模测试：写成一行一份的文件，或者装成草稿。同一个种子得到同样的事项。",
)
def vary_items(
    *,
    count: Annotated[int, typer.Option(min=1, max=MOST, help="要多少份。")] = 5_000,
    seed: Annotated[int, typer.Option(help="同一个数得到同样的事项。")] = 1,
    to: Annotated[
        Path | None, typer.Option(file_okay=False, help="写到这个目录（JSON Lines）。")
    ] = None,
    as_drafts: Annotated[
        bool, typer.Option("--load", help="装成草稿，再装一次不会改变什么。")
    ] = False,
    folder: Annotated[
        Path,
        typer.Option("--from", exists=True, file_okay=False, help="示例数据目录。"),
    ] = SAMPLE,
    login: Annotated[str, typer.Option("--as", help="由谁起草：登录名。")] = DRAFTER,
    as_json: AsJson = False,
) -> None:
    """Vary the sample's items: written to a folder, or kept as drafts."""
    if to is None and not as_drafts:
        raise typer.BadParameter("写到哪里？请用 --to 目录，或者 --load 装成草稿。")
    items = read_items(folder)
    facts: dict[str, object] = {"count": count, "seed": seed}
    lines = []
    if to is not None:
        files = write_items(vary(items, count, seed), to)
        facts["files"] = [str(path) for path in files]
        lines += [f"写在 {path}" for path in files]
    if as_drafts:
        loaded = load_drafts(
            officer(login), vary(items, count, seed), at=now(), told=_tell(count)
        )
        facts |= loaded
        lines.append(f"新装入草稿 {loaded['imported']}，没有变化 {loaded['unchanged']}")
    answer(facts, lines, as_json=as_json)


def _tell(count: int) -> Callable[[int], None]:
    return lambda done: print(f"· {done}/{count}", file=sys.stderr)


def _load_cases(cases: int, seed: int, *, as_json: bool) -> None:
    """Fill the city with synthetic cases; exit 1 when a rule would have refused one."""
    filler = Filler(operator(""), cases=cases, seed=seed, at=now(), today=today())
    with closing(filler.owner):
        counts = filler.load(lambda done: print(f"· {done}/{cases}", file=sys.stderr))
        linked = filler.link(installation_key())
        breaches = count_breaches(filler.owner, filler.mark)
        sizes = weigh(filler.owner)
    in_all = max(1, counts["cases_before"] + counts["cases_loaded"])
    kilobytes = round(sum(sizes["tables"].values()) / 1024 / in_all, 2)
    facts = {
        "cases": cases,
        "seed": seed,
        **counts,
        "leaves_linked": linked,
        "kilobytes_per_case": kilobytes,
        "breaches": breaches,
        "bytes": sizes,
    }
    lines = [
        f"新装入办件：{counts['cases_loaded']}，用时 {counts['seconds']} 秒",
        f"每件占盘：{kilobytes} KB（日志另计）",
        f"违反规则的：{sum(breaches.values())}",
    ]
    answer(facts, lines, as_json=as_json)
    if any(breaches.values()):
        raise typer.Exit(REFUSED)


def _read_passwords(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    rows = [
        line.split("\t")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {row[0]: row[1] for row in rows if len(row) > 1}
