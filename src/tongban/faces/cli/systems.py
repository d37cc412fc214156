"""`tongban systems`: systems that sign people in here, their keys, departments' own logins."""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from django.utils import timezone

from tongban.capabilities.federation.adapter import provider, tell_systems
from tongban.capabilities.federation.commands import cover_client, rotate_key
from tongban.capabilities.federation.permissions import SEE_CLIENTS
from tongban.capabilities.federation.queries import (
    count_logins,
    list_clients,
    list_keys,
    list_logins,
)
from tongban.capabilities.orgs.queries import list_cities
from tongban.capabilities.privacy.queries import list_sharing_assessments
from tongban.faces import clock
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.operating import key_of
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, system

app = typer.Typer(
    no_args_is_help=True, help="接入统一身份的系统、签名密钥、部门自建登录台账。"
)


def _reader(city: str) -> Actor:
    return system("operator", city=city, grants=frozenset({(SEE_CLIENTS, None)}))


@app.command("list", help="列出接入的系统。")
def show(as_json: AsJson = False) -> None:
    """Show every city's systems."""
    found = {
        city: [
            asdict(one) | {"told_of_people": one.told_of_people}
            for one in list_clients(actor=_reader(city))
        ]
        for city in list_cities()
    }
    lines = [
        f"{city}  {one['name']}  {one['body']}  {one['code']}  " + _state_of(one)
        for city, rows in found.items()
        for one in rows
    ]
    answer({"cities": found}, lines or ["还没有系统接进来。"], as_json=as_json)


def _state_of(one: dict[str, Any]) -> str:
    """In use or not, and whether it may be told what it is told."""
    if one["ended_at"]:
        return "已停用"
    lacks = one["told_of_people"] and not one["assessed_until"]
    return "在用，缺影响评估" if lacks else "在用"


@app.command("logins", help="部门自建登录归并到哪一步；有逾期的，以 1 结束。")
def logins(as_json: AsJson = False) -> None:
    """Show the register and its figure."""
    found: dict[str, dict[str, Any]] = {}
    for city in list_cities():
        actor, today = _reader(city), clock.today()
        found[city] = {
            "figure": asdict(count_logins(actor=actor, today=today)),
            "logins": [asdict(one) for one in list_logins(actor=actor, today=today)],
        }
    words = {"own": "没有归并", "merged": "已归并", "closed": "已停用"}
    lines = [
        f"{city}  一共 {one['figure']['total']} 个，已归并 {one['figure']['merged']} 个，"
        f"停用 {one['figure']['closed']} 个，逾期 {one['figure']['late']} 个"
        for city, one in found.items()
    ] + [
        f"{city}  {row['body']}  {row['name']}  {row['due_on']}  {words[row['state']]}"
        for city, one in found.items()
        for row in one["logins"]
    ]
    answer({"cities": found}, lines, as_json=as_json)
    if any(one["figure"]["late"] for one in found.values()):
        raise typer.Exit(REFUSED)


@app.command("keys", help="列出签名密钥；加 --rotate 换一把，旧的留到它签的都过期。")
def keys(
    rotate: Annotated[bool, typer.Option("--rotate", help="现在换一把。")] = False,
    as_json: AsJson = False,
) -> None:
    """Show the keys that signatures are checked with; replace the one that signs."""
    at = timezone.now()
    found: dict[str, list[dict[str, Any]]] = {}
    for city in list_cities():
        actor = provider(city)
        if rotate:
            rotate_key(actor=actor, at=at)
        found[city] = [
            {
                "key": str(one.key_id),
                "made_at": one.made_at,
                "signs_to": one.signs_to,
                "shown_to": one.shown_to,
            }
            for one in list_keys(actor=actor, at=at)
        ]
    lines = [
        f"{city}  {one['key']}  {one['made_at']:%Y-%m-%d %H:%M} 生成  "
        + (
            f"只供核对到 {one['shown_to']:%Y-%m-%d %H:%M}"
            if one["shown_to"]
            else "在用"
        )
        for city, rows in found.items()
        for one in rows
    ]
    answer({"cities": found}, lines or ["还没有用过，没有密钥。"], as_json=as_json)


@app.command("tell", help="现在就把退出通知发给接入的系统，不等下一分钟。")
def tell(as_json: AsJson = False) -> None:
    """Send what waits."""
    told = {city: tell_systems(city, timezone.now()) for city in list_cities()}
    lines = [f"{city}  {count} 条" for city, count in told.items()]
    answer({"cities": told}, lines, as_json=as_json)


@app.command("assessments", help="系统可以依据的影响评估：提供给谁、提供什么、到哪天。")
def assessments(as_json: AsJson = False) -> None:
    """Show the approved assessments of sharing."""
    found = {
        city: [asdict(one) for one in list_sharing_assessments(actor=_reader(city))]
        for city in list_cities()
    }
    lines = [
        f"{one['assessment_id']}  {one['processing']}  {'、'.join(one['claims'])}  "
        f"到 {one['valid_until']}"
        for rows in found.values()
        for one in rows
    ]
    answer({"cities": found}, lines or ["还没有。"], as_json=as_json)


@app.command("cover", help="把系统换到另一份影响评估上，例如旧的快到期了。")
def cover(
    code: Annotated[str, typer.Argument(metavar="系统", help="系统标识，tb- 开头。")],
    assessment: Annotated[str, typer.Argument(metavar="评估", help="评估的键。")],
    *,
    login: Annotated[
        str, typer.Option("--as", help="由谁来做：登录名。", envvar="TONGBAN_OFFICER")
    ],
    as_json: AsJson = False,
) -> None:
    """Put a system on another assessment."""
    actor = officer(login)
    known = {one.code: one.client_id for one in list_clients(actor=actor)}
    if code not in known:
        raise NotFound(f"没有标识是“{code}”的系统，请看 tongban systems list。")
    cover_client(
        actor=actor,
        client_id=known[code],
        assessment_id=key_of(
            assessment, noun="评估", command="tongban systems assessments"
        ),
    )
    answer({"covered": code}, ["换好了。"], as_json=as_json)
