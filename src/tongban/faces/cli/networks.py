"""`tongban networks`: who is on which network, how networks join, how data is kept safe."""

import json
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final
from uuid import UUID

import typer

from tongban.capabilities.exchange.queries import get_parcel_health, list_parcels
from tongban.capabilities.networks import commands, queries
from tongban.capabilities.networks.types import (
    NEWS,
    AccessLine,
    NetworkLinkSaid,
    ResourceDraft,
    SafeguardSaid,
)
from tongban.capabilities.orgs.queries import find_body
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.operating import key_of, read_bytes, write_out
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(
    no_args_is_help=True,
    help="网络接入和覆盖率、专网互联、内外网交换包、数据安全六环节、字段敏感标签。",
)
_DAY: Final = ["%Y-%m-%d"]
As = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_OFFICER")
]
On = Annotated[
    datetime | None, typer.Option("--on", formats=_DAY, help="哪一天；不写就是今天。")
]
Network = Annotated[
    str, typer.Option(help="extranet 外网、intranet 内网、internet、private 专网。")
]
Out = Annotated[Path | None, typer.Option("--out", help="写到这个文件。")]
Body = Annotated[str, typer.Argument(metavar="单位", help="单位代码，例如 AL-MARKET。")]
Day = Annotated[datetime, typer.Option("--since", formats=_DAY, help="从哪天起。")]
_access = partial(key_of, noun="接入", command="tongban networks accesses")
_resource = partial(key_of, noun="数据资源", command="tongban networks resources")


@app.command("coverage", help="各层级覆盖率，和没有接入的单位。")
def coverage(
    *,
    login: As,
    network: Network = "extranet",
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Coverage of a network on a day."""
    found = queries.get_coverage(actor=officer(login), network=network, day=_on(on))
    lines = [
        f"{one.level_words}  {one.reached}/{one.bodies}  {one.words}"
        for one in found.levels
    ]
    lines += [f"没有接入 {one.code} {one.name}" for one in found.without]
    answer(plain(asdict(found)), lines, as_json=as_json)


@app.command("accesses", help="登记过的网络接入；--out 写成 CSV。")
def accesses(
    *, login: As, network: Network = "", out: Out = None, as_json: AsJson = False
) -> None:
    """What is on record."""
    actor = officer(login)
    if out is not None:
        write_out(queries.download_accesses(actor=actor), out)
        return
    rows = queries.list_accesses(actor=actor, network=network)
    lines = [
        f"{one.access_id}  {one.body}  {one.network_words}  {one.since} 到 "
        f"{one.last_on or '现在'}{'' if one.counts else '  （已更正或撤销）'}"
        for one in rows
    ]
    facts = {"accesses": [plain(asdict(one)) for one in rows]}
    answer(facts, lines or ["没有。"], as_json=as_json)


@app.command("record", help="登记接入；--replaces 更正一条，再加 --void 撤销它。")
def record(
    body: Body,
    *,
    network: Network,
    line: Annotated[
        str, typer.Option(help="fibre 光纤、leased 专线、tunnel 隧道、wireless 无线。")
    ],
    since: Day,
    login: As,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=_DAY, help="最后一天。")
    ] = None,
    note: Annotated[str, typer.Option(help="说明。")] = "",
    replaces: Annotated[str, typer.Option(help="要更正的那一条的键。")] = "",
    void: Annotated[bool, typer.Option("--void", help="撤销。")] = False,
    as_json: AsJson = False,
) -> None:
    """Record an access, or correct one."""
    actor = officer(login)
    said = AccessLine(
        body_id=_body(actor, body),
        network=network,
        line=line,
        since=since.date(),
        last_on=until.date() if until else None,
        note=note,
        replaces=_access(replaces) if replaces else None,
        is_void=void,
    )
    made = commands.record_access(actor=actor, line=said, at=now())
    answer({"access": str(made)}, [f"登记了：{made}"], as_json=as_json)


@app.command("import", help="从 CSV、XLSX 导入网络接入；--preview 只看不写。")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="文件", help="填好的模板。")],
    *,
    login: As,
    preview: Annotated[bool, typer.Option("--preview", help="只看不写。")] = False,
    as_json: AsJson = False,
) -> None:
    """See what a file would do, or take it in."""
    actor, content = officer(login), read_bytes(file)
    if preview:
        seen = queries.preview_accesses(actor=actor, content=content)
    else:
        seen = commands.import_accesses(actor=actor, content=content, at=now())
    lines = [
        f"第 {one.line} 行  {NEWS[one.news]}  {one.code} {one.name}  {one.words}"
        for one in seen.lines
        if one.news != "same"
    ]
    lines.append("，".join(f"{NEWS[news]} {seen.count(news)}" for news in NEWS))
    answer(plain(asdict(seen)), lines, as_json=as_json)


@app.command("template", help="要填的模板，按文件名是 csv 或 xlsx。")
def template(
    file: Annotated[Path, typer.Argument(metavar="文件", help="存成什么文件。")],
    *,
    as_json: AsJson = False,
) -> None:
    """Write the file to fill in."""
    kind = file.suffix[1:].lower()
    file.write_bytes(queries.get_access_template(kind=kind))
    answer({"file": str(file)}, [f"已经写好 {file}。"], as_json=as_json)


@app.command("links", help="部门专网互联：已互联几个，各是什么状态。")
def links(*, login: As, on: On = None, as_json: AsJson = False) -> None:
    """How departments' networks stand."""
    rows = queries.list_network_links(actor=officer(login), day=_on(on))
    lines = [f"已互联 {sum(one.is_connected for one in rows)}/{len(rows)}"]
    lines += [
        f"{one.network}  {one.name}  "
        + (f"{one.now.state_words} {one.now.since} {one.now.body}" if one.now else "—")
        for one in rows
    ]
    facts = {"links": [plain(asdict(one)) for one in rows]}
    answer(facts, lines, as_json=as_json)


@app.command("link", help="登记一个专网从哪天起是什么状态。")
def link(
    network: Annotated[str, typer.Argument(metavar="专网", help="代码，例如 tax。")],
    state: Annotated[
        str, typer.Argument(metavar="状态", help="planned、connected 或 stopped。")
    ],
    body: Body,
    *,
    since: Day,
    login: As,
    protocol: Annotated[str, typer.Option(help="互联方式和协议。")] = "",
    due: Annotated[
        datetime | None, typer.Option("--due", formats=_DAY, help="计划哪天前接通。")
    ] = None,
    note: Annotated[str, typer.Option(help="说明。")] = "",
    as_json: AsJson = False,
) -> None:
    """Record how a department's network stands."""
    actor = officer(login)
    said = NetworkLinkSaid(
        network=network,
        state=state,
        since=since.date(),
        body_id=_body(actor, body),
        protocol=protocol,
        due_on=due.date() if due else None,
        note=note,
    )
    made = commands.record_link(actor=actor, said=said, at=now())
    answer({"link": str(made)}, ["登记了。"], as_json=as_json)


@app.command("packages", help="内外网交换包：等回执的在前。")
def packages(*, login: As, as_json: AsJson = False) -> None:
    """Parcels between networks."""
    actor = officer(login)
    rows = list_parcels(actor=actor)
    health = get_parcel_health(actor=actor)
    lines = [f"等回执 {health.waiting} 包，最早的等了 {health.days(now())} 天"]
    lines += [
        f"{one.parcel[:16]}  {one.way}  {one.to}  {len(one.entries)} 份  "
        f"没收 {one.refused}  {one.reason}"
        for one in rows
    ]
    facts = {
        "parcels": [plain(asdict(one)) for one in rows],
        "waiting": health.waiting,
    }
    answer(facts, lines, as_json=as_json)


@app.command("resources", help="数据资源和六个环节，缺的在前；--out 写成 CSV。")
def resources(*, login: As, out: Out = None, as_json: AsJson = False) -> None:
    """The matrix."""
    actor = officer(login)
    if out is not None:
        write_out(queries.download_matrix(actor=actor, day=today()), out)
        return
    rows = queries.list_resources(actor=actor, day=today())
    lines = [
        f"{one.resource_id}  {one.name}  第 {one.number} 版  "
        f"{f'{one.in_force_from} 起用' if one.in_force_from else '未公布'}  "
        f"缺 {one.gaps}"
        for one in rows
    ]
    missing = queries.list_unregistered(actor=actor)
    lines += [f"还没有登记  {code}  {name}" for code, name in missing.items()]
    facts = {
        "resources": [plain(asdict(one)) for one in rows],
        "unregistered": missing,
    }
    answer(facts, lines or ["没有。"], as_json=as_json)


@app.command("draft", help="从 JSON 编制一种数据的六个环节，要由另一个人公布。")
def draft(
    file: Annotated[Path, typer.Argument(metavar="文件", help="内容，JSON 文件。")],
    *,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Draft a data resource from a file."""
    actor = officer(login)
    try:
        said = resource_of(actor, json.loads(read_bytes(file)))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refusal(
            f"{file} 读不懂：{error}。要有 code、name、about、keeper 和 links。"
        ) from error
    made = commands.draft_resource(actor=actor, draft=said, at=now())
    answer({"resource": str(made)}, [f"编好了：{made}，等公布。"], as_json=as_json)


def resource_of(actor: Actor, said: dict[str, Any]) -> ResourceDraft:
    """A draft as a file says it, bodies by their codes."""
    return ResourceDraft(
        code=str(said["code"]),
        name=str(said["name"]),
        about=str(said["about"]),
        keeper_id=_body(actor, said["keeper"]),
        links={
            link: SafeguardSaid(
                control=one.get("control", ""),
                body_id=_body(actor, one["body"]) if one.get("body") else None,
                requirement=one.get("requirement", ""),
            )
            for link, one in said.get("links", {}).items()
        },
    )


@app.command("publish", help="公布别人编制的一版；六个环节有空白的不能公布。")
def publish(
    resource: Annotated[str, typer.Argument(metavar="键", help="清单里列出的键。")],
    *,
    since: Day,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Publish a data resource."""
    commands.publish_resource(
        actor=officer(login),
        resource_id=_resource(resource),
        in_force_from=since.date(),
        at=now(),
    )
    answer({"published": resource}, ["公布了。"], as_json=as_json)


@app.command("labels", help="每个字段的敏感标签。")
def labels(
    *,
    login: As,
    resource: Annotated[str, typer.Option(help="只看一种数据，例如 person。")] = "",
    table: Annotated[str, typer.Option(help="只看一张表，例如 party。")] = "",
    as_json: AsJson = False,
) -> None:
    """Labels of columns."""
    rows = queries.list_labels(actor=officer(login), resource=resource, table=table)
    lines = [f"{one.table}.{one.column}  {one.label_words}" for one in rows]
    facts = {"labels": [asdict(one) for one in rows]}
    answer(facts, lines or ["没有。"], as_json=as_json)


def _on(said: datetime | None) -> date:
    return said.date() if said else today()


def _body(actor: Actor, code: str) -> UUID:
    found = find_body(actor=actor, code=code)
    if found is None:
        raise NotFound(f"没有代码是“{code}”的单位，例如 AL-MARKET。")
    return found.body_id
