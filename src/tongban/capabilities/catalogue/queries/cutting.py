"""The seven facets: which items a choice leaves, and how many each further choice would."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.finding.leading import Keys
from tongban.capabilities.catalogue.queries.in_force import InForce, Listed
from tongban.capabilities.catalogue.searches import Cut
from tongban.capabilities.catalogue.types import (
    ItemGroup,
)
from tongban.capabilities.catalogue.wording import (
    CASE_KIND_LABELS,
    LEVEL_LABELS,
    ONLINE_LABELS,
    WHO_LABELS,
    theme_labels,
)

PERSON: Final = "person"
FIRM: Final = "firm"
_TO_WINDOW: Final = "window"


def sides_of(listed: Listed) -> Iterator[str]:
    """For whom an item is: persons, firms, or both."""
    if "natural_person" in listed.served or listed.persons:
        yield PERSON
    if listed.served - {"natural_person"} or listed.firms:
        yield FIRM


def _themes_of(listed: Listed) -> set[str]:
    persons, firms = theme_labels(PERSON), theme_labels(FIRM)
    return {persons.get(code, code) for code in listed.persons} | {
        firms.get(code, code) for code in listed.firms
    }


def _online_of(listed: Listed) -> Iterator[str]:
    if not listed.summary.is_online:
        yield _TO_WINDOW
        return
    yield "online"
    if listed.summary.visits == 0:
        yield "full"


# The keys under which an item stands, by facet.
KEYS: Final[Mapping[str, Callable[[Listed], Iterable[str]]]] = {
    "who": sides_of,
    "theme": _themes_of,
    "org": lambda one: [str(one.summary.body_id)],
    "level": lambda one: [one.level] if one.level else [],
    "online": _online_of,
    "kind": lambda one: [one.summary.case_kind],
    "venue": lambda one: map(str, one.venues),
}
LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "who": WHO_LABELS,
    "level": LEVEL_LABELS,
    "online": ONLINE_LABELS,
    "kind": CASE_KIND_LABELS,
}


def keys_of(listed: Listed) -> Keys:
    """Under which choices of which facet an item stands."""
    return {name: frozenset(read(listed)) for name, read in KEYS.items()}


def keys_in(items: InForce, version_id: UUID) -> Keys:
    """The same for a version in force, worked out once: every search counts over it."""
    known = items.keys.get(version_id)
    if known is None:
        known = items.keys[version_id] = keys_of(items.by_version[version_id])
    return known


def left_of(cut: Cut, standing: Iterable[Keys]) -> list[bool]:
    """Which of what stands under these keys the choices leave."""
    chosen = _chosen(cut)
    return [
        all(key in keys.get(name, ()) for name, key in chosen.items())
        for keys in standing
    ]


def _chosen(cut: Cut) -> dict[str, str]:
    return {name: key for name, key in asdict(cut).items() if key}


def count_facets(
    cut: Cut, standing: Iterable[Keys], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[ItemGroup, ...]]:
    """For each facet its choices, with how much each leaves beside the other choices.

    `labels` names the choices that are no fixed words: departments and halls.
    """
    counted: dict[str, Counter[str]] = {name: Counter() for name in KEYS}
    chosen = _chosen(cut)
    for keys in standing:
        missed = [name for name, key in chosen.items() if key not in keys.get(name, ())]
        for name, counter in counted.items():
            # What fails one choice only still counts among that facet's choices.
            if not missed or missed == [name]:
                counter.update(keys.get(name, ()))
    named = {**LABELS, **labels}
    return {
        name: _groups(counter, named.get(name, {}), chosen.get(name, ""))
        for name, counter in counted.items()
    }


def _groups(
    counter: Counter[str], labels: Mapping[str, str], chosen: str
) -> tuple[ItemGroup, ...]:
    # What is chosen stays to be seen, so that it can be let go, even where it leaves nothing.
    keys = [*counter, *([chosen] if chosen and chosen not in counter else [])]
    groups = [ItemGroup(key, labels.get(key, key), counter[key]) for key in keys]
    return tuple(sorted(groups, key=lambda group: (-group.count, group.label)))
