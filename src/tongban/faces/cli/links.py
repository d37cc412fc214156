"""`tongban links`: kinds of linked accounts, one's own links, and taking one away."""

from dataclasses import asdict
from functools import partial
from typing import Annotated, Final

import typer
from django.utils import timezone

from tongban.capabilities.linking.adapter import list_open_kinds
from tongban.capabilities.linking.commands import unlink_account
from tongban.capabilities.linking.queries import list_kinds, list_own_links
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.operating import key_of
from tongban.faces.cli.output import AsJson, answer
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(
    no_args_is_help=True, help="关联的账号：有哪几种、接了哪几种；某人关联了什么。"
)
_key: Final = partial(key_of, noun="关联", command="tongban links list")
Login = Annotated[
    str, typer.Option("--as", help="是谁：他的登录名。", envvar="TONGBAN_CITIZEN")
]


@app.command("kinds", help="有哪几种账号、各证明到几级、接了没有。")
def kinds(as_json: AsJson = False) -> None:
    """Show the register of kinds."""
    held = {one.kind for one in list_open_kinds()}
    rows = [asdict(one) | {"open": one.kind in held} for one in list_kinds()]
    lines = [
        f"{row['kind']}  {row['name']}  {row['level']} 级  "
        + ("接了" if row["open"] else "没有接")
        for row in rows
    ]
    answer({"kinds": rows}, lines, as_json=as_json)


@app.command("list", help="某人关联了哪些账号。")
def show(*, login: Login, as_json: AsJson = False) -> None:
    """List one's own."""
    links = list_own_links(actor=officer(login))
    lines = [f"{one.link_id}  {one.name}  {one.linked_at:%Y-%m-%d}" for one in links]
    facts = {"links": [plain(asdict(one)) for one in links]}
    answer(facts, lines or ["没有关联账号。"], as_json=as_json)


@app.command("end", help="取消关联：那个账号不能再登录这里。")
def end(
    link: Annotated[str, typer.Argument(metavar="关联", help="关联的键。")],
    *,
    login: Login,
    as_json: AsJson = False,
) -> None:
    """Take one away."""
    unlink_account(actor=officer(login), link_id=_key(link), at=timezone.now())
    answer({"ended": link}, ["取消了。"], as_json=as_json)
