"""Tables as files that spreadsheet programs open, without a cell that is run as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import xlsxwriter

# A cell that begins with one of these is run as a formula by spreadsheet programs.
# Full-width signs too: spreadsheet programs with a Chinese keyboard take them for the others.
_RUN: Final = re.compile(r"[=+\-@＝＋－＠\t\r\n']")
_CHARACTERS: Final = 6
# Every string a string: no number loses its zeros, no address becomes a link.
AS_TEXT: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def guard(cell: str) -> str:
    """The cell as it is written: an apostrophe keeps it from being run as a formula."""
    return f"'{cell}" if _RUN.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell without the apostrophe that `guard` put there."""
    return cell[1:] if cell[:1] == "'" and _RUN.match(cell[1:]) else cell


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Comma-separated, UTF-8 with the mark by which spreadsheet programs know it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_workbook(  # what a sheet is made of
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    widths: Sequence[int],
    notes: Iterable[tuple[str, str]],
    created: datetime,
) -> bytes:
    """A workbook of one table and a sheet about it; the same values give the same bytes.

    A width counts in shares of a column of six characters.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, AS_TEXT) as book:
        book.set_properties({"title": title, "created": created.replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("清单")
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.repeat_rows(0)
        for at, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.set_column(at, at, width * _CHARACTERS, plain)
            sheet.write_string(0, at, heading, bold)
        for number, row in enumerate(rows, 1):
            for at, cell in enumerate(row):
                sheet.write_string(number, at, guard(cell), plain)
        about = book.add_worksheet("说明")
        about.set_column(0, 0, 3 * _CHARACTERS)
        about.set_column(1, 1, 12 * _CHARACTERS)
        for number, (word, note) in enumerate(notes):
            about.write_string(number, 0, word, bold)
            about.write_string(number, 1, guard(note), plain)
    return out.getvalue()
