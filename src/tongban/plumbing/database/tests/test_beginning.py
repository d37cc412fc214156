"""Where nothing is, all tables come at once; where something is, nothing is done."""

from pathlib import Path

import pytest

from tongban.plumbing.database import beginning

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_the_kept_statements_are_of_these_migrations() -> None:
    kept = beginning.SNAPSHOT.read_text(encoding="utf-8")

    assert kept.startswith(beginning.header()), "python -m tools.schema_snapshot"


def test_a_database_that_has_our_tables_is_left_to_its_migrations() -> None:
    assert beginning.begin("owner") is False


def test_statements_of_other_migrations_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = tmp_path / "from_nothing.sql"
    stale.write_text("-- of another day\ndrop table city;\n", encoding="utf-8")
    monkeypatch.setattr(beginning, "SNAPSHOT", stale)
    monkeypatch.setattr(beginning, "_labels", set[str])

    assert beginning.begin("owner") is False
