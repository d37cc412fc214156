"""`tongban restore`: put a backup back into an empty data folder, to a moment."""

import time
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from tongban.faces.cli.backup import PROJECT, verify_city
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.backups.folders import BackupFolder, BackupRefused
from tongban.plumbing.backups.restoring import Target, choose_base, restore
from tongban.plumbing.database.cluster import Cluster

HELP: Final = "恢复：把备份恢复到一个空的数据目录，可以写明到哪一刻。"


def act(
    *,
    folder: Annotated[Path, typer.Argument(help="备份目录。")],
    data: Annotated[Path, typer.Option(help="恢复到这个目录，要是空的或者还没有。")],
    keys: Annotated[Path, typer.Option(help="与备份分开保管的密钥目录。")],
    to: Annotated[
        str, typer.Option(help="恢复到哪一刻，例如 2026-11-22T10:30；不写就到最后。")
    ] = "",
    backup: Annotated[str, typer.Option(help="用哪一份；不写就自动选。")] = "",
    as_json: AsJson = False,
) -> None:
    """Restore, start the server, verify the log; exit 1 when something does not agree."""
    moment = _moment(to)
    if not keys.is_dir():
        raise BackupRefused(
            f"没有密钥目录 {keys}。请用 --keys 指定与备份同时保管的那一份。"
        )
    kept = BackupFolder(folder.absolute())
    manifest = choose_base(kept, keys.absolute(), name=backup, moment=moment)
    place = data.absolute()
    target = Target(place, Cluster(PROJECT, place))
    began = time.monotonic()
    restore(
        kept,
        manifest,
        target,
        keys=keys.absolute(),
        moment=moment,
        say=lambda line: None if as_json else typer.echo(line),
    )
    restored = time.monotonic() - began
    wrong = verify_city(target)
    facts = {
        "backup": manifest.name,
        "to": moment.isoformat() if moment else "",
        "data": str(place),
        "seconds": round(restored, 1),
        "verify_seconds": round(time.monotonic() - began - restored, 1),
        "valid": not wrong,
        "wrong": wrong,
    }
    lines = [
        f"恢复好了，用了 {facts['seconds']} 秒。启动：python3 start.py --data {place}",
        "存证日志全部相符。" if not wrong else f"存证日志不相符：{'；'.join(wrong)}",
    ]
    answer(facts, lines, as_json=as_json)
    if wrong:
        raise typer.Exit(REFUSED)


def _moment(said: str) -> datetime | None:
    """A moment as it was typed; without a zone it is the office's."""
    if not said:
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise BackupRefused(
            f"看不懂时刻“{said}”，请写成 2026-11-22T10:30 或 2026-11-22T10:30:00+08:00。"
        ) from None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=OFFICE_ZONE)
    return moment
