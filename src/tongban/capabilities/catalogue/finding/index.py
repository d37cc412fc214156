"""The index: which items hold which signs, pairs of signs, sounds and letters.

It only grows: a version is added once, in the millisecond that one takes, and what is no
longer in force is left out when searching. Words are numbers here, and numbers stand in
arrays of four bytes, because every web process holds an index of its own.
"""

import math
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
_LAYERS: Final = (1.0, 0.35, 0.15)
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


class Index:
    """The entries of a city, and what each holds."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: list[Entry] = []
        self.names: list[tuple[Name, ...]] = []
        self.initials: list[str] = []
        self.numbers: dict[UUID, int] = {}
        # The words of names, numbered, and who holds each.
        self._words: dict[str, int] = {}
        self._holders: list[array[int]] = []
        self._layers: tuple[Postings, Postings, Postings] = ({}, {}, {})
        self._spellings: Postings = {}
        # Asked thousands of times by one query; forgotten when something is added.
        self._rarities: dict[str, float] = {}
        self._weights: dict[int, tuple[float, ...]] = {}
        self._lock = Lock()
        self.add(entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take entries in; one that is held already is left as it is."""
        with self._lock:
            for entry in entries:
                if entry.version_id not in self.numbers:
                    self._add(entry)
            self._rarities, self._weights = {}, {}

    def _add(self, entry: Entry) -> None:
        number = len(self.entries)
        sounds = [syllables(name) for name in entry.names]
        told = [features_of(*one) for one in zip(entry.names, sounds, strict=True)]
        _hold(self._layers[0], number, *told)
        names = tuple(map(self._name, entry.names, sounds, told))
        self.entries.append(entry)
        self.names.append(names)
        # A space before each, so that the start of a name can be asked for.
        self.initials.append("".join(f" {name.initials}" for name in names))
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
        held = len(self._spellings.get(key, ())) or 1
        return math.log(1.0 + len(self.entries) / held)

    def weigh(
        self, wanted: Mapping[str, float], *, beyond_names: float, most: int
    ) -> dict[int, float]:
        """What each entry holds of the wanted words, by weight and by where it stands.

        Beyond the names only pairs are held, so there they count `beyond_names` times. Rare
        words come first; when `most` were counted, common words are left out.
        """
        parts = (_LAYERS[0], *(part * beyond_names for part in _LAYERS[1:]))
        found: dict[int, float] = {}
        counted = 0
        for key, weight in sorted(wanted.items(), key=lambda one: -self.rarity(one[0])):
            for layer, part in zip(self._layers, parts, strict=True):
                numbers = layer.get(key)
                if numbers is None:
                    continue
                counted += len(numbers)
                gain = weight * part
                for number in numbers:
                    found[number] = found.get(number, 0.0) + gain
            if counted > most:
                break
        return found

    def weigh_letters(self, wanted: Mapping[str, float]) -> dict[int, float]:
        """What each entry's spelling holds of the wanted runs of letters, rare ones first."""
        found: dict[int, float] = {}
        counted = 0
        for key, weight in sorted(wanted.items(), key=lambda one: -one[1]):
            numbers = self._spellings.get(key, ())
            counted += len(numbers)
            for number in numbers:
                found[number] = found.get(number, 0.0) + weight
            if counted > _TOO_MANY:
                break
        return found


def _hold(postings: Postings, number: int, *keys: Iterable[str]) -> None:
    for key in set().union(*keys):
        held = postings.get(key)
        if held is None:
            held = postings[key] = array("I")
        held.append(number)


def _pairs(said: Said) -> set[str]:
    return {said.text[at : at + 2] for at in range(len(said.text) - 1)}
