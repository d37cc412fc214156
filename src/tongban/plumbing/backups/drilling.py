"""The restore drill: a backup is one only when it has been restored and looked through."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from tongban.ground.refusals import Refusal
from tongban.plumbing.backups.folders import BackupFolder
from tongban.plumbing.backups.restoring import Target, choose_base, remove, restore

DRILL = "drill"
# The target in, what is wrong in Chinese out; empty when all holds.
Verify = Callable[[Target], list[str]]


def drill(
    folder: BackupFolder,
    target: Target,
    *,
    keys: Path,
    now: datetime,
    verify: Verify,
    say: Callable[[str], None],
) -> dict[str, Any]:
    """Restore the newest backup with all of its log, verify, take it away; note the result."""
    began = time.monotonic()
    name, trouble = "", ""
    try:
        manifest = choose_base(folder, keys)
        name = manifest.name
        restore(folder, manifest, target, keys=keys, moment=None, say=say)
        say("· 核对恢复的城市")
        trouble = "；".join(verify(target))
    except Refusal as refusal:
        trouble = refusal.message
    finally:
        remove(target)
    found = {
        "at": now.isoformat(),
        "backup": name,
        "ok": not trouble,
        "seconds": round(time.monotonic() - began, 1),
        "trouble": trouble,
    }
    folder.note(DRILL, found)
    return found
