"""The permits that this process holds: one store for each kind of request."""

from typing import Final

from tongban.plumbing.access.tallies import Permits

# Writing without having signed in, calls of the API without a token: for each address.
POSTS: Final = Permits("posts")
CALLS: Final = Permits("calls")
# Writing and calls of somebody who has signed in: for each account.
PEOPLE: Final = Permits("people")
