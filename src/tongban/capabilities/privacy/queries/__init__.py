"""What others may ask about personal data and its keeping. Reading only."""

from tongban.capabilities.privacy.queries.registers import (
    get_misuse_report,
    list_assessments,
    list_retention,
    list_retention_runs,
    list_sharing_assessments,
)
from tongban.capabilities.privacy.queries.requests import (
    collect_copy,
    count_late_requests,
    find_for_copy,
    get_request,
    is_kept_by_law,
    list_own_requests,
    list_privacy_requests,
    read_copy,
)
from tongban.capabilities.privacy.queries.showing import note_shown
from tongban.capabilities.privacy.queries.texts import (
    find_notice,
    find_text,
    find_text_in_force,
    list_own_consents,
    list_seen_notices,
    list_texts,
)

__all__ = [
    "collect_copy",
    "count_late_requests",
    "find_for_copy",
    "find_notice",
    "find_text",
    "find_text_in_force",
    "get_misuse_report",
    "get_request",
    "is_kept_by_law",
    "list_assessments",
    "list_own_consents",
    "list_own_requests",
    "list_privacy_requests",
    "list_retention",
    "list_retention_runs",
    "list_seen_notices",
    "list_sharing_assessments",
    "list_texts",
    "note_shown",
    "read_copy",
]
