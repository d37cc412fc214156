"""`tongban apps`: the register of mobile apps, and which may open our pages inside."""

from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final, cast

import typer
from django.utils import timezone

from tongban.capabilities.containers.commands import (
    admit_container,
    end_container,
    register_app,
    set_standing,
)
from tongban.capabilities.containers.permissions import SEE_APPS
from tongban.capabilities.containers.queries import count_apps, list_apps
from tongban.capabilities.containers.types import AppLine, ContainerLine, State
from tongban.capabilities.orgs.queries import find_body, list_cities
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.operating import key_of
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.faces.clock import today
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(
    no_args_is_help=True, help="移动应用台账：登记、归并情况、哪些可以打开本站的页面。"
)
_WORDS: Final = {"merged": "已归并", "to_merge": "待归并", "exempt": "豁免"}
_app_key = partial(key_of, noun="应用", command="tongban apps list")
_container_key = partial(key_of, noun="容器", command="tongban apps list")

Login = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_OPERATOR")
]
Day = Annotated[datetime | None, typer.Option("--until", formats=["%Y-%m-%d"])]
App = Annotated[str, typer.Argument(metavar="应用", help="应用的键。")]


def _reader(city: str) -> Actor:
    return system("operator", city=city, grants=frozenset({(SEE_APPS, None)}))


@app.command("list", help="列出移动应用和归并情况；有到期没有归并的，以 1 结束。")
def show(as_json: AsJson = False) -> None:
    """Show the register and its figure."""
    found: dict[str, dict[str, Any]] = {}
    for city in list_cities():
        actor = _reader(city)
        found[city] = {
            "figure": asdict(count_apps(actor=actor, today=today())),
            "apps": [
                plain(asdict(one)) for one in list_apps(actor=actor, today=today())
            ],
        }
    lines = [
        f"{city}  一共 {one['figure']['total']} 个，已归并 {one['figure']['merged']} 个，"
        f"待归并 {one['figure']['to_merge']} 个，豁免 {one['figure']['exempt']} 个"
        for city, one in found.items()
    ] + [
        f"{city}  {row['app_id']}  {row['body']}  {row['name']}  "
        f"{_WORDS[row['state']]}  {row['due_on'] or row['into']}  {row['reason']}"
        for city, one in found.items()
        for row in one["apps"]
    ]
    answer({"cities": found}, lines, as_json=as_json)
    if any(one["figure"]["late"] for one in found.values()):
        raise typer.Exit(REFUSED)


@app.command("register", help="登记一个应用，写明哪天以前归并。")
def register(
    name: Annotated[str, typer.Argument(metavar="名称")],
    *,
    org: Annotated[str, typer.Option(help="单位的代码，例如 AL-CENTRE。")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])],
    login: Login,
    address: str = "",
    as_json: AsJson = False,
) -> None:
    """Put an app on the register."""
    actor = officer(login)
    body = find_body(actor=actor, code=org)
    if body is None:
        raise NotFound(f"没有代码是“{org}”的单位，例如 AL-CENTRE。")
    line = AppLine(body.body_id, name, address, until.date())
    made = register_app(actor=actor, line=line, at=timezone.now())
    answer({"app": str(made)}, [f"登记好了：{made}"], as_json=as_json)


@app.command("standing", help="记下归并情况：merged、to_merge 或 exempt。")
def standing(
    which: App,
    state: Annotated[str, typer.Argument(metavar="状态")],
    *,
    login: Login,
    into: Annotated[str, typer.Option(help="归并到哪个容器：容器的键。")] = "",
    reason: str = "",
    until: Day = None,
    as_json: AsJson = False,
) -> None:
    """Say how an app stands from now on."""
    if state not in _WORDS:
        raise Invalid({"state": "状态只能是 merged、to_merge 或 exempt。"})
    set_standing(
        actor=officer(login),
        app_id=_app_key(which),
        state=cast("State", state),
        into_id=_container_key(into) if into else None,
        reason=reason,
        due_on=until.date() if until else None,
        at=timezone.now(),
    )
    answer({"app": which, "state": state}, ["记下了。"], as_json=as_json)


@app.command("admit", help="让应用可以打开本站的页面；--key 写它的公钥文件。")
def admit(
    which: App,
    *,
    origin: Annotated[str, typer.Option(help="应用的网站地址，不带路径。")],
    public_key: Annotated[Path, typer.Option("--key", help="P-256 公钥，PEM 或 JWK。")],
    login: Login,
    level: Annotated[int, typer.Option(help="最高证明到几级：2 或 3。")] = 2,
    until: Day = None,
    as_json: AsJson = False,
) -> None:
    """Admit a container."""
    try:
        text = public_key.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise NotFound(f"读不到公钥文件 {public_key}。") from None
    # Tickets go by the machine's day, as sessions do.
    since = timezone.localdate()
    line = ContainerLine(origin, text, level, since, until.date() if until else None)
    made = admit_container(
        actor=officer(login), app_id=_app_key(which), line=line, at=timezone.now()
    )
    facts = {"container": str(made.container_id), "code": made.code}
    answer(facts, [f"应用标识 {made.code}"], as_json=as_json)


@app.command("end", help="停用容器：它不能再带人进来。")
def end(
    container: Annotated[str, typer.Argument(metavar="容器", help="容器的键。")],
    *,
    login: Login,
    as_json: AsJson = False,
) -> None:
    """End a container."""
    end_container(
        actor=officer(login), container_id=_container_key(container), at=timezone.now()
    )
    answer({"ended": container}, ["停用了。"], as_json=as_json)
