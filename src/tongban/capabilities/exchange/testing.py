"""For tests: the simulator of the province, running on a port of its own."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from tongban.capabilities.exchange.jobs import unanswered_parcels
from tongban.capabilities.exchange.parcels import Content, pack
from tongban.plumbing.evidence.signing import installation_key, list_published_keys
from tongban_simulators.province import Province, serve

__all__ = ["AT", "RunningProvince", "pack_unseen", "run_province", "unanswered_parcels"]

AT = datetime(2026, 11, 23, tzinfo=UTC)


@dataclass(frozen=True)
class RunningProvince:
    """A simulator that listens, and its address."""

    province: Province
    url: str

    def write_key(self, folder: Path) -> str:
        """Its public key as a file, as a city is given it."""
        path = folder / "province.pub.pem"
        path.write_bytes(self.province.public_pem)
        return str(path)


@contextmanager
def run_province() -> Iterator[RunningProvince]:
    """The simulator, knowing this installation's keys, until the block ends."""
    keys = list_published_keys(Path(settings.KEYS_ROOT))
    province = Province([key.pem.encode() for key in keys])
    server = serve(province)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield RunningProvince(province, f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def pack_unseen(contents: Mapping[str, bytes], *, city: str) -> bytes:
    """A parcel of this installation whose contents nobody looked at: `*.json` are items."""
    things = [
        Content("item", name, "application/json", content)
        if name.endswith(".json")
        else Content("file", name, "application/pdf", content)
        for name, content in contents.items()
    ]
    return pack(things, city=city, to="内网", at=AT, key=installation_key())
