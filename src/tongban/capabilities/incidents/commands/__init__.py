"""What can be done about incidents."""

from tongban.capabilities.incidents.commands.plans import (
    draft_incident_plan,
    publish_incident_plan,
)
from tongban.capabilities.incidents.commands.tickets import (
    close_incident,
    open_incident,
    reopen_incident,
    report_more,
    write_entry,
)

__all__ = [
    "close_incident",
    "draft_incident_plan",
    "open_incident",
    "publish_incident_plan",
    "reopen_incident",
    "report_more",
    "write_entry",
]
