"""What a package is made of: rows that changed, a manifest, digests. Pure.

A row is one item: `put` with the digest of its published text, or `remove`. The other side
recomputes every digest from the text that comes with it, so nothing has to be believed.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from tongban.plumbing.evidence.recording import canonical_text

FORMAT: Final = "tongban.exchange/1"
# An item is about 12 KB: a package stays well under what one request should carry.
MOST_ROWS: Final = 200
PUT: Final = "put"
REMOVE: Final = "remove"

# Handling code → digest of the published text.
Held = dict[str, str]
Manifest = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """An item in force on our side."""

    code: str
    name: str
    version: int
    digest: str


@dataclass(frozen=True)
class Row:
    """A row of a package."""

    code: str
    name: str
    version: int
    digest: str
    action: str


@dataclass(frozen=True)
class Gap:
    """An item that both sides do not hold alike; an empty digest: not held at all."""

    code: str
    name: str
    ours: str
    theirs: str


def changes(held: Held, listed: Iterable[Listed]) -> list[Row]:
    """What the other side must be told so that it holds what is in force here."""
    ours = {one.code: one for one in listed}
    rows = [
        Row(one.code, one.name, one.version, one.digest, PUT)
        for one in ours.values()
        if held.get(one.code) != one.digest
    ]
    gone = [Row(code, "", 0, held[code], REMOVE) for code in held if code not in ours]
    return sorted([*rows, *gone], key=lambda row: row.code)


def chunks(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows in packages of bearable size."""
    for first in range(0, len(rows), MOST_ROWS):
        yield rows[first : first + MOST_ROWS]


def make_manifest(
    *, city: str, number: int, before: str, rows: Sequence[Row], at: datetime
) -> Manifest:
    """What is signed: counts, digests, and the digest of the package before this one."""
    return {
        "format": FORMAT,
        "city": city,
        "number": number,
        "before": before,
        "made_at": at.isoformat(timespec="seconds"),
        "counts": {
            action: sum(row.action == action for row in rows)
            for action in (PUT, REMOVE)
        },
        "rows_digest": digest_of([asdict(row) for row in rows]),
        "rows": [asdict(row) for row in rows],
    }


def rows_of(manifest: Manifest) -> list[Row]:
    """The rows of a manifest."""
    return [Row(**row) for row in manifest["rows"]]


def digest_of(value: object) -> str:
    """SM3 over the canonical text."""
    return hashlib.new("sm3", canonical_text(value).encode()).hexdigest()


def signed_bytes(manifest: Manifest) -> bytes:
    """The bytes over which the signature stands."""
    return canonical_text(manifest).encode()


def lay(held: Held, manifest: Manifest, refused: Iterable[str]) -> None:
    """Lay an answered package over what the other side holds; refused rows changed nothing."""
    left_out = set(refused)
    for row in rows_of(manifest):
        if row.code in left_out:
            continue
        if row.action == PUT:
            held[row.code] = row.digest
        else:
            held.pop(row.code, None)


def state_digest(held: Mapping[str, str]) -> str:
    """One digest over all that is held: a line for each item, by code."""
    lines = "".join(f"{code} {held[code]}\n" for code in sorted(held))
    return hashlib.new("sm3", lines.encode()).hexdigest()


def compare(ours: Iterable[Listed], theirs: Mapping[str, str]) -> list[Gap]:
    """The items that are not held alike, by code."""
    known = {one.code: one for one in ours}
    gaps = []
    for code in sorted(known.keys() | theirs.keys()):
        one = known.get(code)
        here, there = one.digest if one else "", theirs.get(code, "")
        if here != there:
            gaps.append(Gap(code, one.name if one else "", here, there))
    return gaps
