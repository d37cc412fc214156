"""What was not found is kept for a season, and then forgotten."""

from datetime import date

from django.db import connection

from tongban.capabilities.catalogue.permissions import PURGE_SEARCHES
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def purge_search_misses(*, actor: Actor, before: date) -> int:
    """Purge what was noted before a day; how many rows. Refuses with NotAllowed."""
    require(actor, PURGE_SEARCHES)

    with connection.cursor() as cursor:
        cursor.execute("select purge_search_misses(%s)", [before])
        purged = int(cursor.fetchone()[0])

    record(
        actor,
        "catalogue.searches.purged",
        subject="city",
        subject_id=actor.city,
        before=before,
        count=purged,
    )
    return purged
