"""Writes of this capability."""

from tongban.capabilities.rights.commands.asking import answer_request
from tongban.capabilities.rights.commands.certifying import issue_certificate
from tongban.capabilities.rights.commands.granting import (
    change_role,
    end_posting,
    grant_posting,
    review_posting,
)
from tongban.capabilities.rights.commands.standing_in import (
    arrange_stand_in,
    hand_over_posts,
    recall_stand_in,
    register_chief,
)

__all__ = [
    "answer_request",
    "arrange_stand_in",
    "change_role",
    "end_posting",
    "grant_posting",
    "hand_over_posts",
    "issue_certificate",
    "recall_stand_in",
    "register_chief",
    "review_posting",
]
