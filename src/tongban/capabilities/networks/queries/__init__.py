"""What others may ask about networks and data resources. Reading only."""

from tongban.capabilities.networks.labels import read_labels
from tongban.capabilities.networks.queries.access import (
    download_accesses,
    find_access,
    get_coverage,
    list_accesses,
    list_levels,
)
from tongban.capabilities.networks.queries.imports import (
    get_access_template,
    preview_accesses,
)
from tongban.capabilities.networks.queries.links import list_network_links
from tongban.capabilities.networks.queries.resources import (
    download_matrix,
    get_resource,
    list_labels,
    list_resources,
    list_unregistered,
)
from tongban.capabilities.networks.registers import known_networks

__all__ = [
    "download_accesses",
    "download_matrix",
    "find_access",
    "get_access_template",
    "get_coverage",
    "get_resource",
    "known_networks",
    "list_accesses",
    "list_labels",
    "list_levels",
    "list_network_links",
    "list_resources",
    "list_unregistered",
    "preview_accesses",
    "read_labels",
]
