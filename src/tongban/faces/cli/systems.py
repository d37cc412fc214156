"""`tongban systems`: systems that sign people in here, their keys, departments' own logins."""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from django.utils import timezone

from tongban.capabilities.federation.adapter import provider, tell_systems
from tongban.capabilities.federation.commands import rotate_key
from tongban.capabilities.federation.permissions import SEE_CLIENTS
from tongban.capabilities.federation.queries import (
    count_logins,
    list_clients,
    list_keys,
    list_logins,
)
from tongban.capabilities.orgs.queries import list_cities
from tongban.faces import clock
from tongban.faces.cli.output import REFUSED, AsJson, answer
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
        city: [asdict(one) for one in list_clients(actor=_reader(city))]
        for city in list_cities()
    }
    lines = [
        f"{city}  {one['name']}  {one['body']}  {one['code']}  "
        + ("已停用" if one["ended_at"] else "在用")
        for city, rows in found.items()
        for one in rows
    ]
    answer({"cities": found}, lines or ["还没有系统接进来。"], as_json=as_json)


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
