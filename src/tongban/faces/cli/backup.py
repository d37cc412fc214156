"""`tongban backup`: copy the running city, try a restore, say how backups stand."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final

import psycopg
import typer
from django.conf import settings
from django.utils import timezone

from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.ground.refusals import Refusal
from tongban.plumbing.backups.copying import copy_files
from tongban.plumbing.backups.drilling import DRILL, drill
from tongban.plumbing.backups.folders import BackupFolder, BackupRefused
from tongban.plumbing.backups.restoring import Target
from tongban.plumbing.backups.taking import Source, forget_old, take_backup
from tongban.plumbing.backups.telling import BACKUP, FILES, troubles
from tongban.plumbing.database.cluster import Cluster
from tongban.plumbing.evidence.signing import installation_key

PROJECT: Final = Path(__file__).parents[4]
# A folder's time may be a moment older than the copy that missed its newest file.
_OVERLAP: Final = 60.0
_RUN: Final = "from tongban.faces.cli.main import run; run()"

HELP: Final = "备份：数据库、文件、设置；试着恢复；看备份的情况。"

FolderOption = Annotated[
    Path | None,
    typer.Option("--to", help="备份目录；不写就是 TONGBAN_BACKUPS。"),
]


def act(
    *,
    to: FolderOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="恢复演练：恢复到临时的地方，核对，再删掉。")
    ] = False,
    files: Annotated[
        bool, typer.Option("--files", help="只复制上次以后的新文件。")
    ] = False,
    status: Annotated[bool, typer.Option("--status", help="只看备份的情况。")] = False,
    keep: Annotated[
        int, typer.Option(help="做完后只留最近几份；0 是全部留着。", min=0)
    ] = 14,
    as_json: AsJson = False,
) -> None:
    """Take one, or do what the options say; exit 1 when something is wrong."""
    folder = BackupFolder(to) if to else configured_folder()
    if status:
        _tell(folder, as_json=as_json)
        return
    if folder is None:
        raise BackupRefused(
            "没有备份目录。请写 --to，或者设置 TONGBAN_BACKUPS，"
            "例如 tongban backup --to /srv/tongban-backup"
        )
    acts = {DRILL: _drill, FILES: _copy, BACKUP: _take}
    what = DRILL if check else FILES if files else BACKUP
    if not _noting(folder, what, lambda: acts[what](folder, keep, as_json)):
        raise typer.Exit(REFUSED)


def configured_folder() -> BackupFolder | None:
    """The folder that the installation is told to keep backups in."""
    root = settings.BACKUPS_ROOT
    return BackupFolder(root) if root else None


def server_of_ours() -> str | None:
    """Where the superuser of our own server is asked; None where another one is used."""
    cluster = Cluster(PROJECT, Path(settings.TONGBAN_DATA))
    is_ours = settings.DATABASES["default"]["HOST"] == str(cluster.places.socket)
    return cluster.url("postgres") if is_ours else None


def own_cluster(data: Path) -> Cluster:
    """The server of a data folder. Refuses where another PostgreSQL is used."""
    cluster = Cluster(PROJECT, data)
    told = settings.DATABASES["default"]["HOST"]
    if told and str(told) != str(cluster.places.socket):
        raise BackupRefused(
            "这里用的是自己的 PostgreSQL：数据库请用它自己的备份（例如 pgBackRest），"
            "数据目录里的 files 和 keys 另外复制。"
        )
    return cluster


def verify_city(target: Target) -> list[str]:
    """Start the restored server and run `tongban log verify` of every city in it."""
    wrong = []
    with target.cluster as cluster:
        with psycopg.connect(cluster.url("postgres")) as session:
            rows = session.execute("select code from city order by 1").fetchall()
        for (city,) in rows:
            done = subprocess.run(
                [sys.executable, "-c", _RUN, "log", "verify", "--city", city, "--json"],
                env=_surroundings(target),
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                wrong.append(f"{city}：{_what_is_wrong(done.stdout, done.stderr)}")
    return wrong


def _surroundings(target: Target) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TONGBAN_")}
    return kept | {
        "TONGBAN_DATA": str(target.data),
        "TONGBAN_DATABASE_URL": target.cluster.url("app"),
        "TONGBAN_SECRET_FILE": str(target.data / "keys" / "session.key"),
    }


def _what_is_wrong(said: str, complained: str) -> str:
    try:
        checks = json.loads(said)["checks"]
    except (ValueError, KeyError):
        return (complained.strip().splitlines() or ["核对没有做完"])[-1]
    return "；".join(one["detail"] for one in checks if not one["ok"])


def _noting(folder: BackupFolder, what: str, act: Callable[[], bool]) -> bool:
    """Do it; what went wrong, or was broken off, is kept where doctor looks."""
    trouble = "没有做完，原因见日志 keeper.log。"
    try:
        is_good = act()
        trouble = ""
    except Refusal as refusal:
        trouble = refusal.message
        raise
    finally:
        if trouble and folder.path.is_dir():
            folder.note(what, _result(timezone.now(), trouble=trouble))
    return is_good


def _result(at: datetime, *, trouble: str = "", **facts: Any) -> dict[str, Any]:
    return {"at": at.isoformat(), "ok": not trouble, "trouble": trouble, **facts}


def _take(folder: BackupFolder, keep: int, as_json: bool) -> bool:
    data = Path(settings.TONGBAN_DATA)
    try:
        release = (data / "VERSION").read_text().strip()
    except FileNotFoundError:
        raise BackupRefused(
            f"{data} 不是通办的数据目录。启动时用 --data 换过目录的，"
            "先写明是哪个，例如：export TONGBAN_DATA=/srv/tongban"
        ) from None
    source = Source(data, own_cluster(data), release)
    made = take_backup(
        source,
        folder,
        key=installation_key(),
        now=timezone.now(),
        say=lambda line: None if as_json else typer.echo(line),
    )
    gone = forget_old(folder, keep)
    parts = sum(int(part["size"]) for part in made.parts.values())
    facts = _result(
        made.ended_at,
        backup=made.name,
        bytes=parts,
        files=sum(made.files.values()),
        continued=made.is_continued,
        removed=gone,
    )
    folder.note(BACKUP, facts)
    folder.note(FILES, _result(made.ended_at))
    lines = [
        f"备份 {made.name} 做完了：{parts // 2**20} MB，文件 {facts['files']} 个，在 {folder.path}。",
        "密钥没有放进备份：请把数据目录里的 keys 另外保管，恢复时要用。",
    ]
    if not made.is_continued:
        lines.append(
            "没有连续归档，只能恢复到这一刻。设置 TONGBAN_BACKUPS 后重新启动，就能恢复到任意时刻。"
        )
    answer(facts, lines, as_json=as_json)
    return True


def _copy(folder: BackupFolder, keep: int, as_json: bool) -> bool:
    """Files that came since the last time: the log of the database tells of them."""
    folder.make()
    now, last = timezone.now(), folder.last(FILES)
    since = 0.0
    if last and last["ok"]:
        since = datetime.fromisoformat(last["at"]).timestamp() - _OVERLAP
    done = copy_files(Path(settings.FILES_ROOT), folder.files, since=since)
    trouble = f"文件损坏：{'、'.join(done.damaged[:5])}" if done.damaged else ""
    facts = _result(now, trouble=trouble, copied=done.copied, bytes=done.bytes)
    folder.note(FILES, facts)
    answer(facts, [trouble or f"复制了 {done.copied} 个新文件。"], as_json=as_json)
    return not trouble


def _drill(folder: BackupFolder, keep: int, as_json: bool) -> bool:
    with tempfile.TemporaryDirectory(prefix="tongban-drill-") as place:
        data = Path(place) / "var"
        found = drill(
            folder,
            Target(data, Cluster(PROJECT, data)),
            keys=Path(settings.KEYS_ROOT),
            now=timezone.now(),
            verify=verify_city,
            say=lambda line: None if as_json else typer.echo(line),
        )
    verdict = "恢复演练成功" if found["ok"] else f"恢复演练没有成功：{found['trouble']}"
    line = f"{verdict}（备份 {found['backup'] or '没有'}，{found['seconds']} 秒）。"
    answer(found, [line], as_json=as_json)
    return bool(found["ok"])


def _tell(folder: BackupFolder | None, *, as_json: bool) -> None:
    found = troubles(folder, now=timezone.now(), server=server_of_ours())
    facts = {
        "ok": not found,
        "folder": str(folder.path) if folder else "",
        "last": {w: folder.last(w) if folder else None for w in (BACKUP, FILES, DRILL)},
        "troubles": [{"code": one.code, "words": one.words} for one in found],
    }
    lines = [f"✗ {one.words}（{one.code}）" for one in found] or ["备份都正常。"]
    answer(facts, lines, as_json=as_json)
    if found:
        raise typer.Exit(REFUSED)
