"""Lists, search and suggestions over the items in force on a day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.models import IntakeMode
from tongban.capabilities.catalogue.queries.in_force import Listed, in_force
from tongban.capabilities.catalogue.types import ItemGroup, ItemGroups, ItemSummary
from tongban.capabilities.catalogue.wording import LEVEL_LABELS, theme_labels
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

PERSON: Final = "person"
FIRM: Final = "firm"
_SUGGESTIONS: Final = 12


@query
def list_items(
    *,
    actor: Actor,
    day: date,
    who: str | None = None,
    theme: str | None = None,
    body_id: UUID | None = None,
    level: str | None = None,
    online: bool | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> list[ItemSummary]:
    """Items in force, by name, after the one whose handling code is the cursor.

    `who` is person or firm; `theme` is a theme code of that side.
    """
    chosen = [
        one.summary
        for one in in_force(actor, day).listed
        if _is_for(one, who)
        and (not theme or theme in _themes(one, who))
        and (body_id is None or one.summary.body_id == body_id)
        and (not level or one.level == level)
        and (online is None or one.summary.is_online == online)
    ]
    codes = [one.handling_code for one in chosen]
    first = codes.index(cursor) + 1 if cursor in codes else 0
    return chosen[first : first + limit]


@query
def list_groups(
    *, actor: Actor, day: date, who: str | None = None, online: bool | None = None
) -> ItemGroups:
    """How many items stand under each theme, department and level, for the tree of items."""
    chosen = [
        one
        for one in in_force(actor, day).listed
        if _is_for(one, who) and (online is None or one.summary.is_online == online)
    ]
    bodies = {str(one.summary.body_id): one.summary.body_name for one in chosen}
    labels = theme_labels(who or PERSON)
    return ItemGroups(
        themes=_groups((code for one in chosen for code in _themes(one, who)), labels),
        bodies=_groups((str(one.summary.body_id) for one in chosen), bodies),
        levels=_groups((one.level for one in chosen), LEVEL_LABELS),
        total=len(chosen),
    )


@query
def search_items(
    *, actor: Actor, text: str, day: date, limit: int = 20
) -> list[ItemSummary]:
    """Items that fit the words, best first, each with what matched."""
    items = in_force(actor, day)
    return [
        replace(items.by_version[hit.version_id].summary, why=hit.why, score=hit.score)
        for hit in items.index.search(text, limit=limit)
    ]


@query
def suggest_items(
    *,
    actor: Actor,
    text: str,
    venue_id: UUID,
    day: date,
    limit: int = _SUGGESTIONS,
) -> list[ItemSummary]:
    """Items taken in at a hall on a day, for the clerk's combobox; all when nothing is typed."""
    items = in_force(actor, day)
    here = set(
        IntakeMode.objects.filter(
            city=actor.city, venue_id=venue_id, valid__contains=day
        ).values_list("item_id", flat=True)
    )
    if not text.strip():
        return [one.summary for one in items.listed if one.item_id in here][:limit]
    found = items.index.search(text, limit=len(items.listed))
    listed = [(items.by_version[hit.version_id], hit) for hit in found]
    return [
        replace(one.summary, why=hit.why, score=hit.score)
        for one, hit in listed
        if one.item_id in here
    ][:limit]


def _is_for(listed: Listed, who: str | None) -> bool:
    if who == PERSON:
        return "natural_person" in listed.served or bool(listed.persons)
    if who == FIRM:
        return bool(listed.served - {"natural_person"}) or bool(listed.firms)
    return True


def _themes(listed: Listed, who: str | None) -> frozenset[str]:
    return listed.firms if who == FIRM else listed.persons


def _groups(keys: Iterable[str], labels: Mapping[str, str]) -> tuple[ItemGroup, ...]:
    counted = Counter(key for key in keys if key)
    groups = [ItemGroup(key, labels.get(key, key), n) for key, n in counted.items()]
    return tuple(sorted(groups, key=lambda group: group.key))
