"""One PostgreSQL server of ours: made once, started, stopped."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self
from urllib.parse import quote

from tongban.plumbing.database.cluster import directory, launching, processes
from tongban.plumbing.database.cluster.accounts import server_account
from tongban.plumbing.database.cluster.archiving import make_archive
from tongban.plumbing.database.cluster.binaries import binaries_for
from tongban.plumbing.database.cluster.places import places_for, throwaway_places
from tongban.plumbing.database.cluster.roles import ensure_database, prepare_database

Role = Literal["owner", "app", "postgres"]

DATABASE = "tongban"

_ROLE_NAMES: dict[Role, str] = {
    "owner": "tongban_owner",
    "app": "tongban_app",
    "postgres": "postgres",
}


class Cluster:
    """The server of one data folder, or a throw-away one for a run of tests.

    Start it from the main thread: it is told to stop when the thread that started it ends.
    """

    def __init__(
        self,
        project: Path,
        data: Path,
        *,
        throwaway: bool = False,
        archive: Path | None = None,
    ) -> None:
        """Nothing is made yet but the service account; the addresses are known already.

        `archive` is where finished pieces of the server's log are kept.
        """
        self.throwaway = throwaway
        self.archive = archive
        self.account = server_account()
        self.places = (
            throwaway_places(self.account) if throwaway else places_for(project, data)
        )
        self._process: launching.Server | None = None

    def url(self, role: Role, database: str = DATABASE) -> str:
        """Where to connect as that role."""
        socket = quote(str(self.places.socket), safe="/")
        return f"postgresql://{_ROLE_NAMES[role]}@/{database}?host={socket}"

    @property
    def pid(self) -> int | None:
        """The server's process number while we run it."""
        return self._process.pid if self._process else None

    @property
    def is_running(self) -> bool:
        """Whether the server we started is still there."""
        return self._process is not None and self._process.poll() is None

    @property
    def exists(self) -> bool:
        """Whether the data directory has been made."""
        return self.places.data.is_dir()

    def ensure(self) -> None:
        """Make folders and data directory where missing; write the configuration."""
        binaries = binaries_for(self.account, self.places.copies)
        directory.make_folders(self.places, self.account)
        if not self.exists:
            directory.make_data(
                binaries, self.places, self.account, throwaway=self.throwaway
            )
        directory.refuse_another_version(binaries, self.places, self.account)
        if self.archive is not None:
            make_archive(self.archive, self.account)
        directory.write_configuration(
            self.places.data,
            self.places,
            self.account,
            throwaway=self.throwaway,
            archive=self.archive,
        )

    def start(self, options: Sequence[str] = ()) -> None:
        """End our own orphan, start the server, wait until it answers, see to the roles."""
        if self._process is not None:
            # A server of ours that was killed stays in the lock file's way until reaped.
            launching.stop(self._process)
        launching.end_orphan(self.places)
        self.ensure()
        binaries = binaries_for(self.account, self.places.copies)
        self._process = launching.launch_with_patience(
            binaries, self.places, self.account, options
        )
        server = processes.Process.of(self._process.pid)
        if server is not None:
            record = processes.ServerRecord(server, processes.ourselves())
            record.write(self.places.record)
        self.prepare_database("template1")
        self.prepare_database("postgres")
        ensure_database(self.url("postgres", "postgres"), DATABASE)
        self.prepare_database(DATABASE)

    def prepare_database(self, name: str) -> None:
        """Take the public rights away in another database of this cluster."""
        prepare_database(self.url("postgres", name))

    def stop(self) -> None:
        """Fast shutdown; a throw-away cluster's folder goes with it."""
        if self._process is not None:
            launching.stop(self._process)
            self._process = None
            self.places.record.unlink(missing_ok=True)
        if self.throwaway:
            shutil.rmtree(self.places.home, ignore_errors=True)

    def __enter__(self) -> Self:
        """Start."""
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()
