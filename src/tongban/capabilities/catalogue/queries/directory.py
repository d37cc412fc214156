"""The basic directory: entries in force, claims, drift and uniformity; counts come from the law."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection

from tongban.capabilities.catalogue.directory.cards import (
    ClaimCard,
    Counts,
    DirectoryTotals,
    EntryCard,
    EntryDetail,
    EntryVersionCard,
    ImplementationCard,
)
from tongban.capabilities.catalogue.directory.slots import (
    Slot,
    elements_of,
    schema_at,
    slot_from,
)
from tongban.capabilities.catalogue.models import (
    DirectoryClaim,
    DirectoryEntry,
    DirectoryVersion,
)
from tongban.capabilities.catalogue.types import Basis
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

# `directory_standing` is in the law file: every figure of the directory is read from it.
_ENTRIES: Final = """
select e.id, e.basic_code, e.level, s.name, s.item_type, s.number, s.effective_on, s.levels,
       (select count(*) from directory_claim c where c.entry_id = e.id),
       count(h.item_id), count(*) filter (where h.drifts), coalesce(sum(h.equal), 0), coalesce(sum(h.stated), 0)
  from directory_entry e join directory_version s on s.id = entry_in_force(e.id, %(day)s)
  left join directory_standing(%(day)s) h on h.entry_id = e.id
 where e.city = %(city)s and (%(words)s = '' or strpos(s.name, %(words)s) > 0 or starts_with(e.basic_code, %(words)s))
   and (%(level)s = '' or e.level = %(level)s) and (%(code)s = '' or e.basic_code = %(code)s) and e.basic_code > %(after)s
 group by e.id, s.name, s.item_type, s.number, s.effective_on, s.levels
having not %(drifting)s or count(*) filter (where h.drifts) > 0
 order by e.basic_code limit %(limit)s"""
_TOTALS: Final = """
with said as (select distinct entry_id from directory_version where city = %(city)s and effective_on <= %(day)s)
select (select count(*) from said), (select count(*) from said s where exists (select 1 from directory_claim c where c.entry_id = s.entry_id)),
       count(*), count(*) filter (where drifts), coalesce(sum(equal), 0), coalesce(sum(stated), 0)
  from directory_standing(%(day)s)"""
_HELD: Final = """
select h.item_id, h.body_id, h.handling_code, v.name, v.number, h.effective_on, h.drifts,
       (select max(d.number) from implementation m join directory_version d on d.id = m.directory_version_id
         where m.version_id = h.version_id and m.conforms),
       h.equal, h.stated, h.differing, h.departing, directory_document(h.version_id)
  from directory_standing(%(day)s) h join item_version v on v.id = h.version_id join body b on b.id = h.body_id
 where h.entry_id = %(entry)s order by b.level, b.code, h.handling_code"""


@query
def list_entries(
    *,
    actor: Actor,
    day: date,
    words: str = "",
    level: str = "",
    drifting: bool = False,
    after: str = "",
    limit: int = 50,
) -> list[EntryCard]:
    """The entries in force, by code: like the words, of a level, or only those that drift."""
    return _entries(
        actor,
        day,
        words=words,
        level=level,
        drifting=drifting,
        after=after,
        limit=limit,
    )


@query
def total_directory(*, actor: Actor, day: date) -> DirectoryTotals:
    """The directory in figures: entries, claims, drift and the uniformity of the city."""
    rows = _fetch(_TOTALS, {"city": actor.city, "day": day})
    entries, claimed, *counts = rows[0]
    return DirectoryTotals(entries, claimed, Counts(*counts))


@query
def get_entry(*, actor: Actor, basic_code: str, day: date) -> EntryDetail:
    """One entry beside everything that is in force for it. Refuses with NotFound."""
    cards = _entries(actor, day, code=basic_code)
    if not cards:
        raise NotFound("基本目录里没有这个编码，或者它还没有生效。请核对编码。")
    [card] = cards
    versions = DirectoryVersion.objects.filter(city=actor.city, entry=card.entry_id)
    claims = DirectoryClaim.objects.filter(city=actor.city, entry=card.entry_id)
    return EntryDetail(
        card,
        tuple(version_card(row) for row in versions.order_by("-number")),
        tuple(
            ClaimCard(row.id, row.body_id, row.exercise_level, row.claimed_at)
            for row in claims.order_by("claimed_at", "id")
        ),
        _implementations(actor, card, day),
    )


@query
def list_claims(*, actor: Actor) -> set[tuple[str, UUID]]:
    """Which body has claimed which entry: basic code and body."""
    rows = DirectoryClaim.objects.filter(city=actor.city)
    return set(rows.values_list("entry__basic_code", "body_id"))


@query
def list_basic_codes(*, actor: Actor) -> set[str]:
    """The codes of all entries, also of those that come into force later."""
    rows = DirectoryEntry.objects.filter(city=actor.city)
    return set(rows.values_list("basic_code", flat=True))


def entry_elements(document: Mapping[str, Any]) -> dict[str, Any]:
    """What a whole item document would have its entry state, by the city's schema."""
    return elements_of(document, schema_at(settings.UNIFORM_ELEMENTS))


def version_card(row: DirectoryVersion) -> EntryVersionCard:
    """The value of a version of an entry."""
    return EntryVersionCard(
        version_id=row.id,
        number=row.number,
        name=row.name,
        effective_on=row.effective_on,
        basis=Basis(row.basis_title, row.basis_number, row.basis_rank),
        reason=row.reason,
        published_at=row.published_at,
        slots=tuple(map(slot_from, row.slots)),
    )


def _entries(actor: Actor, day: date, **cut: Any) -> list[EntryCard]:
    usual: dict[str, Any] = {"words": "", "level": "", "code": "", "after": ""}
    usual |= {"drifting": False, "limit": 1}
    return [
        EntryCard(
            entry_id=key,
            basic_code=code,
            level=level,
            name=name,
            item_type=item_type,
            number=number,
            effective_on=effective_on,
            levels=tuple(levels),
            claims=claims,
            counts=Counts(*map(int, counts)),
        )
        for key, code, level, name, item_type, number, effective_on, levels, claims, *counts in _fetch(
            _ENTRIES, {"city": actor.city, "day": day} | usual | cut
        )
    ]


def _implementations(
    actor: Actor, card: EntryCard, day: date
) -> tuple[ImplementationCard, ...]:
    in_force = DirectoryVersion.objects.get(entry=card.entry_id, number=card.number)
    slots = [slot_from(row) for row in in_force.slots]
    values = {"city": actor.city, "day": day, "entry": card.entry_id}
    return tuple(_implementation(slots, *row) for row in _fetch(_HELD, values))


def _implementation(slots: Sequence[Slot], *row: Any) -> ImplementationCard:
    *first, differing, departing, document = row
    item_id, body_id, handling_code, name, number, *more = first
    effective_on, drifts, rests_on, equal, stated = more
    told = json.loads(document)
    return ImplementationCard(
        item_id=item_id,
        body_id=body_id,
        handling_code=handling_code,
        name=name,
        number=number,
        effective_on=effective_on,
        drifts=drifts,
        rests_on=rests_on,
        equal=equal,
        stated=stated,
        differing=tuple(differing),
        departing=tuple(departing),
        said={slot.key: slot.of(told) for slot in slots},
    )


def _fetch(statement: str, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
        return rows
