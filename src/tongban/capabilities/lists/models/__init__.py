"""The tables of lists."""

from tongban.capabilities.lists.models.demands import ProofDemand
from tongban.capabilities.lists.models.powers import HallPower
from tongban.capabilities.lists.models.releases import (
    ListRelease,
    ListRow,
)
from tongban.capabilities.lists.models.reviewing import (
    ListHandIn,
    ListPublication,
    ListReview,
)
from tongban.capabilities.lists.models.windows import WindowClassing

__all__ = [
    "HallPower",
    "ListHandIn",
    "ListPublication",
    "ListRelease",
    "ListReview",
    "ListRow",
    "ProofDemand",
    "WindowClassing",
]
