"""What of each resident item a hall does itself on a day (AUT-03)."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.lists.types import PowerCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

_POWERS: Final = """
select w.item_id, i.handling_code, v.name, i.body_id, body_name(i.body_id, %(day)s), p.venue_id, n.name,
       coalesce(k.powers, '{}'), k.effective_on, coalesce(k.document_number, '')
from list_publication p join list_row w on w.release_id = p.release_id
join item i on i.id = w.item_id join item_version v on v.id = w.version_id join venue n on n.id = p.venue_id
left join lateral (select * from hall_power h where h.item_id = w.item_id and h.venue_id = p.venue_id
  and h.effective_on <= %(day)s order by h.effective_on desc limit 1) k on true
where p.city = %(city)s and p.kind = 'resident' and p.effective_on <= %(day)s
  and not exists (select 1 from list_publication l where l.kind = 'resident' and l.venue_id = p.venue_id
    and l.effective_on > p.effective_on and l.effective_on <= %(day)s)
order by n.level, n.code, i.body_id, i.handling_code
"""


@query
def list_powers(
    *, actor: Actor, day: date, venue_id: UUID | None = None, only_gaps: bool = False
) -> list[PowerCard]:
    """The resident items of all halls, or of one; all, or those a hall cannot decide."""
    found = fetch_all(_POWERS, {"city": actor.city, "day": day})
    cards = [_card(row) for row in found]
    return [
        one
        for one in cards
        if venue_id in (None, one.venue_id) and (one.is_gap or not only_gaps)
    ]


def _card(row: tuple[Any, ...]) -> PowerCard:
    item, code, name, body_id, body, venue, hall, kept, since, document = row
    powers = tuple(kept)
    return PowerCard(
        item, code, name, body_id, body, venue, hall, powers, since, document
    )
