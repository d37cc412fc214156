"""What others may ask about rights. Reading only."""

from tongban.capabilities.rights.queries.asked import list_acts, list_requests
from tongban.capabilities.rights.queries.away import (
    find_chief,
    find_stand_in,
    list_chiefs,
    list_stand_ins,
)
from tongban.capabilities.rights.queries.certificates import (
    check_certificate,
    get_certificate,
    list_certificates,
    print_certificate,
)
from tongban.capabilities.rights.queries.explaining import explain_right
from tongban.capabilities.rights.queries.held import (
    find_posting,
    find_staff,
    list_permissions_given,
    list_postings,
    list_roles,
)
from tongban.capabilities.rights.queries.reviewing import list_postless, list_reviews

__all__ = [
    "check_certificate",
    "explain_right",
    "find_chief",
    "find_posting",
    "find_staff",
    "find_stand_in",
    "get_certificate",
    "list_acts",
    "list_certificates",
    "list_chiefs",
    "list_permissions_given",
    "list_postings",
    "list_postless",
    "list_requests",
    "list_reviews",
    "list_roles",
    "list_stand_ins",
    "print_certificate",
]
