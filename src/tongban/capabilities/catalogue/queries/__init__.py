"""What others may ask about items and guides. Reading only."""

from tongban.capabilities.catalogue.queries.drafts import get_draft, list_drafts
from tongban.capabilities.catalogue.queries.guides import (
    find_version_in_force,
    get_guide,
)
from tongban.capabilities.catalogue.queries.intake import find_item_id, get_intake
from tongban.capabilities.catalogue.queries.items import (
    list_groups,
    list_items,
    search_items,
    suggest_items,
)
from tongban.capabilities.catalogue.queries.versions import list_versions

__all__ = [
    "find_item_id",
    "find_version_in_force",
    "get_draft",
    "get_guide",
    "get_intake",
    "list_drafts",
    "list_groups",
    "list_items",
    "list_versions",
    "search_items",
    "suggest_items",
]
