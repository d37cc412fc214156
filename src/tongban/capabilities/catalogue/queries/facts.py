"""What figures are made of. A version never changes, so what it counts is kept by the process."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection

from tongban.capabilities.catalogue.checking.acts import is_departmental
from tongban.capabilities.catalogue.models import IntakeMode
from tongban.capabilities.catalogue.queries.guides import get_guides
from tongban.capabilities.catalogue.queries.in_force import PLAIN_WORDS, in_force
from tongban.capabilities.catalogue.types import Guide, ItemFacts, Standing, TakenIn
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.access.keeping import Kept

FACTS_KEPT: Final = 20_000
_kept: Kept[tuple[str, UUID], ItemFacts] = Kept(FACTS_KEPT)

# Elements by the schema that the entry's version was published with; its core is the twelve.
_STANDING: Final = """
with said as (
  select distinct on (entry_id) entry_id, slots from directory_version
   where city = %(city)s and effective_on <= %(day)s order by entry_id, effective_on desc),
core as (
  select s.entry_id, array_agg(slot ->> 'key') keys from said s, jsonb_array_elements(s.slots) slot
   where (slot ->> 'core')::boolean group by s.entry_id)
select h.item_id, h.equal, h.stated,
       (select count(*) from unnest(c.keys) k where h.stated > 0 and k <> all(h.differing)),
       case when h.stated > 0 then coalesce(cardinality(c.keys), 0) else 0 end
  from directory_standing(%(day)s) h left join core c on c.entry_id = h.entry_id
"""


@query
def list_facts(*, actor: Actor, day: date) -> list[ItemFacts]:
    """What each item in force on a day counts, by name."""
    listed = [one.summary.version_id for one in in_force(actor, day).listed]
    found = {key: _kept.find((actor.city, key)) for key in listed}
    unknown = [key for key, facts in found.items() if facts is None]
    for version_id, guide in get_guides(actor=actor, version_ids=unknown).items():
        facts = facts_of(guide)
        _kept.keep((actor.city, version_id), facts)
        found[version_id] = facts
    return [facts for facts in found.values() if facts is not None]


@query
def list_taken_in(*, actor: Actor, day: date) -> list[TakenIn]:
    """Which hall takes which item in on a day, and how."""
    rows = IntakeMode.objects.filter(city=actor.city, valid__contains=day)
    return [
        TakenIn(*row)
        for row in rows.order_by("id").values_list("item_id", "venue_id", "mode")
    ]


@query
def list_standing(*, actor: Actor, day: date) -> list[Standing]:
    """Items in force beside their entries of the basic directory."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"city": actor.city, "day": day})
        return [Standing(key, *map(int, counts)) for key, *counts in cursor.fetchall()]


def facts_of(guide: Guide) -> ItemFacts:
    """What a guide counts."""
    elements = guide.elements
    plain = elements.get("plain") or {}
    return ItemFacts(
        item_id=guide.item_id,
        version_id=guide.version_id,
        handling_code=guide.handling_code,
        basic_code=guide.basic_code,
        name=guide.name,
        body_id=guide.body_id,
        body_name=guide.body_name,
        family=guide.family,
        item_type=guide.item_type,
        case_kind=guide.case_kind,
        level=str(elements.get("exercise_level") or ""),
        served=frozenset(elements.get("served_objects") or ()),
        is_online=bool({"web", "mobile"} & set(elements.get("handling_modes") or ())),
        visits=guide.visits,
        statutory=guide.statutory,
        promised=guide.promised,
        materials=sum(
            row.necessity == "required" and not row.is_waived for row in guide.materials
        ),
        steps=sum(not row.is_special for row in guide.steps),
        is_departmental=_is_departmental(guide),
        baseless_steps=tuple(
            row.name for row in guide.steps if row.is_special and not row.basis.strip()
        ),
        baseless_proofs=tuple(
            row.name
            for row in guide.materials
            if row.details.get("material_kind") == "proof"
            and not row.is_waived
            and not str(row.details.get("basis") or "").strip()
        ),
        has_plain=all(plain.get(name) for name in PLAIN_WORDS),
        depth=_depth(elements.get("online_depth") or ()),
        themes=guide.themes,
        material_codes=frozenset(
            code
            for row in guide.materials
            if (code := str(row.details.get("catalogue_code") or ""))
        ),
    )


def _is_departmental(guide: Guide) -> bool:
    """Whether every law it rests on is a local department's own paper."""
    laws = [
        {
            "title": law.title,
            "document_number": law.document_number,
            "authority": law.authority,
        }
        for law in guide.bases
    ]
    return all(map(is_departmental, laws))


def _depth(steps: Iterable[object]) -> int:
    """The deepest of the six steps that it names; 0 where it names none."""
    named = [int(str(step)) for step in steps if str(step).isdecimal()]
    return max(named, default=0)
