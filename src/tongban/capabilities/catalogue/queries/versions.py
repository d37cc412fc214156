"""All published versions of an item, so that anyone can see what a guide said before."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.types import VersionCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

# One statement says which version is in force and which others there are.
_VERSIONS: Final = """
select p.version_id, v.number, v.name, p.effective_on, w.withdrawn_on, p.digest
  from item_publication p
  join item i on i.id = p.item_id
  join item_version v on v.id = p.version_id
  left join item_withdrawal w on w.version_id = p.version_id
 where p.city = %s and {chosen} = %s
 order by p.effective_on desc, v.number desc
"""
_BY_ITEM: Final = _VERSIONS.format(chosen="i.id")
_BY_CODE: Final = _VERSIONS.format(chosen="i.handling_code")
_STATE: Final = "select state_of_code(%s, %s)"


@query
def list_versions(*, actor: Actor, item_id: UUID) -> list[VersionCard]:
    """The versions of an item, newest first."""
    rows = fetch_all(_BY_ITEM, [actor.city, item_id])
    return [VersionCard(*row) for row in rows]


@query
def list_versions_of_code(
    *, actor: Actor, handling_code: str
) -> tuple[VersionCard, ...]:
    """The versions of the item with this code, newest first; none where there is no such."""
    if "\0" in handling_code:
        return ()
    rows = fetch_all(_BY_CODE, [actor.city, handling_code])
    return tuple(VersionCard(*row) for row in rows)


def state_of_code(*, city: str, code: str) -> str:
    """What the guide of this code depends on: another answer, another page.

    Asked for every look at a guide, by people who may read everything it stands for: so in
    one statement without an actor and a transaction of their own.
    """
    if "\0" in code:
        return ""
    ((state,),) = fetch_all(_STATE, [city, code])
    return str(state)


def version_on(versions: Sequence[VersionCard], day: date) -> VersionCard | None:
    """Which of them is in force on a day: the newest begun, unless it was withdrawn."""
    newest = next((one for one in versions if one.effective_on <= day), None)
    if newest is None or (newest.withdrawn_on and newest.withdrawn_on <= day):
        return None
    return newest
