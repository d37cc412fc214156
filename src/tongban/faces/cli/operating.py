"""Who acts when an operator or auditor types a command: a named system actor of a city."""

import json
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from django.conf import settings

from tongban.capabilities.cases.queries import find_case
from tongban.capabilities.orgs.queries import list_cities, system_actor_for_city
from tongban.faces.cli.output import MISUSED, AsJson, answer
from tongban.ground.clock import Check, PublicKey, load_public_key
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.evidence.signing import read_public_keys

CityOption = Annotated[
    str, typer.Option("--city", help="哪座城市的代码；只有一座时不用写。")
]
KeyOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--key",
        help="出证机关的公钥：网站“公钥”页上的 PEM 或 keys.json；不写就用本机安装的。可以写几次。",
    ),
]


def operator(city: str) -> Actor:
    """The named system actor of the one city there is, or of the one that was named."""
    known = list_cities()
    wanted = city or (known[0] if len(known) == 1 else "")
    if wanted not in known:
        words = "、".join(known) or "还没有"
        raise Refusal(f"请用 --city 写明是哪座城市，现有：{words}。")
    return system_actor_for_city(name="operator", city=wanted)


def resolve_case(actor: Actor, case: str) -> UUID:
    """The key of a case by its number or its key. Refuses with NotFound."""
    try:
        return UUID(case)
    except ValueError:
        case_id = find_case(actor=actor, number=case)
    if case_id is None:
        raise NotFound(f"没有办件 {case}，请核对办件编号。")
    return case_id


def trusted_keys(files: list[Path] | None) -> list[PublicKey]:
    """The keys that the checker named, else those of the installation in the data folder."""
    if files:
        return [key for path in files for key in _keys_of(path)]
    return read_public_keys(Path(settings.KEYS_ROOT))


def _keys_of(file: Path) -> list[PublicKey]:
    """The keys of a PEM file, or of the list that a site publishes at /keys.json."""
    content = read_bytes(file)
    if not content.lstrip().startswith(b"{"):
        return [load_public_key(content)]
    try:
        listed = json.loads(content)["keys"]
        texts = [str(key["public_key"]).encode() for key in listed]
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(
            f"{file} 不是公钥清单，请从网站的“公钥”页重新下载，例如 keys.json。"
        ) from error
    return [load_public_key(text) for text in texts]


def read_bytes(file: Path) -> bytes:
    """A file's bytes; a file that is not there is misuse."""
    try:
        return file.read_bytes()
    except OSError as error:
        typer.echo(f"读不了 {file}：{error.strerror}。", err=True)
        raise typer.Exit(MISUSED) from error


def answer_checks(checks: list[Check], *, as_json: AsJson, extra: list[str]) -> None:
    """Say what was checked; exit 1 when something does not hold."""
    valid = all(check.ok for check in checks)
    facts = {
        "valid": valid,
        "checks": [
            {"name": check.name, "ok": check.ok, "detail": check.detail}
            for check in checks
        ],
    }
    lines = [f"{'✓' if c.ok else '✗'} {c.name:<12}{c.detail}" for c in checks]
    verdict = "全部相符。" if valid else "有不相符的，不能采信。"
    answer(facts, [*extra, *lines, verdict], as_json=as_json)
    if not valid:
        raise typer.Exit(1)


def write_out(content: bytes, out: Path | None) -> None:
    """Write to the file, or to the terminal when none is named."""
    if out is None:
        typer.echo(content.decode())
    else:
        out.write_bytes(content + b"\n")


def key_of(said: str, *, noun: str, command: str) -> UUID:
    """A key as it was typed. Refuses with NotFound, naming the command that lists them."""
    try:
        return UUID(said)
    except ValueError:
        raise NotFound(f"“{said}”不是{noun}的键。用 {command} 看有哪些。") from None
