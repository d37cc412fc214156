"""A file becomes entries, whatever kind it is; refused as a whole when it is broken."""

import json
from dataclasses import dataclass, field
from typing import Any, Final

from tongban.capabilities.catalogue.listing.entries import (
    Entry,
    entry_of_guide,
    entry_of_row,
)
from tongban.capabilities.catalogue.listing.sheets import (
    MOST_ROWS,
    digest_of_file,
    read_sheet,
    refuse_size,
)
from tongban.ground.refusals import Invalid

_BLANK: Final = b" \t\r\n"
_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class ListFile:
    """The entries of a file, its digest, and headings that nobody knows."""

    digest: str
    entries: tuple[Entry, ...]
    unknown: tuple[str, ...] = field(default=())


def read_file(content: bytes, *, org: str, name: str = "") -> ListFile:
    """The entries in the bytes of a file. Refuses with Invalid what is no list at all."""
    refuse_size(len(content))
    bare = content.removeprefix(_MARK).lstrip(_BLANK)
    if bare[:1] in (b"{", b"[") or name.lower().endswith(".json"):
        return _read_guides(content, org)
    sheet = read_sheet(content)
    entries = tuple(entry_of_row(row) for row in sheet.rows)
    return ListFile(sheet.digest, entries, sheet.unknown)


def _read_guides(content: bytes, org: str) -> ListFile:
    try:
        found: Any = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Invalid(
            {"file": f"读不懂，第一处错误：{error}"},
            "这个文件不是 JSON。请改成 UTF-8 的 JSON 文件，例如一份指南一个对象。",
        ) from error
    guides = found if isinstance(found, list) else [found]
    if not guides:
        raise Invalid(
            {"file": "里面一份指南也没有，请确认选对了文件，例如一份指南一个对象。"},
            "这份文件是空的。",
        )
    if len(guides) > MOST_ROWS:
        raise Invalid(
            {"file": f"最多 {MOST_ROWS} 份，这里有 {len(guides)} 份。请分成几个文件。"},
            "文件太长。",
        )
    entries = tuple(
        entry_of_guide(guide, at, org=org) for at, guide in enumerate(guides, 1)
    )
    return ListFile(digest_of_file(content), entries)
