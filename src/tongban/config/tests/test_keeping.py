"""Files every minute, the server every night, a drill on Sundays."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tongban.config.keeping import (
    TASKS,
    is_minute_over,
    is_night_over,
    is_week_over,
    last_success,
)
from tongban.plumbing.backups.folders import BackupFolder

# A Sunday: 13:00 at the office.
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def test_files_are_copied_every_minute() -> None:
    assert is_minute_over(None, NOON)
    assert not is_minute_over(NOON - timedelta(seconds=59), NOON)
    assert is_minute_over(NOON - timedelta(seconds=60), NOON)


def test_the_server_is_copied_every_night_from_half_past_one() -> None:
    tonight = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)  # 01:30 at the office
    assert is_night_over(None, NOON)
    assert is_night_over(tonight - timedelta(minutes=1), NOON)
    assert not is_night_over(tonight + timedelta(minutes=1), NOON)
    assert not is_night_over(
        tonight - timedelta(hours=1), tonight - timedelta(minutes=1)
    )


@pytest.mark.parametrize(
    ("last", "is_due"),
    [
        (None, True),
        (datetime(2026, 11, 21, 19, 1, tzinfo=UTC), False),
        (datetime(2026, 11, 21, 18, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 15, 5, 0, tzinfo=UTC), True),
    ],
)
def test_a_restore_is_tried_from_sunday_at_three(
    last: datetime | None, is_due: bool
) -> None:
    assert is_week_over(last, NOON) is is_due
    before = datetime(2026, 11, 21, 18, 58, tzinfo=UTC)
    assert not is_week_over(before - timedelta(days=3), before)


def test_what_failed_did_not_happen(tmp_path: Path) -> None:
    folder = BackupFolder(tmp_path)
    names = [task.name for task in TASKS]
    assert [last_success(folder, name) for name in names] == [None] * 3
    folder.note("backup", {"at": NOON.isoformat(), "ok": True, "trouble": ""})
    folder.note("drill", {"at": NOON.isoformat(), "ok": False, "trouble": "x"})
    assert last_success(folder, "backup") == NOON
    assert last_success(folder, "drill") is None
