"""The index: which items hold which signs, pairs of signs, sounds and letters.

It only grows: a version is added once, in the millisecond that one takes, and what is no
longer in force is left out when searching. Words are numbers here, and numbers stand in
arrays of four bytes, because every web process holds an index of its own.
"""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from threading import Lock
from typing import Final, TypeAlias
from uuid import UUID

from tongban.capabilities.catalogue.finding.entries import Entry, Said
from tongban.capabilities.catalogue.finding.words import (
    features_of,
    initials,
    spelling,
    syllables,
    triples,
)

Postings: TypeAlias = "dict[str, array[int]]"
# How much a word of the query counts that stands in the names, in what the item is
# about, or in what its guide only mentions.
_LAYERS: Final = (1.0, 0.5, 0.25)
# Words of nearly every item tell nothing and would cost the most.
_TOO_MANY: Final = 8_000


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: its words as numbers with weights, and how it is spelt."""

    text: str
    words: "array[int]"
    weights: "array[float]"
    initials: str
    spelling: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What entries hold of the words that were counted, and the words that were not."""

    found: dict[int, float]
    left: tuple[tuple[str, float], ...]


class Index:
    """The entries of a city, and what each holds."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: list[Entry] = []
        self.names: list[tuple[Name, ...]] = []
        self.numbers: dict[UUID, int] = {}
        # The words of names, numbered, and who holds each.
        self._words: dict[str, int] = {}
        self._holders: list[array[int]] = []
        self._layers: tuple[Postings, Postings, Postings] = ({}, {}, {})
        self._spellings: Postings = {}
        self._initials: list[str] = []
        # All of them as one text, read at the speed of memory, and where each begins.
        self._joined: tuple[str, list[int]] = ("", [0])
        # Asked thousands of times by one query; forgotten when something is added.
        self._rarities: dict[str, float] = {}
        self._rarities_of_letters: dict[str, float] = {}
        self._weights: dict[int, tuple[float, ...]] = {}
        self._weights_of_letters: dict[int, tuple[float, ...]] = {}
        self._lock = Lock()
        self.add(entries)

    def add(self, entries: Iterable[Entry], *, anew: bool = False) -> None:
        """Take entries in; one that is held already is left as it is.

        `anew` takes it in again, with what it says now: what was held stays for whoever is
        searching, and is searched by nobody after that.
        """
        with self._lock:
            for entry in entries:
                if anew or entry.version_id not in self.numbers:
                    self._add(entry)
            starts = [0, *accumulate(len(said) + 1 for said in self._initials)]
            self._joined = ("\n".join(self._initials), starts)
            self._rarities, self._rarities_of_letters = {}, {}
            self._weights, self._weights_of_letters = {}, {}

    def _add(self, entry: Entry) -> None:
        number = len(self.entries)
        sounds = [syllables(name) for name in entry.names]
        told = [features_of(*one) for one in zip(entry.names, sounds, strict=True)]
        _hold(self._layers[0], number, *told)
        names = tuple(map(self._name, entry.names, sounds, told))
        self.entries.append(entry)
        self.names.append(names)
        # A space before each, so that the start of a name can be asked for.
        self._initials.append("".join(f" {name.initials}" for name in names))
        _hold(self._layers[1], number, *map(_pairs, entry.about))
        _hold(self._layers[2], number, *map(_pairs, entry.mentioned))
        _hold(self._spellings, number, *(triples(name.spelling) for name in names))
        self.numbers[entry.version_id] = number

    def _name(self, text: str, sounds: list[str], told: Mapping[str, float]) -> Name:
        for key in told:
            if key not in self._words:
                self._words[key] = len(self._words)
                self._holders.append(self._layers[0][key])
        return Name(
            text,
            array("I", map(self._words.__getitem__, told)),
            array("f", told.values()),
            initials(sounds),
            spelling(sounds),
        )

    def __contains__(self, key: str) -> bool:
        """Whether some name holds the word."""
        return key in self._words

    def number_words(self, wanted: Mapping[str, float]) -> dict[int, float]:
        """The wanted words by their numbers; words that no name holds are left out."""
        known = self._words
        return {known[key]: gain for key, gain in wanted.items() if key in known}

    def shared_words(self, wanted: Iterable[str], name: Name) -> list[str]:
        """Those of the wanted words that a name holds."""
        held = set(name.words)
        return [key for key in wanted if self._words.get(key, -1) in held]

    def rarity(self, key: str) -> float:
        """How much a word tells: the fewer items hold it, the more."""
        known = self._rarities.get(key)
        if known is None:
            near, about, mentioned = (layer.get(key, ()) for layer in self._layers)
            held = len(near) or len(about) or len(mentioned) or 1
            known = self._rarities[key] = math.log(1.0 + len(self.entries) / held)
        return known

    def weights_of(self, number: int) -> tuple[float, ...]:
        """How much all the words of each name of an entry tell together."""
        known = self._weights.get(number)
        if known is None:
            known = tuple(map(self._weight, self.names[number]))
            self._weights[number] = known
        return known

    def _weight(self, name: Name) -> float:
        total, held = len(self.entries), self._holders
        return sum(
            weight * math.log(1.0 + total / len(held[word]))
            for word, weight in zip(name.words, name.weights, strict=True)
        )

    def rarity_of_letters(self, key: str) -> float:
        """How much three letters of a spelling tell."""
        known = self._rarities_of_letters.get(key)
        if known is None:
            held = len(self._spellings.get(key, ())) or 1
            known = math.log(1.0 + len(self.entries) / held)
            self._rarities_of_letters[key] = known
        return known

    def weights_of_letters(self, number: int) -> tuple[float, ...]:
        """How much all the letters of each name of an entry tell together."""
        known = self._weights_of_letters.get(number)
        if known is None:
            known = tuple(
                sum(map(self.rarity_of_letters, triples(name.spelling)))
                for name in self.names[number]
            )
            self._weights_of_letters[number] = known
        return known

    def weigh(
        self, wanted: Mapping[str, float], *, beyond_names: float, most: int
    ) -> Weighed:
        """What each entry holds of the wanted words, by weight and by where it stands.

        Beyond the names only pairs are held, so there they count `beyond_names` times. Rare
        words come first; once `most` places are counted the rest, common and therefore long,
        is left for `weigh_left`.
        """
        parts = _parts(beyond_names)
        found: dict[int, float] = {}
        get, counted = found.get, 0
        ordered = sorted(wanted.items(), key=lambda one: -self.rarity(one[0]))
        for at, (key, weight) in enumerate(ordered):
            held = [layer.get(key) for layer in self._layers]
            counted += sum(map(len, filter(None, held)))
            # Whatever it costs, something must be found.
            if counted > most and found:
                return Weighed(found, tuple(ordered[at:]))
            for numbers, part in zip(held, parts, strict=True):
                if numbers is not None:
                    gain = weight * part
                    for number in numbers:
                        found[number] = get(number, 0.0) + gain
        return Weighed(found, ())

    def weigh_left(
        self, weighed: Weighed, numbers: Iterable[int], *, beyond_names: float
    ) -> dict[int, float]:
        """What these entries hold of all the words, those not counted before included."""
        wanted = [
            (held, weight * part)
            for key, weight in weighed.left
            for layer, part in zip(self._layers, _parts(beyond_names), strict=True)
            if (held := layer.get(key)) is not None
        ]
        found = {}
        for number in numbers:
            gained = weighed.found.get(number, 0.0)
            for held, gain in wanted:
                # Entries are added in order, so the places of a word stand in order.
                place = bisect_left(held, number)
                if place < len(held) and held[place] == number:
                    gained += gain
            found[number] = gained
        return found

    def weigh_letters(self, wanted: Mapping[str, float]) -> dict[int, float]:
        """What each entry's spelling holds of the wanted runs of letters, rare ones first."""
        found: dict[int, float] = {}
        get, counted = found.get, 0
        for key, weight in sorted(wanted.items(), key=lambda one: -one[1]):
            numbers = self._spellings.get(key, ())
            counted += len(numbers)
            if counted > _TOO_MANY and found:
                break
            for number in numbers:
                found[number] = get(number, 0.0) + weight
        return found

    def with_initials(self, run: str) -> Iterator[int]:
        """Entries in the initials of whose names the letters stand; a space is a beginning."""
        text, starts = self._joined
        at = text.find(run)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            yield number
            at = text.find(run, starts[number + 1])


def _parts(beyond_names: float) -> tuple[float, ...]:
    return (_LAYERS[0], *(part * beyond_names for part in _LAYERS[1:]))


def _hold(postings: Postings, number: int, *keys: Iterable[str]) -> None:
    for key in set().union(*keys):
        held = postings.get(key)
        if held is None:
            held = postings[key] = array("I")
        held.append(number)


def _pairs(said: Said) -> set[str]:
    return {said.text[at : at + 2] for at in range(len(said.text) - 1)}
