"""Who does what every item of the city needs, and which of these people are not there."""

from datetime import date
from uuid import UUID

from django.db import connection

from tongban.capabilities.people.queries import list_staff_names
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_vacant_offices(*, actor: Actor, day: date) -> list[str]:
    """The roles of the city's list that nobody holds on a day; nobody is named."""
    with connection.cursor() as cursor:
        # The body of the function asks for the city and the kind of the actor.
        cursor.execute("select list_offices_without_anyone(%s)", [day])
        return [row[0] for row in cursor.fetchall()]


@query
def list_material_keepers(*, actor: Actor, day: date) -> dict[UUID, list[str]]:
    """By body, the names of the others who answer what is proposed for the catalogue."""
    with connection.cursor() as cursor:
        # The body of the function asks for the city and the kind of the actor.
        cursor.execute("select * from list_material_keepers(%s)", [day])
        rows = [row for row in cursor.fetchall() if row[1] != actor.person_id]
    names = list_staff_names(actor=actor, person_ids=[person for _body, person in rows])
    keepers: dict[UUID, list[str]] = {}
    for body_id, person in rows:
        keepers.setdefault(body_id, []).append(names.get(person, ""))
    return {body_id: sorted(filter(None, said)) for body_id, said in keepers.items()}
