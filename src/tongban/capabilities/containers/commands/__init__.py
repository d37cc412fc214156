"""Everything that writes about mobile apps, what they bring, and what they are asked."""

from tongban.capabilities.containers.commands.asking import answer_request, ask_app
from tongban.capabilities.containers.commands.carrying import (
    issue_ticket,
    note_refusal,
    use_ticket,
)
from tongban.capabilities.containers.commands.register import (
    admit_container,
    end_container,
    register_app,
    set_standing,
)

__all__ = [
    "admit_container",
    "answer_request",
    "ask_app",
    "end_container",
    "issue_ticket",
    "note_refusal",
    "register_app",
    "set_standing",
    "use_ticket",
]
