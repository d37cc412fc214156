"""`tongban purge …`: lawful purges; each of the two people signs in for the own act."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated
from uuid import UUID

import typer

from tongban.capabilities.cases.commands import approve_purge, propose_purge
from tongban.capabilities.cases.queries import (
    PurgeLine,
    get_application_key,
    list_purges,
)
from tongban.faces import clock
from tongban.faces.cli.operating import CityOption, operator, resolve_case
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.cli.signing import Login, PasswordFile, signed_in
from tongban.plumbing.files.storing import sweep

app = typer.Typer(
    no_args_is_help=True, help="依法销毁：一人凭文号提出，另一人核准，核准即销毁。"
)


@app.command("list", help="列出销毁单：文号、原因、谁提出、谁核准。")
def show(city: CityOption = "", as_json: AsJson = False) -> None:
    """List the orders of a city."""
    rows = list_purges(actor=operator(city))
    answer({"orders": [asdict(row) for row in rows]}, _lines(rows), as_json=as_json)


@app.command("propose", help="提出销毁一个办件的申请内容，还要另一个人核准。")
def propose(
    case: Annotated[str, typer.Argument(help="办件编号。")],
    *,
    document: Annotated[str, typer.Option(help="批准销毁的文号。")],
    reason: Annotated[str, typer.Option(help="为什么销毁。")],
    login: Login,
    password_file: PasswordFile = None,
    city: CityOption = "",
    as_json: AsJson = False,
) -> None:
    """Order a purge under a document."""
    actor = signed_in(login, password_file)
    system = operator(city or actor.city)
    application_id = get_application_key(
        actor=system, case_id=resolve_case(system, case)
    )
    order = propose_purge(
        actor=actor,
        application_id=application_id,
        document_number=document,
        reason=reason,
        at=clock.now(),
    )
    said = f"已提出，销毁单 {order}。请另一个人核准：tongban purge approve {order} --login 账号"
    answer({"order": order}, [said], as_json=as_json)


@app.command("approve", help="核准并立即销毁，不能恢复。")
def approve(
    order: Annotated[UUID, typer.Argument(help="销毁单的键，见 tongban purge list。")],
    login: Login,
    password_file: PasswordFile = None,
    as_json: AsJson = False,
) -> None:
    """Approve somebody else's order: it is done at once."""
    actor = signed_in(login, password_file)
    application_id = approve_purge(actor=actor, order_id=order, at=clock.now())
    swept = sweep(city=actor.city)
    said = f"已销毁申请 {application_id} 的内容和 {swept} 个文件，只留登记和存证。"
    answer({"application": application_id, "files": swept}, [said], as_json=as_json)


def _lines(rows: Sequence[PurgeLine]) -> Iterator[str]:
    yield f"共 {len(rows)} 份。"
    for row in rows:
        state = f"{row.approved_at:%Y-%m-%d} 已销毁" if row.approved_at else "待核准"
        yield f"{row.order_id}  {row.document_number}  {state}  {row.reason}"
