"""The form of an item as somebody designs it: pages and fields, laid over, moved, undone.

Pure: a document and what was posted become another document. A field is known by its name
and a page by its key; both are made here and never typed, so that answers keep their meaning.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from tongban.capabilities.catalogue.elements.pasting import rows_from
from tongban.capabilities.catalogue.elements.properties import (
    PROPERTIES,
    read_property,
)
from tongban.capabilities.catalogue.elements.proposing import with_common_fields
from tongban.capabilities.catalogue.elements.table import Block
from tongban.capabilities.catalogue.elements.values import Document, clean, value_at

MOST_FIELDS: Final = 200
MOST_UNDONE: Final = 20
FIRST_PAGE: Final = "申请内容"
_PAGES: Final = "form.pages"

Kind = Literal["field", "page"]


@dataclass(frozen=True)
class Spot:
    """What is open or acted upon: a field by its name, a page by its key."""

    kind: Kind
    name: str

    def __str__(self) -> str:
        """As it stands in addresses and buttons."""
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True)
class Taken:
    """What was taken out, and where it stood: enough to put it back."""

    kind: Kind
    what: Document
    page: str
    at: int

    @property
    def words(self) -> str:
        """What it is called."""
        return str(self.what.get("title" if self.kind == "page" else "label") or "")


@dataclass(frozen=True)
class Designed:
    """The document after an act, what is open now, and what can be put back."""

    document: Document
    spot: Spot | None = None
    taken: tuple[Taken, ...] = field(default=())


def spot_of(said: str) -> Spot | None:
    """The spot that an address or a button names, or none."""
    kind, _, name = said.partition(":")
    if not name:
        return None
    return Spot("page", name) if kind == "page" else Spot("field", name)


def pages_of(document: Mapping[str, Any]) -> list[Document]:
    """The pages with their fields, copied; each has a key or name of its own.

    An import may bring fields without a name, or one name twice: the later ones get another.
    """
    listed = value_at(document, _PAGES)
    pages: list[Document] = []
    keys: set[str] = set()
    names = _names(listed)
    seen: set[str] = set()
    for page in listed if isinstance(listed, list) else []:
        if not isinstance(page, Mapping):
            continue
        held = deepcopy(dict(page))
        held["key"] = _own(str(held.get("key") or ""), "page", keys, keys)
        keys.add(held["key"])
        fields = held.get("fields")
        held["fields"] = [dict(one) for one in fields or [] if isinstance(one, Mapping)]
        for one in held["fields"]:
            one["name"] = _own(str(one.get("name") or ""), "field", seen, names)
            seen.add(one["name"])
            names.add(one["name"])
        pages.append(held)
    return pages


def with_pages(document: Document, pages: Sequence[Document]) -> Document:
    """The document with these pages as its form."""
    return document | {"form": {"pages": list(pages)}}


def find(pages: Sequence[Document], spot: Spot | None) -> tuple[int, int] | None:
    """Where it stands: the place of its page, and its own (-1: it is the page)."""
    if spot is None:
        return None
    for at, page in enumerate(pages):
        if spot.kind == "page" and page["key"] == spot.name:
            return at, -1
        for place, one in enumerate(page["fields"]):
            if spot.kind == "field" and one["name"] == spot.name:
                return at, place
    return None


def lay_open(
    document: Document, spot: Spot | None, posted: Mapping[str, Sequence[str]]
) -> Document:
    """The document with what was typed into the open field or page.

    A property that the page did not ask for stays as it is; one that was emptied goes.
    """
    pages = pages_of(document)
    found = find(pages, spot)
    if found is None:
        return document
    at, place = found
    if place < 0:
        if "title" in posted:
            pages[at]["title"] = clean(posted["title"][0]).strip()
        return with_pages(document, pages)
    held = pages[at]["fields"][place]
    # The kind of field decides how its bounds are read, so it comes first.
    for asked in PROPERTIES:
        if asked.key in posted:
            value = read_property(asked, posted[asked.key], held)
            if value in (None, "", []) and asked.key not in {"label", "required"}:
                held.pop(asked.key, None)
            else:
                held[asked.key] = value
    wanted = str(next(iter(posted.get("page", ())), ""))
    keys = [page["key"] for page in pages]
    if wanted in keys and wanted != pages[at]["key"]:
        pages[at]["fields"].pop(place)
        pages[keys.index(wanted)]["fields"].append(held)
    return with_pages(document, pages)


def act(
    document: Document,
    do: str,
    spot: Spot | None,
    taken: tuple[Taken, ...],
    lines: tuple[Block, str],
) -> Designed:
    """What a button does: add, move, take out, put back, paste; else nothing changes.

    `do` is "add:page", "add:field:<page>", "up:<spot>", "down:<spot>", "remove:<spot>",
    "undo", "common", "open:<spot>"; `lines` are fields written one a line, with "lines".
    """
    what, _, rest = do.partition(":")
    now, pages = Designed(document, spot, taken), pages_of(document)
    match what:
        case "lines":
            now = _with_lines(now, pages, *lines)
        case "add" if _count(pages) < MOST_FIELDS:
            now = _added(now, pages, rest)
        case "up" | "down":
            now = _moved(now, pages, spot_of(rest), 1 if what == "down" else -1)
        case "remove":
            now = _taken_out(now, pages, spot_of(rest))
        case "undo" if taken:
            now = _put_back(now, pages)
        case "common":
            grown = with_common_fields(with_pages(document, pages))
            now = Designed(grown, spot, taken)
        case "open":
            now = Designed(document, spot_of(rest), taken)
    return now


def add_lines(document: Document, block: Block, pasted: str) -> Document:
    """One field more for each line, on the page it names, else on the last one."""
    pages = pages_of(document)
    for row in rows_from(block, clean(pasted)):
        if _count(pages) >= MOST_FIELDS:
            break
        title = str(row.pop("page", "") or "")
        page = _page_titled(pages, title)
        said = {key: value for key, value in row.items() if key in _KEYS}
        page["fields"].append(_new_field(pages) | said)
    return with_pages(document, pages)


_KEYS: Final = frozenset(one.key for one in PROPERTIES)


def _with_lines(
    now: Designed, pages: list[Document], block: Block, pasted: str
) -> Designed:
    fields = sum(len(page["fields"]) for page in pages)
    document = add_lines(with_pages(now.document, pages), block, pasted)
    listed = [one for page in pages_of(document) for one in page["fields"]]
    spot = Spot("field", listed[-1]["name"]) if len(listed) > fields else now.spot
    return Designed(document, spot, now.taken)


def _page_titled(pages: list[Document], title: str) -> Document:
    """The page of this title, or the last one where none is named; made if it must be."""
    named = next((page for page in pages if title and page.get("title") == title), None)
    if named is not None:
        return named
    if pages and not title:
        return pages[-1]
    keys = {page["key"] for page in pages}
    pages.append(
        {
            "key": _own("", "page", keys, keys),
            "title": title or FIRST_PAGE,
            "fields": [],
        }
    )
    return pages[-1]


def _added(now: Designed, pages: list[Document], rest: str) -> Designed:
    what, _, key = rest.partition(":")
    if what == "page":
        keys = {page["key"] for page in pages}
        # The first page has an evident name; who adds another knows what it is for.
        title = "" if pages else FIRST_PAGE
        made = _own("", "page", keys, keys)
        pages.append({"key": made, "title": title, "fields": []})
        return _done(now, pages, Spot("page", made))
    if not pages:
        _page_titled(pages, "")
    page = next((one for one in pages if one["key"] == key), pages[-1])
    added = _new_field(pages)
    page["fields"].append(added)
    return _done(now, pages, Spot("field", added["name"]))


def _new_field(pages: Sequence[Document]) -> Document:
    names = {one["name"] for page in pages for one in page["fields"]}
    name = _own("", "field", names, names)
    return {"name": name, "label": "", "type": "text", "required": True}


def _moved(
    now: Designed, pages: list[Document], spot: Spot | None, step: int
) -> Designed:
    """One place on; a field at the edge of its page goes over to the next page."""
    found = find(pages, spot)
    if found is None:
        return now
    at, place = found
    if place < 0:
        if 0 <= at + step < len(pages):
            pages.insert(at + step, pages.pop(at))
    elif 0 <= place + step < len(pages[at]["fields"]):
        fields = pages[at]["fields"]
        fields.insert(place + step, fields.pop(place))
    elif 0 <= at + step < len(pages):
        held = pages[at]["fields"].pop(place)
        there = pages[at + step]["fields"]
        there.insert(0 if step > 0 else len(there), held)
    return _done(now, pages, now.spot)


def _taken_out(now: Designed, pages: list[Document], spot: Spot | None) -> Designed:
    found = find(pages, spot)
    if found is None or spot is None:
        return now
    at, place = found
    key = pages[at]["key"]
    if place < 0:
        gone = Taken("page", pages.pop(at), key, at)
    else:
        gone = Taken("field", pages[at]["fields"].pop(place), key, place)
    open_now = now.spot if find(pages, now.spot) else None
    taken = (*now.taken, gone)[-MOST_UNDONE:]
    return Designed(with_pages(now.document, pages), open_now, taken)


def _put_back(now: Designed, pages: list[Document]) -> Designed:
    """The last thing taken out, where it stood; its page may be gone, then on the last."""
    *rest, last = now.taken
    back = deepcopy(last.what)
    if last.kind == "page":
        pages.insert(min(last.at, len(pages)), back)
        spot = Spot("page", str(back.get("key")))
    else:
        page = next((one for one in pages if one["key"] == last.page), None)
        fields = (page or _page_titled(pages, ""))["fields"]
        fields.insert(min(last.at, len(fields)), back)
        spot = Spot("field", str(back.get("name")))
    return Designed(with_pages(now.document, pages), spot, tuple(rest))


def _done(now: Designed, pages: list[Document], spot: Spot | None) -> Designed:
    return Designed(with_pages(now.document, pages), spot, now.taken)


def _count(pages: Sequence[Document]) -> int:
    return sum(len(page["fields"]) + 1 for page in pages)


def _names(listed: Any) -> set[str]:
    return {
        str(one.get("name"))
        for page in (listed if isinstance(listed, list) else [])
        if isinstance(page, Mapping)
        for one in page.get("fields") or []
        if isinstance(one, Mapping)
    }


def _own(wanted: str, word: str, seen: set[str], taken: set[str]) -> str:
    """The name as it is while nobody before has it, else one that is free."""
    if wanted and wanted not in seen:
        return wanted
    number = 1
    while f"{word}_{number}" in taken:
        number += 1
    return f"{word}_{number}"
