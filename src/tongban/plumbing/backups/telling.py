"""What an operator has to know about backups: each trouble by its code, as the runbook has it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import psycopg

from tongban.plumbing.backups.drilling import DRILL
from tongban.plumbing.backups.folders import BackupFolder

BACKUP: Final = "backup"
FILES: Final = "files"
OLDEST_BACKUP: Final = timedelta(hours=30)
OLDEST_FILES: Final = timedelta(minutes=5)
OLDEST_DRILL: Final = timedelta(days=8)
# Every code that `troubles` can give: each has its section in docs/runbook.zh-CN.md.
ALARMS: Final = frozenset(
    {
        "backup_not_configured",
        *(
            f"{what}_{state}"
            for what in ("backup", "files_copy", "drill")
            for state in ("missing", "failed", "too_old")
        ),
        "archive_failing",
        "replica_missing",
    }
)


@dataclass(frozen=True)
class Trouble:
    """Something that wants a person: `code` is a section of the runbook."""

    code: str
    words: str

    def __post_init__(self) -> None:
        """An alarm without a page to turn to helps nobody at night."""
        if self.code not in ALARMS:
            raise ValueError(self.code)


def troubles(
    folder: BackupFolder | None, *, now: datetime, server: str | None = None
) -> list[Trouble]:
    """All that is wrong with backups now; `server` is where its superuser is asked."""
    if folder is None:
        words = "没有设置备份目录（TONGBAN_BACKUPS）：磁盘坏了，数据就没有了。"
        return [Trouble("backup_not_configured", words)]
    found = [
        *_about(folder.last(BACKUP), "backup", OLDEST_BACKUP, now, "备份"),
        *_about(folder.last(FILES), "files_copy", OLDEST_FILES, now, "文件复制"),
        *_about(folder.last(DRILL), "drill", OLDEST_DRILL, now, "恢复演练"),
    ]
    return found + (_ask_server(server) if server else [])


def _about(
    last: dict[str, Any] | None, code: str, oldest: timedelta, now: datetime, noun: str
) -> list[Trouble]:
    if last is None:
        return [Trouble(f"{code}_missing", f"还没有做过{noun}。")]
    if not last["ok"]:
        return [Trouble(f"{code}_failed", f"上次{noun}没有成功：{last['trouble']}")]
    at = datetime.fromisoformat(last["at"])
    if now - at > oldest:
        return [
            Trouble(f"{code}_too_old", f"上次{noun}是 {at:%Y-%m-%d %H:%M}，太久了。")
        ]
    return []


def _ask_server(server: str) -> list[Trouble]:
    """Whether finished pieces of the log leave, and a promised replica is there."""
    with psycopg.connect(server) as session:
        row = session.execute(
            "select coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'),"
            " false), last_failed_wal from pg_stat_archiver"
        ).fetchone()
        waiting = session.execute(
            "select current_setting('synchronous_standby_names') <> '' and not exists"
            " (select from pg_stat_replication where sync_state in ('sync', 'quorum'))"
        ).fetchone()
    found = []
    if row and row[0]:
        words = f"数据库的日志归档失败，停在 {row[1]}：现在出事会丢数据。"
        found.append(Trouble("archive_failing", words))
    if waiting and waiting[0]:
        words = "约定的同步副本没有连上：提交都在等它，网站会停住。"
        found.append(Trouble("replica_missing", words))
    return found
