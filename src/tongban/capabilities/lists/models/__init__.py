"""The tables of lists."""

from tongban.capabilities.lists.models.demands import ProofDemand
from tongban.capabilities.lists.models.releases import (
    ListRelease,
    ListRow,
)
from tongban.capabilities.lists.models.reviewing import (
    ListHandIn,
    ListPublication,
    ListReview,
)

__all__ = [
    "ListHandIn",
    "ListPublication",
    "ListRelease",
    "ListReview",
    "ListRow",
    "ProofDemand",
]
