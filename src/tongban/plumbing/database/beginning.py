"""An empty database gets all our tables at once, as the migrations would make them one by one.

For each operation of a migration Django renders nearly every model again: twenty seconds of
processor time for one second of SQL. What our migrations say to an empty database is kept
beside them; a database that has anything is migrated step by step, as ever.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

SNAPSHOT: Final = Path(__file__).parent / "migrations" / "from_nothing.sql"
_OURS: Final = "tongban."
_HEADER: Final = (
    "-- What the migrations say to an empty database: python -m tools.schema_snapshot\n"
    "-- {digest}\n\n"
)
_NO_CHANGE: Final = ("select", "savepoint", "release")
Node = tuple[str, str]


def begin(alias: str) -> bool:
    """Give an empty database our tables; says whether it did.

    Not where one of our migrations was applied before, nor where the kept statements are of
    other migrations: the gate says so, and a developer's next start works all the same.
    """
    connection = connections[alias]
    kept = SNAPSHOT.read_text(encoding="utf-8") if SNAPSHOT.exists() else ""
    if not kept.startswith(header()):
        return False
    ours = _labels()
    applied = MigrationRecorder(connection).applied_migrations()
    if any(label in ours for label, _ in applied):
        return False
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        cursor.execute(kept)
        executor = MigrationExecutor(connection)
        executor.recorder.ensure_schema()
        for node in _in_order(executor):
            # One that stands for others is applied once they are written down as well.
            for one in (*executor.loader.graph.nodes[node].replaces, node):
                executor.recorder.record_applied(*one)
    return True


def tell(alias: str) -> str:
    """Run our migrations on an empty database; what they said to it, as it is kept."""
    connection = connections[alias]
    said: list[str] = []

    def note(execute: Any, sql: Any, *rest: Any) -> Any:
        text = str(sql).strip().rstrip(";")
        is_own = MigrationRecorder.Migration._meta.db_table in text
        if not is_own and not text.lower().startswith(_NO_CHANGE):
            said.append(text)
        return execute(sql, *rest)

    executor = MigrationExecutor(connection)
    with connection.execute_wrapper(note):
        executor.migrate(_in_order(executor))
    return header() + "".join(f"{text};\n\n" for text in said)


def _in_order(executor: MigrationExecutor) -> list[Node]:
    """All our migrations, each after those that it needs."""
    graph, ours = executor.loader.graph, _labels()
    wanted = [node for node in graph.leaf_nodes() if node[0] in ours]
    steps = dict.fromkeys(step for node in wanted for step in graph.forwards_plan(node))
    return list(steps)


def _labels() -> set[str]:
    return {one.label for one in apps.get_app_configs() if one.name.startswith(_OURS)}


def header() -> str:
    """How the kept statements begin: with the digest of the migrations that said them."""
    digest = hashlib.new("sm3")
    for path in sorted(_files()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return _HEADER.format(digest=digest.hexdigest())


def _files() -> Iterator[Path]:
    for config in apps.get_app_configs():
        if config.name.startswith(_OURS):
            yield from Path(config.path).glob("migrations/0*.py")
