"""What an intake costs the database: few statements, all prepared, none planned anew."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tongban.capabilities.cases.commands import file_application
from tongban.capabilities.cases.testing import AT, World, make_filing, make_world
from tongban.capabilities.people.queries import get_actor
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.ring import forget_ring

pytestmark = pytest.mark.django_db

# Actor, key (2), own documents, uploads, person by document, all rows, drafts, traces; and
# the savepoint that stands for the transaction in a test (2).
MOST = 11


@pytest.fixture
def world() -> World:
    return make_world()


def file_once(world: World) -> None:
    file_application(
        actor=world.citizen, filing=make_filing(world), channel="web", at=AT
    )


def prepared() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("select statement from pg_prepared_statements")
        return {row[0] for row in cursor.fetchall()}


def test_an_intake_takes_few_statements(world: World) -> None:
    file_once(world)
    filing = make_filing(world)

    with CaptureQueriesContext(connection) as seen:
        file_application(actor=world.citizen, filing=filing, channel="web", at=AT)

    # One intake of fifty takes the next block of serials; a process that runs for ten
    # seconds looks whether a newer data key was made.
    now_and_then = ("case_serial", "from data_key")
    usual = [
        row["sql"]
        for row in seen
        if not any(words in row["sql"] for words in now_and_then)
    ]
    assert len(usual) <= MOST, "\n".join(sql[:120] for sql in usual)


def test_a_second_intake_is_planned_no_more(world: World) -> None:
    # What is looked up now and then is looked up by the first.
    forget_ring()
    file_once(world)
    known = prepared()
    assert any("put_rows" in statement for statement in known)

    file_once(world)

    assert prepared() == known


def test_a_token_that_never_was_costs_one_look(client: Client) -> None:
    headers = {"Authorization": f"Bearer {new_key()}"}
    # A handful of permits of this address is held afterwards.
    client.get("/api/v1/session", headers=headers)

    with CaptureQueriesContext(connection) as seen:
        answer = client.get("/api/v1/session", headers=headers)

    assert answer.status_code == 401
    assert len(seen) == 1


def test_who_is_behind_an_account_is_one_statement(world: World) -> None:
    account = world.citizen.account_id
    assert account is not None

    with CaptureQueriesContext(connection) as seen:
        actor = get_actor(account_id=account, today=AT.date())

    assert actor == world.citizen
    assert len(seen) == 1
