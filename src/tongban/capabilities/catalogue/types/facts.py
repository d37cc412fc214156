"""What figures are made of: items in force, how halls take them in, how alike they are."""

from dataclasses import dataclass
from uuid import UUID

from tongban.capabilities.catalogue.types.guides import LimitCard


@dataclass(frozen=True)
class ItemFacts:
    """One item in force, as its guide counts it; nothing here is anybody's opinion."""

    item_id: UUID
    version_id: UUID
    handling_code: str
    basic_code: str
    name: str
    body_id: UUID
    body_name: str
    family: str
    item_type: str
    case_kind: str
    level: str
    served: frozenset[str]
    # Web or mobile is among the ways in which its guide takes it: the application form of
    # this platform opens for exactly these.
    is_online: bool
    visits: int
    statutory: LimitCard
    promised: LimitCard
    # Materials that everybody has to bring: required, and not waived.
    materials: int
    steps: int
    # Every law that it rests on is a local department's own paper.
    is_departmental: bool
    # Special steps, and proofs asked for, that name no basis.
    baseless_steps: tuple[str, ...]
    baseless_proofs: tuple[str, ...]
    has_plain: bool
    # How deep it goes online, the highest of the six steps; 0 where it says nothing.
    depth: int = 0
    # Its subjects, as "person:005" and "firm:040".
    themes: frozenset[str] = frozenset()
    # The catalogue's codes of what it asks for, waived or not.
    material_codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TakenIn:
    """A hall takes an item in on that day, and in which mode."""

    item_id: UUID
    venue_id: UUID
    mode: str


@dataclass(frozen=True)
class Standing:
    """An item in force beside its entry of the basic directory: how many elements agree."""

    item_id: UUID
    equal: int
    stated: int
    core_equal: int
    core_stated: int
