"""PDF pages as pictures for the screen, so that no page needs a PDF plug-in."""

import struct
import zlib

import pypdfium2

from tongban.plumbing.files import pdfium


def page_images(pdf: bytes, dpi: int = 110) -> list[bytes]:
    """Each page as PNG. 110 dpi is readable on a 1366 px wide screen."""
    with pdfium.opened(pdf) as document:
        return [_picture(page, dpi / 72) for page in document]


def page_image(pdf: bytes, number: int, dpi: int = 110) -> bytes | None:
    """One page, counted from 1, as PNG; None where there is no such page."""
    with pdfium.opened(pdf) as document:
        if not 1 <= number <= len(document):
            return None
        return _picture(document[number - 1], dpi / 72)


def _picture(page: pypdfium2.PdfPage, scale: float) -> bytes:
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        return _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
    finally:
        bitmap.close()


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """RGB rows as PNG: thirty lines here save an imaging library in production."""
    row = width * 3
    lines = b"".join(
        b"\0" + pixels[start : start + row]
        for start in range(0, height * stride, stride)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(lines, 3)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
