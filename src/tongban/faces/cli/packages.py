"""`tongban packages`: signed parcels carried between the inner and the outer network."""

from pathlib import Path
from typing import Annotated, Final

import typer

from tongban.capabilities.exchange.adapter import (
    Carried,
    answer_parcel,
    carrier,
    receive_parcel,
    send_parcel,
)
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.items import Officer
from tongban.faces.cli.operating import read_bytes, trusted_keys
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import Actor

app = typer.Typer(
    no_args_is_help=True,
    help="内外网之间的交换包：打包签名、核对收下、收存回执；每一步都有存证。",
)
# What a parcel may hold, and a little for its list.
LARGEST: Final = 272 * 1024 * 1024

TheirKey = Annotated[
    list[Path],
    typer.Option("--key", help="对方的公钥文件（PEM，或对方网站的 keys.json）。"),
]


@app.command("send", help="检查内容，打成签过名的包；同样的内容再打一次，还是那一包。")
def send(
    out: Annotated[Path, typer.Argument(metavar="包", help="写进这个文件，.zip。")],
    *,
    login: Officer,
    to: Annotated[str, typer.Option(help="送到哪个网络，例如 内网。")] = "内网",
    item: Annotated[
        list[str] | None, typer.Option(help="在用事项的实施编码，可以写几次。")
    ] = None,
    file: Annotated[
        list[Path] | None,
        typer.Option(help="PDF、OFD、JPG、PNG 文件，可以写几次。"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Pack listed contents for the other network."""
    actor, by = _carried_by(login)
    done = send_parcel(
        actor=actor,
        to=to,
        items=item or [],
        files=[(path.name, read_bytes(path)) for path in file or []],
        by=by,
        day=today(),
        at=now(),
    )
    out.write_bytes(done.document)
    _tell(done, f"打好了：{out}，{len(done.entries)} 份。", as_json=as_json)


@app.command(
    "receive", help="核对送来的包，收下合格的，写出签过名的回执；有没收的以 1 结束。"
)
def receive(
    parcel: Annotated[Path, typer.Argument(metavar="包", help="送来的包，.zip。")],
    *,
    login: Officer,
    key: TheirKey,
    receipt: Annotated[Path, typer.Option(help="回执写进这个文件，送回对方。")],
    as_json: AsJson = False,
) -> None:
    """Check signature, digests, kinds and viruses; keep what passes."""
    actor, by = _carried_by(login)
    if parcel.is_file() and parcel.stat().st_size > LARGEST:
        raise Refusal(
            f"{parcel} 太大，一包最多 {LARGEST // 1024 // 1024} MB，请对方分成几包。"
        )
    done = receive_parcel(
        actor=actor,
        archive=read_bytes(parcel),
        trusted=trusted_keys(key),
        by=by,
        at=now(),
    )
    receipt.write_bytes(done.document)
    taken = len(done.entries) - len(done.refused)
    line = f"收下 {taken} 份，在 {done.folder / 'contents'}；回执：{receipt}。"
    _tell(done, line, as_json=as_json)


@app.command("receipt", help="核对对方的回执并收存；有没收的以 1 结束。")
def receipt(
    file: Annotated[Path, typer.Argument(metavar="回执", help="对方写出的回执。")],
    *,
    login: Officer,
    key: TheirKey,
    as_json: AsJson = False,
) -> None:
    """Keep what the other side said, once."""
    actor, by = _carried_by(login)
    done = answer_parcel(
        actor=actor,
        text=read_bytes(file),
        trusted=trusted_keys(key),
        by=by,
        at=now(),
    )
    taken = len(done.entries) - len(done.refused)
    _tell(done, f"对方收下 {taken} 份，回执已收存。", as_json=as_json)


def _carried_by(login: str) -> tuple[Actor, Actor]:
    """Who packs, and for whom: an operator, whose account stands in the record."""
    person = officer(login)
    return carrier(person.city), person


def _tell(done: Carried, line: str, *, as_json: bool) -> None:
    names = {one.digest: one.name for one in done.entries}
    facts = {
        "parcel": done.parcel,
        "new": done.is_new,
        "entries": [vars(one) for one in done.entries],
        "refused": [
            {"digest": digest, "reason": reason}
            for digest, reason in done.refused.items()
        ],
    }
    lines = [line, f"编号 {done.parcel}"]
    if not done.is_new:
        lines.append("以前做过，结果一样，没有再记。")
    lines += [f"✗ 没收 {names[one]}：{why}" for one, why in done.refused.items()]
    answer(facts, lines, as_json=as_json)
    if done.refused:
        raise typer.Exit(REFUSED)
