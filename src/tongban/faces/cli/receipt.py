"""`tongban receipt …`: export a receipt as a signed document, and check one offline."""

from pathlib import Path
from typing import Annotated

import typer

from tongban.capabilities.cases.queries import (
    check_receipt_document,
    get_receipt_document,
)
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
from tongban.faces.clock import now
from tongban.plumbing.evidence.documents import encode_document
from tongban.plumbing.evidence.promising import verify_promise
from tongban.plumbing.evidence.signing import installation_key

app = typer.Typer(no_args_is_help=True, help="收件凭证：导出，离线核对。")


@app.command("export", help="导出一个办件的收件凭证（签名文件）。")
def export(
    number: Annotated[str, typer.Argument(help="办件编号。")],
    out: Annotated[Path | None, typer.Option(help="写进这个文件。")] = None,
    city: CityOption = "",
    as_json: AsJson = False,
) -> None:
    """Write the signed receipt; it is JSON with and without --json."""
    actor = operator(city)
    document = get_receipt_document(
        actor=actor,
        case_id=resolve_case(actor, number),
        key=installation_key(),
        at=now(),
    )
    write_out(encode_document(document), out)


@app.command("verify", help="核对收件凭证，或凭证上扫出来的存证承诺；不需要数据库。")
def verify(
    file: Annotated[str, typer.Argument(help="凭证文件，或扫码得到的 tb1:… 文字。")],
    key: KeyOption = None,
    as_json: AsJson = False,
) -> None:
    """Check a receipt or a scanned promise; any change is found."""
    keys = trusted_keys(key)
    if file.startswith("tb1:"):
        answer_checks(verify_promise(file, keys), as_json=as_json, extra=[])
        return
    document, checks = check_receipt_document(read_bytes(Path(file)), keys)
    extra = []
    if document:
        item = document.get("item", {}).get("name", "")
        extra = [f"办件 {document.get('number')}　{item}　{document.get('filed_at')}"]
    answer_checks(checks, as_json=as_json, extra=extra)
