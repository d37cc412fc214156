"""`tongban items …`: take guides in, check them, show one, search."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.progress import Progress

from tongban.capabilities.catalogue.commands import import_file
from tongban.capabilities.catalogue.queries import (
    count_items,
    export_items,
    find_version_in_force,
    get_guide,
    get_template,
    lint_file,
    lint_items,
    preview_file,
    refuse_size,
    search_items,
)
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.catalogue.types.tags import TAG_LABELS
from tongban.capabilities.orgs.queries import find_city
from tongban.faces.cli import item_batches, item_directory, item_questions
from tongban.faces.cli.drafting import DRAFTER, officer
from tongban.faces.cli.item_linting import lint_with
from tongban.faces.cli.item_lists import lines_of, total_lines, write_report
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import anonymous

app = typer.Typer(no_args_is_help=True, help="事项和办事指南。")
app.add_typer(item_directory.app, name="directory")
app.add_typer(item_batches.app, name="bulk")
app.add_typer(item_questions.app, name="questions")

_HOST: Final = "localhost"

Officer = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_OFFICER")
]

On = Annotated[
    datetime | None,
    typer.Option(
        "--on", formats=["%Y-%m-%d"], help="看这一天有效的，例如 2026-03-01。"
    ),
]
KnownAt = Annotated[
    datetime | None,
    typer.Option(
        "--known-at",
        formats=["%Y-%m-%dT%H:%M:%S%z"],
        help="按这一刻已经公布的看，例如 2026-03-01T09:00:00+0800。",
    ),
]


@app.command(
    "import",
    help="导入事项清单（CSV、XLSX）或指南（JSON），逐份列出缺什么、错什么；"
    "同一份再导一次不会改变什么。",
)
def take_in(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="清单或指南文件。")
    ],
    *,
    login: Officer = DRAFTER,
    org: Annotated[str, typer.Option(help="没写本市机关的，归哪个机关（编码）。")] = "",
    report: Annotated[
        Path | None, typer.Option(help="把每一行的结果写进这个文件（JSON）。")
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="只看会怎样，什么都不写。")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import a file as drafts; exit 1 when something was rejected or must be mended."""
    # The size is asked first: a file of a hundred megabytes is not read to be refused.
    refuse_size(file.stat().st_size)
    who, content = officer(login), file.read_bytes()
    with _bar(f"导入 {file.name}", shown=not as_json) as told:
        if preview:
            result = preview_file(
                actor=who, content=content, name=file.name, org=org, on_row=told
            )
        else:
            result = import_file(
                actor=who,
                content=content,
                name=file.name,
                org=org,
                at=now(),
                on_row=told,
            )
    if report is not None:
        write_report(report, result)
    answer(result.counts, lines_of(result, is_preview=preview), as_json=as_json)
    if result.has_errors:
        raise typer.Exit(REFUSED)


@app.command(
    "lint",
    help="检查指南：情形、材料、时限、依据、收费、编码、白话版……每处说明在哪里、为什么、怎么改。",
)
def lint(
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="看得到的全部事项和草稿（默认）。")
    ] = False,
    item: Annotated[str, typer.Option(help="只查这一项：业务办理项编码。")] = "",
    file: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="查一个文件：清单（CSV、XLSX）、指南（JSON，或者一行一份的 .jsonl）。",
        ),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="把每一处连同依据写进这个文件（JSON）。")
    ] = None,
    login: Officer = DRAFTER,
    as_json: AsJson = False,
) -> None:
    """Check items, drafts or a file; exit 1 when something must be mended."""
    if sum((everything, bool(item), file is not None)) > 1:
        raise typer.BadParameter("--all、--item、--file 只用一个。")
    who = officer(login)
    with _bar("检查", shown=not as_json) as told:
        if file is not None:
            refuse_size(file.stat().st_size)
            linted = lint_file(
                actor=who, content=file.read_bytes(), name=file.name, day=today()
            )
        else:
            linted = lint_items(actor=who, day=today(), code=item, on_item=told)
    if lint_with(linted, report=report, as_json=as_json):
        raise typer.Exit(REFUSED)


@app.command("export", help="导出事项；同一个人导出来的再导入，不会有变化。")
def hand_out(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="例如 清单.xlsx。")],
    login: Officer = DRAFTER,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="没发布的草稿也要。")
    ] = False,
    national: Annotated[
        bool,
        typer.Option("--national", help="列标题用国家字段名，例如 task_name。"),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write the items that the officer drafts for into a file."""
    content, count = export_items(
        actor=officer(login),
        name=file.name,
        day=today(),
        with_drafts=drafts,
        national=national,
    )
    write_file(file, content)
    facts = {"file": str(file), "exported": count}
    answer(facts, [f"导出 {count} 项，写在 {file}。"], as_json=as_json)


@app.command("template", help="写一份可以填的空表（.xlsx 附示例和填写说明，或 .csv）。")
def write_template(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="例如 清单.xlsx。")],
    as_json: AsJson = False,
) -> None:
    """Write the template."""
    write_file(file, get_template(file.name))
    answer({"file": str(file)}, [f"模板写在 {file}，填好后导入。"], as_json=as_json)


@app.command("totals", help="事项总量：按部门和类别，各项合计互相核对。")
def count(
    login: Officer = DRAFTER,
    drafts: Annotated[
        bool,
        typer.Option(
            "--drafts/--published", help="没发布的新事项也算，还是只算已发布的。"
        ),
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Count the items by department and family; exit 1 where the sums do not agree."""
    totals = count_items(actor=officer(login), day=today(), with_drafts=drafts)
    share = 100 * totals.plain // max(1, totals.published)
    lines = [
        *total_lines(totals),
        f"其中已发布 {totals.published} 项、草稿 {totals.drafts} 项。",
        f"有白话版的已发布事项 {totals.plain} 项（{share}%）。",
        *(
            f"{TAG_LABELS[tag]} {count} 项（{100 * count // max(1, totals.published)}%）。"
            for tag, count in totals.tags.items()
        ),
    ]
    answer(asdict(totals), lines, as_json=as_json)
    if not totals.reconciles:
        raise typer.Exit(REFUSED)


@app.command("show", help="显示现在有效的指南；加 --on 看过去某一天的。")
def show(
    code: Annotated[str, typer.Argument(help="业务办理项编码。")],
    *,
    on: On = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """Show the guide in force today, or on a day, as it was known at a moment."""
    actor = anonymous(find_city(host=_HOST))
    version_id = find_version_in_force(
        actor=actor,
        handling_code=code,
        day=on.date() if on else today(),
        known_at=known_at,
    )
    if version_id is None:
        raise NotFound("没有这个事项，或者它现在不在有效期内。请核对编码。")
    guide = get_guide(actor=actor, version_id=version_id)
    answer(_facts(guide), _words(guide), as_json=as_json)


@app.command("search", help="查事项，并说明为什么找到它。")
def search(
    words: Annotated[str, typer.Argument(help="老百姓的话、拼音首字母、名称或编码。")],
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    as_json: AsJson = False,
) -> None:
    """Find items, and say why each was found."""
    actor = anonymous(find_city(host=_HOST))
    started = time.perf_counter()
    found = search_items(actor=actor, text=words, day=today(), limit=limit)
    spent = round((time.perf_counter() - started) * 1000, 1)
    results = [
        {
            "code": one.handling_code,
            "name": one.name,
            "score": round(one.score, 1),
            "why": one.why,
        }
        for one in found
    ]
    lines = [f"{one.name}  {one.handling_code}  （{one.why}）" for one in found]
    facts = {"query": words, "results": results, "ms": spent}
    answer(facts, lines or ["没有找到。换个说法试试，例如：开饭店。"], as_json=as_json)


@contextmanager
def _bar(name: str, *, shown: bool) -> Iterator[Callable[[int], None] | None]:
    """A progress bar over the rows, on the error stream; none for machines."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name, total=None)
        yield lambda done: progress.update(task, completed=done)


def write_file(file: Path, content: bytes) -> None:
    """Write what was made. Refuses with Invalid where that is not possible."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Invalid(
            {"file": f"{error.strerror}。请换一个能写的位置，例如 ./清单.xlsx。"},
            f"写不了 {file}。",
        ) from error


def _facts(guide: Guide) -> dict[str, Any]:
    return {
        "code": guide.handling_code,
        "name": guide.name,
        "body": guide.body_name,
        "version": guide.number,
        "effective_on": guide.effective_on,
        "digest": guide.digest,
        "case_kind": guide.case_kind,
        "promised": {"value": guide.promised.value, "unit": guide.promised.unit},
        "statutory": {"value": guide.statutory.value, "unit": guide.statutory.unit},
        "materials": [
            {"key": row.key, "name": row.name, "waived": row.is_waived}
            for row in guide.materials
        ],
        "steps": [row.name for row in guide.steps],
    }


def _words(guide: Guide) -> list[str]:
    plain = guide.elements.get("plain") or {}
    return [
        f"{guide.name}（第 {guide.number} 版，{guide.effective_on} 起有效）",
        f"编码：{guide.handling_code}",
        f"机关：{guide.body_name}",
        f"多久：{plain.get('how_long', '')}",
        f"收费：{plain.get('cost', '')}",
        f"材料：{'、'.join(row.name for row in guide.materials if not row.is_waived)}",
        f"摘要值：{guide.digest}",
    ]
