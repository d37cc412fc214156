"""`tongban indicators`: the figures of a day, each with its rows; registering baselines."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from tongban.capabilities.indicators.commands import register_baseline
from tongban.capabilities.indicators.queries import (
    download_figure,
    download_grouping,
    get_figure,
    get_grouping,
    list_figures,
)
from tongban.capabilities.indicators.queries.downloads import facts_of, row_facts
from tongban.capabilities.indicators.queries.grouping import grouping_facts
from tongban.capabilities.indicators.types import Counted
from tongban.capabilities.orgs.queries import find_city
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.items import Officer, On, write_file
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.plumbing.access.actor import Actor, anonymous

app = typer.Typer(
    no_args_is_help=True, help="指标：怎么算、明细、目标；登记精简的基准。"
)
_VERDICTS: Final = {True: "达到", False: "没有达到", None: ""}
Key = Annotated[str, typer.Argument(metavar="指标", help="例如 online_capable。")]


@app.command("show", help="某一天的指标；写上哪一个，就连明细一起给。")
def show(
    key: Annotated[str, typer.Argument(metavar="[指标]", help="不写就是全部。")] = "",
    *,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Show all figures of a day, or one with the rows that it is the sum of."""
    actor, day = _anybody(), _day(on)
    if key:
        figure = get_figure(actor=actor, key=key, day=day)
        rows = [row_facts(row) for row in figure.rows]
        lines = [
            f"{figure.indicator.title}（{day}）：{figure.words}",
            f"怎么算：{figure.indicator.formula}",
            f"{figure.part} ÷ {figure.whole}　{_VERDICTS[figure.is_met]}",
            *(
                f"{row.part}/{row.whole}  {row.name}  {row.body}  {row.excluded or row.note}"
                for row in figure.rows
            ),
        ]
        answer(facts_of(figure) | {"rows": rows}, lines, as_json=as_json)
        return
    figures = list_figures(actor=actor, day=day)
    facts = {"on": day, "indicators": [facts_of(one) for one in figures]}
    lines = [
        f"{one.indicator.key:<22}{one.indicator.title}　{one.words}　"
        f"{one.part}/{one.whole}　{_VERDICTS[one.is_met]}"
        for one in figures
    ]
    answer(facts, lines, as_json=as_json)


@app.command("file", help="把明细写进文件：文件名以 .xlsx .csv .json 结尾。")
def take(
    key: Key,
    file: Annotated[Path, typer.Argument(dir_okay=False, help="例如 明细.xlsx。")],
    *,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Write the rows of a figure into a file."""
    found = download_figure(
        actor=_anybody(), key=key, day=_day(on), kind=file.suffix.lower()[1:]
    )
    write_file(file, found.content)
    facts = {"file": str(file), "bytes": len(found.content)}
    answer(facts, [f"写在 {file}。"], as_json=as_json)


@app.command(
    "windows", help="窗口设置依据：办件量、网上深度、即办占比、关联度，和建议的类别。"
)
def group_windows(
    file: Annotated[
        Path | None,
        typer.Option("--file", dir_okay=False, help="写进 .xlsx .csv .json 文件。"),
    ] = None,
    *,
    on: On = None,
    login: Officer,
    as_json: AsJson = False,
) -> None:
    """Tell by what windows are set, or write it into a file."""
    who, day = officer(login), _day(on)
    if file is not None:
        kind = file.suffix.lower()[1:]
        found = download_grouping(actor=who, day=day, kind=kind)
        write_file(file, found.content)
        facts = {"file": str(file), "bytes": len(found.content)}
        answer(facts, [f"写在 {file}。"], as_json=as_json)
        return
    report = get_grouping(actor=who, day=day)
    lines = [
        *(
            f"{one.name}：{one.items} 项，一年 {one.filings} 件"
            for one in report.classes
        ),
        *(
            f"{one.filings:>8}  深度 {one.depth}  {one.name}  {one.body}  "
            f"{one.class_name or '不分类'}"
            for one in report.items
        ),
    ]
    answer(grouping_facts(report, day), lines, as_json=as_json)


@app.command("baseline", help="登记一个事项精简以前的材料、环节、趟数；登记了不能改。")
def baseline(  # what a baseline says
    code: Annotated[str, typer.Argument(metavar="编码", help="业务办理项编码。")],
    *,
    counted_on: Annotated[
        datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="哪一天的数。")
    ],
    materials: Annotated[int, typer.Option(help="那时要交几份材料。")],
    steps: Annotated[int, typer.Option(help="那时有几个环节。")],
    visits: Annotated[int, typer.Option(help="那时要跑几趟。")],
    source: Annotated[str, typer.Option(help="出处。")],
    reason: Annotated[str, typer.Option(help="更正的，写明为什么。")] = "",
    login: Officer,
    as_json: AsJson = False,
) -> None:
    """Register a baseline, or correct the one before."""
    card = register_baseline(
        actor=officer(login),
        handling_code=code,
        counted=Counted(counted_on.date(), materials, steps, visits, source, reason),
        day=today(),
        at=now(),
    )
    facts = {"baseline_id": card.baseline_id, "number": card.number}
    answer(facts, [f"登记好了，第 {card.number} 次。"], as_json=as_json)


def _anybody() -> Actor:
    return anonymous(find_city(host="localhost"))


def _day(on: datetime | None) -> date:
    return on.date() if on else today()
