"""What others may ask about assisted handling. Reading only."""

from tongban.capabilities.agency.queries.benefits import (
    export_gaps,
    list_gaps,
    list_open_paths,
)
from tongban.capabilities.agency.queries.importing import get_template, preview_roster
from tongban.capabilities.agency.queries.orders import (
    count_by_body,
    get_order,
    list_of_bodies,
    list_of_firm,
    list_own_orders,
    list_to_serve,
    list_who_to_tell,
)
from tongban.capabilities.agency.queries.roster import (
    get_post,
    list_firm_officers,
    list_own_posts,
    list_people_to_register,
    list_posts,
    list_posts_for_item,
)

__all__ = [
    "count_by_body",
    "export_gaps",
    "get_order",
    "get_post",
    "get_template",
    "list_firm_officers",
    "list_gaps",
    "list_of_bodies",
    "list_of_firm",
    "list_open_paths",
    "list_own_orders",
    "list_own_posts",
    "list_people_to_register",
    "list_posts",
    "list_posts_for_item",
    "list_to_serve",
    "list_who_to_tell",
    "preview_roster",
]
