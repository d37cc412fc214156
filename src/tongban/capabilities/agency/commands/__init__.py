"""What can be done about assisted handling."""

from tongban.capabilities.agency.commands.ordering import ask_order, stop_order
from tongban.capabilities.agency.commands.roster import (
    end_post,
    import_roster,
    mark_item,
    register_post,
)
from tongban.capabilities.agency.commands.serving import (
    file_under_order,
    hand_on,
    note_step,
    take_order,
)

__all__ = [
    "ask_order",
    "end_post",
    "file_under_order",
    "hand_on",
    "import_roster",
    "mark_item",
    "note_step",
    "register_post",
    "stop_order",
    "take_order",
]
