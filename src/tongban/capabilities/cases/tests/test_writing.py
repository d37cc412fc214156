"""Rows that are written by one call are the rows that Django would have written."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError

from tongban.capabilities.cases.models import (
    Application,
    ApplicationForm,
    ApplicationReader,
)
from tongban.capabilities.cases.testing import AT, World, make_world
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.writing import gathered, insert, writer_sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def application(world: World, **changes: object) -> Application:
    values: dict[str, object] = {
        "id": new_key(),
        "city": world.city.code,
        "version_id": world.guide.version_id,
        "channel": "web",
        "submitted_by_id": world.citizen.person_id,
        "submitted_account": world.citizen.account_id,
        "filed_at": AT,
        "filed_on": AT.date(),
        "situations": {"s1": "sell", "说明": '引号"、反斜杠\\、𠮷'},
        "idempotency_key": str(new_key()),
    }
    return Application(**(values | changes))


def reader(world: World, row: Application) -> ApplicationReader:
    person = world.citizen.person_id
    assert person is not None
    return ApplicationReader(city=row.city, application=row, person_id=person)


def test_what_is_written_is_what_stands_in_the_row(world: World) -> None:
    with working(world.citizen, writing=True):
        row = insert(application(world))
        insert(reader(world, row))
        found = Application.objects.get(pk=row.pk)

    for field in Application._meta.local_concrete_fields:
        assert getattr(found, str(field.attname)) == getattr(row, str(field.attname))
    assert found.filed_at == AT
    assert found.venue_id is None


def test_a_block_is_one_statement_in_the_order_of_its_rows(world: World) -> None:
    with working(world.citizen, writing=True):
        with gathered():
            row = insert(application(world))
            insert(reader(world, row))
            # Each insert sees those before it: the wall asks for the reader.
            insert(ApplicationForm(application=row, city=row.city, values={"a": "1"}))
            assert not Application.objects.filter(pk=row.pk).exists()
        assert ApplicationForm.objects.get(application=row).values == {"a": "1"}


def test_rules_and_keys_hold_at_the_end_of_a_block(world: World) -> None:
    strange = application(world, channel="pigeon")
    with working(world.citizen, writing=True):
        with (
            pytest.raises(DatabaseError, match="channel_is_known"),
            transaction.atomic(),
            gathered(),
        ):
            insert(strange)
        assert not Application.objects.filter(pk=strange.pk).exists()


def test_the_wall_holds(world: World) -> None:
    row = application(world)
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        working(anonymous(world.city.code), writing=True),
    ):
        insert(row)


def test_a_table_that_is_nobodys_business_is_not_written() -> None:
    with (
        pytest.raises(DatabaseError, match="case not found"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select put_rows(%s)", ['[{"table": "law_rule", "rows": []}]'])


def test_every_table_of_the_business_has_its_branch() -> None:
    told = writer_sql()

    for model in apps.get_app_config("cases").get_models():
        assert f"when '{model._meta.db_table}' then" in told
