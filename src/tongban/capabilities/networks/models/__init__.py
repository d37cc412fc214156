"""Access of bodies to networks, links between networks, and data resources."""

from tongban.capabilities.networks.models.access import NetworkAccess
from tongban.capabilities.networks.models.links import Interconnection
from tongban.capabilities.networks.models.resources import (
    DataResource,
    ResourceLink,
    ResourcePublication,
)

__all__ = [
    "DataResource",
    "Interconnection",
    "NetworkAccess",
    "ResourceLink",
    "ResourcePublication",
]
