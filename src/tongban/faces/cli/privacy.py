"""`tongban privacy`: notices, consents, requests, retention, assessments, odd reads."""

import json
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from tongban.capabilities.orgs.queries import find_body
from tongban.capabilities.privacy import commands, queries
from tongban.capabilities.privacy.types import (
    AssessmentDraft,
    PrivacyRequestCard,
    TextCard,
)
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.operating import (
    CityOption,
    key_of,
    operator,
    read_bytes,
    write_out,
)
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(
    no_args_is_help=True,
    help="个人信息：告知、同意、请求、保存期限、影响评估、异常查看。",
)
_DAY: Final = ["%Y-%m-%d"]
CITIZEN_ID: Final = "citizen_id"
As = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_OFFICER")
]
Key = Annotated[str, typer.Argument(metavar="键", help="清单里列出的键。")]
Kind = Annotated[
    str,
    typer.Argument(
        metavar="种类",
        help="access 查阅、export 复制、correct 更正、delete 删除、explain 解释说明。",
    ),
]
Words = Annotated[str, typer.Option("--words", help="是哪一条信息，要怎么办。")]
Document = Annotated[Path, typer.Argument(metavar="文件", help="内容，JSON 文件。")]
_text = partial(key_of, noun="文本", command="tongban privacy texts")
_consent = partial(key_of, noun="同意", command="tongban privacy mine")
_request = partial(key_of, noun="请求", command="tongban privacy requests")
_assessment = partial(key_of, noun="评估", command="tongban privacy assessments")
_finding = partial(key_of, noun="异常查看", command="tongban privacy odd-reads")


@app.command("notice", help="现行的个人信息处理告知。")
def notice(*, city: CityOption = "", as_json: AsJson = False) -> None:
    """Show the notice in force."""
    found = queries.find_notice(actor=operator(city), day=today())
    if found is None:
        raise NotFound("还没有公布个人信息处理告知。")
    lines = [f"{found.title}，第 {found.number} 版，{found.in_force_from} 起用"]
    lines += [f"{words}：{said}" for words, said in found.parts]
    answer(plain(asdict(found)), lines, as_json=as_json)


@app.command("mine", help="我看过的告知、同意的事和提出的请求。")
def mine(*, login: As, as_json: AsJson = False) -> None:
    """List what one was shown, agreed to and asked."""
    actor = officer(login)
    facts = {
        "seen": [plain(asdict(one)) for one in queries.list_seen_notices(actor=actor)],
        "consents": [
            plain(asdict(one))
            for one in queries.list_own_consents(actor=actor, day=today())
        ],
        "requests": [
            plain(asdict(one)) for one in queries.list_own_requests(actor=actor)
        ],
    }
    lines = [_line(one) for one in queries.list_own_requests(actor=actor)]
    answer(facts, lines or ["没有提出过请求。"], as_json=as_json)


@app.command("seen", help="记下我看过现行的告知。")
def seen(*, login: As, as_json: AsJson = False) -> None:
    """Acknowledge the notice in force."""
    commands.acknowledge_notice(actor=officer(login), channel="api", at=now())
    answer({"seen": True}, ["记下了。"], as_json=as_json)


@app.command("agree", help="同意一件事：写同意事项的键。")
def agree(text: Key, *, login: As, as_json: AsJson = False) -> None:
    """Give a consent."""
    key = commands.give_consent(actor=officer(login), text_id=_text(text), at=now())
    answer({"consent": str(key)}, [f"同意了：{key}"], as_json=as_json)


@app.command("withdraw", help="撤回同意，马上生效。")
def withdraw(consent: Key, *, login: As, as_json: AsJson = False) -> None:
    """Take a consent back."""
    commands.withdraw_consent(
        actor=officer(login), consent_id=_consent(consent), at=now()
    )
    answer({"withdrawn": consent}, ["撤回了。"], as_json=as_json)


@app.command("request", help="提出请求。")
def request(
    kind: Kind, *, login: As, words: Words = "", as_json: AsJson = False
) -> None:
    """Ask something of one's own data."""
    filed = commands.file_privacy_request(
        actor=officer(login), kind=kind, words=words, channel="api", at=now()
    )
    facts = {"request": filed.id, "number": filed.number, "due_on": filed.due_on}
    answer(
        facts, [f"回执编号 {filed.number}，最晚 {filed.due_on} 答复。"], as_json=as_json
    )


@app.command("take-in", help="窗口替到场的本人登记请求。")
def take_in(
    kind: Kind,
    *,
    org: Annotated[str, typer.Option(help="窗口所在单位的代码。")],
    who: Annotated[str, typer.Option(help="姓名，证件号码：张三,69012119…")],
    login: As,
    words: Words = "",
    as_json: AsJson = False,
) -> None:
    """Register what somebody asks at a window."""
    actor = officer(login)
    body = find_body(actor=actor, code=org)
    if body is None:
        raise NotFound(f"没有代码是“{org}”的单位，例如 AL-CENTRE。")
    name, _comma, number = who.replace("，", ",").partition(",")
    filed = commands.take_in_privacy_request(
        actor=actor,
        body_id=body.body_id,
        name=name.strip(),
        id_kind=CITIZEN_ID,
        id_number=number.strip(),
        kind=kind,
        words=words,
        at=now(),
    )
    facts = {"request": filed.id, "number": filed.number, "due_on": filed.due_on}
    answer(
        facts, [f"回执编号 {filed.number}，最晚 {filed.due_on} 答复。"], as_json=as_json
    )


@app.command("copy", help="把我的个人信息副本写到文件。")
def copy(
    request: Key,
    *,
    login: As,
    out: Annotated[Path | None, typer.Option("--out", help="写到这个文件。")] = None,
) -> None:
    """Fetch one's own copy."""
    content = queries.read_copy(
        actor=officer(login), request_id=_request(request), now=now()
    )
    write_out(content, out)


@app.command(
    "requests", help="大家提出的请求：等答复的，最急的在前；--answered 看答复过的。"
)
def show_requests(
    *,
    login: As,
    answered: Annotated[bool, typer.Option("--answered")] = False,
    as_json: AsJson = False,
) -> None:
    """List what waits, or what was answered."""
    rows = queries.list_privacy_requests(actor=officer(login), is_open=not answered)
    facts = {"requests": [plain(asdict(one)) for one in rows]}
    answer(facts, [_line(one) for one in rows] or ["没有。"], as_json=as_json)


@app.command("answer", help="答复请求：done 已经办好，refused 不能办。")
def give_answer(
    request: Key,
    outcome: Annotated[str, typer.Argument(metavar="结果", help="done 或 refused。")],
    *,
    reason: Annotated[str, typer.Option(help="办了什么，或者为什么不能办。")],
    login: As,
    article: Annotated[str, typer.Option(help="不能办的，依据哪一条。")] = "",
    remedy: Annotated[str, typer.Option(help="不服可以找谁。")] = "",
    as_json: AsJson = False,
) -> None:
    """Answer a request."""
    commands.answer_privacy_request(
        actor=officer(login),
        request_id=_request(request),
        outcome=outcome,
        reason=reason,
        article=article,
        remedy=remedy,
        at=now(),
    )
    answer({"answered": request}, ["已经答复。"], as_json=as_json)


@app.command("texts", help="告知、同意事项和期限的各个版本。")
def texts(*, login: As, as_json: AsJson = False) -> None:
    """List texts."""
    rows = queries.list_texts(actor=officer(login))
    facts = {"texts": [plain(asdict(one)) for one in rows]}
    answer(facts, [_text_line(one) for one in rows] or ["没有。"], as_json=as_json)


@app.command("draft", help="编制新的一版，要由另一个人公布。")
def draft(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="种类", help="notice、consent、clock、retention 或 misuse。"
        ),
    ],
    file: Document,
    *,
    title: Annotated[str, typer.Option(help="标题。")],
    login: As,
    code: Annotated[str, typer.Option(help="同意事项的代码。")] = "",
    as_json: AsJson = False,
) -> None:
    """Draft a text from a file."""
    key = commands.draft_privacy_text(
        actor=officer(login),
        kind=kind,
        code=code,
        title=title,
        content=_content(file),
        at=now(),
    )
    answer({"text": str(key)}, [f"编好了：{key}，等另一个人公布。"], as_json=as_json)


@app.command("publish", help="公布别人编制的一版。")
def publish(
    text: Key,
    *,
    since: Annotated[
        datetime, typer.Option("--from", formats=_DAY, help="从哪天起用。")
    ],
    login: As,
    as_json: AsJson = False,
) -> None:
    """Publish a text."""
    commands.publish_privacy_text(
        actor=officer(login),
        text_id=_text(text),
        in_force_from=since.date(),
        at=now(),
    )
    answer({"published": text}, ["公布了。"], as_json=as_json)


@app.command("assessments", help="影响评估。")
def assessments(*, login: As, as_json: AsJson = False) -> None:
    """List the register."""
    rows = queries.list_assessments(actor=officer(login))
    facts = {"assessments": [plain(asdict(one)) for one in rows]}
    lines = [
        f"{one.assessment_id}  {one.said.processing}  风险{one.risk_words}  "
        f"{one.approved_by + ' 核准' if one.approved_at else '等核准'}"
        for one in rows
    ]
    answer(facts, lines or ["没有。"], as_json=as_json)


@app.command("assess", help="登记一份影响评估，要由另一个人核准。")
def assess(file: Document, *, login: As, as_json: AsJson = False) -> None:
    """File an assessment from a file."""
    said = _content(file)
    try:
        days: dict[str, Any] = {
            name: datetime.fromisoformat(str(said.pop(name))).date()
            for name in ("valid_from", "valid_until")
        }
        words: dict[str, Any] = {name: str(value) for name, value in said.items()}
        draft = AssessmentDraft(**words, **days)
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal(f"{file} 缺内容或者日期不对：{error}") from error
    key = commands.file_assessment(actor=officer(login), draft=draft, at=now())
    answer({"assessment": str(key)}, [f"登记了：{key}，等核准。"], as_json=as_json)


@app.command("approve", help="核准别人的影响评估。")
def approve(assessment: Key, *, login: As, as_json: AsJson = False) -> None:
    """Approve an assessment."""
    commands.approve_assessment(
        actor=officer(login), assessment_id=_assessment(assessment), at=now()
    )
    answer({"approved": assessment}, ["核准了。"], as_json=as_json)


@app.command("retention", help="保存期限表，和夜里按它清理了什么。")
def retention(*, city: CityOption = "", as_json: AsJson = False) -> None:
    """Show what was removed, when, by which line."""
    actor = operator(city)
    kinds = queries.list_retention(actor=actor, day=today())
    runs = queries.list_retention_runs(actor=actor)
    facts = {
        "lines": [plain(asdict(one)) for one in kinds],
        "runs": [plain(asdict(one)) for one in runs],
    }
    lines = [
        f"{one.title}：{'没有公布' if one.days is None else f'再留 {one.days} 天'}"
        for one in kinds
    ]
    lines += [
        f"{one.ran_at:%Y-%m-%d %H:%M}  {one.title}  {one.removed} 条  第 {one.schedule_number} 版"
        for one in runs
    ]
    answer(facts, lines, as_json=as_json)


@app.command("odd-reads", help="异常查看，等处理的在前。")
def odd_reads(*, login: As, as_json: AsJson = False) -> None:
    """List what stood out."""
    report = queries.get_misuse_report(actor=officer(login), today=today())
    lines = [
        f"{one.finding_id}  {one.day}  {one.reader}  {one.rule_words}  "
        f"{one.number}>{one.bound}  {one.verdict_words or '等处理'}"
        for one in report.findings
    ]
    answer(plain(asdict(report)), lines or ["没有。"], as_json=as_json)


@app.command("settle", help="写明异常查看是什么情况：explained 或 misused。")
def settle(
    finding: Key,
    verdict: Annotated[
        str, typer.Argument(metavar="情况", help="explained 或 misused。")
    ],
    *,
    words: Words,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Say what reads were."""
    commands.settle_odd_reads(
        actor=officer(login),
        finding_id=_finding(finding),
        verdict=verdict,
        words=words,
        at=now(),
    )
    answer({"settled": finding}, ["记下了。"], as_json=as_json)


def _content(file: Path) -> dict[str, Any]:
    try:
        said = json.loads(read_bytes(file))
    except ValueError as error:
        raise Refusal(f"{file} 不是 JSON 文件。") from error
    if not isinstance(said, dict):
        raise Refusal(f"{file} 里要是一个 JSON 对象。")
    return said


def _line(one: PrivacyRequestCard) -> str:
    state = one.outcome_words or f"最晚 {one.due_on} 答复"
    return f"{one.request_id}  {one.number}  {one.kind_words}  {state}"


def _text_line(one: TextCard) -> str:
    since = f"{one.in_force_from} 起用" if one.in_force_from else "没有公布"
    return f"{one.text_id}  {one.kind_words}  第 {one.number} 版  {one.title}  {since}"
