"""`tongban log …`: prove that a record stands in the evidence log; verify the whole log."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from tongban.capabilities.cases.queries import list_event_keys, verify_records
from tongban.faces.cli.operating import (
    CityOption,
    KeyOption,
    answer_checks,
    operator,
    read_bytes,
    resolve_case,
    trusted_keys,
    write_out,
)
from tongban.faces.cli.output import AsJson
from tongban.ground.clock import Check
from tongban.ground.refusals import Refusal
from tongban.plumbing.evidence.documents import (
    DocumentRefused,
    encode_document,
    read_document,
)
from tongban.plumbing.evidence.proving import FORMAT, prove, verify_proof
from tongban.plumbing.evidence.signing import installation_key

app = typer.Typer(no_args_is_help=True, help="存证日志：出具证明，核对全部记录。")


@app.command("prove", help="证明一条记录（或一个办件的某条记录）在存证日志里。")
def make(
    leaf: Annotated[str, typer.Argument(help="记录编号，或办件编号。")],
    event: Annotated[
        int, typer.Option(help="办件的第几条记录；不写就是最后一条。")
    ] = 0,
    out: Annotated[Path | None, typer.Option(help="写进这个文件。")] = None,
    city: CityOption = "",
    as_json: AsJson = False,
) -> None:
    """Write the signed proof; it is JSON with and without --json."""
    actor = operator(city)
    try:
        leaf_id = UUID(leaf)
    except ValueError:
        keys = list_event_keys(actor=actor, case_id=resolve_case(actor, leaf))
        if not 0 <= event <= len(keys):
            words = f"这个办件有 {len(keys)} 条记录，--event 请写 1 到 {len(keys)}。"
            raise Refusal(words) from None
        leaf_id = keys[event - 1]
    document = prove(actor=actor, leaf_id=leaf_id, key=installation_key())
    write_out(encode_document(document), out)


@app.command("check", help="核对存证证明，不需要数据库。")
def check(
    file: Annotated[Path, typer.Argument(help="证明文件。")],
    key: KeyOption = None,
    as_json: AsJson = False,
) -> None:
    """Check a proof of inclusion offline."""
    try:
        document = read_document(read_bytes(file), of_format=FORMAT)
    except DocumentRefused as refusal:
        checks = [Check("format", False, refusal.message)]
    else:
        checks = verify_proof(document, trusted_keys(key))
    answer_checks(checks, as_json=as_json, extra=[])


@app.command("verify", help="从头重算全部存证日志，并与办件、文书逐条核对。")
def verify(
    key: KeyOption = None, city: CityOption = "", as_json: AsJson = False
) -> None:
    """Recompute everything; exit 1 when something does not agree."""
    checks = verify_records(actor=operator(city), trusted=trusted_keys(key))
    answer_checks(checks, as_json=as_json, extra=[])
