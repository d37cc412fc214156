"""Lists, search and suggestions over the items in force on a day."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.finding.ranking import Ranking, rank
from tongban.capabilities.catalogue.finding.reasons import Fit
from tongban.capabilities.catalogue.queries.cutting import FIRM, PERSON, sides_of
from tongban.capabilities.catalogue.queries.in_force import (
    InForce,
    Listed,
    in_force,
)
from tongban.capabilities.catalogue.types import (
    ItemGroup,
    ItemGroups,
    ItemSummary,
)
from tongban.capabilities.catalogue.wording import LEVEL_LABELS, theme_labels
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

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
    frequent: bool | None = None,
    words: str = "",
    limit: int = 20,
    cursor: str | None = None,
) -> list[ItemSummary]:
    """Items in force, by name, after the one whose handling code is the cursor.

    `who` is person or firm; `theme` is a theme code of that side; `words` are in the name.
    """
    chosen = [
        one.summary
        for one in in_force(actor, day).listed
        if (not who or who in sides_of(one))
        and (not theme or theme in _themes(one, who))
        and (body_id is None or one.summary.body_id == body_id)
        and (not level or one.level == level)
        and (online is None or one.summary.is_online == online)
        and (frequent is None or one.is_frequent == frequent)
        and words in one.summary.name
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
        if (not who or who in sides_of(one))
        and (online is None or one.summary.is_online == online)
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
    return _shown(items, rank_items(items, text), limit)


@query
def suggest_items(
    *,
    actor: Actor,
    text: str,
    day: date,
    venue_id: UUID | None = None,
    codes: Collection[str] | None = None,
    limit: int = _SUGGESTIONS,
) -> list[ItemSummary]:
    """What may be meant by what is typed so far; at a hall, what it takes in on that day.

    With `codes`, only items of these handling codes: what a window's list holds.

    For a clerk's combobox, nothing typed shows all that the hall takes in.
    """
    items = in_force(actor, day)
    here = [
        one
        for one in items.listed
        if (venue_id is None or venue_id in one.venues)
        and (codes is None or one.summary.handling_code in codes)
    ]
    if not text.strip():
        return [one.summary for one in here][: limit if venue_id else 0]
    among = {items.index.numbers[one.summary.version_id] for one in here}
    return _shown(items, rank_items(items, text, among=among), limit)


def rank_items(
    items: InForce, text: str, *, among: Collection[int] | None = None
) -> Ranking:
    """Of the items in force those that fit the words, best first."""
    return rank(
        items.index,
        text,
        synonyms=items.synonyms,
        among=items.numbers if among is None else among,
    )


def show_item(items: InForce, ranking: Ranking, fit: Fit) -> ItemSummary:
    """An item that was found, with how well it fits and what matched."""
    summary = items.by_version[fit.version_id].summary
    return replace(summary, why=ranking.why(fit), score=fit.score)


def _shown(items: InForce, ranking: Ranking, limit: int) -> list[ItemSummary]:
    return [show_item(items, ranking, fit) for fit in ranking.fits[:limit]]


def _themes(listed: Listed, who: str | None) -> frozenset[str]:
    return listed.firms if who == FIRM else listed.persons


def _groups(keys: Iterable[str], labels: Mapping[str, str]) -> tuple[ItemGroup, ...]:
    counted = Counter(key for key in keys if key)
    groups = [ItemGroup(key, labels.get(key, key), n) for key, n in counted.items()]
    return tuple(sorted(groups, key=lambda group: group.key))
