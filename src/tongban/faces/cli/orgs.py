"""`tongban orgs`: bodies over time, changes by two people, imports, pilots, sheets."""

from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

import typer

from tongban.capabilities.bodies import commands, queries
from tongban.capabilities.bodies.types import (
    CHANGE_WORDS,
    LEVEL_WORDS,
    NEWS,
    PILOT_STATES,
)
from tongban.capabilities.catalogue.commands import propose_to_successor
from tongban.capabilities.catalogue.queries import get_bulk_change
from tongban.capabilities.orgs import commands as orgs
from tongban.capabilities.orgs.queries import list_changes, list_rollout
from tongban.capabilities.orgs.types import (
    BodyChange,
    BodySaid,
    ChangeAsked,
    PilotLine,
    RegionChange,
    Takes,
)
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.operating import key_of
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(
    no_args_is_help=True,
    help="机构：沿革，更名、合并、拆分、撤销、新设（两人办），成批导入，试点，考核表。",
)
_DAY: Final = ["%Y-%m-%d"]
As = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_OFFICER")
]
Body = Annotated[str, typer.Argument(metavar="单位", help="单位代码，例如 AL-MARKET。")]
Document = Annotated[str, typer.Option("--document", help="凭什么文件。")]
Reason = Annotated[str, typer.Option("--reason", help="理由。")]
From = Annotated[datetime, typer.Option("--from", formats=_DAY, help="从哪天起。")]
Key = Annotated[str, typer.Argument(metavar="键", help="清单里列出的键。")]
_change = partial(key_of, noun="机构变动", command="tongban orgs changes")
_sheet = partial(key_of, noun="考核表", command="tongban orgs sheets")


@app.command("report", help="各层级多少单位，哪些部门没有负责人，哪些大厅名称不对。")
def report(*, login: As, as_json: AsJson = False) -> None:
    """Report bodies."""
    seen = queries.get_overview(actor=officer(login), day=today())
    lines = [
        f"{words}  {seen.by_level.get(level, 0)}"
        for level, words in LEVEL_WORDS.items()
    ]
    lines += [f"其中功能区 {seen.zones}，垂直管理 {seen.vertical}"]
    lines += [f"没有首席事务代表  {one}" for one in seen.without_chief]
    lines += [f"没有负责人  {one.code}  {one.name}" for one in seen.without_contacts]
    lines += [f"名称不对  {one.code}  {one.name}" for one in seen.misnamed]
    answer(plain(asdict(seen)), lines, as_json=as_json)


@app.command("show", help="一个单位：今天怎样，以前怎样，谁承接，还剩什么。")
def show(body: Body, *, login: As, as_json: AsJson = False) -> None:
    """One body."""
    page = queries.get_body_page(actor=officer(login), code=body, day=today())
    lines = [f"{page.card.code}  {page.card.name}"]
    lines += [
        f"{row.valid_from or '装入时'}  {row.name}  {row.document_number}"
        + ("  撤并" if row.is_ended else "")
        for row in page.history
    ]
    lines += [
        f"{row.from_day}  {row.from_name} → {row.to_name}  {row.takes}"
        for row in page.successions
    ]
    left = page.left
    lines.append(
        f"未办结 {left.cases}，在用事项 {left.items}，岗位 {left.posts}，大厅 {left.halls}"
    )
    answer(plain(asdict(page)), lines, as_json=as_json)


@app.command("changes", help="机构变动：等审定的在前。")
def show_changes(*, login: As, as_json: AsJson = False) -> None:
    """List changes."""
    rows = list_changes(actor=officer(login))
    lines = [
        f"{row.change_id}  {CHANGE_WORDS.get(row.kind, row.kind)}  {row.words}"
        f"  {row.effective_on}  {row.outcome or '等待审定'}"
        for row in rows
    ]
    facts = {"changes": [plain(asdict(row)) for row in rows]}
    answer(facts, lines or ["没有。"], as_json=as_json)


@app.command(
    "draft",
    help="起草一项变动：rename、contacts、merge、split、abolish、found、region_rename……",
)
def draft(
    kind: Annotated[str, typer.Argument(metavar="种类", help="例如 rename。")],
    code: Annotated[str, typer.Argument(metavar="代码", help="单位或区划的代码。")],
    *,
    effective: From,
    document: Document,
    reason: Reason,
    login: As,
    name: Annotated[str, typer.Option(help="新名称。")] = "",
    short_name: Annotated[str, typer.Option(help="简称。")] = "",
    to: Annotated[
        list[str] | None, typer.Option("--to", help="承接单位，例如 AL-DATA=数据。")
    ] = None,
    leader: Annotated[str, typer.Option(help="分管领导。")] = "",
    section: Annotated[str, typer.Option(help="责任科室。")] = "",
    uscc: Annotated[str, typer.Option(help="新单位的信用代码。")] = "",
    level: Annotated[str, typer.Option(help="新单位的层级。")] = "",
    body_kind: Annotated[str, typer.Option(help="新单位的性质。")] = "",
    region: Annotated[str, typer.Option(help="新单位的区划代码。")] = "",
    parent: Annotated[str, typer.Option(help="上级单位的代码。")] = "",
    as_json: AsJson = False,
) -> None:
    """Draft a change."""
    parts = [one.partition("=") for one in to or []]
    after = tuple(Takes(part[0].strip(), part[2].strip()) for part in parts)
    kind = kind.replace("-", "_")
    ends = kind.removeprefix("region_") in {"merge", "split", "abolish"}
    if kind.startswith("region_"):
        line = RegionChange(code, name=name or None, ends=ends, successors=after)
        asked = ChangeAsked(kind, document, effective.date(), reason, regions=(line,))
    else:
        said = BodySaid(
            name=name or None,
            short_name=short_name or name or None,
            kind=body_kind or None,
            parent=parent or None,
            leader=leader or None,
            section=section or None,
        )
        one = BodyChange(
            code,
            said,
            uscc=uscc,
            level=level,
            region=region,
            ends=ends,
            successors=after,
        )
        asked = ChangeAsked(kind, document, effective.date(), reason, bodies=(one,))
    _draft(login, asked, as_json=as_json)


def _draft(login: str, asked: ChangeAsked, *, as_json: bool) -> None:
    made = orgs.draft_change(actor=officer(login), asked=asked, at=now())
    answer({"change": str(made)}, [f"已经起草 {made}，等另一人审定。"], as_json=as_json)


@app.command("approve", help="审定一项机构变动；--decline 是退回。")
def approve(
    change: Key,
    *,
    login: As,
    decline: Annotated[bool, typer.Option("--decline", help="退回。")] = False,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Approve a change or send it back."""
    outcome = "declined" if decline else "confirmed"
    orgs.answer_change(
        actor=officer(login),
        change_id=_change(change),
        outcome=outcome,
        reason=reason,
        at=now(),
    )
    answer({"outcome": outcome}, ["已经答复。"], as_json=as_json)


@app.command("close", help="给撤并的单位收尾：没有遗留才行。")
def close(body: Body, *, login: As, as_json: AsJson = False) -> None:
    """Close a body that ended."""
    actor = officer(login)
    page = queries.get_body_page(actor=actor, code=body, day=today())
    commands.close_body(actor=actor, body_id=page.card.body_id, at=now())
    answer({"closed": body}, ["已经收尾。"], as_json=as_json)


@app.command(
    "move-items", help="把一个单位在用的事项一次全部提给承接单位起草，照常三审发布。"
)
def move_items(
    body: Body,
    to: Annotated[str, typer.Option("--to", help="承接单位的代码。")],
    *,
    reason: Reason,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Draft all items of a body under its successor."""
    actor, day = officer(login), today()
    page = queries.get_body_page(actor=actor, code=body, day=day)
    heir = queries.get_body_page(actor=actor, code=to, day=day)
    batch = propose_to_successor(
        actor=actor,
        from_body_id=page.card.body_id,
        to_body_id=heir.card.body_id,
        reason=reason,
        at=now(),
    )
    drafts = len(get_bulk_change(actor=actor, batch_id=batch).drafts)
    facts = {"batch": str(batch), "drafts": drafts}
    lines = [f"已起草 {drafts} 项，在“事项 → 批量调整”的这一批里送审：{batch}"]
    answer(facts, lines, as_json=as_json)


@app.command("import", help="从 CSV、XLSX 导入 regions 或 bodies；--preview 只看不写。")
def import_file(
    what: Annotated[str, typer.Argument(metavar="内容", help="regions 或 bodies。")],
    file: Annotated[Path, typer.Argument(metavar="文件", help="填好的模板。")],
    *,
    effective: From,
    login: As,
    document: Document = "",
    reason: Reason = "",
    preview: Annotated[bool, typer.Option("--preview", help="只看不写。")] = False,
    as_json: AsJson = False,
) -> None:
    """See what a file changes, or draft it."""
    actor, content = officer(login), file.read_bytes()
    changes: tuple[UUID, ...] = ()
    if preview:
        seen = queries.preview_import(
            actor=actor, what=what, content=content, day=effective.date()
        )
    else:
        done = commands.import_orgs(
            actor=actor,
            what=what,
            content=content,
            document_number=document,
            effective_on=effective.date(),
            reason=reason,
            at=now(),
        )
        seen, changes = done.seen, done.changes
    lines = [
        f"第 {one.line} 行  {NEWS[one.news]}  {one.code} {one.name}  {one.words}"
        for one in seen.lines
        if one.news != "same"
    ]
    lines.append("，".join(f"{NEWS[news]} {seen.count(news)}" for news in NEWS))
    lines += [f"等审定 {key}" for key in changes]
    facts = plain(asdict(seen)) | {"changes": [str(key) for key in changes]}
    answer(facts, lines, as_json=as_json)


@app.command("template", help="要填的模板：regions 或 bodies，按文件名是 csv 或 xlsx。")
def template(
    what: Annotated[str, typer.Argument(metavar="内容", help="regions 或 bodies。")],
    file: Annotated[Path, typer.Argument(metavar="文件", help="存成什么文件。")],
    *,
    as_json: AsJson = False,
) -> None:
    """Write the file to fill in."""
    file.write_bytes(queries.get_template(what=what, kind=file.suffix[1:].lower()))
    answer({"file": str(file)}, [f"已经写好 {file}。"], as_json=as_json)


@app.command("pilots", help="试点推广：逾期的在前。")
def show_pilots(*, login: As, as_json: AsJson = False) -> None:
    """The rollout of measures."""
    rows = list_rollout(actor=officer(login), day=today())
    rows.sort(key=lambda row: row.state != "late")
    lines = [
        f"{row.title}  {row.body}  {row.starts_on or ''}  {PILOT_STATES[row.state][0]}"
        for row in rows
    ]
    facts = {"pilots": [plain(asdict(row)) for row in rows]}
    answer(facts, lines or ["没有登记试点，各项措施处处都实行。"], as_json=as_json)


@app.command("pilot", help="登记一项措施在一个单位的试点。")
def pilot(
    measure: Annotated[str, typer.Argument(metavar="措施", help="online_pre_review。")],
    body: Body,
    *,
    document: Document,
    login: As,
    first: Annotated[
        datetime | None, typer.Option("--from", formats=_DAY, help="从哪天起。")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--until", formats=_DAY, help="到哪天为止。")
    ] = None,
    due: Annotated[
        datetime | None, typer.Option("--due", formats=_DAY, help="最迟哪天开始。")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Start, end or ask for a measure at a body."""
    line = PilotLine(
        measure,
        body,
        document,
        starts_on=first.date() if first else None,
        last_on=last.date() if last else None,
        due_on=due.date() if due else None,
    )
    made = orgs.set_pilot(actor=officer(login), line=line, at=now())
    answer({"pilot": str(made)}, ["已经登记。"], as_json=as_json)


@app.command("scheme", help="公布考核办法：--points 指标=分值，可以写多次。")
def scheme(
    title: Annotated[str, typer.Argument(metavar="名称", help="办法的名称。")],
    points: Annotated[list[str], typer.Option("--points", help="online_capable=20")],
    *,
    document: Document,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Publish by what bodies are assessed."""
    parts = [one.partition("=") for one in points]
    made = commands.publish_scheme(
        actor=officer(login),
        title=title,
        points={part[0]: int(part[2]) for part in parts if part[2].isdigit()},
        document_number=document,
        at=now(),
    )
    answer({"scheme": str(made)}, ["已经公布。"], as_json=as_json)


@app.command("sheets", help="公布了的考核表。")
def show_sheets(*, login: As, as_json: AsJson = False) -> None:
    """List published sheets."""
    rows = queries.list_sheets(actor=officer(login))
    lines = [
        f"{row.sheet_id}  {row.body}  {row.first_day} 到 {row.last_day}"
        f"  {row.got / 10:.1f} / {row.of / 10:.0f}"
        for row in rows
    ]
    facts = {"sheets": [plain(asdict(row)) for row in rows]}
    answer(facts, lines or ["还没有公布。"], as_json=as_json)


@app.command("publish-sheet", help="公布一个单位一段时间的考核表，公布以后不能改。")
def publish_sheet(
    body: Body,
    *,
    first: From,
    last: Annotated[datetime, typer.Option("--until", formats=_DAY, help="到哪天。")],
    login: As,
    as_json: AsJson = False,
) -> None:
    """Publish a sheet."""
    actor = officer(login)
    page = queries.get_body_page(actor=actor, code=body, day=today())
    made = commands.publish_sheet(
        actor=actor,
        body_id=page.card.body_id,
        first_day=first.date(),
        last_day=last.date(),
        at=now(),
    )
    answer({"sheet": str(made)}, [f"已经公布 {made}。"], as_json=as_json)


@app.command("sheet", help="一份考核表存成 CSV。")
def save_sheet(
    sheet: Key,
    file: Annotated[Path, typer.Argument(metavar="文件", help="存成什么文件。")],
    *,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Write a sheet as CSV."""
    _name, content = queries.download_sheet(
        actor=officer(login), sheet_id=_sheet(sheet)
    )
    file.write_bytes(content)
    answer({"file": str(file)}, [f"已经写好 {file}。"], as_json=as_json)
