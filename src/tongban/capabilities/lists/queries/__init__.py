"""What others may ask about lists. Reading only."""

from tongban.capabilities.lists.queries.demands import list_cancelled, list_demands
from tongban.capabilities.lists.queries.differing import compare_releases
from tongban.capabilities.lists.queries.downloads import download_release
from tongban.capabilities.lists.queries.listed import list_listed
from tongban.capabilities.lists.queries.powers import list_powers
from tongban.capabilities.lists.queries.releases import (
    find_in_force,
    get_release,
    list_in_force,
    list_open_releases,
    list_published,
)
from tongban.capabilities.lists.queries.rows import list_rows
from tongban.capabilities.lists.queries.windows import (
    find_listed_items,
    find_takers,
    list_own_duties,
    list_window_duties,
)

__all__ = [
    "compare_releases",
    "download_release",
    "find_in_force",
    "find_listed_items",
    "find_takers",
    "get_release",
    "list_cancelled",
    "list_demands",
    "list_in_force",
    "list_listed",
    "list_open_releases",
    "list_own_duties",
    "list_powers",
    "list_published",
    "list_rows",
    "list_window_duties",
]
