"""`tongban rights certificates`: issuing, taking and checking certificates of window service."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from tongban.capabilities.orgs.queries import find_city
from tongban.capabilities.rights import commands, queries
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.operating import key_of
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.cli.rights import As, Body, Key, Whose, body_of, person_of
from tongban.faces.cli.rights import app as app  # noqa: PLC0414 - one sub-command, several files
from tongban.faces.clock import now, today
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.evidence.recording import plain

_DAY: Final = ["%Y-%m-%d"]
_PAGE: Final = "/service-certificates"


@app.command(
    "certificates", help="窗口工作经历证明：自己的，管岗位的看得到所管单位的。"
)
def show_certificates(*, login: As, as_json: AsJson = False) -> None:
    """List certificates."""
    cards = queries.list_certificates(actor=officer(login))
    lines = [
        f"{one.certificate_id}  {one.number}  {one.person}  {one.body}  {one.days} 天"
        for one in cards
    ]
    facts = {"certificates": [plain(asdict(one)) for one in cards]}
    answer(facts, lines or ["还没有证明。"], as_json=as_json)


@app.command("certify", help="给在编人员开具窗口工作经历证明，天数由系统计算。")
def issue(
    who: Whose,
    body: Body,
    *,
    until: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="算到哪天，不写是今天。")
    ] = None,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Issue a certificate."""
    actor = officer(login)
    made = commands.issue_certificate(
        actor=actor,
        person_id=person_of(actor, who),
        body_id=body_of(actor, body),
        until=until.date() if until else today(),
        at=now(),
    )
    card = queries.get_certificate(actor=actor, certificate_id=made)
    facts = {"certificate": str(made), "number": card.number, "days": card.days}
    lines = [f"已开具：编号 {card.number}，共 {card.days} 天。"]
    answer(facts, lines, as_json=as_json)


@app.command("certificate-file", help="把一份证明存成 PDF。")
def take(
    certificate: Key,
    out: Annotated[Path, typer.Option("--out", help="存成哪个文件。")],
    *,
    login: As,
    as_json: AsJson = False,
) -> None:
    """Write the paper of a certificate to a file."""
    _name, content = queries.print_certificate(
        actor=officer(login),
        certificate_id=key_of(
            certificate, noun="证明", command="tongban rights certificates"
        ),
        where=_PAGE,
    )
    out.write_bytes(content)
    answer({"file": str(out)}, [f"已存成 {out}。"], as_json=as_json)


@app.command("certificate-check", help="按编号核对一份窗口工作经历证明。")
def check(
    number: Annotated[str, typer.Argument(metavar="编号", help="证明右上方的编号。")],
    *,
    as_json: AsJson = False,
) -> None:
    """Compare a paper with the record."""
    actor = anonymous(find_city(host="localhost"))
    found = queries.check_certificate(actor=actor, number=number)
    if found is None:
        raise NotFound("没有这个编号的证明，请对照纸上的编号再输一次。")
    lines = [
        (
            f"{found.body}  {found.holder}  {found.first} 起，算到 {found.until}，"
            f"共 {found.days} 天，{found.issued_on} 开具"
        )
    ]
    answer(plain(asdict(found)), lines, as_json=as_json)
