"""Tables kept by month: a missing part for the coming month is noticed in time.

Only the owner makes the parts (the application's role changes no table), at every start;
a process that has run for very long must raise its voice before they run out. Rows then
go into the default part: nothing is lost, but what is old can no longer be dropped whole.
"""

from datetime import datetime, timedelta

from django.db import connection

_DAYS_AHEAD = timedelta(days=31)


def missing_months(now: datetime) -> list[str]:
    """The names of parts that the coming month needs and that nobody has made."""
    month = (now + _DAYS_AHEAD).strftime("%Y%m")
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname || '_' || %s from pg_class c"
            " join pg_namespace n on n.oid = c.relnamespace"
            " where c.relkind = 'p' and n.nspname = 'public'"
            " and to_regclass(format('public.%%I', c.relname || '_' || %s)) is null"
            " order by 1",
            [month, month],
        )
        return [row[0] for row in cursor.fetchall()]
