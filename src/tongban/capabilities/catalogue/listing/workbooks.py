"""The first sheet of an .xlsx workbook as lines of text, with walls against hostile files."""

import io
import json
import re
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from tongban.capabilities.catalogue.listing import grids
from tongban.ground.refusals import Invalid

_MOST_UNPACKED: Final = 128 * 1024 * 1024
# The reader fills the whole rectangle up to the last cell: a lone cell far away would
# take the memory of the machine.
_MOST_ROWS: Final = 60_000
_MOST_COLUMNS: Final = 300
_PATIENCE: Final = 120
_BROKEN: Final = "文件坏了、没有传完整、加了密码，或者不是 Excel 工作簿。"
_CELL: Final = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Za-z]{1,9})([0-9]{1,9})"[^>]*>\s*(<(?:\w+:)?f[\s/>])?'
)
_ROW: Final = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="([0-9]{1,19})"')
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ID: Final = re.compile(rb'\b(?:\w+:)?id="([^"]+)"', re.IGNORECASE)
_OWN_ID: Final = re.compile(rb'\bId="([^"]+)"')
_TARGET: Final = re.compile(rb'\bTarget="([^"]+)"')
_PARTS: Final = re.compile(r"xl/worksheets/[^/]+\.xml")

Merged = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Line:
    """One line of a sheet: its number, its cells, and which of them were computed."""

    number: int
    cells: list[str]
    formulas: frozenset[int]


def is_workbook(content: bytes) -> bool:
    """Whether the bytes begin as a zipped workbook does."""
    return content.startswith(b"PK")


def read_workbook(content: bytes) -> list[Line]:
    """The lines of the first sheet. Refuses with Invalid what is broken or too large."""
    try:
        computed = _look_into(content)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as error:
        # A cut, locked or broken file; RuntimeError is also an unknown way of packing.
        raise _refused(_BROKEN) from error
    grid, merged = _read_apart(content)
    _spread(grid, merged)
    return [
        Line(number, cells, frozenset(computed.get(number, ())))
        for number, cells in enumerate(grid, 1)
    ]


def _read_apart(content: bytes) -> tuple[list[list[str]], list[Merged]]:
    """The cells, by the reader in its own process: what ends that one is a broken file."""
    command = [sys.executable, "-I", "-m", grids.__name__]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _refused(_BROKEN) from error
    if done.returncode != 0:
        raise _refused(_BROKEN)
    found = json.loads(done.stdout)
    if found["grid"] is None:
        raise _refused("工作簿里没有工作表。")
    return found["grid"], found["merged"]


def _look_into(content: bytes) -> dict[int, set[int]]:
    """Which cells of the first sheet are formulas; refuses what would burst the memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
            raise _refused(f"解压后超过 {_MOST_UNPACKED >> 20} MB，不像事项清单。")
        parts = [name for name in archive.namelist() if _PARTS.fullmatch(name)]
        first = _first_part(archive)
        computed: dict[int, set[int]] = {}
        # Which part is read is the reader's affair: each must be small enough.
        for part in parts:
            found = _cells(archive.read(part))
            if part == first or first is None:
                computed = computed or found
    return computed


def _first_part(archive: zipfile.ZipFile) -> str | None:
    """The part that the first sheet of the workbook points at, where it can be told."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    sheet = _SHEET.search(archive.read("xl/workbook.xml"))
    wanted = _ID.search(sheet.group().replace(b"sheetId", b"")) if sheet else None
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        own, target = _OWN_ID.search(relation), _TARGET.search(relation)
        if wanted and own and target and own.group(1) == wanted.group(1):
            path = target.group(1).decode("utf-8", "replace")
            found = path.removeprefix("/") if path[:1] == "/" else f"xl/{path}"
            return found if found in names else None
    return None


def _cells(part: bytes) -> dict[int, set[int]]:
    computed: dict[int, set[int]] = {}
    for line in _ROW.finditer(part):
        _refuse_far(int(line.group(1)), 1)
    for cell in _CELL.finditer(part):
        row, column = int(cell.group(2)), _number(cell.group(1))
        _refuse_far(row, column)
        if cell.group(3):
            computed.setdefault(row, set()).add(column - 1)
    return computed


def _refuse_far(row: int, column: int) -> None:
    if row > _MOST_ROWS or column > _MOST_COLUMNS:
        raise _refused(
            f"最多 {_MOST_ROWS} 行、{_MOST_COLUMNS} 列，有内容的格子到了第 {row} 行、"
            f"第 {column} 列。请把多余的行列删掉，例如清单以外的备注。"
        )


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _spread(grid: list[list[str]], merged: list[Merged]) -> None:
    """A value that was merged over several cells downwards counts for each of them.

    Over several columns it does not: then it is a title, or headings that cannot be told
    apart, and the missing heading is refused where headings are read.
    """
    for (top, left), (bottom, right) in merged:
        if left != right or top >= len(grid) or left >= len(grid[top]):
            continue
        for row in grid[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = grid[top][left]


def _refused(what: str) -> Invalid:
    return Invalid(
        {"file": f"{what}请用表格软件打开，另存为 Excel 工作簿（.xlsx）再导入。"},
        "这个工作簿读不了。",
    )
