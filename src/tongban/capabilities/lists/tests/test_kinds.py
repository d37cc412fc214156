"""Kinds as data: every one is whole, and the law file knows the same of them."""

import pytest
from django.db import connection

from tongban.capabilities.lists.kinds import KINDS
from tongban.capabilities.lists.kinds.shape import Kind
from tongban.capabilities.lists.states import LAW, RANKS

EVERY = [pytest.param(kind, id=key) for key, kind in KINDS.items()]


@pytest.mark.parametrize("kind", EVERY)
def test_a_kind_is_whole(kind: Kind) -> None:
    assert kind.title
    assert kind.about.endswith("。")
    assert LAW in kind.ranks
    assert set(kind.ranks) <= set(RANKS)
    assert len({column.label for column in kind.columns}) == len(kind.columns)
    assert kind.derive is not None or kind.reasons
    assert kind.without_basis <= set(kind.reasons)
    assert not kind.base or kind.base in KINDS


def test_what_only_law_may_set_rests_on_no_policy() -> None:
    assert "province_policy" not in KINDS["licences"].ranks
    assert set(KINDS["special_steps"].ranks) == {"law", "regulation", "rule"}


@pytest.mark.django_db
def test_the_law_file_says_the_same_of_each_kind() -> None:
    said = {}
    with connection.cursor() as cursor:
        for key in KINDS:
            cursor.execute(
                "select prosrc ~ %s from pg_proc where proname = 'list_names_past'",
                [f"'{key}'"],
            )
            past = cursor.fetchone()
            cursor.execute(
                "select substring(prosrc from %s) from pg_proc"
                " where proname = 'list_base'",
                [f"when '{key}' then '([a-z_]+)'"],
            )
            base = cursor.fetchone()
            said[key] = (past and past[0], (base and base[0]) or "")
    assert said == {key: (kind.names_past, kind.base) for key, kind in KINDS.items()}
