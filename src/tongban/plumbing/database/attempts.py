"""Refused attempts through the faces: kept after the rollback, and counted."""

from uuid import UUID

from django.db import connection


def keep_attempt(
    *, city: str, rule: str, command: str, account_id: UUID | None
) -> None:
    """Add one row to the log of refused attempts; no value of the act is kept."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into refused_attempt (city, rule_id, command, account_id)"
            " values (%s, %s, %s, %s)",
            [city, rule, command, account_id],
        )
