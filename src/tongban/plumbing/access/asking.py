"""What an address or a form asks for, read without trusting it: a key, a page, a way back."""

from typing import Final
from uuid import UUID

from django.utils.http import url_has_allowed_host_and_scheme

# No row has this key, so what is asked for by it is not found.
NO_KEY: Final = UUID(int=0)
# Beyond this nobody turns pages; and no number grows without end.
_LAST_PAGE: Final = 10_000
_LONGEST_NUMBER: Final = 9


def read_key(said: str) -> UUID | None:
    """The key that is named; None where none is, and one of nothing where it is no key."""
    try:
        return UUID(said) if said else None
    except ValueError:
        return NO_KEY


def read_page(said: str) -> int:
    """The number of a page, from 1; what is no number asks for the first."""
    is_number = said.isascii() and said.isdigit() and len(said) <= _LONGEST_NUMBER
    return max(1, min(int(said), _LAST_PAGE)) if is_number else 1


def local_path(path: str | None, *, otherwise: str = "/") -> str:
    """The path if it stays on this site, else another that does.

    Two slashes, or a slash and a backslash, look local and lead to another host; and
    browsers drop control characters before they count the slashes.
    """
    if path and path.startswith("/") and path.isprintable():
        is_local = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
        if is_local:
            return path
    return otherwise
