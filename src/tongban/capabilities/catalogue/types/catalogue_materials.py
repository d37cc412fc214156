"""Values of the one material catalogue: entries, how they are used, what was proposed."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from tongban.capabilities.catalogue.states import TAKEN_IN


@dataclass(frozen=True)
class NewMaterial:
    """An entry as a province's catalogue or a sample city brings it."""

    code: str
    name: str
    kind: str = ""
    issuer: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class CatalogueMaterial:
    """An entry: what it is, where it stands, and how many items ask for it.

    `aliases` are what else it is called, names that were merged into it among them; `why`
    says how it answers what was typed where its name does not.
    """

    material_id: UUID
    code: str
    name: str
    kind: str
    issuer: str
    standing: str = TAKEN_IN
    items: int = 0
    aliases: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class MaterialProposal:
    """A proposed entry with who proposes it, and entries that it may be already."""

    material: CatalogueMaterial
    body_id: UUID | None
    proposed_by: UUID | None
    proposed_at: datetime | None
    opinion: str = ""
    merged_into: str = ""
    alike: tuple[CatalogueMaterial, ...] = field(default=())
