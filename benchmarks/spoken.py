"""The fixed queries, the sample city's items to find, and how often the right one is found."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from tongban.capabilities.catalogue.finding.entries import Entry, make_entry
from tongban.faces.cli.sample_varying import read_items

PROJECT: Final = Path(__file__).parents[1]
QUERIES: Final = Path(__file__).parent / "queries"
SETS: Final = (
    *("spoken", "held_out", "unseen", "afterwards"),
    *("blind_open", "blind_sealed"),
)
_PLACES: Final = (
    *("青渡", "澜心", "临江", "石桥", "云栖", "望湖", "松岭", "白沙", "南浦", "东坪"),
    *("竹溪", "金圩", "柳塘", "平畈", "古渡", "新河", "鹤鸣", "枫林", "赤岸", "杏园"),
)
_UNITS: Final = ("县", "镇", "街道", "开发区")


@dataclass(frozen=True)
class Asked:
    """A query, and the names of the items that may be meant."""

    words: str
    names: frozenset[str]


@dataclass(frozen=True)
class Rates:
    """How many queries were asked, and the shares with the right item first, in three."""

    asked: int
    first: float
    in_three: float


def read_queries(name: str) -> list[Asked]:
    """One of the sets."""
    with (QUERIES / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return [
            Asked(row["query"], frozenset(row["items"].split("|")))
            for row in csv.DictReader(stream)
        ]


def sample_documents() -> list[dict[str, Any]]:
    """The item documents of the sample city."""
    return read_items(PROJECT / "sample")


def varied(documents: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """The documents, and as many again elsewhere as are wanted: other names, other aliases."""
    made = list(documents)
    turn = 0
    while len(made) < count:
        made += [_elsewhere(document, place_of(turn)) for document in documents]
        turn += 1
    return made[:count]


def place_of(turn: int) -> str:
    """Another place for each turn."""
    place = _PLACES[turn % len(_PLACES)]
    unit = _UNITS[turn // len(_PLACES) % len(_UNITS)]
    number = turn // len(_PLACES) // len(_UNITS)
    return f"{place}{unit}{number or ''}"


def _elsewhere(document: dict[str, Any], where: str) -> dict[str, Any]:
    aliases = [f"{where}{alias}" for alias in document["aliases"]]
    changed = {"name": f"{document['name']}（{where}）", "aliases": aliases}
    return document | changed | {"of": document["name"]}


def entries_of(documents: Iterable[dict[str, Any]]) -> list[Entry]:
    """The documents as the index takes them."""
    with (PROJECT / "sample" / "bodies.csv").open(encoding="utf-8") as stream:
        bodies = {row["code"]: row["name"] for row in csv.DictReader(stream)}
    return [
        make_entry(
            uuid4(),
            name=document["name"],
            code=document["handling_code"],
            elements=document,
            bodies=[bodies[document["org"]]],
            materials=[row["name"] for row in document["materials"]],
        )
        for document in documents
    ]


def rate(
    asked: Iterable[Asked], find: Callable[[str], list[str]], known: Iterable[str]
) -> Rates:
    """How often the right item is found; queries for items that are not there are left out."""
    names = frozenset(known)
    wanted = [one for one in asked if one.names & names]
    found = [(one, find(one.words)) for one in wanted]
    first = sum(bool(one.names & set(names[:1])) for one, names in found)
    in_three = sum(bool(one.names & set(names[:3])) for one, names in found)
    count = len(wanted)
    return Rates(count, round(first / count, 3), round(in_three / count, 3))
