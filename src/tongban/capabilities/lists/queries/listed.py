"""Which items stand on the lists in force: for those who count them."""

from collections.abc import Collection
from datetime import date

from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.models import ListRow
from tongban.capabilities.lists.queries.releases import list_in_force
from tongban.capabilities.lists.types import ListedItem
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_listed(*, actor: Actor, kinds: Collection[str], day: date) -> list[ListedItem]:
    """The items on lists of these kinds in force on a day, each with why it stands there."""
    releases = {
        card.release_id: card
        for card in list_in_force(actor=actor, day=day)
        if card.kind in kinds
    }
    rows = ListRow.objects.filter(release_id__in=list(releases), item__isnull=False)
    return [
        ListedItem(
            kind=releases[row.release_id].kind,
            item_id=row.item_id,
            venue_name=releases[row.release_id].venue_name,
            reason=kind_of(row.kind).reasons.get(row.reason, ""),
            basis=row.basis,
        )
        for row in rows.order_by("id")
        if row.item_id is not None
    ]
