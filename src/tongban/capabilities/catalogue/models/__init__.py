"""Items, versions and their closed sets, publication, authority."""

from tongban.capabilities.catalogue.models.authority import Delegation, IntakeMode
from tongban.capabilities.catalogue.models.bulk import BulkChange
from tongban.capabilities.catalogue.models.directory import (
    DirectoryClaim,
    DirectoryEntry,
    DirectoryProposal,
    DirectoryVersion,
    Implementation,
)
from tongban.capabilities.catalogue.models.parts import (
    ItemBasis,
    ItemCondition,
    ItemFee,
    ItemMaterial,
    ItemPartyRole,
    ItemSituation,
    ItemStep,
)
from tongban.capabilities.catalogue.models.reviewing import (
    ItemReview,
    ItemSubmission,
)
from tongban.capabilities.catalogue.models.searching import (
    OpenQuestion,
    QuestionAnswer,
    SearchMiss,
    SearchSynonym,
)
from tongban.capabilities.catalogue.models.versions import (
    Item,
    ItemDraft,
    ItemVersion,
    MaterialType,
    Publication,
    Withdrawal,
)

__all__ = [
    "BulkChange",
    "Delegation",
    "DirectoryClaim",
    "DirectoryEntry",
    "DirectoryProposal",
    "DirectoryVersion",
    "Implementation",
    "IntakeMode",
    "Item",
    "ItemBasis",
    "ItemCondition",
    "ItemDraft",
    "ItemFee",
    "ItemMaterial",
    "ItemPartyRole",
    "ItemReview",
    "ItemSituation",
    "ItemStep",
    "ItemSubmission",
    "ItemVersion",
    "MaterialType",
    "OpenQuestion",
    "Publication",
    "QuestionAnswer",
    "SearchMiss",
    "SearchSynonym",
    "Withdrawal",
]
