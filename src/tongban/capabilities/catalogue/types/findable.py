"""What people look for besides items: questions, bundles, policies, as one list shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from tongban.capabilities.catalogue.types.items import ItemSummary


@dataclass(frozen=True)
class Findable:
    """A document that is found by its words. What a key says never changes."""

    key: UUID
    # What it comes and goes with: its item's version, or itself.
    group: UUID
    title: str
    text: str
    href: str
    # What people call it besides its title.
    names: tuple[str, ...] = ()
    # Where else words may stand that it is found by, the nearest first: place, and text.
    told: tuple[tuple[str, str], ...] = ()
    # The version of the item whose part it is: it stands under the same facets.
    version_id: UUID | None = None
    # Where it is no part of an item: under which choices of which facet it stands.
    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundDocument:
    """One line of what was found: what it is, where it leads, and why it matched."""

    kind: str
    kind_label: str
    title: str
    text: str
    href: str
    why: str
    score: float
    # The item itself, where it is one.
    item: ItemSummary | None = None
    # The name of the item whose part it is.
    part_of: str = ""
