"""The structure of JPEG and PNG files, read without decoding a single pixel."""

import struct
import zlib

_MARKER = 0xFF
_START_OF_SCAN = 0xDA
# Frame headers carry the size; C4, C8 and CC among them are something else.
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_FRAME_BYTES = 8
_END_OF_IMAGE = b"\xff\xd9"
_LENGTH_BYTES = 2


class BrokenPicture(ValueError):
    """Cut short, or not what its first bytes say."""


class MoreBehind(ValueError):
    """Something stands behind the end of the picture."""


def jpeg_pixels(content: bytes) -> int:
    """Width times height. Bytes behind the end are allowed: phones put depth maps there."""
    place, pixels = 2, 0
    while True:
        if place + 4 > len(content) or content[place] != _MARKER:
            raise BrokenPicture("a segment does not begin where it should")
        marker = content[place + 1]
        if marker == _MARKER:  # a fill byte
            place += 1
            continue
        (length,) = struct.unpack_from(">H", content, place + 2)
        if length < _LENGTH_BYTES:
            raise BrokenPicture("a segment without length")
        if marker in _FRAMES and length >= _FRAME_BYTES and place + 9 <= len(content):
            height, width = struct.unpack_from(">HH", content, place + 5)
            pixels = height * width
        place += 2 + length
        if marker == _START_OF_SCAN:
            break
    if not pixels or content.find(_END_OF_IMAGE, place) < 0:
        raise BrokenPicture("no size or no end")
    return pixels


def png_pixels(content: bytes) -> int:
    """Width times height, after every chunk's checksum has been found right."""
    place, kinds = 8, [b""]
    while kinds[-1] != b"IEND":
        if place + 12 > len(content):
            raise BrokenPicture("no end")
        (length,) = struct.unpack_from(">I", content, place)
        end = place + 12 + length
        if end > len(content):
            raise BrokenPicture("a chunk is cut short")
        (check,) = struct.unpack_from(">I", content, end - 4)
        if zlib.crc32(content[place + 4 : end - 4]) != check:
            raise BrokenPicture("a checksum is wrong")
        kinds.append(content[place + 4 : place + 8])
        place = end
    width, height = struct.unpack_from(">II", content, 16)
    if kinds[1] != b"IHDR" or b"IDAT" not in kinds or not width * height:
        raise BrokenPicture("no header or no picture")
    if content[place:].strip(b"\0"):
        raise MoreBehind("bytes behind the last chunk")
    return int(width * height)
