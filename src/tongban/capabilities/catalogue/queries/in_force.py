"""All items in force on a day, as lists and search read them; kept until something changes.

What a version says never changes, so it is read once by each process and stays in the index
of its city; what changes is which versions are in force (ADR 13).
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any, Final
from uuid import UUID

from django.db import connection

from tongban.capabilities.catalogue.finding.asking import Synonyms
from tongban.capabilities.catalogue.finding.entries import Entry, make_entry
from tongban.capabilities.catalogue.finding.index import Index
from tongban.capabilities.catalogue.finding.leading import Keys
from tongban.capabilities.catalogue.finding.words import normalise
from tongban.capabilities.catalogue.models import (
    IntakeMode,
    ItemMaterial,
    ItemVersion,
    SearchSynonym,
)
from tongban.capabilities.catalogue.types import ItemSummary, LimitCard
from tongban.capabilities.orgs.queries import list_all_names, list_names_on
from tongban.plumbing.access.actor import Actor, Principal
from tongban.plumbing.database.prepared import fetch_all

LISTS_KEPT: Final = 8
# An index holds versions that went out of force, too; it is begun anew when they are most.
_MOST_GONE: Final = 2
_AT_ONCE: Final = 1000

# Publications, withdrawals and intake modes are only ever added, and keys grow with time: how
# many there are and the newest key of each say whether anything has changed. Synonyms count
# their own changes.
_STAMP: Final = """
select (select count(*) from item_publication where city = %(city)s and effective_on <= %(day)s),
       (select id from item_publication where city = %(city)s and effective_on <= %(day)s
         order by id desc limit 1),
       (select count(*) from item_withdrawal where city = %(city)s and withdrawn_on <= %(day)s),
       (select id from item_withdrawal where city = %(city)s and withdrawn_on <= %(day)s
         order by id desc limit 1),
       (select count(*) from intake_mode where city = %(city)s and valid @> %(day)s::date),
       (select id from intake_mode where city = %(city)s and valid @> %(day)s::date
         order by id desc limit 1),
       (select sum(revision) from search_synonym where city = %(city)s),
       (select id from search_synonym where city = %(city)s order by id desc limit 1),
       (select count(*) from body_fact where city = %(city)s and valid_from <= %(day)s)
"""
_IN_FORCE: Final = """
select version_id from (
  select distinct on (p.item_id) p.version_id from item_publication p
   where p.city = %(city)s and p.effective_on <= %(day)s order by p.item_id, p.effective_on desc) newest
 where not exists (select 1 from item_withdrawal w
   where w.version_id = newest.version_id and w.withdrawn_on <= %(day)s)
"""
# What the plain words of a guide consist of.
PLAIN_WORDS: Final = ("how_long", "cost", "bring", "visits", "summary", "steps")
Stamp = tuple[object, ...]


@dataclass(frozen=True)
class Listed:
    """An item in force, with what lists are cut by."""

    item_id: UUID
    summary: ItemSummary
    level: str
    persons: frozenset[str]
    firms: frozenset[str]
    served: frozenset[str]
    # All of the plain words are there.
    has_plain: bool
    # The halls that take it in on that day; they may change while the version stays.
    venues: frozenset[UUID] = frozenset()
    # Many ask for it, says whoever answers for the list.
    is_frequent: bool = False


@dataclass(frozen=True)
class InForce:
    """The items of a city that are in force, by name, and the index over them."""

    listed: tuple[Listed, ...]
    by_version: dict[UUID, Listed]
    index: Index
    # The numbers in the index of what is in force.
    numbers: frozenset[int]
    synonyms: Synonyms
    # The departments of all items: key → name.
    bodies: dict[str, str]
    # It is another whenever something of this is.
    stamp: Stamp = ()
    # Under which choices of which facet a version stands; filled by `cutting.keys_in`.
    keys: dict[UUID, Keys] = field(default_factory=dict)


@dataclass
class _Known:
    """What this process has read of a city."""

    index: Index = field(default_factory=Index)
    listed: dict[UUID, Listed] = field(default_factory=dict)
    # The names by which each body's items are found, besides its first.
    called: dict[UUID, tuple[str, ...]] = field(default_factory=dict)


_kept: OrderedDict[Stamp, InForce] = OrderedDict()
_known: dict[str, _Known] = {}
_lock = Lock()


def in_force(actor: Actor, day: date) -> InForce:
    """The items in force on a day: one query when nothing has changed since."""
    stamp = _stamp(actor.city, day)
    with _lock:
        held = _kept.get(stamp)
    if held is None:
        names = list_names_on(actor=actor, day=day) if stamp[-1] else {}
        called = list_all_names(actor=actor, day=day) if stamp[-1] else {}
        held = replace(_read(actor.city, day, names, called), stamp=stamp)
        with _lock:
            _kept[stamp] = held
            while len(_kept) > LISTS_KEPT:
                _kept.popitem(last=False)
    return held if actor.acting is None else _entrusted(held, actor.acting)


def _entrusted(held: InForce, principal: Principal) -> InForce:
    """Whoever has chosen to act for another finds what was entrusted, and nothing else."""
    if principal.is_whole:
        return held
    listed = tuple(
        one
        for one in held.listed
        if principal.reaches(
            one.item_id,
            frozenset(
                [f"person:{code}" for code in one.persons]
                + [f"firm:{code}" for code in one.firms]
            ),
        )
    )
    versions = [one.summary.version_id for one in listed]
    return replace(
        held,
        listed=listed,
        by_version=dict(zip(versions, listed, strict=True)),
        numbers=frozenset(held.index.numbers[version] for version in versions),
        bodies={str(one.summary.body_id): one.summary.body_name for one in listed},
        stamp=(*held.stamp, principal.items, principal.themes),
    )


def _stamp(city: str, day: date) -> Stamp:
    return (city, *fetch_all(_STAMP, {"city": city, "day": day})[0])


def _read(
    city: str,
    day: date,
    names: Mapping[UUID, str],
    called: Mapping[UUID, tuple[str, ...]],
) -> InForce:
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, {"city": city, "day": day})
        wanted = [row[0] for row in cursor.fetchall()]
    known = _known_of(city, len(wanted))
    _learn(known, [key for key in wanted if key not in known.listed])
    _rename(known, called)
    venues = _venues(city, day)
    listed = sorted(
        (
            _on_the_day(one, venues.get(one.item_id, frozenset()), names)
            for one in map(known.listed.__getitem__, wanted)
        ),
        key=_order,
    )
    return InForce(
        listed=tuple(listed),
        by_version={one.summary.version_id: one for one in listed},
        index=known.index,
        numbers=frozenset(known.index.numbers[key] for key in wanted),
        synonyms=_synonyms(city),
        bodies={str(one.summary.body_id): one.summary.body_name for one in listed},
    )


def _on_the_day(
    one: Listed, venues: frozenset[UUID], names: Mapping[UUID, str]
) -> Listed:
    """With what may change while the version stays: its halls, the name of its body."""
    summary = one.summary
    name = names.get(summary.body_id, summary.body_name)
    if name != summary.body_name:
        summary = replace(summary, body_name=name)
    return replace(one, summary=summary, venues=venues)


def _known_of(city: str, wanted: int) -> _Known:
    with _lock:
        known = _known.get(city)
        if known is None or len(known.listed) > _MOST_GONE * wanted + _AT_ONCE:
            known = _known[city] = _Known()
    return known


def _learn(known: _Known, keys: list[UUID]) -> None:
    """Read versions that this process has not read yet, some at a time."""
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        materials = _materials(some)
        rows = ItemVersion.objects.filter(id__in=some).select_related("item__body")
        known.index.add(
            _entry(row, materials[row.id], known.called.get(row.item.body_id, ()))
            for row in rows
        )
        known.listed.update((row.id, _listed(row)) for row in rows)


def _rename(known: _Known, called: Mapping[UUID, tuple[str, ...]]) -> None:
    """What bodies are called by now finds their items too: those are read anew."""
    grown = {
        body_id: names
        for body_id, names in called.items()
        if not set(names) <= set(known.called.get(body_id, ()))
    }
    known.called.update(grown)
    keys = [key for key, one in known.listed.items() if one.summary.body_id in grown]
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        materials = _materials(some)
        rows = ItemVersion.objects.filter(id__in=some).select_related("item__body")
        told = (
            _entry(row, materials[row.id], known.called[row.item.body_id])
            for row in rows
        )
        known.index.add(told, anew=True)


def _materials(keys: Iterable[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = ItemMaterial.objects.filter(version_id__in=keys).order_by("place")
    for version_id, name in rows.values_list("version_id", "name"):
        found[version_id].append(name)
    return found


def _venues(city: str, day: date) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = IntakeMode.objects.filter(city=city, valid__contains=day)
    for item_id, venue_id in rows.values_list("item_id", "venue_id"):
        found[item_id].add(venue_id)
    return {item_id: frozenset(venues) for item_id, venues in found.items()}


def _synonyms(city: str) -> Synonyms:
    rows = SearchSynonym.objects.filter(city=city, is_in_use=True)
    return {
        normalise(word): tuple(map(normalise, means))
        for word, means in rows.values_list("word", "means")
    }


def _order(listed: Listed) -> tuple[str, str]:
    return listed.summary.name, listed.summary.handling_code


def _entry(version: ItemVersion, materials: list[str], called: Iterable[str]) -> Entry:
    return make_entry(
        version.id,
        name=version.name,
        code=version.item.handling_code,
        elements=version.elements,
        bodies=dict.fromkeys([version.item.body.name, *called]),
        materials=materials,
    )


def _listed(version: ItemVersion) -> Listed:
    item, elements = version.item, version.elements
    themes = elements.get("themes") or {}
    modes = set(elements.get("handling_modes") or [])
    summary = ItemSummary(
        version_id=version.id,
        handling_code=item.handling_code,
        name=version.name,
        body_name=item.body.name,
        body_id=item.body_id,
        item_type=item.item_type,
        family=item.family,
        case_kind=version.case_kind,
        promised=LimitCard(version.promised_value, version.promised_unit),
        visits=version.visits,
        is_online=bool(modes & {"web", "mobile"}),
        summary=_plain(elements).get("summary") or "",
    )
    return Listed(
        item_id=item.id,
        summary=summary,
        level=elements.get("exercise_level") or "",
        persons=frozenset(themes.get("person") or []),
        firms=frozenset(themes.get("firm") or []),
        served=frozenset(elements.get("served_objects") or []),
        is_frequent=elements.get("frequent") is True,
        has_plain=all(_plain(elements).get(name) for name in PLAIN_WORDS),
    )


def _plain(elements: dict[str, Any]) -> dict[str, Any]:
    return elements.get("plain") or {}
