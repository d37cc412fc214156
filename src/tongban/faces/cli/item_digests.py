"""`tongban items digest`: recomputes the digest that a guide's page shows."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from tongban.capabilities.catalogue.queries import find_version_in_force, get_guide
from tongban.capabilities.orgs.queries import find_city
from tongban.faces.cli.items import app as app  # noqa: PLC0414 - one sub-command, two files
from tongban.faces.cli.operating import read_bytes
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import today
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.evidence.recording import canonical_text


@app.command(
    "digest",
    help="重算指南的摘要值（SM3），与网页上的比较：给文件就重算，给编码就显示已发布的。",
)
def tell_digest(
    what: Annotated[
        str, typer.Argument(metavar="文件或编码", help="指南的 JSON 文件，或编码。")
    ],
    as_json: AsJson = False,
) -> None:
    """Tell the digest of each item of a file, or of the guide in force."""
    told = _of_file(Path(what)) if what.endswith(".json") else _in_force(what)
    lines = [f"{one['digest']}  {one['handling_code']}  {one['name']}" for one in told]
    answer({"items": told}, lines, as_json=as_json)


def _of_file(file: Path) -> list[dict[str, str]]:
    try:
        read = json.loads(read_bytes(file))
    except ValueError as error:
        raise Refusal(
            f"{file} 不是 JSON，请用导出的原文件，例如 tongban items export 指南.json 写的。"
        ) from error
    documents = read if isinstance(read, list) else [read]
    return [_told(document) for document in documents if isinstance(document, dict)]


def _told(document: dict[str, Any]) -> dict[str, str]:
    # Keys sorted, no spaces, UTF-8: what the page's words say, and nothing else.
    digest = hashlib.new("sm3", canonical_text(document).encode()).hexdigest()
    code, name = document.get("handling_code", ""), document.get("name", "")
    return {"digest": digest, "handling_code": str(code), "name": str(name)}


def _in_force(code: str) -> list[dict[str, str]]:
    actor = anonymous(find_city(host="localhost"))
    found = find_version_in_force(actor=actor, handling_code=code, day=today())
    if found is None:
        raise NotFound(f"没有编码为 {code} 的有效指南，请照网页地址里的编码写。")
    guide = get_guide(actor=actor, version_id=found)
    told = {"digest": guide.digest, "handling_code": code, "name": guide.name}
    return [told]
