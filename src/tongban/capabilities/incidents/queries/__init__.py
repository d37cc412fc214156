"""What others may ask about plans, incidents and drills. Reading only."""

from tongban.capabilities.incidents.queries.alarms import propose_from_alarm
from tongban.capabilities.incidents.queries.plans import (
    find_incident_plan,
    get_drill_state,
    list_incident_plans,
)
from tongban.capabilities.incidents.queries.tickets import (
    count_incidents,
    count_overdue_steps,
    find_incident_by_number,
    get_incident,
    list_incidents,
)

__all__ = [
    "count_incidents",
    "count_overdue_steps",
    "find_incident_by_number",
    "find_incident_plan",
    "get_drill_state",
    "get_incident",
    "list_incident_plans",
    "list_incidents",
    "propose_from_alarm",
]
