"""Which of the people are not there that every item of the city needs."""

from datetime import date

from django.db import connection

from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_vacant_offices(*, actor: Actor, day: date) -> list[str]:
    """The roles of the city's list that nobody holds on a day; nobody is named."""
    with connection.cursor() as cursor:
        # The body of the function asks for the city and the kind of the actor.
        cursor.execute("select list_offices_without_anyone(%s)", [day])
        return [row[0] for row in cursor.fetchall()]
