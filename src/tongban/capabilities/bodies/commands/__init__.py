"""Writes of this capability."""

from tongban.capabilities.bodies.commands.closing import close_body
from tongban.capabilities.bodies.commands.importing import import_orgs
from tongban.capabilities.bodies.commands.publishing import (
    publish_scheme,
    publish_sheet,
)

__all__ = ["close_body", "import_orgs", "publish_scheme", "publish_sheet"]
