"""The plan of the sample folder: drafted by one administrator, published by another."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.incidents.commands import (
    draft_incident_plan,
    publish_incident_plan,
)
from tongban.capabilities.incidents.queries import find_incident_plan
from tongban.capabilities.people.queries import get_actor

DRAFTER: Final = "security_administrator"
PUBLISHER: Final = "system_administrator"


def load_incident_plan(
    folder: Path,
    staff: dict[str, Any],
    logins: dict[str, UUID],
    *,
    today: date,
    at: datetime,
) -> int:
    """Publish the plan where none is in force; a folder without one has none."""
    path = folder / "incident_plan.json"
    if not path.exists():
        return 0
    by_role = {row["role"]: row["person"] for row in staff["postings"]}
    by_person = {row["person"]: row["login"] for row in staff["logins"]}
    drafter, publisher = (
        get_actor(account_id=logins[by_person[by_role[role]]], today=today)
        for role in (DRAFTER, PUBLISHER)
    )
    if find_incident_plan(actor=drafter, day=today):
        return 0
    said = json.loads(path.read_text(encoding="utf-8"))
    key = draft_incident_plan(
        actor=drafter, title=said["title"], content=said["content"], at=at
    )
    publish_incident_plan(actor=publisher, plan_id=key, in_force_from=today, at=at)
    return 1
