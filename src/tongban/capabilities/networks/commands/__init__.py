"""What is written about networks and data resources."""

from tongban.capabilities.networks.commands.importing import import_accesses
from tongban.capabilities.networks.commands.recording import (
    record_access,
    record_link,
)
from tongban.capabilities.networks.commands.resources import (
    draft_resource,
    publish_resource,
)

__all__ = [
    "draft_resource",
    "import_accesses",
    "publish_resource",
    "record_access",
    "record_link",
]
