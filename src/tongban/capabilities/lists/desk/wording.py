"""What was said about a release, as pages of the desk tell it."""

from typing import Any

from tongban.capabilities.lists.types import ReleaseCard
from tongban.capabilities.people.queries import list_staff_names
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.text.opinions import speakers, tell_opinions


def timeline_of(card: ReleaseCard, actor: Actor) -> list[dict[str, Any]]:
    """All that was ever said about the release, in order, with names."""
    people = speakers(card.opinions)
    names = list_staff_names(actor=actor, person_ids=people)
    return tell_opinions(card.opinions, names)
