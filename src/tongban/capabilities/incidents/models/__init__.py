"""What this capability keeps: plans, and incidents under them."""

from tongban.capabilities.incidents.models.plans import (
    IncidentPlan,
    IncidentPlanPublication,
)
from tongban.capabilities.incidents.models.tickets import (
    Incident,
    IncidentEntry,
    IncidentStep,
)

__all__ = [
    "Incident",
    "IncidentEntry",
    "IncidentPlan",
    "IncidentPlanPublication",
    "IncidentStep",
]
