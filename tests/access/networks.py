"""Things of networks: an access on record, a data resource that waits, a parcel that was sent."""

from collections.abc import Mapping

from tests.access.people import Person
from tests.access.things import Thing
from tongban.capabilities.cases.testing import World
from tongban.capabilities.exchange.adapter import carrier, send_parcel
from tongban.capabilities.networks.commands import draft_resource, record_access
from tongban.capabilities.networks.testing import whole_resource
from tongban.capabilities.networks.types import AccessLine
from tongban.faces.clock import now, today
from tongban.plumbing.files.testing import make_pdf


def of_networks(
    world: World, people: Mapping[str, Person]
) -> dict[tuple[str, str], Thing]:
    """One of each that belongs to the market office, and a parcel of the city."""
    security, operator = (
        people[name].actor for name in ("security_administrator", "operator")
    )
    market = world.city.market
    line = AccessLine(market, "internet", "leased", today())
    access = record_access(actor=security, line=line, at=now())
    draft = whole_resource(market)
    resource = draft_resource(actor=security, draft=draft, at=now())
    sent = send_parcel(
        actor=carrier(world.city.code),
        to="内网",
        items=[],
        files=[("甲.pdf", make_pdf())],
        by=operator,
        day=today(),
        at=now(),
    )
    return {
        ("/", "access_id"): Thing(str(access), "network_access"),
        ("/", "resource_id"): Thing(str(resource), "data_resource"),
        ("/", "parcel"): Thing(sent.parcel),
        ("/api/v1/exchange/parcels/", "part"): Thing("archive"),
        ("/desk/networks/import/", "kind"): Thing("csv"),
    }
