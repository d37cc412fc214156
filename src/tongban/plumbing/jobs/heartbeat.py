"""Signs of life: a file that a running process touches, read by /readyz and doctor."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

WORKER = "worker-heartbeat"
SCHEDULER = "scheduler-heartbeat"
# Older than this, and the process is taken for dead or stuck.
FRESH_SECONDS = 30.0


def beat(name: str, now: datetime) -> None:
    """Say that the process lives now."""
    path = _place(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    half.write_text(now.astimezone(UTC).isoformat(), encoding="ascii")
    half.replace(path)


def last_beat(name: str) -> datetime | None:
    """When the process last said that it lives, or None when it never has."""
    try:
        return datetime.fromisoformat(_place(name).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None


def is_alive(name: str, now: datetime) -> bool:
    """Whether the last sign of life is fresh."""
    last = last_beat(name)
    return last is not None and (now - last).total_seconds() <= FRESH_SECONDS


def _place(name: str) -> Path:
    return Path(settings.TONGBAN_DATA) / "run" / name
