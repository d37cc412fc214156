"""A page of rows of a release, before and after its publication alike."""

from typing import Final
from uuid import UUID

from tongban.capabilities.lists import queries
from tongban.capabilities.lists.types import RowsPage
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest

_MOST: Final = 500


def page_of_rows(
    request: ActorRequest, release_id: UUID, *, q: str, skip: int, limit: int
) -> RowsPage:
    """The rows that hold the words, from a place on. Refuses with NotFound."""
    actor = request.actor
    with reading(actor):
        card = queries.get_release(actor=actor, release_id=release_id)
        return queries.list_rows(
            actor=actor,
            release_id=release_id,
            kind=card.kind,
            text=q,
            skip=max(0, skip),
            limit=max(1, min(limit, _MOST)),
        )
