"""`tongban upgrade`: the next release takes over while this one serves."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from django.conf import settings

from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.ground.refusals import Refusal
from tongban.plumbing.database.cluster.processes import Process

HELP: Final = "升级：新版本在旧版本服务时接手，不停机。"
# Indexes of a large city take their time; draining takes half a minute a child.
PATIENCE: Final = 3600.0


def act(
    *,
    release: Annotated[Path, typer.Argument(metavar="目录", help="新版本的程序目录。")],
    as_json: AsJson = False,
) -> None:
    """Ask the supervisor, and wait for its answer; exit 1 when the old release stays."""
    run = Path(settings.TONGBAN_DATA) / "run"
    supervisor = _supervisor(run)
    result = run / "upgrade-result.json"
    result.unlink(missing_ok=True)
    asked = run / "upgrade.json"
    handle = os.open(asked, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as stream:
        json.dump({"release": str(release.absolute())}, stream)
    supervisor.send(signal.SIGUSR1)
    found = _wait(result, supervisor)
    line = f"已经换成 {found['release']}，没有停机。下次启动请从新的目录启动。"
    answer(found, [line if found["ok"] else found["trouble"]], as_json=as_json)
    if not found["ok"]:
        raise typer.Exit(REFUSED)


def _supervisor(run: Path) -> Process:
    try:
        state = json.loads((run / "state.json").read_text())
        supervisor = Process(**state["supervisor"])
    except (OSError, ValueError, KeyError, TypeError):
        supervisor = None
    if supervisor is None or not supervisor.is_alive:
        raise Refusal(
            "通办没有在运行，不用这样升级：直接从新版本的目录启动，"
            "例如 python3 start.py --data /srv/tongban"
        )
    return supervisor


def _wait(result: Path, supervisor: Process) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and supervisor.is_alive:
        if result.exists():
            found: dict[str, Any] = json.loads(result.read_text())
            return found
        time.sleep(0.2)
    raise Refusal("升级没有回音，请看数据目录里 log 下的日志；旧版本可能还在服务。")
