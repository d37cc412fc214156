"""Networks of the sample folder: recorded by the security administrator; data published by two."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.networks.commands import (
    draft_resource,
    import_accesses,
    publish_resource,
    record_link,
)
from tongban.capabilities.networks.queries import list_network_links, list_resources
from tongban.capabilities.networks.types import (
    NetworkLinkSaid,
    ResourceDraft,
    SafeguardSaid,
)
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.people.queries import get_actor
from tongban.plumbing.access.actor import Actor

KEEPER: Final = "security_administrator"
PUBLISHER: Final = "system_administrator"
_WHERE: Final = "networks.json"


def load_networks(
    folder: Path,
    staff: dict[str, Any],
    logins: dict[str, UUID],
    *,
    today: date,
    at: datetime,
) -> dict[str, int]:
    """Record what is not on record yet; a folder without such files has none."""
    counts = {"network_accesses": 0, "network_links": 0, "data_resources": 0}
    if not (folder / _WHERE).exists():
        return counts
    keeper, publisher = (
        get_actor(account_id=_office(staff, logins, role), today=today)
        for role in (KEEPER, PUBLISHER)
    )
    content = (folder / "network_accesses.csv").read_bytes()
    counts["network_accesses"] = import_accesses(
        actor=keeper, content=content, at=at
    ).count("new")
    document = json.loads((folder / _WHERE).read_text(encoding="utf-8"))
    bodies = {one.code: one.body_id for one in list_bodies(actor=keeper)}
    counts["network_links"] = _load_links(keeper, document["links"], bodies, today, at)
    held = {one.code for one in list_resources(actor=keeper, day=today)}
    for said in document["resources"]:
        if said["code"] in held:
            continue
        made = draft_resource(actor=keeper, draft=_resource(said, bodies), at=at)
        publish_resource(actor=publisher, resource_id=made, in_force_from=today, at=at)
        counts["data_resources"] += 1
    return counts


def _load_links(
    keeper: Actor,
    rows: list[dict[str, Any]],
    bodies: dict[str, UUID],
    today: date,
    at: datetime,
) -> int:
    cards = list_network_links(actor=keeper, day=today)
    held = {one.network for one in cards if one.history}
    wanted = [row for row in rows if row["network"] not in held]
    for row in wanted:
        due = row.get("due_on")
        said = NetworkLinkSaid(
            network=row["network"],
            state=row["state"],
            since=date.fromisoformat(row["since"]),
            body_id=bodies[row["body"]],
            protocol=row["protocol"],
            due_on=date.fromisoformat(due) if due else None,
            note=row.get("note", ""),
        )
        record_link(actor=keeper, said=said, at=at)
    return len(wanted)


def _resource(said: dict[str, Any], bodies: dict[str, UUID]) -> ResourceDraft:
    return ResourceDraft(
        said["code"],
        said["name"],
        said["about"],
        bodies[said["keeper"]],
        {
            link: SafeguardSaid(one["control"], bodies[one["body"]], one["requirement"])
            for link, one in said["links"].items()
        },
    )


def _office(staff: dict[str, Any], logins: dict[str, UUID], role: str) -> UUID:
    """The account of who holds a role."""
    by_person = {row["person"]: row["login"] for row in staff["logins"]}
    person = next(row["person"] for row in staff["postings"] if row["role"] == role)
    return logins[by_person[person]]
