"""The basic directory: entries in force, claims, drift and uniformity; counts come from the law."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection

from tongban.capabilities.catalogue.directory.cards import (
    Basis,
    ClaimCard,
    Counts,
    DirectorySlot,
    DirectoryTotals,
    EntryCard,
    EntryDetail,
    EntryVersionCard,
    ImplementationCard,
)
from tongban.capabilities.catalogue.directory.slots import slot_from
from tongban.capabilities.catalogue.models import (
    DirectoryClaim,
    DirectoryEntry,
    DirectoryVersion,
)
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

# What an entry says on a day, what is in force for it, and how the two were compared when
# the later of them was published. Every figure of the directory is read from here.
_STANDING: Final = """
with said as (
  select distinct on (v.entry_id) v.* from directory_version v
   where v.city = %(city)s and v.effective_on <= %(day)s order by v.entry_id, v.effective_on desc),
in_force as (
  select distinct on (p.item_id) p.item_id, p.version_id, p.effective_on from item_publication p
   where p.city = %(city)s and p.effective_on <= %(day)s order by p.item_id, p.effective_on desc),
standing as (
  select e.id as entry_id, i.id as item_id, i.body_id, i.handling_code, f.version_id, f.effective_on,
         m.id is null or not m.conforms as drifts, coalesce(m.equal, 0) as equal, coalesce(m.stated, 0) as stated,
         coalesce(m.differing, '{}') as differing, coalesce(m.departing, '{}') as departing
    from directory_entry e join said s on s.entry_id = e.id
    join item i on i.city = e.city and i.basic_code = e.basic_code
    join in_force f on f.item_id = i.id
    left join implementation m on m.directory_version_id = s.id and m.version_id = f.version_id
   where not exists (select 1 from item_withdrawal w where w.version_id = f.version_id and w.withdrawn_on <= %(day)s))
"""
_ENTRIES: Final = (
    _STANDING
    + """
select e.id, e.basic_code, e.level, s.name, s.item_type, s.number, s.effective_on, s.levels,
       (select count(*) from directory_claim c where c.entry_id = e.id),
       count(h.item_id), count(*) filter (where h.drifts), coalesce(sum(h.equal), 0), coalesce(sum(h.stated), 0)
  from directory_entry e join said s on s.entry_id = e.id left join standing h on h.entry_id = e.id
 where (%(words)s = '' or strpos(s.name, %(words)s) > 0 or starts_with(e.basic_code, %(words)s))
   and (%(level)s = '' or e.level = %(level)s) and (%(code)s = '' or e.basic_code = %(code)s) and e.basic_code > %(after)s
 group by e.id, s.name, s.item_type, s.number, s.effective_on, s.levels
having not %(drifting)s or count(*) filter (where h.drifts) > 0
 order by e.basic_code limit %(limit)s"""
)
_TOTALS: Final = (
    _STANDING
    + """
select (select count(*) from said), (select count(*) from said s where exists (select 1 from directory_claim c where c.entry_id = s.entry_id)),
       count(*), count(*) filter (where drifts), coalesce(sum(equal), 0), coalesce(sum(stated), 0) from standing"""
)
_HELD: Final = (
    _STANDING
    + """
select h.item_id, h.body_id, h.handling_code, v.name, v.number, h.effective_on, h.drifts,
       (select max(d.number) from implementation m join directory_version d on d.id = m.directory_version_id
         where m.version_id = h.version_id and m.conforms),
       h.equal, h.stated, h.differing, h.departing, directory_document(h.version_id)
  from standing h join item_version v on v.id = h.version_id join body b on b.id = h.body_id
 where h.entry_id = %(entry)s order by b.level, b.code, h.handling_code"""
)


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
        slots=tuple(
            DirectorySlot(
                slot.key, slot.label, slot.mode, slot.scope, slot.core, slot.value
            )
            for slot in map(slot_from, row.slots)
        ),
    )


def _entries(actor: Actor, day: date, **cut: Any) -> list[EntryCard]:
    usual = {"words": "", "level": "", "code": "", "after": ""}
    usual |= {"drifting": False, "limit": 1} | cut  # type: ignore[dict-item]
    rows = _fetch(_ENTRIES, {"city": actor.city, "day": day} | usual)
    return [
        EntryCard(*row[:7], tuple(row[7]), row[8], Counts(*map(int, row[9:])))
        for row in rows
    ]


def _implementations(
    actor: Actor, card: EntryCard, day: date
) -> tuple[ImplementationCard, ...]:
    in_force = DirectoryVersion.objects.get(entry=card.entry_id, number=card.number)
    slots = [slot_from(row) for row in in_force.slots]
    values = {"city": actor.city, "day": day, "entry": card.entry_id}
    found = []
    for *row, differing, departing, document in _fetch(_HELD, values):
        told = json.loads(document)
        said = {slot.key: slot.of(told) for slot in slots}
        found.append(
            ImplementationCard(*row, tuple(differing), tuple(departing), said)
        )
    return tuple(found)


def _fetch(statement: str, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
