"""`tongban incidents`: plans, incidents and drills, from an alarm too."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from tongban.capabilities.incidents import commands, queries
from tongban.capabilities.incidents.types import (
    Closure,
    EntryDraft,
    IncidentCard,
    IncidentDraft,
    IncidentLine,
    PlanCard,
)
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.operating import key_of, read_bytes
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import NotFound, Refusal
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(no_args_is_help=True, help="应急处置：预案、事件单、演练。")
_DAY: Final = ["%Y-%m-%d"]
_MOMENT: Final = ["%Y-%m-%dT%H:%M"]
As = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_OFFICER")
]
Number = Annotated[str, typer.Argument(metavar="编号", help="事件单的编号。")]
Words = Annotated[str, typer.Option("--words", help="写明情况。")]


@app.command("list", help="事件单：处置中的，最急的在前；--which closed 或 all。")
def show_list(
    *,
    login: As,
    which: Annotated[str, typer.Option(help="open、closed 或 all。")] = "open",
    drills: Annotated[bool, typer.Option("--drills", help="只看演练。")] = False,
    as_json: AsJson = False,
) -> None:
    """List what one may see."""
    rows = queries.list_incidents(
        actor=officer(login), which=which, is_drill=drills or None
    )
    facts = {"incidents": [plain(asdict(one)) for one in rows]}
    answer(facts, [_line(one) for one in rows] or ["没有。"], as_json=as_json)


@app.command("show", help="一张事件单：接着要办的、经过。")
def show(number: Number, *, login: As, as_json: AsJson = False) -> None:
    """Show one with its timeline."""
    actor = officer(login)
    card = queries.get_incident(actor=actor, incident_id=_key(actor, number))
    lines = [_line(card.line), f"  {card.words}"]
    lines += [
        f"  {one.code}  {one.title}  {one.who}  "
        f"{one.outcome_words or f'{_told(one.due_at)} 前'}"
        for one in card.steps
    ]
    lines += [
        f"  {_told(one.happened_at)}  {one.kind_words}  {one.words}  {one.written_by}"
        for one in card.entries
    ]
    answer(plain(asdict(card)), lines, as_json=as_json)


@app.command(
    "open",
    help="报告一起事件；--from-alarm 填上平台已经知道的，例如 --from-alarm odd_reads_found。",
)
def open_one(
    *,
    login: As,
    title: Annotated[str, typer.Option(help="标题。")] = "",
    words: Words = "",
    kind: Annotated[str, typer.Option(help="种类，预案里的代码。")] = "",
    level: Annotated[str, typer.Option(help="级别，预案里的代码。")] = "",
    how: Annotated[str, typer.Option(help="怎么发现的。")] = "",
    data: Annotated[str, typer.Option(help="涉及哪些数据。")] = "",
    people: Annotated[int | None, typer.Option(help="大约多少人。")] = None,
    found: Annotated[
        datetime | None,
        typer.Option(formats=_MOMENT, help="发现时间，例如 2026-11-23T09:30。"),
    ] = None,
    alarm: Annotated[str, typer.Option("--from-alarm", help="警报的名称。")] = "",
    drill: Annotated[bool, typer.Option("--drill", help="这是演练。")] = False,
    as_json: AsJson = False,
) -> None:
    """Report one, or begin a drill."""
    actor, at = officer(login), now()
    draft = _draft(actor, alarm, at)
    said: dict[str, Any] = {
        "title": title,
        "words": words,
        "kind": kind,
        "level": level,
        "found_how": how,
        "data": data,
        "people": people,
        "is_drill": drill,
        "found_at": found.replace(tzinfo=OFFICE_ZONE) if found else None,
    }
    draft = replace(draft, **{name: value for name, value in said.items() if value})
    key = commands.open_incident(actor=actor, draft=draft, at=at)
    number = queries.get_incident(actor=actor, incident_id=key).line.number
    answer(
        {"incident": str(key), "number": number}, [f"报告了：{number}"], as_json=as_json
    )


@app.command("note", help="补充情况；写 --data 或 --people 就是更正估计。")
def note(
    number: Number,
    *,
    words: Words,
    login: As,
    data: Annotated[str, typer.Option(help="涉及哪些数据。")] = "",
    people: Annotated[int | None, typer.Option(help="大约多少人。")] = None,
    as_json: AsJson = False,
) -> None:
    """Add what became known."""
    actor = officer(login)
    is_estimate = bool(data) or people is not None
    entry = EntryDraft(
        "estimate" if is_estimate else "note", words, data=data, people=people
    )
    commands.report_more(
        actor=actor, incident_id=_key(actor, number), entry=entry, at=now()
    )
    answer({"noted": number}, ["记下了。"], as_json=as_json)


@app.command("settle", help="一个步骤或者通知办了；--excused 不用办。")
def settle(
    number: Number,
    step: Annotated[str, typer.Argument(metavar="步骤", help="步骤的代码。")],
    *,
    words: Words,
    login: As,
    receipt: Annotated[str, typer.Option(help="通知的回执：谁几点收到的。")] = "",
    excused: Annotated[bool, typer.Option("--excused", help="不用办。")] = False,
    as_json: AsJson = False,
) -> None:
    """Say that a step was done, or is not needed."""
    actor = officer(login)
    card = queries.get_incident(actor=actor, incident_id=_key(actor, number))
    entry = EntryDraft(
        "excused" if excused else "done",
        words,
        step_id=next((s.step_id for s in card.steps if s.code == step), None),
        receipt=receipt,
    )
    if entry.step_id is None:
        raise NotFound(f"这张事件单没有步骤“{step}”，可以写：{_codes(card)}。")
    commands.write_entry(
        actor=actor, incident_id=card.line.incident_id, entry=entry, at=now()
    )
    answer({"settled": step}, ["记下了。"], as_json=as_json)


@app.command("level", help="调整级别。")
def change_level(
    number: Number,
    level: Annotated[str, typer.Argument(metavar="级别", help="预案里的代码。")],
    *,
    words: Words,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Change the level; the plan's steps of it are added."""
    actor = officer(login)
    commands.write_entry(
        actor=actor,
        incident_id=_key(actor, number),
        entry=EntryDraft("level", words, level=level),
        at=now(),
    )
    answer({"level": level}, ["调整了。"], as_json=as_json)


@app.command("close", help="关闭：写明原因、措施和教训，由报告人以外的人。")
def close(
    number: Number,
    *,
    cause: Annotated[str, typer.Option(help="原因。")],
    measures: Annotated[str, typer.Option(help="采取的措施。")],
    lessons: Annotated[str, typer.Option(help="教训。")],
    login: As,
    as_json: AsJson = False,
) -> None:
    """Close one."""
    actor = officer(login)
    commands.close_incident(
        actor=actor,
        incident_id=_key(actor, number),
        closure=Closure(cause, measures, lessons),
        at=now(),
    )
    answer({"closed": number}, ["关闭了。"], as_json=as_json)


@app.command("reopen", help="重开关闭的事件单。")
def reopen(number: Number, *, words: Words, login: As, as_json: AsJson = False) -> None:
    """Open one again."""
    actor = officer(login)
    commands.reopen_incident(
        actor=actor, incident_id=_key(actor, number), words=words, at=now()
    )
    answer({"reopened": number}, ["重开了。"], as_json=as_json)


@app.command("drills", help="上次演练是哪天，最晚哪天再演练。")
def drills(*, login: As, as_json: AsJson = False) -> None:
    """Say when the next drill is due."""
    state = queries.get_drill_state(actor=officer(login), today=today())
    lines = [
        f"上次演练：{state.last_on or '没有'}，最晚 {state.due_on or '—'} 再演练。"
    ]
    if not state.has_plan:
        lines = ["还没有公布应急预案。"]
    answer(plain(asdict(state)), lines, as_json=as_json)


@app.command("plans", help="应急预案的各个版本。")
def plans(*, login: As, as_json: AsJson = False) -> None:
    """List versions."""
    rows = queries.list_incident_plans(actor=officer(login))
    facts = {"plans": [plain(asdict(one)) for one in rows]}
    answer(facts, [_plan_line(one) for one in rows] or ["没有。"], as_json=as_json)


@app.command("draft-plan", help="编制新的一版预案（JSON 文件），要由另一个人公布。")
def draft_plan(
    file: Annotated[Path, typer.Argument(metavar="文件", help="内容，JSON 文件。")],
    *,
    title: Annotated[str, typer.Option(help="名称。")],
    login: As,
    as_json: AsJson = False,
) -> None:
    """Draft a version from a file."""
    try:
        content = json.loads(read_bytes(file))
    except ValueError as error:
        raise Refusal(f"{file} 不是 JSON 文件。") from error
    if not isinstance(content, dict):
        raise Refusal(f"{file} 里要是一个 JSON 对象。")
    key = commands.draft_incident_plan(
        actor=officer(login), title=title, content=content, at=now()
    )
    answer({"plan": str(key)}, [f"编好了：{key}，等另一个人公布。"], as_json=as_json)


@app.command("publish-plan", help="公布别人编制的一版预案。")
def publish_plan(
    plan: Annotated[str, typer.Argument(metavar="键", help="清单里列出的键。")],
    *,
    since: Annotated[
        datetime, typer.Option("--from", formats=_DAY, help="从哪天起用。")
    ],
    login: As,
    as_json: AsJson = False,
) -> None:
    """Publish a version."""
    commands.publish_incident_plan(
        actor=officer(login),
        plan_id=key_of(plan, noun="预案", command="tongban incidents plans"),
        in_force_from=since.date(),
        at=now(),
    )
    answer({"published": plan}, ["公布了。"], as_json=as_json)


def _key(actor: Actor, number: str) -> Any:
    return queries.find_incident_by_number(actor=actor, number=number)


def _draft(actor: Actor, alarm: str, at: datetime) -> IncidentDraft:
    if not alarm:
        return IncidentDraft("", "", "", "", at, "")
    return queries.propose_from_alarm(actor=actor, alarm=alarm, now=at, today=today())


def _told(moment: datetime) -> str:
    return f"{moment.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}"


def _codes(card: IncidentCard) -> str:
    return "、".join(one.code for one in card.waiting)


def _line(one: IncidentLine) -> str:
    state = "已关闭" if one.is_closed else f"还有 {one.waiting} 项"
    if one.next_due and not one.is_closed:
        state += f"，{_told(one.next_due)} 前"
    drill = "演练  " if one.is_drill else ""
    return f"{one.number}  {drill}{one.title}  {one.kind}  {one.level}  {state}"


def _plan_line(one: PlanCard) -> str:
    since = f"{one.in_force_from} 起用" if one.in_force_from else "没有公布"
    return f"{one.plan_id}  第 {one.number} 版  {one.title}  {since}"
