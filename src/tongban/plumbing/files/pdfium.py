"""The only door to PDFium, which may be used by one thread at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2

# PDFium keeps process-wide state: two threads inside it at once can crash the process.
_LOCK = Lock()


class NeedsPassword(ValueError):
    """The file is encrypted."""


class Unreadable(ValueError):
    """PDFium cannot make sense of the file."""


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a document; nobody else is in PDFium until the block ends."""
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
                raise NeedsPassword from error
            raise Unreadable from error
        try:
            yield document
        finally:
            document.close()


def count_pages(pdf: bytes) -> int:
    """How many pages the file has."""
    with opened(pdf) as document:
        return len(document)


def has_scripts(document: pypdfium2.PdfDocument) -> bool:
    """Say whether the document carries JavaScript of its own."""
    return bool(pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document))
