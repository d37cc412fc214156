"""Rows of this capability: facts that are only added; triggers move the postings."""

from tongban.capabilities.rights.models.asking import (
    ActAnswer,
    ActRequest,
    ActUse,
    DangerousAct,
    ReservedPower,
)
from tongban.capabilities.rights.models.certifying import ServiceCertificate
from tongban.capabilities.rights.models.granting import (
    GrantReview,
    PostingEnd,
    PostingGrant,
    RoleChange,
)
from tongban.capabilities.rights.models.standing_in import (
    ChiefRepresentative,
    PostHandOver,
    StandIn,
    StandInRecall,
)

__all__ = [
    "ActAnswer",
    "ActRequest",
    "ActUse",
    "ChiefRepresentative",
    "DangerousAct",
    "GrantReview",
    "PostHandOver",
    "PostingEnd",
    "PostingGrant",
    "ReservedPower",
    "RoleChange",
    "ServiceCertificate",
    "StandIn",
    "StandInRecall",
]
