"""PDF pages as pictures for the screen, so that no page needs a PDF plug-in."""

import struct
import zlib
from collections.abc import Callable
from typing import Final

import pypdfium2

from tongban.plumbing.files import pdfium

Draw = Callable[[bytes, int, int, int], bytes]
_SIX: Final = bytes(range(0, 256, 51))
_PALETTE: Final = bytes(
    part for r in _SIX for g in _SIX for b in _SIX for part in (r, g, b)
)
_STEPS: Final = tuple(
    bytes(round(value / 51) * weight for value in range(256)) for weight in (36, 6, 1)
)
# White, grey, ink and the red of seals and heads: with the grey edges of letters that is
# all that a paper has, and a third of the bytes of the larger picture.
LIGHT_DPI: Final = 84
_TONES: Final = bytes([255, 255, 255, 165, 165, 165, 30, 30, 30, 200, 30, 30])
_PAPER, _EDGE, _INK, _SEAL = range(4)
# The tone of a dot by its step of red (three) and, within it, of green (four).
_TONE_OF: Final = bytes(
    [
        *(_INK, _EDGE, _EDGE, _PAPER),
        *(_SEAL, _EDGE, _EDGE, _PAPER),
        *(_SEAL, _SEAL, _EDGE, _PAPER),
    ]
).ljust(256, b"\0")
_REDS: Final = bytes(160) + bytes([4]) * 65 + bytes([8]) * 31
_GREENS: Final = bytes(120) + bytes([1]) * 40 + bytes([2]) * 55 + bytes([3]) * 41


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """RGB rows as PNG: thirty lines here save an imaging library in production."""
    row = width * 3
    lines = b"".join(
        b"\0" + pixels[start : start + row]
        for start in range(0, height * stride, stride)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return _file([(b"IHDR", head), (b"IDAT", zlib.compress(lines, 3))])


def _png_of_few_colours(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """The same with six steps of each colour, one byte a dot."""
    row = width * 3
    dots = b"".join(
        pixels[start : start + row] for start in range(0, height * stride, stride)
    )
    # Whole numbers of a million digits: the one way to add such rows without a library.
    # A sum is at most 215, so that no byte carries over into the next.
    total = sum(
        int.from_bytes(dots[place::3].translate(steps), "little")
        for place, steps in enumerate(_STEPS)
    )
    marks = total.to_bytes(width * height, "little")
    lines = b"".join(
        b"\0" + marks[start : start + width]
        for start in range(0, width * height, width)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", _PALETTE), (b"IDAT", zlib.compress(lines, 9))]
    return _file(parts)


def _png_of_four_tones(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """The same in four tones, four dots a byte."""
    row = width * 3
    wide = -(-width // 4) * 4
    rest = b"\xff" * (wide - width) * 3
    dots = b"".join(
        pixels[start : start + row] + rest
        for start in range(0, height * stride, stride)
    )
    # Added place by place as whole numbers, as above: a sum is at most eleven.
    steps = int.from_bytes(dots[0::3].translate(_REDS), "little")
    steps += int.from_bytes(dots[1::3].translate(_GREENS), "little")
    tones = steps.to_bytes(wide * height, "little").translate(_TONE_OF)
    packed = sum(
        int.from_bytes(tones[place::4], "little") << (6 - 2 * place)
        for place in range(4)
    ).to_bytes(len(tones) // 4, "little")
    step = wide // 4
    lines = b"".join(
        b"\0" + packed[start : start + step] for start in range(0, len(packed), step)
    )
    head = struct.pack(">IIBBBBB", width, height, 2, 3, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", _TONES), (b"IDAT", zlib.compress(lines, 9))]
    return _file(parts)


def _file(parts: list[tuple[bytes, bytes]]) -> bytes:
    chunks = b"".join(_chunk(kind, data) for kind, data in [*parts, (b"IEND", b"")])
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def page_image(
    pdf: bytes, number: int, dpi: int = 110, *, is_own_paper: bool = False
) -> bytes | None:
    """One page, counted from 1, as PNG; None where there is no such page.

    110 dpi is readable on a 1366 px wide screen. Our own papers are letters and a seal, no photographs: 216 colours are enough, and
    a quarter of the bytes goes to a phone.
    """
    with pdfium.opened(pdf) as document:
        if not 1 <= number <= len(document):
            return None
        draw = _png_of_few_colours if is_own_paper else _png
        return _picture(document[number - 1], dpi / 72, draw)


def light_page_image(pdf: bytes, number: int) -> bytes | None:
    """One page of our own papers as it is shown first: at its size on a screen, 20 KB."""
    with pdfium.opened(pdf) as document:
        if not 1 <= number <= len(document):
            return None
        return _picture(document[number - 1], LIGHT_DPI / 72, _png_of_four_tones)


def _picture(page: pypdfium2.PdfPage, scale: float, draw: Draw = _png) -> bytes:
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        return draw(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
    finally:
        bitmap.close()
