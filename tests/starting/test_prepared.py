"""A start that has nothing to prepare sees so, and one that has, too."""

import os
from pathlib import Path

import pytest

from tongban.config.places import DataFolder
from tongban.config.prepared import (
    database_state,
    digest_of,
    is_prepared,
    note_prepared,
)
from tongban.plumbing.database.cluster.testing import OpenSession


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path)
    made.run.mkdir()
    made.static.mkdir()
    return made


@pytest.fixture
def owner_url(open_session: OpenSession) -> str:
    owner = open_session("owner").info
    return f"postgresql://{owner.user}@/{owner.dbname}?host={owner.host}"


def test_it_is_known_after_it_was_noted(folder: DataFolder, owner_url: str) -> None:
    assert not is_prepared(folder, owner_url)

    note_prepared(folder, owner_url)

    assert is_prepared(folder, owner_url)


def test_lost_static_files_are_seen(folder: DataFolder, owner_url: str) -> None:
    note_prepared(folder, owner_url)
    folder.static.rmdir()

    assert not is_prepared(folder, owner_url)


def test_another_law_in_the_database_is_seen(
    folder: DataFolder, owner_url: str, open_session: OpenSession
) -> None:
    note_prepared(folder, owner_url)
    postgres = open_session("postgres")
    postgres.execute("set session_replication_role = replica")
    postgres.execute("update law_release set digest = 'another'")
    postgres.commit()

    assert not is_prepared(folder, owner_url)


def test_a_restored_database_with_fewer_migrations_is_seen(
    folder: DataFolder, owner_url: str, open_session: OpenSession
) -> None:
    note_prepared(folder, owner_url)
    postgres = open_session("postgres")
    postgres.execute(
        "delete from django_migrations where id = (select max(id) from django_migrations)"
    )
    postgres.commit()

    assert not is_prepared(folder, owner_url)


def test_without_the_owners_address_nothing_is_claimed(folder: DataFolder) -> None:
    assert not is_prepared(folder, None)


def test_a_database_that_does_not_answer_has_no_state(tmp_path: Path) -> None:
    assert database_state(f"postgresql:///x?host={tmp_path}") is None


def test_a_changed_file_changes_the_digest(tmp_path: Path) -> None:
    file = tmp_path / "10_wall.sql"
    file.write_text("select 1")
    before = digest_of([file])

    file.write_text("select 2")
    os.utime(file, ns=(1, 1))

    assert digest_of([file]) != before
    assert digest_of([]) != before
