"""What the migrations say to an empty database, kept beside them for those that begin."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tongban.plumbing.database.cluster.server import Cluster

PROJECT = Path(__file__).parents[1]


def current() -> str:
    """What they say now, to a server that is thrown away."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Cluster(PROJECT, Path(folder), throwaway=True) as cluster,
    ):
        told = {
            "TONGBAN_DATA": folder,
            "TONGBAN_DATABASE_URL": cluster.url("app"),
            "TONGBAN_OWNER_URL": cluster.url("owner"),
            "DJANGO_SETTINGS_MODULE": "tongban.config.settings",
        }
        os.environ.update(told)
        import django

        django.setup()
        from django.db import connections

        from tongban.plumbing.database.beginning import tell

        text = tell("owner")
        connections.close_all()
    return text


def main() -> int:
    """Write the snapshot, or with `--check` say whether it still is true."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    text = current()
    from tongban.plumbing.database.beginning import SNAPSHOT

    if not check:
        SNAPSHOT.write_text(text, encoding="utf-8")
        return 0
    if SNAPSHOT.exists() and SNAPSHOT.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(
        f"{SNAPSHOT.relative_to(PROJECT)} is stale: python -m tools.schema_snapshot\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
