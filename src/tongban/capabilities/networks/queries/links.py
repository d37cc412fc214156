"""How far the named networks of departments are joined, as of any day."""

from datetime import date

from tongban.capabilities.networks.models import Interconnection
from tongban.capabilities.networks.queries.seeing import ask_for_staff
from tongban.capabilities.networks.registers import known_networks
from tongban.capabilities.networks.types import NetworkLinkCard, NetworkLinkRow
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.people.queries import list_staff_names
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_network_links(*, actor: Actor, day: date) -> list[NetworkLinkCard]:
    """Each named network in its order, how it stands on a day, and what was recorded of it.

    Refuses with NotAllowed whoever is no member of staff.
    """
    ask_for_staff(actor)
    rows = list(
        Interconnection.objects.filter(city=actor.city).order_by(
            "-since", "-recorded_at", "-id"
        )
    )
    bodies = {one.body_id: one.name for one in list_bodies(actor=actor)} if rows else {}
    people = sorted({row.recorded_by_id for row in rows})
    names = list_staff_names(actor=actor, person_ids=people)
    held: dict[str, list[NetworkLinkRow]] = {}
    for row in rows:
        held.setdefault(row.network, []).append(
            NetworkLinkRow(
                state=row.state,
                since=row.since,
                due_on=row.due_on,
                body=bodies[row.body_id],
                protocol=row.protocol,
                note=row.note,
                recorded_by=names.get(row.recorded_by_id, ""),
                recorded_at=row.recorded_at,
            )
        )
    return [
        NetworkLinkCard(
            code,
            name,
            next((row for row in held.get(code, ()) if row.since <= day), None),
            tuple(held.get(code, ())),
        )
        for code, name in known_networks().items()
    ]
