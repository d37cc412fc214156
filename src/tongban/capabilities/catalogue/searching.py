"""Finding items by people's words, pinyin initials, name or code. Pure, in memory.

A city has thousands of items at the most, so an index of them fits in each process and
answers in milliseconds; it is built anew when something is published or withdrawn.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from pypinyin import Style, lazy_pinyin

from tongban.capabilities.catalogue.checking.found import part, text, texts

LONGEST_QUERY: Final = 60
_FEWEST_OF_CODE: Final = 4
_LEAST_SHARE: Final = 0.5
_CODE: Final = re.compile(r"[0-9a-z.\-]*[0-9][0-9a-z.\-]*")
_LETTERS: Final = re.compile("[a-z]+")
# Words that people put around what they want, and that tell items apart in no way.
_AROUND: Final = re.compile(
    "^(我想|我要|想要|怎么|如何|办理|申请|办|开)+|(怎么办|办理|申请|手续|流程|吗)+$"
)


@dataclass(frozen=True)
class Entry:
    """An item as it is found: its names, their initials, its code, what its guide says."""

    version_id: UUID
    name: str
    aliases: tuple[str, ...]
    code: str
    said: str
    initials: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Hit:
    """An item that was found, how well it fits, and what matched."""

    version_id: UUID
    score: float
    why: str


def search_text(document: Mapping[str, Any]) -> str:
    """What an item can be found by, one line each: kept with the version."""
    names = [text(document, "name"), *texts(document, "aliases")]
    lines = [
        *names,
        " ".join(initials_of(name) for name in names),
        text(document, "handling_code"),
        text(part(document, "plain"), "summary"),
    ]
    return "\n".join(line for line in lines if line)


def make_entry(
    version_id: UUID, name: str, aliases: Iterable[str], code: str, said: str
) -> Entry:
    """An entry, with its words brought to one form."""
    names = (normalise(name), *(normalise(alias) for alias in aliases))
    return Entry(
        version_id=version_id,
        name=names[0],
        aliases=names[1:],
        code=normalise(code),
        said=normalise(said),
        initials=tuple(initials_of(one) for one in names),
    )


def normalise(said: str) -> str:
    """One form of a text: half-width, small letters, no spaces, signs or marks."""
    wide = unicodedata.normalize("NFKC", said).lower()
    return "".join(
        sign for sign in wide if unicodedata.category(sign)[0] in "LN" or sign in "-."
    )


@cache
def initials_of(said: str) -> str:
    """The first letters of the pinyin: 食品经营 → spjy."""
    return "".join(lazy_pinyin(said, style=Style.FIRST_LETTER, errors=_keep)).lower()


def _keep(signs: str) -> str:
    return "".join(sign for sign in signs if sign.isascii() and sign.isalnum())


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """What people say, and what it is called in the names of items."""
    data = files("tongban.capabilities.catalogue").joinpath("synonyms.json")
    return {word: tuple(said) for word, said in json.loads(data.read_text()).items()}


class Index:
    """All entries of a city, with the signs that each holds."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_sign: dict[str, set[int]] = defaultdict(set)
        for at, entry in enumerate(self.entries):
            for sign in set(entry.name + "".join(entry.aliases) + entry.said):
                self._by_sign[sign].add(at)

    def search(self, said: str, *, limit: int) -> list[Hit]:
        """The best fitting items, best first; nothing for what holds no letter or figure."""
        query = normalise(said[:LONGEST_QUERY])
        if not query.strip("-."):
            return []
        best: dict[UUID, Hit] = {}
        for hit in self._hits(query):
            held = best.get(hit.version_id)
            if held is None or hit.score > held.score:
                best[hit.version_id] = hit
        names = {entry.version_id: entry.name for entry in self.entries}
        ranked = sorted(
            best.values(), key=lambda hit: (-hit.score, names[hit.version_id])
        )
        return ranked[:limit]

    def _hits(self, query: str) -> Iterator[Hit]:
        yield from self._by_code_and_initials(query)
        yield from self._by_words(query, 1.0, "")
        bare = _AROUND.sub("", query)
        if bare and bare != query:
            yield from self._by_words(bare, 0.9, "")
        for word, names in synonyms().items():
            if word in query:
                for name in names:
                    yield from self._by_words(
                        normalise(name), 0.8, f"“{word}”就是“{name}”"
                    )

    def _by_code_and_initials(self, query: str) -> Iterator[Hit]:
        as_code = len(query) >= _FEWEST_OF_CODE and bool(_CODE.fullmatch(query))
        as_letters = bool(_LETTERS.fullmatch(query))
        if not as_code and not as_letters:
            return
        for entry in self.entries:
            if as_code and query in entry.code:
                starts = entry.code.startswith(query)
                yield Hit(entry.version_id, 90 if starts else 70, "编码相符")
            if as_letters:
                yield from _by_initials(query, entry)

    def _by_words(self, query: str, weight: float, why: str) -> Iterator[Hit]:
        for at in self._candidates(query):
            entry = self.entries[at]
            score, said = _fit(query, entry)
            if score:
                yield Hit(entry.version_id, score * weight, why or said)

    def _candidates(self, query: str) -> set[int]:
        """Entries that hold half the signs of the query, or more."""
        counted: dict[int, int] = defaultdict(int)
        signs = set(query)
        for sign in signs:
            for at in self._by_sign.get(sign, ()):
                counted[at] += 1
        return {at for at, count in counted.items() if count * 2 >= len(signs)}


def _by_initials(query: str, entry: Entry) -> Iterator[Hit]:
    if entry.initials[0].startswith(query):
        yield Hit(entry.version_id, 88, "拼音首字母相符")
    elif any(initials.startswith(query) for initials in entry.initials[1:]):
        yield Hit(entry.version_id, 72, "拼音首字母相符")
    elif len(query) > 1 and query in entry.initials[0]:
        yield Hit(entry.version_id, 60, "拼音首字母相符")


def _fit(query: str, entry: Entry) -> tuple[float, str]:
    """How well the words fit the entry, and what matched."""
    return next(_ways(query, entry), (0.0, ""))


def _ways(query: str, entry: Entry) -> Iterator[tuple[float, str]]:
    """The ways in which the words fit, the best first."""
    if query == entry.name:
        yield 100, "名称相符"
    if query in entry.aliases:
        yield 95, f"也叫“{query}”"
    if query in entry.name:
        yield 90 if entry.name.startswith(query) else 80, "名称相符"
    for alias in entry.aliases:
        if query in alias or alias in query:
            yield 75, f"也叫“{alias}”"
    pairs = _pairs(query)
    in_name = _share(pairs, (entry.name,))
    if in_name >= _LEAST_SHARE:
        yield 30 + 30 * in_name, "名称相近"
    in_names = _share(pairs, (entry.name, *entry.aliases))
    if in_names >= _LEAST_SHARE:
        yield 25 + 25 * in_names, "叫法相近"
    if query in entry.said:
        yield 20, "说明里提到"


def _pairs(said: str) -> set[str]:
    pairs = {said[at : at + 2] for at in range(len(said) - 1)}
    return pairs or {said}


def _share(pairs: set[str], names: Iterable[str]) -> float:
    held = set().union(*(_pairs(name) for name in names))
    return len(pairs & held) / len(pairs)
