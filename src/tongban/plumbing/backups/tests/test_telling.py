"""An operator is told what is wrong with backups, each by its code."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tongban.plumbing.backups.folders import BackupFolder
from tongban.plumbing.backups.telling import troubles

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def codes(folder: BackupFolder | None) -> list[str]:
    return [one.code for one in troubles(folder, now=NOW)]


def note(folder: BackupFolder, what: str, ago: timedelta, trouble: str = "") -> None:
    facts = {"at": (NOW - ago).isoformat(), "ok": not trouble, "trouble": trouble}
    folder.note(what, facts)


def test_no_folder_and_an_empty_one(tmp_path: Path) -> None:
    assert codes(None) == ["backup_not_configured"]
    missing = ["backup_missing", "files_copy_missing", "drill_missing"]
    assert codes(BackupFolder(tmp_path)) == missing


def test_what_is_old_and_what_failed(tmp_path: Path) -> None:
    folder = BackupFolder(tmp_path)
    note(folder, "backup", timedelta(hours=29))
    note(folder, "files", timedelta(minutes=4))
    note(folder, "drill", timedelta(days=7))
    assert codes(folder) == []
    note(folder, "backup", timedelta(hours=31))
    note(folder, "files", timedelta(minutes=6))
    note(folder, "drill", timedelta(days=1), "清单不符")
    assert codes(folder) == ["backup_too_old", "files_copy_too_old", "drill_failed"]
    assert "清单不符" in troubles(folder, now=NOW)[-1].words
