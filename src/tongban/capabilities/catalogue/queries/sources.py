"""The port of the search: a capability registers what it has to be found, beside the items.

Each kind has an index of its own, so that ten thousand questions change nothing in how items
are ranked. What is read once is kept, by what it comes and goes with; a look at the stamp of
a kind says whether anything has changed.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.finding.asking import Synonyms
from tongban.capabilities.catalogue.finding.entries import Entry, Said
from tongban.capabilities.catalogue.finding.index import Index
from tongban.capabilities.catalogue.finding.ranking import LITTLE, Ranking, rank
from tongban.capabilities.catalogue.finding.words import normalise
from tongban.capabilities.catalogue.types import Findable
from tongban.plumbing.access.actor import Actor

DAYS_KEPT: Final = 16
_MOST_GONE: Final = 2
_AT_LEAST: Final = 1000
_LONGEST: Final = 400


@dataclass(frozen=True)
class Source:
    """A kind of documents, and how they are read."""

    kind: str
    label: str
    # One cheap look: it is another whenever what stands on that day is. None where nothing
    # but the items in force says so, which every search has looked at already.
    stamp: Callable[[Actor, date], Hashable] | None
    # What stands on that day, by what documents come and go with.
    standing: Callable[[Actor, date], Sequence[UUID]]
    # The documents of these.
    read: Callable[[Actor, Sequence[UUID]], Iterable[Findable]]
    # What its titles are, in the words of why it matched.
    called: str = "名称"
    # How much a score counts beside an item's: who searches mostly wants to do something.
    weight: float = 0.9


@dataclass
class _Known:
    """What this process has read of a kind in a city."""

    index: Index = field(default_factory=Index)
    groups: dict[UUID, tuple[Findable, ...]] = field(default_factory=dict)
    documents: dict[UUID, Findable] = field(default_factory=dict)


@dataclass(frozen=True)
class _Standing:
    """What of it stands on a day."""

    known: _Known
    numbers: frozenset[int]


_sources: dict[str, Source] = {}
_known: dict[tuple[str, str], _Known] = {}
_kept: OrderedDict[tuple[object, ...], _Standing] = OrderedDict()
_lock = Lock()


def register_source(source: Source) -> None:
    """Let documents of a kind be found; the same kind again takes the place of the first."""
    _sources[source.kind] = source
    with _lock:
        for key in [key for key in _known if key[0] == source.kind]:
            del _known[key]
        for kept in [kept for kept in _kept if kept[0] == source.kind]:
            del _kept[kept]


def forget_source(kind: str) -> None:
    """Let a kind be found no more."""
    _sources.pop(kind, None)


def list_sources() -> list[Source]:
    """The kinds that are registered, in that order."""
    return list(_sources.values())


def rank_source(
    source: Source,
    actor: Actor,
    text: str,
    day: date,
    *,
    items: Hashable,
    synonyms: Synonyms,
) -> tuple[Ranking, Mapping[UUID, Findable]]:
    """The documents of a kind that stand on a day and fit, best first; all by their keys.

    `items` is the stamp of the items in force.
    """
    standing = _stand(source, actor, day, items)
    ranking = rank(
        standing.known.index,
        text,
        synonyms=synonyms,
        among=standing.numbers,
        effort=LITTLE,
    )
    return ranking, standing.known.documents


def _stand(source: Source, actor: Actor, day: date, items: Hashable) -> _Standing:
    seen = source.stamp(actor, day) if source.stamp else items
    stamp = (source.kind, actor.city, seen)
    with _lock:
        held = _kept.get(stamp)
    if held is None:
        groups = source.standing(actor, day)
        held = _read(source, actor, groups)
        with _lock:
            _kept[stamp] = held
            while len(_kept) > DAYS_KEPT:
                _kept.popitem(last=False)
    return held


def _read(source: Source, actor: Actor, groups: Sequence[UUID]) -> _Standing:
    place = (source.kind, actor.city)
    with _lock:
        known = _known.get(place)
        if known is None or len(known.groups) > _MOST_GONE * len(groups) + _AT_LEAST:
            known = _known[place] = _Known()
    unknown = [one for one in groups if one not in known.groups]
    if unknown:
        found: dict[UUID, list[Findable]] = {one: [] for one in unknown}
        for document in source.read(actor, unknown):
            found[document.group].append(document)
        documents = [one for some in found.values() for one in some]
        known.documents.update((one.key, one) for one in documents)
        known.index.add(map(entry_of, documents))
        known.groups.update((key, tuple(some)) for key, some in found.items())
    numbers = known.index.numbers
    return _Standing(
        known,
        frozenset(numbers[one.key] for group in groups for one in known.groups[group]),
    )


def entry_of(document: Findable) -> Entry:
    """A document as it is found."""
    called = dict.fromkeys(map(normalise, [document.title, *document.names]))
    near, far = document.told[:1], document.told[1:]
    return Entry(
        version_id=document.key,
        code="",
        names=tuple(one for one in called if one) or ("",),
        about=tuple(Said(where, normalise(said)[:_LONGEST]) for where, said in near),
        mentioned=tuple(Said(where, normalise(said)[:_LONGEST]) for where, said in far),
    )
