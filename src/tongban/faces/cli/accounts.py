"""`tongban accounts`: letting somebody back in; each who does it signs in for the act."""

from typing import Annotated

import typer

from tongban.capabilities.accounts import commands
from tongban.capabilities.orgs.queries import find_body
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.cli.signing import Login, PasswordFile, signed_in
from tongban.faces.clock import now
from tongban.ground.refusals import NotFound
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(
    no_args_is_help=True,
    help="账号找回：窗口当面核对后给办事人办；工作人员的由安全管理员提出、另一人确认。",
)
Reason = Annotated[str, typer.Option("--reason", help="为什么找回。")]


@app.command("readmit", help="办事人丢了手机和恢复码：当面核对后停用旧的，给登记码。")
def readmit(
    name: Annotated[str, typer.Argument(metavar="姓名")],
    *,
    org: Annotated[str, typer.Option(help="窗口所在单位的代码。")],
    papers: Annotated[str, typer.Option(help="当面看了什么，例如：身份证原件。")],
    reason: Reason,
    login: Login,
    kind: Annotated[str, typer.Option(help="证件类型。")] = "citizen_id",
    password_file: PasswordFile = None,
    as_json: AsJson = False,
) -> None:
    """Let a citizen back in; the number is asked for and stands in no shell history."""
    actor = signed_in(login, password_file)
    body = find_body(actor=actor, code=org)
    if body is None:
        raise NotFound(f"没有代码是“{org}”的单位，例如 AL-CENTRE。")
    given = commands.readmit_citizen(
        actor=actor,
        body_id=body.body_id,
        document=(name, kind, typer.prompt("证件号码")),
        papers=papers,
        reason=reason,
        at=now(),
    )
    facts = {"code": given.code, "ends_at": plain(given.ends_at)}
    said = f"登记码 {given.code}，24 小时内有效，只能用一次。请本人到注册页填新手机号和这个码。"
    answer(facts, [said], as_json=as_json)


@app.command("readmit-staff", help="提出给工作人员找回账号，等另一名管理员确认。")
def readmit_staff(
    who: Annotated[str, typer.Argument(metavar="登录名", help="谁的账号。")],
    *,
    document: Annotated[str, typer.Option(help="凭什么文件。")],
    reason: Reason,
    login: Login,
    password_file: PasswordFile = None,
    as_json: AsJson = False,
) -> None:
    """Ask; `tongban rights requests` shows it, another administrator answers."""
    actor = signed_in(login, password_file)
    asked = commands.ask_to_readmit_staff(
        actor=actor, login=who, document_number=document, reason=reason, at=now()
    )
    said = f"已经提出 {asked}，等另一名管理员确认：tongban rights requests。"
    answer({"request": str(asked)}, [said], as_json=as_json)
