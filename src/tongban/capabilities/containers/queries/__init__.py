"""What may be asked about mobile apps, containers and the bridge. Reading only."""

from tongban.capabilities.containers.queries.asked import find_answer
from tongban.capabilities.containers.queries.containers import (
    find_container,
    find_known_account,
    whose_ticket,
)
from tongban.capabilities.containers.queries.register import (
    count_apps,
    get_app,
    list_apps,
)

__all__ = [
    "count_apps",
    "find_answer",
    "find_container",
    "find_known_account",
    "get_app",
    "list_apps",
    "whose_ticket",
]
