"""Incidents of the stage: a plan, a draft of one, an incident of the officer's."""

from collections.abc import Mapping
from typing import Final

from tests.access.people import Person
from tests.access.things import Thing
from tongban.capabilities.cases.testing import World
from tongban.capabilities.incidents.commands import draft_incident_plan
from tongban.capabilities.incidents.queries import get_incident
from tongban.capabilities.incidents.testing import (
    PLAN,
    make_incident_office,
    open_one,
    publish_plan,
)
from tongban.faces.clock import now

Made = dict[tuple[str, str], Thing]
_NAMED: Final = ("incident_id", "plan_id")


def of_incidents(world: World, people: Mapping[str, Person]) -> Made:
    """The officer reported one, and another administrator drafted the next plan."""
    office = make_incident_office(world.city)
    publish_plan(office, at=now())
    draft = draft_incident_plan(
        actor=office.lead, title="下一版", content=PLAN, at=now()
    )
    found = open_one(people["officer"].actor, at=now())
    step = get_incident(actor=office.lead, incident_id=found).waiting[0].step_id
    return {
        ("/", "incident_id"): Thing(str(found), "incident"),
        ("/", "plan_id"): Thing(str(draft), "incident_plan"),
        ("/", "step_id"): Thing(str(step), "incident_step"),
        ("/", "alarm"): Thing("odd_reads_found"),
    }


def fields_of_incidents(things: Made) -> dict[str, str]:
    """What forms name."""
    named = {name: things["/", name].value for name in _NAMED}
    return named | {"incident_step_id": things["/", "step_id"].value}
