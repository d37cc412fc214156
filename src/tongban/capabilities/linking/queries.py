"""One's own links, and whose account a foreign one opens. Reading only."""

from typing import Final

from tongban.capabilities.linking.kinds import get_kind, known_kinds
from tongban.capabilities.linking.models import AccountLink
from tongban.capabilities.linking.types import Link, Linked, LinkKind
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.keyed import linked_key
from tongban.plumbing.database.prepared import fetch_all

_WHOSE: Final = "select * from account_of_link(%s, %s, %s)"


def list_kinds() -> list[LinkKind]:
    """The register of kinds, in its order."""
    return list(known_kinds().values())


@query
def list_own_links(*, actor: Actor) -> list[Link]:
    """One's own linked accounts, in the order of the register."""
    order = list(known_kinds())
    rows = AccountLink.objects.filter(account_id=actor.own_account, unlinked_at=None)
    links = [
        Link(row.id, row.kind, get_kind(row.kind).name, row.level, row.linked_at)
        for row in rows
    ]
    return sorted(links, key=lambda one: order.index(one.kind))


@query
def find_linked(*, actor: Actor, kind: str, subject: str) -> Linked | None:
    """Whose account this foreign one opens; no surer than its kind is today."""
    key = linked_key(actor.city, kind, subject)
    rows = fetch_all(_WHOSE, [actor.city, kind, key])
    if not rows:
        return None
    link_id, account_id, level = rows[0]
    return Linked(link_id, account_id, min(level, get_kind(kind).level))
