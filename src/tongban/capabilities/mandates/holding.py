"""What this room keeps of a person: mandates that they gave and hold."""

from dataclasses import asdict
from typing import Any

from tongban.capabilities.mandates.queries import list_given, list_held
from tongban.capabilities.privacy.types import tells_of
from tongban.plumbing.access.actor import Actor


@tells_of("40_mandates", "代办授权")
def tell_mandates(actor: Actor) -> list[dict[str, Any]]:
    """Both sides, those that are over too."""
    cards = [*list_given(actor=actor), *list_held(actor=actor)]
    return [asdict(one) for one in cards]
