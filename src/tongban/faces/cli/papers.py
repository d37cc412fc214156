"""`tongban papers`: the words of papers, as the desk has them."""

import json
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final
from uuid import UUID

import typer

from tongban.capabilities.orgs.queries import find_body
from tongban.capabilities.wording import commands, queries
from tongban.capabilities.wording.types import VersionCard
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.items import Officer, On, write_file
from tongban.faces.cli.operating import key_of
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.evidence.recording import plain
from tongban.plumbing.papers import chosen_fonts

app = typer.Typer(
    no_args_is_help=True, help="文书和短信模板：看、改写、试打、启用、停用。"
)
_STATES: Final = {
    "platform": "平台文本",
    "draft": "草稿",
    "coming": "将要生效",
    "in_force": "现在有效",
    "ended": "已停用",
}

Kind = Annotated[
    str, typer.Argument(metavar="文书", help="哪种文书，例如 acceptance。")
]
Version = Annotated[
    str, typer.Argument(metavar="版本", help="版本的键（versions 会列出）。")
]
Org = Annotated[str, typer.Option(help="哪个单位的（编码）；不写就是全市通用。")]


@app.command("list", help="每种文书现在照哪一版打印；加 --on 看某一天的。")
def show_list(*, login: Officer, on: On = None, as_json: AsJson = False) -> None:
    """List what is in force on a day, by kind and scope."""
    cards = queries.list_in_force(actor=officer(login), day=_day(on))
    _tell(cards, as_json=as_json)


@app.command("versions", help="一种文书的各版，新的在前。")
def show_versions(
    kind: Kind, *, login: Officer, org: Org = "", as_json: AsJson = False
) -> None:
    """List the versions of a kind in one scope."""
    who = officer(login)
    cards = queries.list_versions(
        actor=who, kind=kind, body_id=_body(who, org), day=today()
    )
    _tell(cards, as_json=as_json)


@app.command("fields", help="一种文书的段落、必须保留的字段和可用的字段。")
def show_fields(kind: Kind, as_json: AsJson = False) -> None:
    """Show what can be written in a kind of paper."""
    card = queries.get_kind(kind)
    lines = [
        *(
            f"{one.key}  {one.title}  必须保留：{'、'.join(one.locked) or '无'}"
            for one in card.blocks
        ),
        *(f"{{{one.name}}}  例如：{one.example}" for one in card.fields),
    ]
    answer(asdict(card), lines, as_json=as_json)


@app.command("show", help="一版的各段文字；--json 的 blocks 改好可以用 save 存回。")
def show(version: Version, *, login: Officer, as_json: AsJson = False) -> None:
    """Show the words of a version."""
    card = queries.get_version(
        actor=officer(login), version_id=_key(version), day=today()
    )
    titles = {one.key: one.title for one in queries.get_kind(card.kind).blocks}
    lines = [f"{titles[key]}：{text}" for key, text in card.blocks.items()]
    answer(_facts(card), lines, as_json=as_json)


@app.command("message", help="一版短信按例子填好是什么样、分几条发送。")
def show_message(version: Version, *, login: Officer, as_json: AsJson = False) -> None:
    """Show a version of a short message as it is sent."""
    seen = queries.preview_saved_message(
        actor=officer(login), version_id=_key(version), day=today()
    )
    lines = [seen.text, f"共 {seen.characters} 个字，分 {seen.parts} 条发送。"]
    answer(asdict(seen), lines, as_json=as_json)


@app.command("diff", help="一版与同一单位的上一版比，改了什么。")
def diff(version: Version, *, login: Officer, as_json: AsJson = False) -> None:
    """Compare a version with the one before."""
    who = officer(login)
    with reading(who):
        card = queries.get_version(actor=who, version_id=_key(version), day=today())
        found = queries.list_versions(
            actor=who, kind=card.kind, body_id=card.body_id, day=today()
        )
    before = next(one for one in found if one.number < card.number)
    changed = queries.compare(before, card)
    lines = [f"~ {one.title}：{one.before} → {one.after}" for one in changed]
    facts = {"before": before.number, "changed": [asdict(one) for one in changed]}
    answer(facts, lines or ["没有变化。"], as_json=as_json)


@app.command("fonts", help="文书用的字体；写了名称却没有的，说明缺哪一个。")
def show_fonts(as_json: AsJson = False) -> None:
    """Show and check the fonts that papers are set in."""
    chosen = chosen_fonts()
    facts = {
        "folder": str(chosen.folder or ""),
        "title": chosen.title,
        "body": chosen.body,
        "heading": chosen.heading,
    }
    usual = "自带的思源字体"
    lines = [
        f"字体文件夹：{chosen.folder or '没有写'}",
        f"标题：{chosen.title or usual}",
        f"正文：{chosen.body or usual}",
        f"小标题：{chosen.heading or usual}",
    ]
    answer(facts, lines, as_json=as_json)


@app.command("save", help="把各段文字（JSON 文件）另存为新的一版。")
def save(
    kind: Kind,
    file: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, help='例如 {"remarks": "…"}；没写的段照原版。'
        ),
    ],
    *,
    login: Officer,
    org: Org = "",
    note: Annotated[str, typer.Option(help="改动说明。")] = "",
    as_json: AsJson = False,
) -> None:
    """Save the next version; blocks that the file leaves out stay as they are in force."""
    who = officer(login)
    body_id = _body(who, org)
    key = commands.draft_version(
        actor=who,
        kind=kind,
        body_id=body_id,
        blocks=_in_force(who, kind, body_id) | _read(file),
        note=note,
        at=now(),
    )
    card = queries.get_version(actor=who, version_id=key, day=today())
    answer(_facts(card), [f"存为第 {card.number} 版：{key}"], as_json=as_json)


@app.command("print", help="用例子的内容试打一版，写成 PDF，页面上有“试打”。")
def print_version(
    version: Version,
    file: Annotated[Path, typer.Argument(dir_okay=False, help="例如 试打.pdf。")],
    *,
    login: Officer,
    as_json: AsJson = False,
) -> None:
    """Write a test print of a version into a file."""
    who, key = officer(login), _key(version)
    card = queries.get_version(actor=who, version_id=key, day=today())
    content = queries.print_test(actor=who, kind=card.kind, version_id=key, day=today())
    write_file(file, content)
    facts = {"file": str(file), "bytes": len(content)}
    answer(facts, [f"写在 {file}。"], as_json=as_json)


@app.command("put-in-force", help="启用一版：由没有参加编写的人，从某一天起。")
def put_in_force(
    version: Version, *, login: Officer, on: On = None, as_json: AsJson = False
) -> None:
    """Put a version in force from a day."""
    who, key = officer(login), _key(version)
    commands.put_in_force(actor=who, version_id=key, effective_on=_day(on), at=now())
    card = queries.get_version(actor=who, version_id=key, day=today())
    answer(_facts(card), [f"{card.effective_on} 起启用。"], as_json=as_json)


@app.command("end", help="停用一版：从某一天起照全市通用的一版或者平台文本打印。")
def end(
    version: Version, *, login: Officer, on: On = None, as_json: AsJson = False
) -> None:
    """End a version from a day on."""
    who, key = officer(login), _key(version)
    commands.end_version(actor=who, version_id=key, until=_day(on), at=now())
    card = queries.get_version(actor=who, version_id=key, day=today())
    answer(_facts(card), [f"{card.until} 起停用。"], as_json=as_json)


def _in_force(actor: Actor, kind: str, body_id: UUID | None) -> dict[str, str]:
    cards = queries.list_versions(actor=actor, kind=kind, body_id=body_id, day=today())
    found = next((one for one in cards if one.state == "in_force"), cards[-1])
    return dict(found.blocks)


def _read(file: Path) -> dict[str, str]:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        said = None
    if not isinstance(said, dict) or not all(
        isinstance(text, str) for text in said.values()
    ):
        raise Invalid(
            {
                "file": '文件要是一个 JSON 对象，段落对文字，例如 {"remarks": "请妥善保存。"}'
            }
        )
    return said


def _day(on: datetime | None) -> date:
    return on.date() if on else today()


_key = partial(key_of, noun="版本", command="tongban papers versions")


def _body(actor: Actor, code: str) -> UUID | None:
    if not code:
        return None
    body = find_body(actor=actor, code=code)
    if body is None:
        raise Invalid({"org": f"没有编码为 {code} 的单位，例如 AL-MARKET。"})
    return body.body_id


def _facts(card: VersionCard) -> dict[str, Any]:
    facts: dict[str, Any] = plain(asdict(card))
    return facts


def _tell(cards: list[VersionCard], *, as_json: bool) -> None:
    lines = [
        f"{one.version_id or '—'}  {one.kind}  {one.body_name}  第 {one.number} 版  "
        f"{_STATES[one.state]}  {one.effective_on or ''}".rstrip()
        for one in cards
    ]
    answer({"versions": [_facts(one) for one in cards]}, lines, as_json=as_json)
