"""What is done with the words of papers."""

from tongban.capabilities.wording.commands.draft_version import draft_version
from tongban.capabilities.wording.commands.put_in_force import (
    end_version,
    put_in_force,
)

__all__ = ["draft_version", "end_version", "put_in_force"]
