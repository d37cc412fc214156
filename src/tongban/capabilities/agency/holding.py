"""What this room keeps of a person: the orders that they asked for."""

from dataclasses import asdict
from typing import Any

from tongban.capabilities.agency.queries import list_own_orders
from tongban.capabilities.privacy.types import tells_of
from tongban.plumbing.access.actor import Actor


@tells_of("45_agency", "帮办代办")
def tell_orders(actor: Actor) -> list[dict[str, Any]]:
    """Those that are over too."""
    return [asdict(one) for one in list_own_orders(actor=actor)]
