"""The text of the server's configuration files."""

import os
from dataclasses import dataclass
from pathlib import Path

from tongban.plumbing.database.cluster.accounts import Account
from tongban.plumbing.database.cluster.archiving import archive_settings

ROLES = ("postgres", "tongban_owner", "tongban_app")

# Nobody listens on the network, and no password exists to leak: the kernel says who asks.
# Backups and replicas copy the whole server: only the superuser may.
HOST_BASED = "local all all peer map=tb\nlocal replication postgres peer map=tb\n"

_MEBIBYTE = 1024 * 1024
_GIBIBYTE = 1024


@dataclass(frozen=True)
class Sizes:
    """Memory for the server in MiB."""

    shared_buffers: int
    effective_cache: int
    maintenance: int


def memory_of_this_machine() -> int:
    """The machine's memory in MiB."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // _MEBIBYTE


def sizes_for(memory: int) -> Sizes:
    """2 GiB of buffers on 24 GiB that other programs share, and in proportion below."""
    return Sizes(
        shared_buffers=max(128, min(2 * _GIBIBYTE, memory // 12)),
        effective_cache=max(256, min(12 * _GIBIBYTE, memory // 2)),
        maintenance=max(64, min(512, memory // 48)),
    )


def server_configuration(
    name: str,
    socket: Path,
    sizes: Sizes,
    *,
    throwaway: bool,
    archive: Path | None = None,
) -> str:
    """`postgresql.conf`, written at every start; a site's own values stand in `local.conf`."""
    lines = [
        "# Written by Tongban at every start. Own values: local.conf beside this file.",
        "listen_addresses = ''",
        f"unix_socket_directories = '{_quoted(socket)}'",
        f"cluster_name = '{name}'",
        "timezone = 'UTC'",
        "lc_messages = 'C'",
        f"shared_buffers = {sizes.shared_buffers}MB",
        f"effective_cache_size = {sizes.effective_cache}MB",
        "work_mem = 16MB",
        f"maintenance_work_mem = {sizes.maintenance}MB",
        "max_connections = 80",
        # The wheel has neither lz4 nor zstd: naming one stops the start.
        "wal_compression = on",
        "max_wal_size = 4GB",
        "min_wal_size = 512MB",
        "checkpoint_timeout = 15min",
        "random_page_cost = 1.1",
        "jit = off",
        # Every refusal is a server error; by default its statement and its key,
        # and so personal data, would land in the server's log.
        "log_error_verbosity = terse",
        "log_min_error_statement = panic",
        # An open writer holds back the sequencer of the evidence log, in any database.
        "idle_in_transaction_session_timeout = 60s",
        *archive_settings(archive),
        # Whoever is served must not be the one that is ended when an upgrade changes a
        # table: the upgrade gives way after 3 s (waiting.py), before this.
        "deadlock_timeout = 5s",
    ]
    if throwaway:
        lines += [
            "fsync = off",
            "synchronous_commit = off",
            "full_page_writes = off",
            "deadlock_timeout = 1s",
            "min_wal_size = 80MB",
            "shared_buffers = 128MB",
        ]
    lines.append("include_if_exists = 'local.conf'")
    return "\n".join(lines) + "\n"


def identity_map(accounts: set[Account]) -> str:
    """`pg_ident.conf`: the operator and the service account may be each of our roles."""
    names = sorted({account.name for account in accounts})
    return "".join(f'tb "{name}" {role}\n' for name in names for role in ROLES)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
