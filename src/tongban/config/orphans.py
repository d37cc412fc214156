"""Ends what a supervisor left behind when it was killed hard."""

import signal
from functools import partial
from pathlib import Path

from tongban.config.places import Installation
from tongban.plumbing.database.cluster.processes import Process, wait_until

_SESSION_AFTER_NAME = 3


def end_orphans(left: Installation) -> list[str]:
    """End each recorded child that still lives, with its own children; their names.

    The database is not among them: the cluster knows best how its server is ended.
    """
    ended = []
    for name, leader in left.children.items():
        if name == "postgres":
            continue
        if end_session(leader):
            ended.append(name)
    return ended


def end_session(leader: Process) -> bool:
    """End all processes of a session, politely first; whether there were any."""
    members = session_of(leader)
    if not members:
        return False
    for member in members:
        member.send(signal.SIGTERM)
    wait_until(partial(_is_gone, leader), 10.0)
    for member in session_of(leader):
        member.send(signal.SIGKILL)
    wait_until(partial(_is_gone, leader), 5.0)
    return True


def session_of(leader: Process) -> list[Process]:
    """The processes of the session that this process began, itself included.

    The kernel gives a number to nobody else while a session bears it. When another process
    has the number now, the session has ended.
    """
    now = Process.of(leader.pid)
    if now is not None and now != leader:
        return []
    numbers = (int(at.name) for at in Path("/proc").iterdir() if at.name.isdecimal())
    members = (Process.of(pid) for pid in numbers if _session(pid) == leader.pid)
    return [process for process in members if process is not None]


def _is_gone(leader: Process) -> bool:
    return not session_of(leader)


def _session(pid: int) -> int | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return None
    return int(text[text.rindex(")") + 2 :].split()[_SESSION_AFTER_NAME])
