"""Things of who may do what: a post, a dangerous act that waits, somebody who is away."""

from datetime import timedelta

from tests.access.people import Person
from tests.access.things import Thing
from tongban.capabilities.cases.testing import World
from tongban.capabilities.rights.commands import arrange_stand_in, change_role
from tongban.capabilities.rights.queries import list_postings
from tongban.faces.clock import now, today


def of_rights(world: World, people: dict[str, Person]) -> dict[tuple[str, str], Thing]:
    """A post at the body, a dangerous act that waits, and somebody who will be away."""
    market, approver = world.city.market, people["approver"].actor
    security = people["security_administrator"].actor
    rows = list_postings(actor=approver, day=today(), body_id=market)
    asked = change_role(
        actor=security,
        role="own_archivist",
        title="档案员",
        permissions=["cases.case.see"],
        document_number="安政数〔2026〕3号",
        reason="分工",
        at=now(),
    )
    away = arrange_stand_in(
        actor=approver,
        kind="leave",
        body_id=market,
        person_id=approver.natural_person,
        deputy_id=people["officer"].actor.natural_person,
        first=today() + timedelta(days=300),
        last=today() + timedelta(days=301),
        reason="年休假",
        at=now(),
    )
    return {
        ("/", "posting_id"): Thing(str(rows[0].posting_id), "posting"),
        ("/", "request_id"): Thing(str(asked), "act_request"),
        ("/", "stand_in_id"): Thing(str(away), "stand_in"),
        ("/", "role"): Thing("own_clerk"),
    }
