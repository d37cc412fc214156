"""`tongban rights`: why somebody may, who holds what, dangerous acts, stand-ins, chiefs."""

from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from typing import Annotated, Final
from uuid import UUID

import typer

from tongban.capabilities.orgs.queries import find_body
from tongban.capabilities.rights import commands, queries
from tongban.capabilities.rights.types import GrantLine, PostingRow
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.operating import key_of
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.cli.signing import Login, PasswordFile, signed_in
from tongban.faces.clock import now, today
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(
    no_args_is_help=True,
    help="岗位和权限：为什么能办，授予、结束、复核，两人确认，顶岗、移交，首席事务代表。",
)
_DAY: Final = ["%Y-%m-%d"]
As = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_OFFICER")
]
Body = Annotated[str, typer.Argument(metavar="单位", help="单位代码，例如 AL-MARKET。")]
Whose = Annotated[str, typer.Argument(metavar="登录名", help="工作人员的登录名。")]
Reason = Annotated[str, typer.Option("--reason", help="理由。")]
Document = Annotated[str, typer.Option("--document", help="凭什么文件。")]
Key = Annotated[str, typer.Argument(metavar="键", help="清单里列出的键。")]
_posting = partial(key_of, noun="岗位", command="tongban rights list")
_request = partial(key_of, noun="危险操作", command="tongban rights requests")
_stand_in = partial(key_of, noun="顶岗安排", command="tongban rights stand-ins")


@app.command("why", help="为什么能办，为什么不能办：写权限名和单位代码。")
def why(
    permission: Annotated[str, typer.Argument(metavar="权限", help="权限名。")],
    body: Body,
    *,
    login: As,
    who: Annotated[str, typer.Option("--who", help="查谁；不写就是自己。")] = "",
    as_json: AsJson = False,
) -> None:
    """Explain from the posts."""
    actor = officer(login)
    found = queries.explain_right(
        actor=actor,
        permission=permission,
        body_id=body_of(actor, body),
        on=today(),
        person_id=person_of(actor, who) if who else actor.natural_person,
    )
    verdict = "可以" if found.is_allowed else "不能"
    lines = [f"{found.person}今天{verdict}在{found.body}“{found.label}”。"]
    lines += [_line(row) for row in found.because]
    if not found.is_allowed:
        lines.append(f"缺岗位，任何一种都行：{'、'.join(found.roles_that_may) or '无'}")
        lines.append(
            f"可以请安全管理员授予：{'、'.join(found.who_can_grant) or '还没有'}"
        )
    answer(plain(asdict(found)), lines, as_json=as_json)


@app.command("list", help="今天谁在什么岗位。")
def show_list(
    body: Annotated[str, typer.Argument(metavar="单位", help="单位代码。")] = "",
    *,
    login: As,
    page: Annotated[int, typer.Option(min=1, help="第几页。")] = 1,
    as_json: AsJson = False,
) -> None:
    """List posts held today."""
    actor = officer(login)
    body_id = body_of(actor, body) if body else None
    rows = queries.list_postings(actor=actor, day=today(), body_id=body_id, page=page)
    facts = {"postings": [plain(asdict(row)) for row in rows]}
    lines = [f"{row.posting_id}  {_line(row)}" for row in rows]
    answer(facts, lines or ["没有岗位。"], as_json=as_json)


@app.command("grant", help="授予岗位；任命管理员要另一个人确认。")
def grant(
    who: Whose,
    role: Annotated[str, typer.Argument(metavar="角色", help="例如 officer。")],
    body: Body,
    *,
    first: Annotated[datetime, typer.Option("--from", formats=_DAY, help="从哪天起。")],
    document: Document,
    login: As,
    last: Annotated[
        datetime | None, typer.Option("--until", formats=_DAY, help="到哪天为止。")
    ] = None,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Grant a post, or ask for one."""
    actor = officer(login)
    line = GrantLine(
        person_id=person_of(actor, who),
        body_id=body_of(actor, body),
        role=role,
        valid_from=first.date(),
        valid_until=last.date() if last else None,
        document_number=document,
        reason=reason,
    )
    granted = commands.grant_posting(actor=actor, line=line, at=now())
    said = f"已经授予 {granted.posting_id}。"
    if granted.request_id:
        said = f"已经提出 {granted.request_id}，等另一名管理员确认。"
    answer(plain(asdict(granted)), [said], as_json=as_json)


@app.command("end", help="写明一个岗位的最后一天。")
def end(
    posting: Key,
    last: Annotated[datetime, typer.Option("--last", formats=_DAY, help="最后一天。")],
    *,
    reason: Reason,
    login: As,
    as_json: AsJson = False,
) -> None:
    """End a post."""
    waiting = commands.end_posting(
        actor=officer(login),
        posting_id=_posting(posting),
        last_day=last.date(),
        reason=reason,
        at=now(),
    )
    said = f"已经提出 {waiting}，等另一名管理员确认。" if waiting else "已经写明。"
    answer({"request": str(waiting or "")}, [said], as_json=as_json)


@app.command("requests", help="危险操作：等着另一个人确认的在前。")
def show_requests(*, login: As, as_json: AsJson = False) -> None:
    """List dangerous acts."""
    rows = queries.list_requests(actor=officer(login))
    lines = [
        f"{row.request_id}  {row.title}  {row.words}  {row.outcome or '等待确认'}"
        for row in rows
    ]
    facts = {"requests": [plain(asdict(row)) for row in rows]}
    answer(facts, lines or ["没有。"], as_json=as_json)


@app.command("confirm", help="确认一项危险操作，马上办；--decline 是不同意。")
def confirm(
    request: Key,
    *,
    login: Login,
    password_file: PasswordFile = None,
    decline: Annotated[bool, typer.Option("--decline", help="不同意。")] = False,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Confirm or decline: whoever asked for it cannot speak for the second person."""
    outcome = "declined" if decline else "confirmed"
    commands.answer_request(
        actor=signed_in(login, password_file),
        request_id=_request(request),
        outcome=outcome,
        reason=reason,
        at=now(),
    )
    answer({"outcome": outcome}, ["已经答复。"], as_json=as_json)


@app.command("review", help="要复核的岗位：快到期的、没有用的。")
def show_review(*, login: As, as_json: AsJson = False) -> None:
    """List what a reviewer should look at."""
    rows = queries.list_reviews(actor=officer(login), today=today())
    lines = [
        f"{row.posting.posting_id}  {_line(row.posting)}  {row.why}" for row in rows
    ]
    facts = {"reviews": [plain(asdict(row)) for row in rows]}
    answer(facts, lines or ["没有要复核的岗位。"], as_json=as_json)


@app.command("reviewed", help="复核一个岗位：还要就保留，--end 是今天结束。")
def review(
    posting: Key,
    *,
    reason: Reason,
    login: As,
    ends: Annotated[bool, typer.Option("--end", help="今天结束。")] = False,
    as_json: AsJson = False,
) -> None:
    """Keep a post or end it."""
    outcome = "end" if ends else "keep"
    commands.review_posting(
        actor=officer(login),
        posting_id=_posting(posting),
        outcome=outcome,
        reason=reason,
        at=now(),
    )
    answer({"outcome": outcome}, ["已经复核。"], as_json=as_json)


@app.command("stand-ins", help="谁离岗，谁顶岗。")
def show_stand_ins(*, login: As, as_json: AsJson = False) -> None:
    """List stand-ins."""
    rows = queries.list_stand_ins(actor=officer(login))
    lines = [
        f"{row.stand_in_id}  {row.person} → {row.deputy}  {row.body}  {row.first} 到 {row.last}"
        for row in rows
    ]
    facts = {"stand_ins": [plain(asdict(row)) for row in rows]}
    answer(facts, lines or ["没有人离岗。"], as_json=as_json)


@app.command("stand-in", help="安排顶岗：岗位整个转给同事，到期自动转回。")
def arrange(
    who: Whose,
    deputy: Annotated[str, typer.Argument(metavar="顶岗人", help="他的登录名。")],
    body: Body,
    *,
    first: Annotated[datetime, typer.Option("--from", formats=_DAY, help="从哪天起。")],
    last: Annotated[datetime, typer.Option("--until", formats=_DAY, help="到哪天止。")],
    reason: Reason,
    login: As,
    kind: Annotated[
        str, typer.Option(help="leave、travel、training 或 other。")
    ] = "leave",
    as_json: AsJson = False,
) -> None:
    """Arrange a stand-in."""
    actor = officer(login)
    made = commands.arrange_stand_in(
        actor=actor,
        kind=kind,
        body_id=body_of(actor, body),
        person_id=person_of(actor, who),
        deputy_id=person_of(actor, deputy),
        first=first.date(),
        last=last.date(),
        reason=reason,
        at=now(),
    )
    answer({"stand_in": str(made)}, [f"已经安排 {made}。"], as_json=as_json)


@app.command("recall", help="提前返岗，收回岗位。")
def recall(
    stand_in: Key,
    back: Annotated[datetime, typer.Option("--back", formats=_DAY, help="返岗那天。")],
    *,
    reason: Reason,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Give the posts back."""
    commands.recall_stand_in(
        actor=officer(login),
        stand_in_id=_stand_in(stand_in),
        back_on=back.date(),
        reason=reason,
        at=now(),
    )
    answer({"back_on": back.date().isoformat()}, ["已经收回。"], as_json=as_json)


@app.command("hand-over", help="移交岗位，不再回来。")
def hand_over(
    who: Whose,
    successor: Annotated[str, typer.Argument(metavar="接手人", help="他的登录名。")],
    body: Body,
    *,
    first: Annotated[datetime, typer.Option("--from", formats=_DAY, help="从哪天起。")],
    document: Document,
    reason: Reason,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Hand posts over for good."""
    actor = officer(login)
    made = commands.hand_over_posts(
        actor=actor,
        body_id=body_of(actor, body),
        person_id=person_of(actor, who),
        successor_id=person_of(actor, successor),
        from_day=first.date(),
        document_number=document,
        reason=reason,
        at=now(),
    )
    answer({"hand_over": str(made)}, ["已经移交。"], as_json=as_json)


@app.command("chiefs", help="首席事务代表：还没有的部门在前。")
def show_chiefs(*, login: As, as_json: AsJson = False) -> None:
    """List chief representatives."""
    rows = queries.list_chiefs(actor=officer(login), day=today())
    lines = [f"{row.body}  {row.person or '还没有'}  {row.duty}" for row in rows]
    held = sum(1 for row in rows if row.person)
    facts = {
        "departments": len(rows),
        "held": held,
        "chiefs": [plain(asdict(r)) for r in rows],
    }
    answer(facts, lines, as_json=as_json)


@app.command("chief", help="登记一个部门的首席事务代表，岗位同时授予。")
def register_chief(
    who: Whose,
    body: Body,
    *,
    rank: Annotated[str, typer.Option(help="deputy_county、county 或 deputy_city。")],
    duty: Annotated[str, typer.Option(help="职务。")],
    first: Annotated[datetime, typer.Option("--from", formats=_DAY, help="从哪天起。")],
    document: Document,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Register a chief representative."""
    actor = officer(login)
    made = commands.register_chief(
        actor=actor,
        body_id=body_of(actor, body),
        person_id=person_of(actor, who),
        rank=rank,
        duty=duty,
        first=first.date(),
        document_number=document,
        at=now(),
    )
    answer({"chief": str(made)}, ["已经登记。"], as_json=as_json)


def body_of(actor: Actor, code: str) -> UUID:
    """The body of that code. Refuses with NotFound."""
    body = find_body(actor=actor, code=code)
    if body is None:
        raise NotFound(f"没有单位 {code}，请写单位代码，例如 AL-MARKET。")
    return body.body_id


def person_of(actor: Actor, login: str) -> UUID:
    """The member of staff of that login. Refuses with NotFound."""
    found = queries.find_staff(actor=actor, login=login)
    if found is None:
        raise NotFound(f"没有“{login}”这个工作人员账号，请核对登录名。")
    return found[0]


def _line(row: PostingRow) -> str:
    until: date | str = row.valid_until or "不定期限"
    return f"{row.person}  {row.title}  {row.body}  {row.valid_from} 到 {until}"
