"""What the two roles may not do, tried in raw SQL."""

import psycopg
import pytest

from tongban.plumbing.database.cluster.testing import OpenSession


@pytest.mark.parametrize("role", ["app", "owner"])
def test_neither_role_is_more_than_an_ordinary_one(
    open_session: OpenSession, role: str
) -> None:
    session = open_session("app" if role == "app" else "owner")

    found = session.execute(
        "select rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolcreatedb"
        " from pg_roles where rolname = current_user"
    ).fetchone()

    assert found == (False, False, False, False, role == "owner")


@pytest.mark.parametrize(
    "statement",
    [
        "create temp table fake (id int)",
        "create table public.mine (id int)",
        "create schema mine",
        "create extension pg_trgm schema public",
        "select lo_create(0)",
        "select lo_from_bytea(0, 'x')",
        "set role tongban_owner",
        "set session authorization tongban_owner",
        "grant tongban_owner to tongban_app",
        "alter system set fsync = off",
        "set session_replication_role = replica",
        "copy (select 1) to '/tmp/tongban-must-not-exist'",
        "copy (select 1) to program 'true'",
        "select pg_read_file('/etc/hostname')",
        "create database another",
        "create function public.mine() returns int language sql as 'select 1'",
    ],
)
def test_the_application_is_refused(open_session: OpenSession, statement: str) -> None:
    session = open_session("app")
    # Some of these are refused inside a transaction for another reason than the right one.
    session.autocommit = True

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        session.execute(statement.encode())


def test_the_owner_makes_no_large_object(open_session: OpenSession) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        open_session("owner").execute("select lo_create(0)")


def test_the_owner_builds_tables(open_session: OpenSession) -> None:
    session = open_session("owner")

    session.execute("create table public.built (id int)")

    assert session.execute("select count(*) from public.built").fetchone() == (0,)


def test_the_application_stays_out_of_the_servers_own_database(
    open_session: OpenSession,
) -> None:
    socket = open_session("app").info.host

    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(f"host={socket} user=tongban_app dbname=postgres")


def test_a_refusal_leaves_no_personal_value_in_the_servers_log(
    open_session: OpenSession,
) -> None:
    session = open_session("app")
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        session.execute("select '张秀兰'::int")

    settings = dict(
        session.execute("rollback")
        .connection.execute(
            "select name, setting from pg_settings"
            " where name in ('log_error_verbosity', 'log_min_error_statement', 'listen_addresses')"
        )
        .fetchall()
    )

    assert settings == {
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "listen_addresses": "",
    }
