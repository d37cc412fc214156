"""A query of one moment does not see what others write while it reads."""

from collections.abc import Callable

import pytest
from django.db import connection

from tongban.plumbing.access.actor import Actor, anonymous
from tongban.plumbing.access.commands import query, query_of_one_moment
from tongban.plumbing.database.cluster.testing import OpenSession

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = anonymous("690100")


def seen() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])


def look_twice(*, actor: Actor, between: Callable[[], object]) -> bool:
    """Whether both looks see the same."""
    before = seen()
    between()
    return before == seen()


@pytest.mark.parametrize(
    ("kind", "same"), [(query, False), (query_of_one_moment, True)]
)
def test_what_another_commits_meanwhile(
    open_session: OpenSession,
    kind: Callable[[Callable[..., bool]], Callable[..., bool]],
    same: bool,
) -> None:
    other = open_session("owner")

    def write() -> None:
        other.execute("select pg_current_xact_id()")
        other.commit()

    assert kind(look_twice)(actor=NOBODY, between=write) is same
