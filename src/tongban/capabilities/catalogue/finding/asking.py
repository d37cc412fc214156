"""A query, made ready to be compared: its words with weights, what they mean, its letters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tongban.capabilities.catalogue.finding.index import Index
from tongban.capabilities.catalogue.finding.words import (
    features,
    slurred,
    sounds_of,
    spelling,
    syllables,
    triples,
)

# What people say → what it is called; all brought to one form.
Synonyms = Mapping[str, tuple[str, ...]]
PAIR: Final = 2
_LETTERS: Final = re.compile("[a-z]{2,}")
_FEWEST_LETTERS: Final = 5
_OF_SYNONYM: Final = 0.75


@dataclass
class Query:
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


def read_query(index: Index, text: str, synonyms: Synonyms) -> Query:
    """What words in one form ask for, weighed by how rare they are in the index."""
    asked = {
        key: weight * index.rarity(key)
        for key, weight in _told(index, text, features(text)).items()
    }
    meant = {word: names for word, names in synonyms.items() if word in text}
    wanted = dict(asked)
    for word, names in meant.items():
        said = sum(asked.get(key, 0.0) for key in features(word))
        for name in names:
            _add_meaning(index, wanted, name, said)
    whole = sum(asked.values())
    of_pairs = sum(weight for key, weight in asked.items() if len(key) == PAIR)
    query = Query(
        said=text,
        letters=tuple(_LETTERS.findall(text)),
        asked=asked,
        wanted=wanted,
        whole=whole,
        of_pairs=whole / of_pairs if of_pairs else 1.0,
        numbered=index.number_words(wanted),
        meant=meant,
    )
    if query.letters:
        query.spelling = slurred(spelling(syllables(text)))
        runs = triples(query.spelling) if len(query.spelling) >= _FEWEST_LETTERS else ()
        query.wanted_letters = {key: index.rarity_of_letters(key) for key in runs}
        query.whole_letters = sum(query.wanted_letters.values())
    return query


def _told(index: Index, text: str, words: Mapping[str, float]) -> Mapping[str, float]:
    """The words of a query; a sound counts only where its signs stand in no name: a slip.

    Two signs that some name holds were typed as they were meant, and what only sounds like
    them is another word.
    """
    slips = {sound for signs, sound in sounds_of(text) if signs not in index}
    return {
        key: weight for key, weight in words.items() if " " not in key or key in slips
    }


def _add_meaning(
    index: Index, wanted: dict[str, float], name: str, said: float
) -> None:
    """Want the words of a name too, together no more than the word that stood for it."""
    gains = {key: weight * index.rarity(key) for key, weight in features(name).items()}
    part = min(_OF_SYNONYM, said / sum(gains.values())) if gains else 0.0
    for key, gain in gains.items():
        wanted[key] = max(wanted.get(key, 0.0), gain * part)
