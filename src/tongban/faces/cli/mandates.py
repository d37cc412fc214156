"""`tongban mandates`: who acts for whom; giving, taking and ending it, as somebody named."""

from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from tongban.capabilities.catalogue.queries import list_item_ids
from tongban.capabilities.mandates import commands, queries
from tongban.capabilities.mandates.types import USCC, MandateCard, Scope
from tongban.capabilities.orgs.queries import find_body
from tongban.capabilities.people.queries import find_firm, get_own_card
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.operating import key_of
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(
    no_args_is_help=True, help="代办授权：看、给代办码、接受、收回；单位的经办人。"
)
CITIZEN_ID: Final = "citizen_id"
_key = partial(key_of, noun="授权", command="tongban mandates list")

Login = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_CITIZEN")
]
Until = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="办到哪一天为止。")]
Items = Annotated[
    list[str] | None,
    typer.Option(
        "--item", help="只办哪件事：业务办理项编码；可以写几次，不写是所有的事。"
    ),
]
Kind = Annotated[
    str,
    typer.Option(
        help="family 家属、agent 代理人、village_agent 村级代办员；单位委托写 firm_agent。"
    ),
]
Who = Annotated[
    str,
    typer.Option(help="姓名，证件号码：张三,69012119…；单位写名称，统一社会信用代码。"),
]


@app.command("list", help="谁替我办、我替谁办。")
def show_list(*, login: Login, as_json: AsJson = False) -> None:
    """List both sides, those that are over too."""
    actor = officer(login)
    cards = [*queries.list_given(actor=actor), *queries.list_held(actor=actor)]
    facts = {"mandates": [plain(asdict(one)) for one in cards]}
    answer(facts, [_line(one) for one in cards] or ["没有代办授权。"], as_json=as_json)


@app.command("offer", help="给出一个代办码：半小时内有效，只能用一次。")
def offer(
    *,
    until: Until,
    login: Login,
    kind: Kind = "family",
    items: Items = None,
    as_json: AsJson = False,
) -> None:
    """Make a code, told once."""
    actor = officer(login)
    given = commands.offer_mandate(
        actor=actor,
        kind=kind,
        scope=_scope(actor, items),
        until=until.date(),
        at=now(),
        today=today(),
    )
    facts = {"code": given.code, "ends_at": plain(given.ends_at)}
    name = get_own_card(actor=actor).name
    answer(
        facts, [f"代办码 {given.code}，请对方填姓名 {name} 和这个码。"], as_json=as_json
    )


@app.command("take", help="接受代办：填委托人的姓名和他给的代办码。")
def take(
    name: Annotated[str, typer.Argument(metavar="姓名")],
    code: Annotated[str, typer.Argument(metavar="代办码")],
    *,
    login: Login,
    as_json: AsJson = False,
) -> None:
    """Become somebody's agent."""
    actor = officer(login)
    mandate = commands.take_mandate(actor=actor, name=name, code=code, at=now())
    answer({"mandate": str(mandate)}, [f"可以替{name}办事了。"], as_json=as_json)


@app.command("end", help="收回自己给的授权，或者不再替人代办；马上停止。")
def end(
    mandate: Annotated[str, typer.Argument(metavar="授权", help="授权的键。")],
    *,
    login: Login,
    as_json: AsJson = False,
) -> None:
    """End it at once."""
    actor = officer(login)
    commands.end_mandate(actor=actor, mandate_id=_key(mandate), at=now())
    answer({"ended": mandate}, ["代办停止了。"], as_json=as_json)


@app.command("appoint", help="法定代表人添加单位的经办人。")
def appoint(
    uscc: Annotated[str, typer.Argument(metavar="统一社会信用代码")],
    *,
    agent: Who,
    until: Until,
    login: Login,
    items: Items = None,
    as_json: AsJson = False,
) -> None:
    """Let a person act for the firm."""
    actor = officer(login)
    firm = find_firm(actor=actor, uscc=uscc)
    if firm is None:
        raise NotFound("没有找到这家单位，或者您不能代表它办事。")
    name, id_kind, number = _person(agent)
    mandate = commands.appoint_firm_agent(
        actor=actor,
        firm_id=firm.firm_id,
        name=name,
        id_kind=id_kind,
        id_number=number,
        scope=_scope(actor, items),
        until=until.date(),
        at=now(),
    )
    answer(
        {"mandate": str(mandate)},
        [f"{name}可以代表{firm.name}办事了。"],
        as_json=as_json,
    )


@app.command("register", help="窗口凭委托书登记；--as 写窗口人员，--org 写他的单位。")
def register(
    *,
    org: Annotated[str, typer.Option(help="窗口所在单位的代码。")],
    principal: Who,
    agent: Who,
    papers: Annotated[str, typer.Option(help="看了什么，例如：委托书原件。")],
    until: Until,
    login: Login,
    kind: Kind = "family",
    items: Items = None,
    scan: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="委托书的扫描件，可以不给。"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Register a mandate that was shown in writing."""
    actor = officer(login)
    body = find_body(actor=actor, code=org)
    if body is None:
        raise NotFound(f"没有代码是“{org}”的单位，例如 AL-CENTRE。")
    scan_id = None
    if scan is not None:
        scan_id = commands.keep_mandate_scan(
            actor=actor,
            body_id=body.body_id,
            content=scan.read_bytes(),
            name=scan.name,
            declared_type="",
            at=now(),
        )
    mandate = commands.register_mandate(
        actor=actor,
        body_id=body.body_id,
        principal=_person(principal, USCC if kind == "firm_agent" else CITIZEN_ID),
        agent=_person(agent),
        kind=kind,
        scope=_scope(actor, items),
        until=until.date(),
        papers=papers,
        scan_id=scan_id,
        at=now(),
    )
    answer({"mandate": str(mandate)}, ["登记好了。"], as_json=as_json)


def _person(said: str, id_kind: str = CITIZEN_ID) -> tuple[str, str, str]:
    name, _comma, number = said.replace("，", ",").partition(",")
    return name.strip(), id_kind, number.strip()


def _scope(actor: Actor, codes: list[str] | None) -> Scope:
    if not codes:
        return Scope()
    found = list_item_ids(actor=actor, handling_codes=codes)
    for code in codes:
        if code not in found:
            raise NotFound(f"没有编码是 {code} 的事项，请核对业务办理项编码。")
    return Scope("items", tuple(str(key) for key in found.values()))


def _line(one: MandateCard) -> str:
    state = "有效" if one.holds_on(today()) else "已停止"
    return (
        f"{one.mandate_id}  {one.agent_name} 替 {one.principal_name}  "
        f"{one.valid_from} 到 {one.valid_until}  {state}"
    )
