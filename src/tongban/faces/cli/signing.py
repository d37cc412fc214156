"""Signing in for one act of the command line, with password and second factor."""

from pathlib import Path
from typing import Annotated

import typer
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone

from tongban.capabilities.accounts.commands import prove_by_code
from tongban.capabilities.accounts.queries import list_own_factors
from tongban.capabilities.people.queries import get_actor
from tongban.faces import clock
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.tries import count_try, forget_tries

Login = Annotated[str, typer.Option("--login", help="您自己的账号，接着会问密码。")]
# Never a word of the command line: other processes and the shell's history could read it.
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        exists=True,
        dir_okay=False,
        help="第一行是密码的文件；不写就会问。",
    ),
]


def signed_in(login: str, password_file: Path | None) -> Actor:
    """Who signs in here; tries are counted as at the page. Refuses with NotAllowed."""
    if password_file is None:
        password = typer.prompt("密码", hide_input=True)
    else:
        password = password_file.read_text(encoding="utf-8").split("\n")[0]
    # An empty request comes from this machine.
    here = HttpRequest()
    account = authenticate(here, username=login, password=password)
    if account is None:
        raise NotAllowed("账号或者密码不对，请核对后再试。")
    actor = get_actor(account_id=account.pk, today=clock.today())
    if list_own_factors(actor=actor):
        count_try(here, login)
        code = typer.prompt("验证器上的 6 位数字，或者恢复码")
        prove_by_code(actor=actor, code=code, at=timezone.now())
    forget_tries(here, login)
    return actor
