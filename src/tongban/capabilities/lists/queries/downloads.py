"""A published release as a file: workbook, CSV, JSON, or paper. Made on demand, and kept."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID

from django.core.cache import cache

from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.models import ListPublication
from tongban.capabilities.lists.queries.documents import document_of, papers_of
from tongban.capabilities.lists.queries.releases import get_release
from tongban.capabilities.lists.stages import RANK_LABELS
from tongban.capabilities.lists.types import Download, ListDocument, ReleaseCard
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.refusals import NotFound
from tongban.ground.reviews import PUBLISHED
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.evidence.recording import plain
from tongban.plumbing.papers import QrCode, render
from tongban.plumbing.text.tables import write_csv, write_workbook

_LAYOUT: Final = "tongban.capabilities.lists:papers/release.typ"
_MOST_PAGES: Final = 2_000
_LONG_AGO: Final = date(2000, 1, 1)
_FIVE: Final = (
    ("drafted_by_id", "编制"),
    ("first_reviewer_id", "初审"),
    ("lawyer_id", "合法性审查"),
    ("gatekeeper_id", "把关"),
    ("published_by_id", "发布"),
)
_MEDIA: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
}


@query
def download_release(
    *, actor: Actor, release_id: UUID, kind: str, site: str = ""
) -> Download:
    """A published release as xlsx, csv, json or pdf.

    `site` is where the page of the release is found, for the code on paper. Refuses with
    NotFound where it is not published, or another kind of file is asked for.
    """
    card = get_release(actor=actor, release_id=release_id)
    if card.stage != PUBLISHED or kind not in _MEDIA:
        raise NotFound("没有这个文件。已发布的清单可以下载 xlsx、csv、json、pdf。")
    # A published release never changes, and neither do the bytes made of it.
    key = f"list/{release_id}/{card.digest}/{kind}/{site}"
    content: bytes | None = cache.get(key)
    if content is None:
        content = _WRITERS[kind](actor, card, document_of(actor, card), site)
        cache.set(key, content, timeout=None)
    return Download(f"{card.title}-第{card.number}版.{kind}", _MEDIA[kind], content)


def about(card: ReleaseCard) -> list[tuple[str, str]]:
    """What a release says of itself, besides its rows."""
    basis = card.basis
    number = f"（{basis.number}）" if basis.number else ""
    day = card.effective_on
    return [
        ("清单", card.title),
        *([("窗口类别", card.window_class_name)] if card.window_class_id else []),
        ("第几版", str(card.number)),
        ("从哪天起有效", day.isoformat() if day else ""),
        ("共几行", str(card.rows)),
        ("依据", f"《{basis.title}》{number}{basis.article}"),
        ("依据层级", RANK_LABELS[basis.rank]),
        ("摘要值（SM3）", card.digest),
    ]


def _cells(document: ListDocument) -> list[list[str]]:
    return [row["columns"] for row in document.rows]


def _xlsx(actor: Actor, card: ReleaseCard, document: ListDocument, _site: str) -> bytes:
    columns = kind_of(card.kind).columns
    people = [(label, name) for label, name in _people(actor, card)]
    day = card.effective_on or _LONG_AGO
    return write_workbook(
        card.title,
        document.headings,
        _cells(document),
        widths=[column.width for column in columns],
        notes=[
            *about(card),
            *((one["title"], "\n".join(one["lines"])) for one in papers_of(card)),
            *people,
        ],
        created=datetime.combine(day, time(), tzinfo=UTC),
    )


def _csv(
    _actor: Actor, _card: ReleaseCard, document: ListDocument, _site: str
) -> bytes:
    return write_csv(document.headings, _cells(document))


def _json(
    _actor: Actor, card: ReleaseCard, document: ListDocument, _site: str
) -> bytes:
    whole = document.head | {
        "effective_on": plain(card.effective_on),
        "digest": card.digest,
        "headings": list(document.headings),
        "rows": list(document.rows),
    }
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


def _pdf(actor: Actor, card: ReleaseCard, document: ListDocument, site: str) -> bytes:
    bodies = {body.body_id: body.name for body in list_bodies(actor=actor)}
    basis = dict(about(card))
    told = [
        *([f"{card.window_class_name}窗口"] if card.window_class_id else []),
        f"第 {card.number} 版",
        f"{card.effective_on} 起有效",
        f"共 {card.rows} 行",
        f"依据：{basis['依据']}",
    ]
    where = f"{site}/lists/{card.kind}/{card.release_id}"
    values = {
        "title": card.title,
        "organ": bodies.get(card.body_id, ""),
        "issued_on": card.effective_on,
        "about": told,
        "headings": list(document.headings),
        "widths": [column.width for column in kind_of(card.kind).columns],
        "rows": _cells(document),
        "papers": papers_of(card),
        "people": [
            "　".join(f"{label}：{name}" for label, name in _people(actor, card))
        ],
        "digest": card.digest,
        "code": QrCode(where),
        "where": where,
        "foot": f"{card.title}　第 {card.number} 版　指纹 {card.digest[:16]}",
    }
    return render(_LAYOUT, values, most_pages=_MOST_PAGES)


def _people(actor: Actor, card: ReleaseCard) -> list[tuple[str, str]]:
    """Who did each of the five acts, as far as the actor may know the names."""
    row = ListPublication.objects.get(release_id=card.release_id)
    keys = [getattr(row, field) for field, _ in _FIVE]
    names = list_staff_names(actor=actor, person_ids=keys)
    return [
        (label, names[key])
        for key, (_, label) in zip(keys, _FIVE, strict=True)
        if key in names
    ]


_Writer = Callable[[Actor, ReleaseCard, ListDocument, str], bytes]
_WRITERS: Final[dict[str, _Writer]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
    "pdf": _pdf,
}
