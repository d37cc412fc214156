"""A page that may be the same for everyone, and what it hangs on; `faces.sharing` keeps it."""

from collections.abc import Callable, Hashable
from http import HTTPStatus

from django.http import HttpResponse


class SharedResponse(HttpResponse):
    """A page, the state of affairs from which it was made, and how to look at that again."""

    state: Hashable
    look: Callable[[], Hashable]


def share(
    make: Callable[[], HttpResponse], look: Callable[[], Hashable]
) -> HttpResponse:
    """Make a page that passers-by may be given again while `look` answers the same.

    `look` tells all that `make` depends on, beside the address, the day, the mode and the
    language. It is asked first: what changes while the page is made makes it an old one.
    """
    state = look()
    made = make()
    if made.status_code != HTTPStatus.OK:
        return made
    shared = SharedResponse(made.content, headers=dict(made.items()))
    shared.cookies = made.cookies
    shared.state, shared.look = state, look
    return shared
