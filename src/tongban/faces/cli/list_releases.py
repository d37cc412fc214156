"""`tongban items lists`, `release` and `diff`: lists in force, their way there, what changed."""

from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from tongban.capabilities.lists import commands, queries
from tongban.capabilities.lists.types import Entry, LegalBasis, ReleaseCard
from tongban.capabilities.orgs.queries import find_body, find_city, list_venues
from tongban.faces.cli.drafting import DRAFTER, officer
from tongban.faces.cli.item_powers import app as app  # noqa: PLC0414
from tongban.faces.cli.item_windows import find_class, read_papers
from tongban.faces.cli.items import KnownAt, Officer, On, write_file
from tongban.faces.cli.operating import key_of
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, anonymous
from tongban.plumbing.evidence.recording import plain

release_app = typer.Typer(
    no_args_is_help=True, help="编制、送审、审查、发布清单，下载已发布的清单。"
)
app.add_typer(release_app, name="release")

Release = Annotated[
    str, typer.Argument(metavar="清单", help="清单的键（lists 会列出）。")
]


@app.command("lists", help="现在有效的清单；加 --on 看过去某一天的。")
def show_lists(
    *, on: On = None, known_at: KnownAt = None, as_json: AsJson = False
) -> None:
    """List the releases in force on a day."""
    cards = queries.list_in_force(actor=_anybody(), day=_day(on), known_at=known_at)
    lines = [
        f"{one.release_id}  {one.title}  第 {one.number} 版  {one.rows} 行  "
        f"{one.effective_on} 起"
        for one in cards
    ]
    facts = {"lists": [_facts(one) for one in cards]}
    answer(facts, lines or ["这一天还没有公布清单。"], as_json=as_json)


@app.command("diff", help="同一种清单两次发布之间，究竟变了什么。")
def compare(before: Release, after: Release, as_json: AsJson = False) -> None:
    """Tell what came, what went, and what reads otherwise."""
    found = queries.compare_releases(
        actor=_anybody(), before_id=_key(before), after_id=_key(after)
    )
    facts = {
        "added": [row.code for row in found.added],
        "removed": [row.code for row in found.removed],
        "changed": [
            {
                "code": one.code,
                "element": one.element,
                "from": one.before,
                "to": one.after,
            }
            for one in found.changed
        ],
    }
    lines = [
        *(f"+ {row.code}  {row.cells[0]}" for row in found.added),
        *(f"- {row.code}  {row.cells[0]}" for row in found.removed),
        *(
            f"~ {one.code}  {one.element}：{one.before} → {one.after}"
            for one in found.changed
        ),
    ]
    answer(facts, lines or ["没有变化。"], as_json=as_json)


@release_app.command("show", help="一份清单的行。")
def show(
    release: Release,
    *,
    words: Annotated[str, typer.Option("--find", help="只看有这些字的行。")] = "",
    as_json: AsJson = False,
) -> None:
    """Show the rows of a published release."""
    actor, key = _anybody(), _key(release)
    card = queries.get_release(actor=actor, release_id=key)
    page = queries.list_rows(
        actor=actor, release_id=key, kind=card.kind, text=words, limit=100_000
    )
    lines = [
        f"{card.title}（第 {card.number} 版，{card.effective_on} 起有效，共 {page.total} 行）",
        f"摘要值：{card.digest}",
        *("  ".join(cell for cell in row.cells if cell) for row in page.rows),
    ]
    rows = [
        {
            "code": row.code,
            "columns": dict(zip(page.headings, row.cells, strict=True)),
        }
        for row in page.rows
    ]
    answer(_facts(card) | {"rows": rows}, lines, as_json=as_json)


@release_app.command(
    "file", help="下载已发布的清单：文件名以 .xlsx .csv .json .pdf 结尾。"
)
def take(
    release: Release,
    file: Annotated[Path, typer.Argument(dir_okay=False, help="例如 清单.xlsx。")],
    as_json: AsJson = False,
) -> None:
    """Write a published release into a file."""
    found = queries.download_release(
        actor=_anybody(), release_id=_key(release), kind=file.suffix.lower()[1:]
    )
    write_file(file, found.content)
    facts = {"file": str(file), "bytes": len(found.content)}
    answer(facts, [f"写在 {file}。"], as_json=as_json)


@release_app.command("draft", help="新编一份清单，能从指南生成的行先生成好。")
def draft(  # what a release says from its first day
    kind: Annotated[str, typer.Argument(help="哪一种，例如 licences。")],
    *,
    org: Annotated[str, typer.Option(help="由哪个单位编制（编码）。")],
    basis: Annotated[str, typer.Option(help="依据的名称。")],
    rank: Annotated[
        str,
        typer.Option(
            help="依据层级：law、regulation、rule、state_policy、province_policy。"
        ),
    ],
    article: Annotated[str, typer.Option(help="第几条。")] = "",
    venue: Annotated[str, typer.Option(help="哪个大厅的（编码）。")] = "",
    window_class: Annotated[
        str, typer.Option(help="哪一类窗口的（编码，windows 会列出）。")
    ] = "",
    paper: Annotated[
        list[str] | None,
        typer.Option(help="一起公布的文件，可以写几次，例如 norm=规范.txt。"),
    ] = None,
    title: Annotated[str, typer.Option(help="清单名称。")] = "",
    login: Officer = DRAFTER,
    as_json: AsJson = False,
) -> None:
    """Begin a release."""
    who = officer(login)
    card = commands.draft_release(
        actor=who,
        kind=kind,
        body_id=_body(who, org),
        basis=LegalBasis(basis, rank, article),
        title=title,
        venue_id=_venue(who, venue),
        window_class_id=find_class(who, window_class),
        papers=read_papers(paper or []),
        day=today(),
        at=now(),
    )
    _tell(card, f"已开始编制，生成 {card.rows} 行", as_json=as_json)


@release_app.command("add", help="在编制中的清单里加一行。")
def add(  # what a row says
    release: Release,
    code: Annotated[str, typer.Argument(help="业务办理项编码；证明用材料目录编码。")],
    *,
    part: Annotated[str, typer.Option(help="材料、收费或环节的编号。")] = "",
    reason: Annotated[str, typer.Option(help="理由。")] = "",
    basis: Annotated[str, typer.Option(help="依据。")] = "",
    term: Annotated[
        list[str] | None,
        typer.Option(help="必写的内容，可以写几次，例如 content=经营场所符合标准。"),
    ] = None,
    login: Officer = DRAFTER,
    as_json: AsJson = False,
) -> None:
    """Add one row."""
    who, key = officer(login), _key(release)
    said = dict(text.partition("=")[::2] for text in term or [])
    commands.add_entry(
        actor=who,
        release_id=key,
        entry=Entry(code, part, reason, basis, said),
        day=today(),
        at=now(),
    )
    _tell(queries.get_release(actor=who, release_id=key), "加了一行", as_json=as_json)


@release_app.command("hand-in", help="送审。")
def hand_in(
    release: Release, login: Officer = DRAFTER, as_json: AsJson = False
) -> None:
    """Hand a release in for review."""
    who, key = officer(login), _key(release)
    commands.hand_in_release(actor=who, release_id=key, at=now())
    _tell(queries.get_release(actor=who, release_id=key), "已送审", as_json=as_json)


@release_app.command("review", help="初审、合法性审查、把关：通过，或者写明理由退回。")
def review(
    release: Release,
    *,
    login: Officer,
    returned: Annotated[str, typer.Option("--return", help="退回的理由。")] = "",
    as_json: AsJson = False,
) -> None:
    """Review what was handed in last, at the stage whose turn it is."""
    who, key = officer(login), _key(release)
    card = queries.get_release(actor=who, release_id=key)
    commands.review_release(
        actor=who,
        release_id=key,
        stage=card.stage,
        outcome="returned" if returned else "passed",
        opinion=returned,
        digest=card.digest,
        at=now(),
    )
    _tell(queries.get_release(actor=who, release_id=key), "已审查", as_json=as_json)


@release_app.command("publish", help="发布通过三道审查的清单。")
def publish(
    release: Release,
    *,
    login: Officer,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Put a release in force from a day."""
    who, key = officer(login), _key(release)
    commands.publish_release(actor=who, release_id=key, effective_on=_day(on), at=now())
    _tell(queries.get_release(actor=who, release_id=key), "已发布", as_json=as_json)


def _anybody() -> Actor:
    return anonymous(find_city(host="localhost"))


def _day(on: datetime | None) -> date:
    return on.date() if on else today()


_key = partial(key_of, noun="清单", command="tongban items lists")


def _body(actor: Actor, code: str) -> UUID:
    body = find_body(actor=actor, code=code)
    if body is None:
        raise Invalid({"org": f"没有编码为 {code} 的单位，例如 AL-APPROVAL。"})
    return body.body_id


def _venue(actor: Actor, code: str) -> UUID | None:
    if not code:
        return None
    found = [one.venue_id for one in list_venues(actor=actor) if one.code == code]
    if not found:
        raise Invalid({"venue": f"没有编码为 {code} 的大厅，例如 al-hall。"})
    return found[0]


def _facts(card: ReleaseCard) -> dict[str, Any]:
    kept = asdict(card)
    kept.pop("opinions")
    facts: dict[str, Any] = plain(kept)
    return facts


def _tell(card: ReleaseCard, said: str, *, as_json: bool) -> None:
    answer(_facts(card), [f"{said}：{card.release_id}  {card.title}"], as_json=as_json)
