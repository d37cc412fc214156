"""A workbook's first sheet as texts, read in a process of its own.

`python -m tongban.capabilities.catalogue.listing.grids` reads the bytes from standard input
and writes JSON. The reader is native code: a broken sheet can make it ask for more memory
than there is, which ends its process. Here that is this one, with its own bounds, and not
the one that serves a city.
"""

import io
import json
import resource
import sys
import zipfile
import zlib
from datetime import date, datetime, time
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

# Far above what the largest list that is let in needs; the bounds of one reading.
_MOST_MEMORY: Final = 2 * 1024**3
_MOST_SECONDS: Final = 60
# Spreadsheets keep fifteen digits of a number; a longer code has lost its end.
_MOST_DIGITS: Final = 10**15
# The zip reader tells a cut or locked file with these, an unknown packing with the last.
_BROKEN: Final = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
)
UNREADABLE: Final = 3


def main() -> int:
    """Read, say, and end: 0 with the sheet, 3 when the workbook cannot be read."""
    _bound()
    try:
        found = read_first_sheet(sys.stdin.buffer.read())
    except _BROKEN:
        return UNREADABLE
    json.dump(found, sys.stdout)
    return 0


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_first_sheet(content: bytes) -> dict[str, object]:
    """The cells as texts, and which of them were merged; no sheet gives no `grid`."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        if not workbook.sheet_names:
            return {"grid": None, "merged": []}
        sheet = workbook.get_sheet_by_index(0)
        grid = [
            [_said(cell) for cell in row]
            for row in sheet.to_python(skip_empty_area=False)
        ]
        return {"grid": grid, "merged": list(sheet.merged_cell_ranges or [])}


def _said(cell: object) -> str:
    match cell:
        case bool():
            return "是" if cell else "否"
        case float() if cell.is_integer() and abs(cell) < _MOST_DIGITS:
            return str(int(cell))
        case float():
            return repr(cell)
        case datetime():
            return cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)


if __name__ == "__main__":
    sys.exit(main())
