"""How an entry fits, and why in words: said only of what is shown."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.finding.asking import PAIR, Query
from tongban.capabilities.catalogue.finding.entries import Entry
from tongban.capabilities.catalogue.finding.index import Index, Name

BY_CODE: Final = "code"
BY_WORDS: Final = "words"
BY_INITIALS: Final = "initials"
BY_SPELLING: Final = "spelling"
# Where there is nothing more to say.
_SAID: Final = {
    BY_CODE: "编码相符",
    BY_INITIALS: "拼音首字母相符",
    BY_SPELLING: "拼音相符",
}
_LONGEST_MENTION: Final = 10
# A name less like the query than this was not what it was found by.
_LEAST_LIKE: Final = 0.35


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an entry fits, out of 100, and which of its names does, and how."""

    version_id: UUID
    score: float
    number: int
    name: Name
    likeness: float
    how: str


def reason(index: Index, query: Query, fit: Fit) -> str:
    """What matched, in words: the first of these that is so."""
    entry, like = index.entries[fit.number], fit.name.text
    said = _SAID.get(fit.how) or _meaning(query, like)
    if said:
        return said
    if _only_sounds(index, query, fit.name):
        return f"读音和“{like}”相近"
    told = mention(query, entry, least=len(query.said))
    if told and query.said not in like:
        return told
    if fit.likeness < _LEAST_LIKE:
        return mention(query, entry, least=PAIR) or "名称相近"
    return _calling(query, entry.names[0], like)


def mention(query: Query, entry: Entry, *, least: int) -> str:
    """The longest piece of the query that the guide mentions, and where."""
    for length in range(min(len(query.said), _LONGEST_MENTION), least - 1, -1):
        for at in range(len(query.said) - length + 1):
            piece = query.said[at : at + length]
            for said in (*entry.about, *entry.mentioned):
                if piece in said.text:
                    return f"{said.where}里有“{piece}”"
    return ""


def _meaning(query: Query, like: str) -> str:
    for word, names in query.meant.items():
        for meant in names:
            # What was said literally stands for itself.
            if meant in like and word not in like and meant not in query.said:
                return f"“{word}”就是“{meant}”"
    return ""


def _calling(query: Query, own: str, like: str) -> str:
    if like != own:
        return f"也叫“{like}”"
    return "名称相符" if query.said in own else "名称相近"


def _only_sounds(index: Index, query: Query, name: Name) -> bool:
    """Whether the name shares sounds with the query, and no pair of signs."""
    shared = index.shared_words(query.asked, name)
    return any(" " in key for key in shared) and not any(
        len(key) == PAIR for key in shared
    )
