"""Makes the roles and the database of a fresh cluster, and takes public rights away."""

from pathlib import Path

import psycopg
from psycopg import sql

LAW = Path(__file__).with_name("roles.sql")


def prepare_database(superuser_url: str) -> None:
    """Run `roles.sql` in one database; it may run any number of times."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute(LAW.read_bytes())


def ensure_database(superuser_url: str, name: str) -> None:
    """Make a database of the owner's when it is not there."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        found = connection.execute(
            "select from pg_database where datname = %s", [name]
        ).fetchone()
        if found is None:
            statement = sql.SQL("create database {} owner tongban_owner")
            connection.execute(statement.format(sql.Identifier(name)))
