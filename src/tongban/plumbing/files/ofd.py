"""The outside of an OFD package (GB/T 33190): a zip with OFD.xml at its root, within limits."""

import re
import struct
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

ENTRY = "OFD.xml"
MOST_ENTRIES = 5000
# A bomb of 10 MB unpacks to 10 GB; the largest honest invoice or drawing stays below this.
MOST_UNPACKED = 200 * 1024 * 1024
_ROOT = re.compile(rb"<(?:\w+:)?OFD[\s>]")


# What zipfile lets through when the bytes lie: found by flipping bytes at random.
_UNREADABLE = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeDecodeError,
    struct.error,
    zlib.error,
)


class BadPackage(Exception):
    """Not a package that may be opened."""


def is_ofd(content: bytes) -> bool:
    """Say whether the zip has OFD.xml at its root."""
    try:
        with ZipFile(BytesIO(content)) as package:
            return ENTRY in package.namelist()
    except _UNREADABLE:
        return False


def check(content: bytes) -> None:
    """Read the package's directory and its entry; raise BadPackage for what is unsafe."""
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_ENTRIES:
                raise BadPackage("too many entries")
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise BadPackage("unpacks to too much")
            if any(part.flag_bits & 1 for part in parts):
                raise BadPackage("encrypted")
            if min(part.header_offset for part in parts):
                raise BadPackage("something stands before the first entry")
            names = [part.filename for part in parts]
            if len(set(names)) != len(names):
                raise BadPackage("two entries of one name")
            if any(_leaves_the_package(name) for name in names):
                raise BadPackage("an entry outside the package")
            with package.open(ENTRY) as entry:
                head = entry.read(64 * 1024)
    except _UNREADABLE as error:
        raise BadPackage(str(error)) from error
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or not _ROOT.search(head):
        raise BadPackage("OFD.xml is not an OFD entry")


def _leaves_the_package(name: str) -> bool:
    return (
        "\\" in name
        or ".." in name.split("/")
        or (":" in name.split("/", maxsplit=1)[0])
    )
