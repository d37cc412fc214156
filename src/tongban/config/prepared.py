"""Whether a database is up to this release already, without asking Django.

Importing Django and all rooms costs two seconds of processor time, which a second start
with nothing to do should not pay.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import psycopg

from tongban.config.places import PROJECT, DataFolder, write_privately

# What the preparation reads: when none of it has changed, it would change nothing.
_SOURCES = (
    "src/**/migrations/*.py",
    "src/**/law/*",
    "src/tongban/capabilities/people/roles.json",
    "src/tongban/plumbing/database/writing.py",
    "src/**/static/**/*",
    "src/**/*.po",
    "src/tongban/config/settings/*.py",
    "requirements/run.lock",
)
_STATE = (
    "select (select count(*) from django_migrations)::text || ' ' ||"
    " (select digest from law_release order by id desc limit 1)"
)


def is_prepared(folder: DataFolder, owner_url: str | None) -> bool:
    """Whether source and database are both as the last preparation left them."""
    if owner_url is None or not folder.static.is_dir():
        return False
    try:
        noted = json.loads(folder.prepared_stamp.read_text())
    except (OSError, ValueError):
        return False
    return bool(
        noted == {"source": source_digest(), "database": database_state(owner_url)}
    )


def note_prepared(folder: DataFolder, owner_url: str) -> None:
    """Write down how the preparation left both."""
    state = {"source": source_digest(), "database": database_state(owner_url)}
    write_privately(folder.prepared_stamp, json.dumps(state))


def source_digest() -> str:
    """A digest of all that the preparation reads."""
    return digest_of(path for pattern in _SOURCES for path in PROJECT.glob(pattern))


def database_state(owner_url: str) -> str | None:
    """How many migrations and which law the database has; None when it has neither."""
    try:
        with psycopg.connect(owner_url, connect_timeout=10) as connection:
            row = connection.execute(_STATE).fetchone()
    except psycopg.Error:
        return None
    return str(row[0]) if row and row[0] is not None else None


def digest_of(paths: Iterable[Path]) -> str:
    """A digest of names, sizes and times: enough to see that a file has changed."""
    lines = []
    for path in sorted(path for path in paths if path.is_file()):
        found = path.stat()
        lines.append(f"{path}\t{found.st_size}\t{found.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
