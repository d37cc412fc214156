"""What fits best and why: from words as people speak to items in order.

Two steps. The index says cheaply which items hold much of the query; the best of them are
then compared name by name. A score is out of 100: how like the nearest name is, and how much
of the query the item holds anywhere.
"""

import heapq
import math
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, repeat
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.finding import reasons
from tongban.capabilities.catalogue.finding.asking import (
    PAIR,
    Query,
    Synonyms,
    read_query,
)
from tongban.capabilities.catalogue.finding.index import Index, Name
from tongban.capabilities.catalogue.finding.reasons import Fit
from tongban.capabilities.catalogue.finding.words import (
    LONGEST_QUERY,
    normalise,
    triples,
)

_FEWEST_OF_CODE: Final = 4
_CODE: Final = re.compile(r"[0-9a-z.\-]*[0-9][0-9a-z.\-]*")
# A sign said again and again says nothing; a figure may be part of a code.
_ONE_SIGN: Final = re.compile(r"(\D)\1{2,}")
# A likeness asks more whether the query is in the name than the other way round.
_OF_QUERY, _OF_NAME = 0.6, 0.4
# Together less than one: who holds a query in several places may hold more than the whole.
_LIKENESS, _HELD = 0.39, 0.48
_OF_ALIAS: Final = 0.97
_FOR_MIXING, _OF_INSIDE = 0.3, 0.85
_LEAST: Final = 20.0
_LEAST_OF_BEST: Final = 0.5
# What a guide says word for word is found, however little its own weight.
_SHARE_OF_MENTION: Final = 0.35
_LEAST_HELD: Final = 0.16
# Words that were not counted may lift an entry to the least: who holds half of it is weighed
# in full, and so many more than are compared.
_LEAST_COUNTED, _WEIGHED_AS_WELL = 0.5, 2
_STARTS_CODE, _IN_CODE = 99.0, 80.0
_NOTHING: Final = repeat(0.0)


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


@dataclass(frozen=True)
class Ranking:
    """What was found, best first; why is worked out only for what is shown."""

    index: Index
    query: Query | None = None
    fits: list[Fit] = field(default_factory=list)

    def why(self, fit: Fit) -> str:
        """What matched, in words."""
        return reasons.reason(self.index, self.query, fit) if self.query else ""


def rank(
    index: Index,
    said: str,
    *,
    synonyms: Synonyms,
    among: Collection[int] | None = None,
    effort: Effort = FULL,
) -> Ranking:
    """What fits, best first; nothing for what holds no letter or figure.

    `among` leaves only entries with these numbers; `effort` is what the search may cost.
    """
    text = normalise(said[:LONGEST_QUERY])
    if not text.strip("-.") or _ONE_SIGN.fullmatch(text):
        return Ranking(index)
    query = read_query(index, text, synonyms)
    fits = {fit.number: fit for fit in _by_words(index, query, among, effort)}
    fits.update((fit.number, fit) for fit in _by_code(index, text, among))
    least = max((fit.score for fit in fits.values()), default=0.0) * _LEAST_OF_BEST
    chosen = [fit for fit in fits.values() if fit.score >= least]
    entries = index.entries
    chosen.sort(key=lambda fit: (-fit.score, entries[fit.number].names[0]))
    return Ranking(index, query, chosen)


def search(
    index: Index,
    said: str,
    *,
    synonyms: Synonyms,
    limit: int,
    among: Collection[int] | None = None,
    effort: Effort = FULL,
) -> list[Hit]:
    """The best fitting items, best first, each with why."""
    ranking = rank(index, said, synonyms=synonyms, among=among, effort=effort)
    return [
        Hit(fit.version_id, fit.score, ranking.why(fit)) for fit in ranking.fits[:limit]
    ]


def _by_code(index: Index, text: str, among: Collection[int] | None) -> Iterator[Fit]:
    if len(text) < _FEWEST_OF_CODE or not _CODE.fullmatch(text):
        return
    for number, entry in enumerate(index.entries):
        if text in entry.code and (among is None or number in among):
            starts = entry.code.startswith(text)
            score = _STARTS_CODE if starts else _IN_CODE
            name = index.names[number][0]
            yield Fit(entry.version_id, score, number, name, 1.0, reasons.BY_CODE)


def _by_words(
    index: Index, query: Query, among: Collection[int] | None, effort: Effort
) -> Iterator[Fit]:
    held = _best_holders(index, query, among, effort)
    spelt = index.weigh_letters(query.wanted_letters) if query.letters else {}
    lettered = _lettered(index, query, spelt, among, effort)
    for number in dict.fromkeys([*held, *lettered]):
        entry = index.entries[number]
        likeness, name, how = _nearest(index, query, number, is_spelt=number in spelt)
        share = held.get(number, 0.0) / query.whole
        if reasons.mention(query, entry, least=max(len(query.said), PAIR)):
            share = max(share, _SHARE_OF_MENTION)
        if how != reasons.BY_WORDS:
            # Letters hold nothing of the words: what they spell stands in for it.
            share = max(share, likeness)
        elif share < _LEAST_HELD:
            continue
        # An item may hold a word in its name, its summary and its questions: each counts, less
        # and less, so that those that hold all of a query are still told apart.
        score = min(100.0, 100 * (_LIKENESS * likeness + _HELD * math.sqrt(share)))
        if name is not index.names[number][0]:
            score *= _OF_ALIAS
        if score >= _LEAST:
            yield Fit(entry.version_id, score, number, name, likeness, how)


def _best_holders(
    index: Index, query: Query, among: Collection[int] | None, effort: Effort
) -> dict[int, float]:
    """The entries that hold most of what is wanted, with how much."""
    weighed = index.weigh(
        query.wanted, beyond_names=query.of_pairs, most=effort.counted
    )
    found = weighed.found
    counted = query.whole - sum(query.asked.get(key, 0.0) for key, _ in weighed.left)
    least = counted * _LEAST_HELD * _LEAST_COUNTED
    # Most of those that hold something hold one common word only: not worth an order.
    chosen = [
        number
        for number, gained in found.items()
        if gained >= least and (among is None or number in among)
    ]
    if weighed.left:
        wide = effort.compared * _WEIGHED_AS_WELL
        chosen = heapq.nlargest(wide, chosen, key=found.__getitem__)
        found = index.weigh_left(weighed, chosen, beyond_names=query.of_pairs)
    best = heapq.nlargest(effort.compared, chosen, key=found.__getitem__)
    return {number: found[number] for number in best}


def _only(numbers: Iterable[int], among: Collection[int] | None) -> Iterable[int]:
    return numbers if among is None else (n for n in numbers if n in among)


def _lettered(
    index: Index,
    query: Query,
    spelt: dict[int, float],
    among: Collection[int] | None,
    effort: Effort,
) -> Iterator[int]:
    """Entries whose spelling or initials the letters of the query fit best."""
    if not query.letters:
        return
    yield from heapq.nlargest(
        effort.compared, _only(spelt, among), key=spelt.__getitem__
    )
    for run in query.letters:
        for wanted in (f" {run}", run):
            holding = _only(index.with_initials(wanted), among)
            yield from islice(holding, effort.compared // 2)


def _nearest(
    index: Index, query: Query, number: int, *, is_spelt: bool
) -> tuple[float, Name, str]:
    """How like the query the likest name of an entry is, that name, and how it is like."""
    names = index.names[number]
    best, nearest, how = -1.0, names[0], ""
    gain_of = query.numbered.get
    for name, whole in zip(names, index.weights_of(number), strict=True):
        if query.said == name.text:
            return 1.0, name, reasons.BY_WORDS
        held = sum(map(gain_of, name.words, _NOTHING))
        likeness = _likeness(held, query.whole, whole)
        if likeness > best:
            best, nearest, how = likeness, name, reasons.BY_WORDS
        if query.letters:
            likeness = _by_initials(query, name)
            if likeness > best:
                best, nearest, how = likeness, name, reasons.BY_INITIALS
    if is_spelt:
        for name, whole in zip(names, index.weights_of_letters(number), strict=True):
            likeness = _by_spelling(query, name, whole)
            if likeness > best:
                best, nearest, how = likeness, name, reasons.BY_SPELLING
    return best, nearest, how


def _likeness(held: float, of_query: float, of_name: float) -> float:
    """How much of either the other holds."""
    if not held:
        return 0.0
    return held / (_OF_QUERY * max(of_query, held) + _OF_NAME * max(of_name, held))


def _by_initials(query: Query, name: Name) -> float:
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


def _by_spelling(query: Query, name: Name, whole: float) -> float:
    """Letters as pinyin, slips and all: by the runs of three that both hold."""
    if name.spelling == query.spelling:
        return 1.0
    wanted = query.wanted_letters
    held = sum(wanted[key] for key in triples(name.spelling) & wanted.keys())
    if not held:
        return 0.0
    return held / (_OF_QUERY * query.whole_letters + _OF_NAME * whole)
