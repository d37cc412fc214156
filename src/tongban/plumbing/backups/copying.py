"""Copies files that lie under their digest: only what is missing, and only what is whole."""

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tongban.plumbing.files.storing import digest_of

# Hashing lets other threads go on; more of them would only make the disk seek.
_HANDS = 4
_DIGEST = 64


@dataclass
class Copied:
    """What a round of copying did."""

    there: int = 0
    copied: int = 0
    bytes: int = 0
    damaged: list[str] = field(default_factory=list)


def copy_files(
    source: Path, target: Path, *, since: float = 0.0, check_all: bool = False
) -> Copied:
    """Copy below `target` what lies below `source`; folders untouched `since` are passed over.

    A file whose bytes are no longer those of its name is not copied, but named.
    `check_all` reads again what lies in the target already.
    """
    done = Copied()
    with ThreadPoolExecutor(_HANDS) as hands:
        for name, size in hands.map(
            lambda path: _copy(path, source, target, check_all=check_all),
            list_files(source, since=since),
        ):
            done.there += 1
            done.copied += size > 0
            done.bytes += max(size, 0)
            if size < 0:
                done.damaged.append(name)
    return done


def list_files(folder: Path, *, since: float = 0.0) -> Iterator[Path]:
    """Files under their digest, in order; a folder changes its time when one is added."""
    for inner in sorted(folder.glob("*/*/*")):
        if inner.is_dir() and inner.stat().st_mtime >= since:
            yield from sorted(p for p in inner.iterdir() if len(p.name) == _DIGEST)


def _copy(
    path: Path, source: Path, target: Path, *, check_all: bool
) -> tuple[str, int]:
    """Its name, and how many bytes were copied; -1 when they are not what they were."""
    name = str(path.relative_to(source))
    place = target / name
    if place.exists() and not check_all:
        return name, 0
    if place.exists() and digest_of(place.read_bytes()) == path.name:
        return name, 0
    try:
        content = path.read_bytes()
    except FileNotFoundError:  # destroyed by law in this very moment
        return name, 0
    if digest_of(content) != path.name:
        return name, -1
    place.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=place.parent, prefix=".part-")
    with os.fdopen(handle, "wb") as part:
        part.write(content)
        part.flush()
        os.fsync(handle)
    Path(half).replace(place)
    return name, max(len(content), 1)
