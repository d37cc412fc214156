"""Mandates of the stage: one that its principal may end, one from a window, and a firm."""

from tests.access.things import Thing
from tongban.capabilities.cases.testing import World
from tongban.capabilities.mandates.testing import (
    give_mandate,
    make_firm,
    register_shown,
)
from tongban.capabilities.people.testing import make_citizen
from tongban.faces.clock import now


def of_mandates(world: World) -> dict[tuple[str, str], Thing]:
    """The applicant is the principal, and leads the firm."""
    citizen = world.citizen
    mandate = give_mandate(citizen, make_citizen("代办人"), at=now())
    shown = register_shown(
        world.clerk, world.city.centre, citizen, make_citizen("持委托书的人"), at=now()
    )
    scanned = Thing(str(shown), "mandate")
    return {
        ("/", "mandate_id"): Thing(str(mandate), "mandate"),
        ("/desk/mandates/", "mandate_id"): scanned,
        ("/api/v1/mandates/{mandate_id}/scan", "mandate_id"): scanned,
        ("/", "firm_id"): Thing(str(make_firm(citizen)), "firm"),
    }
