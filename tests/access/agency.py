"""Assisted handling on the stage: an agent on the roster, and the applicant's order to them."""

from datetime import timedelta

from tests.access.people import Person
from tests.access.things import Thing
from tongban.capabilities.agency.commands import ask_order, mark_item, register_post
from tongban.capabilities.agency.types import OrderAsked, PostLine
from tongban.capabilities.cases.testing import World
from tongban.faces.clock import now, today


def of_agency(world: World, people: dict[str, Person]) -> dict[tuple[str, str], Thing]:
    """The order is open: who serves at the market office may take it."""
    keeper = people["assistance_keeper"].actor
    line = PostLine(
        "window",
        world.city.market,
        people["assistance_agent"].actor.natural_person,
        today(),
        today() + timedelta(days=90),
    )
    post = register_post(actor=keeper, line=line, at=now())
    item = world.guide.item_id
    mark_item(
        actor=keeper, item_id=item, kind="allowance", paths=("on_behalf",), at=now()
    )
    asked = OrderAsked(post_id=post, items=(item,))
    order = ask_order(actor=world.citizen, asked=asked, at=now())
    return {
        ("/", "order_id"): Thing(str(order), "agency_order"),
        ("/", "post_id"): Thing(str(post)),
        ("/api/v1/agency/benefits/", "item_id"): Thing(str(item)),
        ("/desk/agency/roster/import/", "kind"): Thing("csv"),
    }
