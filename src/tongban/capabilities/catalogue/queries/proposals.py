"""What new versions of the directory ask of a body's implementations, and where a text departs."""

import json
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection

from tongban.capabilities.catalogue.directory.cards import Departure, ProposalCard
from tongban.capabilities.catalogue.models import ItemDraft, Publication
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

# The newest proposal of each implementation; the draft its body is writing, by its code.
_PROPOSALS: Final = """
select distinct on (p.item_id) p.id, e.basic_code, v.name, v.number, v.effective_on, p.item_id, i.handling_code, p.body_id,
       p.departing, array(select s ->> 'label' from jsonb_array_elements(v.slots) s where s ->> 'key' = any(p.departing)),
       p.draft_id, (select d.id from item_draft d where d.city = p.city and d.body_id = p.body_id
          and d.document ->> 'handling_code' = i.handling_code and d.published_version is null
          and d.superseded_by_id is null and d.discarded_at is null order by d.revised_at desc, d.id limit 1),
       exists (select 1 from implementation m where m.directory_version_id = p.directory_version_id and m.item_id = p.item_id and m.conforms)
  from directory_proposal p join directory_version v on v.id = p.directory_version_id join directory_entry e on e.id = v.entry_id
  join item i on i.id = p.item_id
 where p.city = %(city)s and (%(code)s = '' or i.handling_code = %(code)s) and (%(key)s::uuid is null or p.id = %(key)s)
 order by p.item_id, v.number desc"""
_DEPARTURES: Final = """
select slot ->> 'key', slot ->> 'label', array_to_string(array(select jsonb_array_elements_text(slot -> 'path')), '.'), slot ->> 'mode'
  from jsonb_array_elements((select slots from directory_version where id = %(version)s)) with ordinality as listed(slot, n)
  join directory_compare(%(document)s::jsonb, (select slots from directory_version where id = %(version)s)) c on c.place = n
 where c.scope = 'uniform' and not c.conforms order by n"""
# In force on the day, or coming: what is handed in may be for either.
_MAY_COUNT: Final = """
select v.id from directory_version v join directory_entry e on e.id = v.entry_id
 where e.city = %(city)s and e.basic_code = %(code)s
   and (v.effective_on > %(day)s or v.id = entry_in_force(e.id, %(day)s)) order by v.number desc"""


@query
def list_proposals(*, actor: Actor, open_only: bool = True) -> list[ProposalCard]:
    """The newest proposal of each implementation that the actor may see; by code."""
    cards = _proposals(actor)
    return sorted(
        (one for one in cards if not (open_only and one.is_done)),
        key=lambda one: one.handling_code,
    )


@query
def find_proposal(*, actor: Actor, handling_code: str) -> ProposalCard | None:
    """What the directory asks of this implementation now; None where it asks nothing."""
    open_ones = [
        one
        for one in _proposals(actor, code=handling_code)
        if handling_code and not one.is_done
    ]
    return open_ones[0] if open_ones else None


@query
def list_departures(
    *, actor: Actor, document: dict[str, Any], day: date
) -> list[Departure]:
    """The uniform elements in which a text departs from its entry, as it is or will be.

    None where the directory does not know its code, or where it agrees with a version that is
    in force or comes.
    """
    code = document.get("basic_code")
    if not isinstance(code, str) or not code:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_MAY_COUNT, {"city": actor.city, "code": code, "day": day})
        versions = [row[0] for row in cursor.fetchall()]
    found = [_departures(document, version) for version in versions]
    return min(found, key=len, default=[])


def departing_from(document: dict[str, Any], version_id: UUID) -> list[str]:
    """The keys of the uniform elements in which a text departs from a version."""
    return [one.key for one in _departures(document, version_id)]


def running_draft(actor: Actor, handling_code: str, body_id: UUID) -> UUID | None:
    """The draft that the body is writing for this item at the moment."""
    open_drafts = ItemDraft.objects.filter(
        city=actor.city,
        body=body_id,
        document__handling_code=handling_code,
        published_version=None,
        superseded_by=None,
        discarded_at=None,
    )
    newest = open_drafts.order_by("-revised_at", "id")
    return newest.values_list("id", flat=True).first()


def published_text(item_id: UUID) -> dict[str, Any]:
    """The text of the newest published version of an item; it is public."""
    newest = Publication.objects.filter(item=item_id).order_by("-effective_on")
    version_id = newest.values_list("version_id", flat=True)[0]
    with connection.cursor() as cursor:
        cursor.execute("select directory_document(%s)", [version_id])
        document: dict[str, Any] = json.loads(cursor.fetchall()[0][0])
    return document


def _departures(document: dict[str, Any], version_id: UUID) -> list[Departure]:
    with connection.cursor() as cursor:
        values: dict[str, Any] = {
            "version": version_id,
            "document": json.dumps(document),
        }
        cursor.execute(_DEPARTURES, values)
        return [Departure(*row) for row in cursor.fetchall()]


def _proposals(
    actor: Actor, *, code: str = "", key: UUID | None = None
) -> list[ProposalCard]:
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"city": actor.city, "code": code, "key": key}
        cursor.execute(_PROPOSALS, values)
        return [_card(*row) for row in cursor.fetchall()]


def _card(*row: Any) -> ProposalCard:
    *first, departing, labels, draft_id, running_draft, is_done = row
    key, code, name, number, effective_on, item_id, handling_code, body_id = first
    return ProposalCard(
        proposal_id=key,
        basic_code=code,
        entry_name=name,
        number=number,
        effective_on=effective_on,
        item_id=item_id,
        handling_code=handling_code,
        body_id=body_id,
        departing=tuple(departing),
        labels=tuple(labels),
        draft_id=draft_id,
        running_draft=running_draft,
        is_done=is_done,
    )
