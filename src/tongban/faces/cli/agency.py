"""`tongban agency`: orders of assisted handling, the roster, benefit items and their gaps."""

from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

import typer

from tongban.capabilities.agency import commands, queries
from tongban.capabilities.agency.types import (
    NEWS,
    OrderAsked,
    OrderCard,
    PostLine,
    RosterSeen,
)
from tongban.capabilities.catalogue.queries import find_item_id, list_item_ids
from tongban.capabilities.orgs.queries import find_body
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.operating import CityOption, key_of, operator
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(
    no_args_is_help=True,
    help="帮办代办：代办单、代办员名册、老年人待遇事项的代办途径。",
)
_order: Final = partial(key_of, noun="代办单", command="tongban agency orders")
_post: Final = partial(key_of, noun="代办员", command="tongban agency agents")

Login = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_CITIZEN")
]
Order = Annotated[str, typer.Argument(metavar="代办单", help="代办单的键。")]
Words = Annotated[str, typer.Option(help="结果或者理由，委托人会看到。")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]
Roster = Annotated[
    Path,
    typer.Argument(metavar="文件", exists=True, dir_okay=False, help="CSV 或 XLSX。"),
]


@app.command("orders", help="我的代办单；代办员是等着接的和手上的。")
def show_orders(*, login: Login, as_json: AsJson = False) -> None:
    """A citizen's own; staff: what they may serve."""
    actor = officer(login)
    is_staff = actor.kind == "staff"
    found = queries.list_to_serve if is_staff else queries.list_own_orders
    cards = found(actor=actor)
    facts = {"orders": [plain(asdict(one)) for one in cards]}
    answer(facts, [_line(one) for one in cards] or ["没有代办单。"], as_json=as_json)


@app.command("show", help="一张代办单办到哪一步。")
def show_order(order: Order, *, login: Login, as_json: AsJson = False) -> None:
    """One order with its steps."""
    page = queries.get_order(actor=officer(login), order_id=_order(order))
    lines = [_line(page.card)] + [
        f"{step.happened_at:%Y-%m-%d %H:%M}  {step.kind_words}  {step.name}  {step.words}"
        for step in page.steps
    ]
    answer(plain(asdict(page)), lines, as_json=as_json)


@app.command("of-body", help="一个单位的所有代办单。")
def show_of_body(
    code: Annotated[str, typer.Argument(metavar="单位代码")],
    *,
    login: Login,
    as_json: AsJson = False,
) -> None:
    """By whoever oversees them."""
    actor = officer(login)
    bodies = [_body(actor, code)]
    cards = queries.list_of_bodies(actor=actor, body_ids=bodies)
    facts = {"orders": [plain(asdict(one)) for one in cards]}
    answer(facts, [_line(one) for one in cards] or ["没有代办单。"], as_json=as_json)


@app.command("ask", help="请代办员办几件事，只授权这几件。")
def ask(
    agent: Annotated[str, typer.Argument(metavar="代办员", help="名册上的键。")],
    items: Annotated[
        list[str] | None, typer.Option("--item", help="业务办理项编码，可以写几次。")
    ] = None,
    *,
    login: Login,
    project: Annotated[str, typer.Option(help="投资项目的名称。")] = "",
    path: Annotated[
        str, typer.Option(help="on_behalf 代为办理，remote 远程认证。")
    ] = "on_behalf",
    firm: Annotated[str, typer.Option(help="替哪家单位：企业的键。")] = "",
    as_json: AsJson = False,
) -> None:
    """Ask an agent on the roster; they get a mandate for just these items."""
    actor = officer(login)
    asked = OrderAsked(
        post_id=_post(agent),
        items=_items(actor, items or []),
        project=project,
        path=path,
        firm_id=UUID(firm) if firm else None,
    )
    order = commands.ask_order(actor=actor, asked=asked, at=now())
    answer({"order": str(order)}, [f"代办单 {order} 提交了。"], as_json=as_json)


@app.command("take", help="接单。")
def take(order: Order, *, login: Login, as_json: AsJson = False) -> None:
    """Take an order under the principal's mandate."""
    commands.take_order(actor=officer(login), order_id=_order(order), at=now())
    answer({"taken": order}, ["接单了。"], as_json=as_json)


@app.command("note", help="记一步：under_way 办理中、done 办结、given_up 没有办成。")
def note(
    order: Order,
    kind: Annotated[str, typer.Argument(metavar="哪一步")],
    *,
    login: Login,
    words: Words = "",
    as_json: AsJson = False,
) -> None:
    """Tell how it goes."""
    commands.note_step(
        actor=officer(login), order_id=_order(order), kind=kind, words=words, at=now()
    )
    answer({"noted": order, "kind": kind}, ["记下了。"], as_json=as_json)


@app.command("link", help="把替委托人提交的办件关联到代办单。")
def link(
    order: Order,
    case: Annotated[str, typer.Argument(metavar="办件编号")],
    *,
    login: Login,
    as_json: AsJson = False,
) -> None:
    """Link the case that was filed."""
    commands.file_under_order(
        actor=officer(login), order_id=_order(order), case_number=case, at=now()
    )
    answer({"linked": order, "case": case}, ["关联上了。"], as_json=as_json)


@app.command("hand-on", help="转给名册上的另一个人，他要有委托人的授权才能接。")
def hand_on(
    order: Order,
    agent: Annotated[str, typer.Argument(metavar="代办员", help="名册上的键。")],
    *,
    words: Words,
    login: Login,
    as_json: AsJson = False,
) -> None:
    """Hand it to somebody else."""
    commands.hand_on(
        actor=officer(login),
        order_id=_order(order),
        post_id=_post(agent),
        words=words,
        at=now(),
    )
    answer({"handed_on": order}, ["转给他了。"], as_json=as_json)


@app.command("stop", help="委托人停止自己的代办单，一起给的授权也收回。")
def stop(order: Order, *, login: Login, as_json: AsJson = False) -> None:
    """Stop it at once."""
    commands.stop_order(actor=officer(login), order_id=_order(order), at=now())
    answer({"stopped": order}, ["停止了。"], as_json=as_json)


@app.command("agents", help="代办员名册：谁、在哪里、到哪天为止。")
def show_agents(*, as_json: AsJson = False, city: CityOption = "") -> None:
    """Agents of villages and windows today."""
    cards = queries.list_posts(actor=operator(city), day=today())
    lines = [
        f"{one.post_id}  {one.name}  {one.kind_words}  {one.body_name}  到 {one.valid_until}"
        for one in cards
    ]
    facts = {"agents": [plain(asdict(one)) for one in cards]}
    answer(facts, lines or ["还没有登记代办员。"], as_json=as_json)


@app.command("register", help="登记代办员（village、window）或者企业帮办专员（firm）。")
def register(
    person: Annotated[str, typer.Argument(metavar="登录名", help="代办员的工作账号。")],
    *,
    org: Annotated[str, typer.Option(help="单位代码，例如 QD-LANXIN。")],
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"])],
    until: Day,
    login: Login,
    kind: Annotated[str, typer.Option(help="village、window 或 firm。")] = "village",
    uscc: Annotated[str, typer.Option(help="企业的统一社会信用代码。")] = "",
    project: Annotated[str, typer.Option(help="投资项目的名称。")] = "",
    tag: Annotated[
        str, typer.Option(help="key 重点企业，specialised 专精特新企业。")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Put somebody on the roster."""
    actor = officer(login)
    line = PostLine(
        kind,
        _body(actor, org),
        officer(person).natural_person,
        first.date(),
        until.date(),
        uscc=uscc,
        project=project,
        tag=tag,
    )
    key = commands.register_post(actor=actor, line=line, at=now())
    answer({"post": str(key)}, [f"登记好了：{key}"], as_json=as_json)


@app.command("end", help="提前结束名册上的一个人。")
def end(
    agent: Annotated[str, typer.Argument(metavar="代办员", help="名册上的键。")],
    *,
    last: Day,
    reason: Annotated[str, typer.Option(help="为什么提前结束。")],
    login: Login,
    as_json: AsJson = False,
) -> None:
    """End a post before its time."""
    commands.end_post(
        actor=officer(login),
        post_id=_post(agent),
        last_day=last.date(),
        reason=reason,
        at=now(),
    )
    answer({"ended": agent}, [f"到 {last.date()}为止。"], as_json=as_json)


@app.command("import", help="从文件登记名册；加 --preview 只看会怎样。")
def take_in(
    file: Roster,
    *,
    login: Login,
    preview: Annotated[bool, typer.Option("--preview", help="只看，不登记。")] = False,
    as_json: AsJson = False,
) -> None:
    """Register what a file says, line by line."""
    actor, content = officer(login), file.read_bytes()
    if preview:
        seen = queries.preview_roster(actor=actor, content=content, day=today())
    else:
        seen = commands.import_roster(actor=actor, content=content, at=now())
    answer(plain(asdict(seen)), _told(seen), as_json=as_json)


@app.command("gaps", help="老年人待遇事项三种代办途径的缺口清单。")
def show_gaps(
    *,
    to: Annotated[
        Path | None, typer.Option("--csv", dir_okay=False, help="写成 CSV 文件。")
    ] = None,
    as_json: AsJson = False,
    city: CityOption = "",
) -> None:
    """Those with gaps first, and the share without one."""
    actor = operator(city)
    gaps = queries.list_gaps(actor=actor, day=today())
    if to is not None:
        to.write_bytes(queries.export_gaps(actor=actor, day=today()))
    lines = [f"{gaps.total} 项，齐全 {gaps.complete} 项（{gaps.percent}）"] + [
        f"{row.handling_code}  {row.name}  缺：{row.missing_words or '不缺'}"
        for row in gaps.rows
    ]
    facts = plain(asdict(gaps)) | {"total": gaps.total, "complete": gaps.complete}
    answer(facts, lines, as_json=as_json)


@app.command("mark", help="标注老年人待遇事项和开通了的途径。")
def mark(
    code: Annotated[str, typer.Argument(metavar="业务办理项编码")],
    *,
    login: Login,
    kind: Annotated[
        str,
        typer.Option(help="certification 资格认证、allowance 津贴补贴、none 不是。"),
    ],
    paths: Annotated[
        list[str] | None,
        typer.Option("--path", help="family、remote、on_behalf，可以写几次。"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what is open; the newest counts."""
    actor = officer(login)
    item = find_item_id(actor=actor, handling_code=code)
    if item is None:
        raise NotFound(f"没有编码是 {code} 的事项，请核对业务办理项编码。")
    commands.mark_item(
        actor=actor, item_id=item, kind=kind, paths=tuple(paths or ()), at=now()
    )
    answer({"marked": code}, ["标注好了。"], as_json=as_json)


def _items(actor: Actor, codes: list[str]) -> tuple[UUID, ...]:
    found = list_item_ids(actor=actor, handling_codes=codes)
    for code in codes:
        if code not in found:
            raise NotFound(f"没有编码是 {code} 的事项，请核对业务办理项编码。")
    return tuple(found.values())


def _body(actor: Actor, code: str) -> UUID:
    body = find_body(actor=actor, code=code)
    if body is None:
        raise NotFound(f"没有代码是“{code}”的单位，例如 QD-LANXIN。")
    return body.body_id


def _told(seen: RosterSeen) -> list[str]:
    counts = "，".join(f"{words} {seen.count(news)}" for news, words in NEWS.items())
    refused = [
        f"第 {one.line} 行 {one.name}：{one.words}"
        for one in seen.lines
        if one.news == "refused"
    ]
    return [counts, *refused]


def _line(one: OrderCard) -> str:
    return f"{one.order_id}  {one.state_words}  {one.principal}  {one.what}"
