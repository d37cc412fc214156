"""Asks ClamAV about files from outside (its INSTREAM command); what it finds is put aside.

The protocol is twenty lines; the clients on PyPI are GPL or LGPL, or long left alone.
"""

import json
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from tongban.ground.refusals import Refusal

# What every scanner knows and no program is harmed by (eicar.org): to see that one works.
EICAR: Final = (
    rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
)
PATIENCE: Final = 20.0
# Who sends one infected file after another does not fill the disk with them.
MOST_PUT_ASIDE: Final = 200
_CHUNK: Final = 64 * 1024
_LONGEST_ANSWER: Final = 4096
_USUAL_PORT: Final = 3310
_FOUND: Final = " FOUND"
log = structlog.get_logger(__name__)


class ScannerAway(Refusal):
    """The scanner does not answer; nothing is taken unseen."""

    status = 503

    def __init__(self) -> None:
        """It passes, so the words say to come again."""
        super().__init__(
            "文件安全检查暂时用不了，文件没有收下，您填的内容都还在。请过几分钟再上传，"
            "例如十分钟以后；还不行的，请打 12345。"
        )


class Infected(Refusal):
    """A file in which a virus was found."""

    def __init__(self) -> None:
        """The name of the virus helps nobody who hands in papers; operators have it."""
        super().__init__(
            "这个文件里查出了病毒，没有收下。请先给电脑或手机杀毒，再重新拍照或扫描后上传，"
            "例如用手机拍一张新的照片。"
        )


@dataclass(frozen=True)
class Scanner:
    """A clamd, by its address: `tcp://127.0.0.1:3310` or `unix:/run/clamav/clamd.ctl`."""

    address: str
    patience: float = PATIENCE

    def find(self, content: bytes) -> str | None:
        """The name of what is in it, or None. Refuses with ScannerAway."""
        try:
            answer = self._ask(content)
        except OSError as error:
            log.exception("antivirus_away", address=self.address)
            raise ScannerAway from error
        words = answer.removeprefix("stream: ")
        if words == "OK":
            return None
        if words.endswith(_FOUND):
            return words.removesuffix(_FOUND)
        log.error("antivirus_answer", answer=answer)
        raise ScannerAway

    def works(self) -> bool:
        """Whether it answers, and finds what every scanner must find."""
        try:
            return self._ask(EICAR).endswith(_FOUND)
        except OSError:
            return False

    def _ask(self, content: bytes) -> str:
        with self._connected() as line:
            line.sendall(b"zINSTREAM\0")
            for part in _in_chunks(content):
                line.sendall(part)
            return _read_answer(line)

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        place = urlsplit(self.address)
        if place.scheme == "unix":
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(self.patience)
                line.connect(place.path)
                yield line
            return
        target = (place.hostname or "", place.port or _USUAL_PORT)
        with socket.create_connection(target, timeout=self.patience) as line:
            yield line


def refuse_infected(
    content: bytes, *, city: str, digest: str, name: str, at: datetime
) -> None:
    """Have a file from outside looked at, where a scanner is set. Refuses with Infected."""
    if not settings.ANTIVIRUS:
        return
    found = Scanner(settings.ANTIVIRUS).find(content)
    if found is None:
        return
    put_aside(content, city=city, digest=digest, name=name, found=found, at=at)
    raise Infected


def put_aside(
    content: bytes, *, city: str, digest: str, name: str, found: str, at: datetime
) -> None:
    """Keep it for the operator, readable by nobody else, beside a note of what was found.

    Outside of what people handed in: no row points here, and the refusal takes back none of it.
    """
    folder: Path = settings.QUARANTINE_ROOT / city
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    note = {"found": found, "at": at.isoformat(), "size": len(content), "name": name}
    text = json.dumps(note, ensure_ascii=False)
    _write_once(folder / f"{digest}.json", text.encode())
    kept = sum(one.suffix == ".infected" for one in folder.iterdir())
    if kept < MOST_PUT_ASIDE:
        _write_once(folder / f"{digest}.infected", content)
    log.warning("infected_file", found=found, digest=digest, city=city)


def _write_once(path: Path, content: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as out:
        out.write(content)


def _in_chunks(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        part = content[start : start + _CHUNK]
        yield struct.pack("!I", len(part)) + part
    yield struct.pack("!I", 0)


def _read_answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        part = line.recv(_LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
