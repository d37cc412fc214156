"""Whether a PDF does something by itself: scripts, programs to start, media that are run.

PDFium counts the scripts of the document's own list only; those that hang on opening, a page
or a field it runs all the same. So the names of such acts are looked for in the bytes, and in
the packed objects, where newer files keep their dictionaries.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import Final

# Long enough never to stand in a picture's bytes by chance.
_ACTS: Final = ("JavaScript", "Launch", "RichMedia")
_PACKED: Final = b"/ObjStm"
_STREAM: Final = re.compile(rb"stream\r?\n")
# So far behind its kind the bytes of a packed object begin; and in such pieces they are read.
_HEAD: Final = 500
_PIECE: Final = 64 * 1024
# Of one packed object, and of all of a file: what is more is no list of dictionaries.
_MOST: Final = 16 * 1024 * 1024
_MOST_OF_ALL: Final = 64 * 1024 * 1024
_MOST_PACKED: Final = 20_000


class _TooMuch(Exception):
    """More packed objects than a file of five hundred pages has."""


def _spelled(word: str) -> str:
    """`/J#61vaScript` is the same name."""
    return "".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in word)


_NAMES: Final = re.compile(
    f"/(?:{'|'.join(map(_spelled, _ACTS))})(?![A-Za-z])".encode()
)


def acts_by_itself(content: bytes) -> bool:
    """Whether the name of such an act stands in a PDF's objects, or so many cannot be read."""
    try:
        return any(
            _NAMES.search(part) for part in chain([content], _packed_objects(content))
        )
    except _TooMuch:
        return True


def _packed_objects(content: bytes) -> Iterator[bytes]:
    left, place, count = _MOST_OF_ALL, content.find(_PACKED), 0
    while place >= 0:
        count += 1
        if left <= 0 or count > _MOST_PACKED:
            raise _TooMuch
        begins = _STREAM.search(content, place, place + _HEAD)
        if begins:
            unpacked = _unpack(content, begins.end(), min(_MOST, left))
            left -= len(unpacked)
            yield unpacked
        place = content.find(_PACKED, place + 1)


def _unpack(content: bytes, place: int, most: int) -> bytes:
    """What can be unpacked from a place on; piece by piece, for what follows is not copied."""
    reader, out = zlib.decompressobj(), bytearray()
    try:
        while not reader.eof and len(out) < most and place < len(content):
            piece = reader.unconsumed_tail or content[place : place + _PIECE]
            place += 0 if reader.unconsumed_tail else _PIECE
            out += reader.decompress(piece, most - len(out))
    except zlib.error:
        # Sealed with its owner's password, or no such stream: what came before is looked at.
        pass
    return bytes(out)
