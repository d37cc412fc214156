"""What others may ask about bodies at the desk. Reading only."""

from tongban.capabilities.bodies.queries.imports import get_template, preview_import
from tongban.capabilities.bodies.queries.overview import (
    get_body_page,
    get_overview,
    list_changes_named,
    list_left_behind,
)
from tongban.capabilities.bodies.queries.sheets import (
    download_sheet,
    find_scheme,
    get_sheet,
    list_sheets,
    preview_sheet,
)

__all__ = [
    "download_sheet",
    "find_scheme",
    "get_body_page",
    "get_overview",
    "get_sheet",
    "get_template",
    "list_changes_named",
    "list_left_behind",
    "list_sheets",
    "preview_import",
    "preview_sheet",
]
