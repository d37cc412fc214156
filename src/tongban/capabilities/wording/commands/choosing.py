"""For which scope somebody may write words, or put them in force."""

from uuid import UUID

from tongban.capabilities.wording.permissions import (
    DRAFT,
    DRAFT_CITY,
    PUT_CITY_IN_FORCE,
    PUT_IN_FORCE,
)
from tongban.plumbing.access.actor import Actor


def held_to_draft(actor: Actor, body_id: UUID | None) -> tuple[str, UUID | None]:
    """The permission, and the body for which it must be held."""
    return _held(actor, body_id, DRAFT, DRAFT_CITY)


def held_to_put(actor: Actor, body_id: UUID | None) -> tuple[str, UUID | None]:
    """The permission, and the body for which it must be held."""
    return _held(actor, body_id, PUT_IN_FORCE, PUT_CITY_IN_FORCE)


def _held(
    actor: Actor, body_id: UUID | None, own: str, citys: str
) -> tuple[str, UUID | None]:
    # The city's words are kept by whichever body the city posted somebody at for it.
    if body_id is None:
        return citys, next(iter(actor.bodies_for(citys)), None)
    return own, body_id
