"""What fits best and why: from words as people speak to items in order.

Two steps. The index says cheaply which items hold much of the query; the best of them are
then compared name by name. A score is out of 100: how like the nearest name is, and how much
of the query the item holds anywhere.
"""

import heapq
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.finding.entries import Entry
from tongban.capabilities.catalogue.finding.index import Index, Name
from tongban.capabilities.catalogue.finding.words import (
    LONGEST_QUERY,
    features,
    normalise,
    slurred,
    spelling,
    syllables,
    triples,
)

# What people say → what it is called; all brought to one form.
Synonyms = Mapping[str, tuple[str, ...]]
_FEWEST_OF_CODE: Final = 4
_CODE: Final = re.compile(r"[0-9a-z.\-]*[0-9][0-9a-z.\-]*")
_PAIR: Final = 2
_LONGEST_MENTION: Final = 10
_LETTERS: Final = re.compile("[a-z]{2,}")
_FEWEST_LETTERS: Final = 5
# A likeness asks more whether the query is in the name than the other way round.
_OF_QUERY, _OF_NAME = 0.6, 0.4
_LIKENESS, _HELD = 0.65, 0.35
_OF_SYNONYM: Final = 0.75
_OF_ALIAS: Final = 0.97
# From this weight a word of a name is no framing.
_WHOLE_WEIGHT: Final = 0.3
_FOR_MIXING, _OF_INSIDE = 0.3, 0.85
_BY_LETTERS: Final = {"initials": "拼音首字母相符", "spelling": "拼音相符"}
_LEAST: Final = 9.0
_LEAST_OF_BEST: Final = 0.35
# What a guide says word for word is found, however little its own weight.
_SHARE_OF_MENTION: Final = 0.35
_LEAST_HELD: Final = 0.16
_STARTS_CODE, _IN_CODE = 99.0, 80.0


@dataclass(frozen=True)
class Effort:
    """What a search may cost: how many places of words are counted, and names compared."""

    counted: int
    compared: int


FULL: Final = Effort(counted=8_000, compared=48)
# For what stands beside the items: what fits nearly word for word is found all the same.
LITTLE: Final = Effort(counted=2_000, compared=12)


@dataclass(frozen=True)
class Hit:
    """An item that was found, how well it fits out of 100, and what matched."""

    version_id: UUID
    score: float
    why: str


@dataclass
class _Query:
    """A query, ready to be compared."""

    said: str
    letters: tuple[str, ...]
    # What is wanted, with its weight; what synonyms add counts for an item, never against.
    asked: dict[str, float]
    wanted: dict[str, float]
    whole: float
    # How much more a pair tells where no single signs and no sounds are compared.
    of_pairs: float = 1.0
    spelling: str = ""
    wanted_letters: dict[str, float] = field(default_factory=dict)
    whole_letters: float = 0.0
    # The wanted words by their numbers in the index.
    numbered: dict[int, float] = field(default_factory=dict)
    # Word → the names it stands for.
    meant: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Fit:
    """How like a name is, and how it matched."""

    likeness: float
    name: Name
    how: str


def search(
    index: Index,
    said: str,
    *,
    synonyms: Synonyms,
    limit: int,
    among: Collection[int] | None = None,
    effort: Effort = FULL,
) -> list[Hit]:
    """The best fitting items, best first; nothing for what holds no letter or figure.

    `among` leaves only entries with these numbers; `effort` is what the search may cost.
    """
    text = normalise(said[:LONGEST_QUERY])
    if not text.strip("-."):
        return []
    query = _read(index, text, synonyms)
    hits = {hit.version_id: hit for hit in _by_words(index, query, among, effort)}
    for hit in _by_code(index, text, among):
        hits[hit.version_id] = hit
    if not hits:
        return []
    least = max(hit.score for hit in hits.values()) * _LEAST_OF_BEST
    chosen = [hit for hit in hits.values() if hit.score >= least]
    names = {
        hit.version_id: index.entries[index.numbers[hit.version_id]] for hit in chosen
    }
    chosen.sort(key=lambda hit: (-hit.score, names[hit.version_id].names[0]))
    return chosen[:limit]


def _read(index: Index, text: str, synonyms: Synonyms) -> _Query:
    asked = {key: weight * index.rarity(key) for key, weight in features(text).items()}
    meant = {word: names for word, names in synonyms.items() if word in text}
    wanted = dict(asked)
    for word, names in meant.items():
        said = sum(asked.get(key, 0.0) for key in features(word))
        for name in names:
            _add_meaning(index, wanted, name, said)
    whole = sum(asked.values())
    of_pairs = sum(weight for key, weight in asked.items() if len(key) == _PAIR)
    query = _Query(
        said=text,
        letters=tuple(_LETTERS.findall(text)),
        asked=asked,
        wanted=wanted,
        whole=whole,
        of_pairs=whole / of_pairs if of_pairs else 1.0,
        meant=meant,
    )
    query.numbered = index.number_words(wanted)
    if query.letters:
        query.spelling = slurred(spelling(syllables(text)))
        runs = triples(query.spelling) if len(query.spelling) >= _FEWEST_LETTERS else ()
        query.wanted_letters = {key: index.rarity_of_letters(key) for key in runs}
        query.whole_letters = sum(query.wanted_letters.values())
    return query


def _add_meaning(
    index: Index, wanted: dict[str, float], name: str, said: float
) -> None:
    """Want the words of a name too, together no more than the word that stood for it."""
    gains = {key: weight * index.rarity(key) for key, weight in features(name).items()}
    part = min(_OF_SYNONYM, said / sum(gains.values())) if gains else 0.0
    for key, gain in gains.items():
        wanted[key] = max(wanted.get(key, 0.0), gain * part)


def _by_code(index: Index, text: str, among: Collection[int] | None) -> Iterator[Hit]:
    if len(text) < _FEWEST_OF_CODE or not _CODE.fullmatch(text):
        return
    for number, entry in enumerate(index.entries):
        if text in entry.code and (among is None or number in among):
            starts = entry.code.startswith(text)
            score = _STARTS_CODE if starts else _IN_CODE
            yield Hit(entry.version_id, score, "编码相符")


def _by_words(
    index: Index, query: _Query, among: Collection[int] | None, effort: Effort
) -> Iterator[Hit]:
    held = index.weigh(query.wanted, beyond_names=query.of_pairs, most=effort.counted)
    numbers = heapq.nlargest(effort.compared, _only(held, among), key=held.__getitem__)
    lettered = _lettered(index, query, among, effort)
    for number in dict.fromkeys([*numbers, *lettered]):
        entry = index.entries[number]
        fit = _fit(index, query, number)
        share = min(1.0, held.get(number, 0.0) / query.whole)
        if _mention(query, entry, least=max(len(query.said), _PAIR)):
            share = max(share, _SHARE_OF_MENTION)
        if fit.how in _BY_LETTERS:
            # Letters hold nothing of the words: what they spell stands in for it.
            share = max(share, fit.likeness)
        elif share < _LEAST_HELD:
            continue
        score = 100 * (_LIKENESS * fit.likeness + _HELD * share)
        if fit.name is not index.names[number][0]:
            score *= _OF_ALIAS
        if score >= _LEAST:
            yield Hit(entry.version_id, score, _why(index, query, entry, fit))


def _only(numbers: Iterable[int], among: Collection[int] | None) -> Iterable[int]:
    return numbers if among is None else (n for n in numbers if n in among)


def _lettered(
    index: Index, query: _Query, among: Collection[int] | None, effort: Effort
) -> Iterator[int]:
    """Entries whose spelling or initials the letters of the query fit best."""
    if not query.letters:
        return
    found = index.weigh_letters(query.wanted_letters)
    yield from heapq.nlargest(
        effort.compared, _only(found, among), key=found.__getitem__
    )
    for run in query.letters:
        for wanted in (f" {run}", run):
            holding = (at for at, said in enumerate(index.initials) if wanted in said)
            yield from islice(_only(holding, among), effort.compared // 2)


def _fit(index: Index, query: _Query, number: int) -> _Fit:
    """The name of an entry that is most like the query, and how it is."""
    best = _Fit(-1.0, index.names[number][0], "")
    weights = index.weights_of(number)
    for name, whole in zip(index.names[number], weights, strict=True):
        if query.said == name.text:
            return _Fit(1.0, name, "words")
        likeness = _by_words_of(query, name, whole)
        if likeness > best.likeness:
            best = _Fit(likeness, name, "words")
        if query.letters:
            likeness = _by_initials(query, name)
            if likeness > best.likeness:
                best = _Fit(likeness, name, "initials")
            likeness = _by_spelling(index, query, name)
            if likeness > best.likeness:
                best = _Fit(likeness, name, "spelling")
    return best


def _by_words_of(query: _Query, name: Name, whole: float) -> float:
    """How much of the query the name holds, and of the name the query."""
    wanted, held = query.numbered, 0.0
    for word, weight in zip(name.words, name.weights, strict=True):
        gain = wanted.get(word)
        if gain is not None:
            # Framing in a name counts as little as framing in the query.
            held += gain if weight >= _WHOLE_WEIGHT else gain * weight / _WHOLE_WEIGHT
    if not held:
        return 0.0
    return held / (_OF_QUERY * max(query.whole, held) + _OF_NAME * max(whole, held))


def _by_initials(query: _Query, name: Name) -> float:
    """Letters as the initials of a name; signs beside them must stand in the name too."""
    run = max(query.letters, key=len)
    if run not in name.initials:
        return 0.0
    beside = query.said.replace(run, "", 1)
    length = len(name.initials)
    if beside:
        known = len(run) + sum(sign in name.text for sign in beside)
        share = known / (len(run) + len(beside))
        likeness = share * min(1.0, known / length + _FOR_MIXING)
    else:
        likeness = length and len(run) / (_OF_QUERY * len(run) + _OF_NAME * length)
    return likeness if name.initials.startswith(run) else likeness * _OF_INSIDE


def _by_spelling(index: Index, query: _Query, name: Name) -> float:
    """Letters as pinyin, slips and all: by the runs of three that both hold."""
    wanted = query.wanted_letters
    if not wanted:
        return 0.0
    if name.spelling == query.spelling:
        return 1.0
    own = triples(name.spelling)
    held = sum(wanted[key] for key in own & wanted.keys())
    if not held:
        return 0.0
    whole = sum(map(index.rarity_of_letters, own))
    return held / (_OF_QUERY * query.whole_letters + _OF_NAME * whole)


def _why(index: Index, query: _Query, entry: Entry, fit: _Fit) -> str:
    """What matched, in words: the first of these that is so."""
    name, like = entry.names[0], fit.name.text
    if fit.how in _BY_LETTERS:
        return _BY_LETTERS[fit.how]
    said = _meaning(query, like)
    if said:
        return said
    if _only_sounds(index, query, fit.name):
        return f"读音和“{like}”相近"
    told = _mention(query, entry, least=len(query.said))
    if told and query.said not in like:
        return told
    if fit.likeness < _LEAST_OF_BEST:
        return _mention(query, entry, least=_PAIR) or "名称相近"
    return _calling(query, name, like)


def _meaning(query: _Query, like: str) -> str:
    for word, names in query.meant.items():
        for meant in names:
            if meant in like and word not in like:
                return f"“{word}”就是“{meant}”"
    return ""


def _calling(query: _Query, name: str, like: str) -> str:
    if like != name:
        return f"也叫“{like}”"
    return "名称相符" if query.said in name else "名称相近"


def _only_sounds(index: Index, query: _Query, name: Name) -> bool:
    """Whether the name shares sounds with the query, and no pair of signs."""
    shared = index.shared_words(query.asked, name)
    return any(" " in key for key in shared) and not any(
        len(key) == _PAIR for key in shared
    )


def _mention(query: _Query, entry: Entry, *, least: int) -> str:
    """The longest piece of the query that the guide mentions, and where."""
    for length in range(min(len(query.said), _LONGEST_MENTION), least - 1, -1):
        for at in range(len(query.said) - length + 1):
            piece = query.said[at : at + length]
            for said in (*entry.about, *entry.mentioned):
                if piece in said.text:
                    return f"{said.where}里有“{piece}”"
    return ""
