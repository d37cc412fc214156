"""What can be done to lists. One verb a file."""

from tongban.capabilities.lists.commands.add_entry import add_entry
from tongban.capabilities.lists.commands.answer_demand import answer_demand
from tongban.capabilities.lists.commands.class_window import class_window
from tongban.capabilities.lists.commands.derive_rows import derive_rows
from tongban.capabilities.lists.commands.discard_release import discard_release
from tongban.capabilities.lists.commands.draft_release import draft_release
from tongban.capabilities.lists.commands.hand_in_release import hand_in_release
from tongban.capabilities.lists.commands.keep_power import keep_power
from tongban.capabilities.lists.commands.publish_release import publish_release
from tongban.capabilities.lists.commands.remove_entry import remove_entry
from tongban.capabilities.lists.commands.report_demand import report_demand
from tongban.capabilities.lists.commands.review_release import review_release
from tongban.capabilities.lists.commands.revise_release import revise_release

__all__ = [
    "add_entry",
    "answer_demand",
    "class_window",
    "derive_rows",
    "discard_release",
    "draft_release",
    "hand_in_release",
    "keep_power",
    "publish_release",
    "remove_entry",
    "report_demand",
    "review_release",
    "revise_release",
]
