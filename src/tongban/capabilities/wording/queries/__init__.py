"""What is read about the words of papers."""

from tongban.capabilities.wording.queries.kinds import get_kind, list_kinds
from tongban.capabilities.wording.queries.previewing import (
    preview_message,
    preview_saved_message,
    preview_version,
    preview_words,
    print_test,
)
from tongban.capabilities.wording.queries.versions import (
    compare,
    find_words,
    get_version,
    get_words,
    list_drafts,
    list_in_force,
    list_versions,
    platform_version,
    words_in_force,
)

__all__ = [
    "compare",
    "find_words",
    "get_kind",
    "get_version",
    "get_words",
    "list_drafts",
    "list_in_force",
    "list_kinds",
    "list_versions",
    "platform_version",
    "preview_message",
    "preview_saved_message",
    "preview_version",
    "preview_words",
    "print_test",
    "words_in_force",
]
