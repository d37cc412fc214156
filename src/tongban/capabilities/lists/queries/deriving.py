"""The rows that a list must have by what the guides in force say."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.queries import find_items_taken_in, list_guides
from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.kinds.shape import City, Kind, Line
from tongban.capabilities.lists.models import ListRow
from tongban.capabilities.lists.queries.releases import find_in_force
from tongban.capabilities.orgs.queries import list_venues, list_window_classes
from tongban.plumbing.access.actor import Actor

# The halls whose intake makes the base set of a level.
_LEVEL_OF: Final = {"township_base": "township", "village_base": "village"}


def derive_lines(
    actor: Actor,
    kind_key: str,
    venue_id: UUID | None,
    day: date,
    *,
    window_class_id: UUID | None = None,
) -> list[Line]:
    """Each line once, by the guides in force on that day; none where entries are by hand."""
    kind = kind_of(kind_key)
    if kind.derive is None:
        return []
    city = replace(
        _city(actor, kind, venue_id, day), themes=_themes(actor, window_class_id)
    )
    found: dict[object, Line] = {}
    for guide in list_guides(actor=actor, day=day):
        for line in kind.derive(guide, city):
            found.setdefault(_key(line), line)
    return list(found.values())


def _key(line: Line) -> object:
    if line.guide is None:
        return line.material_type_id
    part = line.material or line.fee or line.step
    return line.guide.version_id, part.key if part else ""


def _city(actor: Actor, kind: Kind, venue_id: UUID | None, day: date) -> City:
    level = _LEVEL_OF.get(kind.key, "")
    halls = [
        one.venue_id for one in list_venues(actor=actor) if level and one.level == level
    ]
    here = [venue_id] if venue_id else []
    return City(
        at_the_hall=find_items_taken_in(actor=actor, venue_ids=here, day=day),
        at_the_level=find_items_taken_in(actor=actor, venue_ids=halls, day=day),
        listed={kind.base: _listed(actor, kind.base, day)} if kind.base else {},
    )


def _themes(actor: Actor, window_class_id: UUID | None) -> frozenset[str]:
    """The subjects that a class of windows is for."""
    for one in list_window_classes(actor=actor) if window_class_id else ():
        if one.window_class_id == window_class_id:
            return one.themes
    return frozenset()


def _listed(actor: Actor, kind: str, day: date) -> frozenset[UUID]:
    """The items on the city's list of a kind that is in force."""
    release_id = find_in_force(actor=actor, kind=kind, venue_id=None, day=day)
    rows = ListRow.objects.filter(release_id=release_id, item__isnull=False)
    return frozenset(key for key in rows.values_list("item_id", flat=True) if key)
