"""How many applications were filed, by item and channel: counts for everybody, of nobody."""

from datetime import date, timedelta

from django.db import connection

from tongban.capabilities.cases.types import FiledTogether, FilingCount
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def count_filings(*, actor: Actor, day: date) -> list[FilingCount]:
    """The applications of the twelve whole months before the month of a day."""
    with connection.cursor() as cursor:
        cursor.execute("select * from filings_of_the_year(%s)", [day])
        return [FilingCount(*row) for row in cursor.fetchall()]


@query
def count_filed_together(*, actor: Actor, day: date) -> list[FiledTogether]:
    """Items that at least ten people filed within thirty days of another, in those months."""
    with connection.cursor() as cursor:
        cursor.execute("select * from filed_together(%s)", [day])
        return [FiledTogether(*row) for row in cursor.fetchall()]


def year_before(day: date) -> tuple[date, date]:
    """First and last day of those twelve months."""
    first = day.replace(day=1)
    return first.replace(year=first.year - 1), first - timedelta(days=1)
