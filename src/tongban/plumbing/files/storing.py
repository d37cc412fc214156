"""Bytes under their digest, rows that point at them: keep, open, verify."""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef

from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import system
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.files.antivirus import refuse_infected
from tongban.plumbing.files.checking import check_file, too_big
from tongban.plumbing.files.models import StoredFile
from tongban.plumbing.files.naming import clean_name

_CITY = re.compile(r"[0-9A-Za-z_-]{1,12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class FileFacts:
    """What pages show of a file, and what a receipt names."""

    id: UUID
    name: str
    size: int
    media_type: str
    digest: str
    received_at: datetime
    is_purged: bool


def keep(
    content: bytes | BinaryIO,
    *,
    city: str,
    name: str,
    declared_type: str = "",
    received_by: UUID | None,
    at: datetime,
    file_id: UUID | None = None,
    made_here: bool = False,
) -> UUID:
    """Check a file, write its bytes, and insert its row; the same bytes are stored once.

    The bytes reach the disk before the row: a row without its file must not be possible;
    a file without its row (after a rollback) is. What was not `made_here` is looked at
    by the virus scanner first. Refuses with FileRefused, Infected and ScannerAway.
    """
    shown = clean_name(name)
    most = settings.MOST_BYTES_A_FILE
    whole = content if isinstance(content, bytes) else _read(content, most)
    digest = digest_of(whole)
    if not made_here and len(whole) <= most:
        refuse_infected(whole, city=city, digest=digest, name=shown, at=at)
    kind = check_file(whole, name=shown, declared_type=declared_type, most_bytes=most)
    _write(_place(city, digest), whole)
    stored = StoredFile.objects.create(
        id=file_id or new_key(),
        city=city,
        digest=digest,
        size=len(whole),
        media_type=kind.media_type,
        original_name=shown,
        received_at=at,
        received_by=received_by,
    )
    return stored.id


def get_file(file_id: UUID) -> FileFacts:
    """Facts about a file that the actor of this transaction may see, or NotFound."""
    return _facts(_row(file_id))


def open_file(file_id: UUID) -> BinaryIO:
    """The bytes, for reading. Hidden, missing and purged files are refused with NotFound."""
    return _open(_row(file_id))


def read_file(file_id: UUID) -> tuple[FileFacts, bytes]:
    """Facts and bytes of a file, looked up once. Refuses as `open_file`."""
    stored = _row(file_id)
    with _open(stored) as file:
        return _facts(stored), file.read()


def _facts(stored: StoredFile) -> FileFacts:
    return FileFacts(
        id=stored.id,
        name=stored.original_name,
        size=stored.size,
        media_type=stored.media_type,
        digest=stored.digest,
        received_at=stored.received_at,
        is_purged=stored.purged_at is not None,
    )


def _open(stored: StoredFile) -> BinaryIO:
    if stored.purged_at is not None:
        raise NotFound("这个文件已经依法销毁，只留下了登记，不能再打开。")
    try:
        return _place(stored.city, stored.digest).open("rb")
    except FileNotFoundError:
        raise NotFound(
            "这个文件的内容暂时找不到，请稍后再试；还不行的，请告诉工作人员文件编号"
            f" {stored.id}。"
        ) from None


def verify(file_id: UUID) -> bool:
    """Say whether the bytes on disk still are those that were received."""
    stored = _row(file_id)
    try:
        content = _place(stored.city, stored.digest).read_bytes()
    except FileNotFoundError:
        return False
    return len(content) == stored.size and digest_of(content) == stored.digest


def sweep(*, city: str) -> int:
    """Remove the bytes of files that a lawful purge has marked; says how many.

    Bytes that a file which was not purged has as well stay for that one.
    """
    with working(system("purging", city=city), writing=False):
        purged = StoredFile.objects.filter(city=city, purged_at__isnull=False)
        kept = StoredFile.objects.filter(
            city=city, purged_at=None, digest=OuterRef("digest")
        )
        digests = set(purged.filter(~Exists(kept)).values_list("digest", flat=True))
    swept = 0
    for digest in sorted(digests):
        place = _place(city, digest)
        swept += place.exists()
        place.unlink(missing_ok=True)
    return swept


def digest_of(content: bytes) -> str:
    """SM3 in hexadecimal."""
    return hashlib.new("sm3", content).hexdigest()


def _row(file_id: UUID) -> StoredFile:
    stored = StoredFile.objects.filter(id=file_id).first()
    if stored is None:
        raise NotFound("没有这个文件，或者您没有查看它的权限。")
    return stored


def _read(stream: BinaryIO, most: int) -> bytes:
    """No more than the limit goes into memory, whatever somebody sends."""
    content = stream.read(most + 1)
    if len(content) <= most:
        return content
    size = stream.seek(0, os.SEEK_END) if stream.seekable() else len(content)
    raise too_big(size, most, is_photo=content[:3] == b"\xff\xd8\xff")


def _place(city: str, digest: str) -> Path:
    """Each city has its own folder, so that one city can be taken away as a whole."""
    if not _CITY.fullmatch(city) or not _DIGEST.fullmatch(digest):
        raise ValueError("a city code or digest that cannot be part of a path")
    folder: Path = settings.FILES_ROOT / city / digest[:2] / digest[2:4]
    return folder / digest


def _write(place: Path, content: bytes) -> None:
    """All or nothing: readers see the whole file or none, also after a power cut."""
    if place.exists():
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(name).rename(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
