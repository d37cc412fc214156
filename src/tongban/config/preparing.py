"""Brings database, law, static files and messages up to this release: `python -m tongban.config.preparing`.

All in one process, because each import of Django costs a second of the start.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import django
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connections
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from tongban.config.environment import Misconfigured
from tongban.config.places import PROJECT, DataFolder, release_from, write_privately
from tongban.config.prepared import digest_of, note_prepared
from tongban.ground.loading import loading
from tongban.plumbing.database.waiting import AlwaysInUse, with_patience

# The API framework's own pages run inline script, which our policy forbids; compressing
# their 13 MB took 40 s of the first start.
UNUSED_STATIC = ["ninja"]


def main() -> int:
    """Prepare; 2 with one sentence when the database cannot be reached."""
    compile_messages(Path(path) for path in _locale_folders())
    with loading():
        django.setup()
    folder = DataFolder(Path(settings.TONGBAN_DATA))
    try:
        migrate()
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        sentence = f"连不上数据库（{reason}）。请检查 --database-url 和 --owner-url。"
        sys.stderr.write(sentence + "\n")
        return 2
    except AlwaysInUse as refusal:
        sys.stderr.write(refusal.message + "\n")
        return 2
    collect_static(folder)
    owner_url = os.environ.get("TONGBAN_OWNER_URL")
    if owner_url:
        note_prepared(folder, owner_url)
    return 0


def migrate() -> None:
    """Migrate where something is missing, then the law; nothing without an owner.

    Each gives way to whoever is being served: the previous release may still run.
    """
    if "owner" not in connections:
        return
    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    refuse_too_early(migration for migration, _ in plan)
    if plan:
        with_patience(
            lambda: call_command(
                "migrate", database="owner", interactive=False, verbosity=0
            ),
            "owner",
        )
    with_patience(lambda: call_command("apply_law", verbosity=0), "owner")


def refuse_too_early(plan: Iterable[Migration]) -> None:
    """A migration that takes away waits until nobody serves who still needs it.

    Such a one says `contract_of = "0.2.0"`: no release before that may be running.
    """
    serving = os.environ.get("TONGBAN_UPGRADE_FROM")
    for migration in plan:
        needs = getattr(migration, "contract_of", None)
        if serving and needs and release_from(serving) < release_from(needs):
            raise Misconfigured(
                f"正在运行的是 {serving}，这个版本会去掉它还在用的表结构。"
                f"请先升级到 {needs}，再升级到这个版本；或者停止后再启动。"
            )


def collect_static(folder: DataFolder) -> None:
    """Collect and compress, unless nothing has changed since the last time."""
    digest = digest_of(PROJECT.joinpath("src").rglob("static/**/*"))
    stamp = folder.static_stamp
    root = Path(settings.STATIC_ROOT)
    if root.is_dir() and stamp.is_file() and stamp.read_text() == digest:
        return
    call_command(
        "collectstatic",
        interactive=False,
        # Pages that are open still ask for the files of the release that made them.
        clear="TONGBAN_UPGRADE_FROM" not in os.environ,
        verbosity=0,
        ignore_patterns=UNUSED_STATIC,
    )
    write_privately(stamp, digest)


def compile_messages(folders: Iterable[Path]) -> None:
    """Compile catalogues that are newer than what was made of them."""
    for folder in folders:
        for source in sorted(folder.rglob("LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            age = source.stat().st_mtime_ns
            if target.exists() and target.stat().st_mtime_ns >= age:
                continue
            with source.open("rb") as stream:
                catalogue = read_po(stream)
            with target.open("wb") as stream:
                write_mo(stream, catalogue)


def _locale_folders() -> Iterable[str]:
    # Before django.setup(): Django reads each catalogue once and keeps it.
    return settings.LOCALE_PATHS


if __name__ == "__main__":
    sys.exit(main())
