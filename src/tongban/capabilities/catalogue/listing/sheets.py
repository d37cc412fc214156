"""A file of rows becomes a sheet: text in two encodings, or a workbook; hostile bytes refused.

Every refusal says what is wrong, what to do, and an example; nothing of a file is taken
when the file as a whole cannot be trusted.
"""

import csv
import hashlib
import io
from dataclasses import dataclass, field
from typing import Final

from tongban.capabilities.catalogue.listing.columns import column_of
from tongban.capabilities.catalogue.listing.workbooks import is_workbook, read_workbook
from tongban.ground.refusals import Invalid
from tongban.plumbing.text.tables import unguard

MOST_BYTES: Final = 32 * 1024 * 1024
MOST_ROWS: Final = 50_000
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
_SEPARATORS: Final = (",", "\t", ";")
# A title and a note may stand above the headings; more than this is no list.
_HEADINGS_WITHIN: Final = 10
_NAME: Final = "item_name"
_SAVE_AS: Final = "请在表格软件里“另存为”Excel 工作簿（.xlsx）或者 CSV UTF-8，再导入。"


@dataclass(frozen=True)
class Row:
    """One row: its line in the file, its cells by column, and what it looked like."""

    line: int
    cells: dict[str, str]
    text: str
    beyond: bool = False
    formulas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The rows of a file under known headings, and headings that nobody knows."""

    digest: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    unknown: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class RawLine:
    """A line as the file has it, before headings are understood."""

    line: int
    cells: list[str]
    formulas: frozenset[int] = frozenset()


def digest_of_file(content: bytes) -> str:
    """SM3 over the bytes of the file."""
    return hashlib.new("sm3", content).hexdigest()


def refuse_size(size: int) -> None:
    """Refuse an empty file, or one too large to be a list; before it is read whole."""
    if size == 0:
        raise Invalid(
            {"file": "文件里什么都没有，请确认选对了文件，例如从模板另存的清单。"},
            "这是一个空文件，没有可导入的内容。",
        )
    if size > MOST_BYTES:
        most, has = MOST_BYTES >> 20, -(-size >> 20)
        raise Invalid(
            {
                "file": f"最大 {most} MB，这个文件有 {has} MB。请按部门拆成几份，分次导入。"
            },
            "文件太大，不像事项清单。",
        )


def read_sheet(content: bytes) -> Sheet:
    """The sheet in the bytes of a CSV file or a workbook. Refuses with Invalid."""
    return _understand(read_lines(content), digest_of_file(content))


def read_lines(content: bytes) -> list[RawLine]:
    """The lines of a CSV file or a workbook, whatever they are about. Refuses with Invalid."""
    refuse_size(len(content))
    if content.startswith(_OLD_WORKBOOK):
        raise Invalid(
            {"file": f"这是旧版 .xls 或者加了密码的工作簿。{_SAVE_AS}"},
            "这种工作簿读不了。",
        )
    if is_workbook(content):
        return [
            RawLine(line.number, line.cells, line.formulas)
            for line in read_workbook(content)
        ]
    return _read_text(_decode(content))


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Invalid({"file": f"文件是 UTF-16 编码。{_SAVE_AS}"}, "文件的编码读不了。")
    at = 0
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            # The one that got further is the one that was meant.
            at = max(at, error.start)
    line = content[:at].count(b"\n") + 1
    raise Invalid(
        {
            "file": f"第 {line} 行有读不出的字节，既不是 UTF-8 也不是 GB18030。{_SAVE_AS}"
        },
        "文件的编码读不了。",
    )


def _read_text(text: str) -> list[RawLine]:
    # The reader's own limit is for the whole process and far below an overlong cell,
    # which is the row's fault and not the file's.
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_separator(text), strict=True
    )
    lines, began = [], 1
    try:
        for cells in reader:
            lines.append(RawLine(began, cells))
            began = reader.line_num + 1
    except csv.Error as error:
        raise Invalid(
            {
                "file": f"第 {began} 行起引号没有配对，后面的内容分不开。"
                '请检查这一行的双引号，例如 "1,200 元" 两头各一个。'
            },
            "文件的格式坏了。",
        ) from error
    return lines


def _separator(text: str) -> str:
    """What separates the cells: whatever makes most known headings of the first lines."""
    head = text.splitlines()[:_HEADINGS_WITHIN]

    def known(separator: str) -> int:
        return max(
            (
                sum(
                    column_of(cell.strip('"')) is not None
                    for cell in line.split(separator)
                )
            )
            for line in head or [""]
        )

    return max(_SEPARATORS, key=known)


def _understand(lines: list[RawLine], digest: str) -> Sheet:
    lines = [line for line in lines if any(cell.strip() for cell in line.cells)]
    place = _headings_at(lines)
    headings = [cell.strip() for cell in lines[place].cells]
    names = _columns(headings, lines[place].line)
    body = lines[place + 1 :]
    if len(body) > MOST_ROWS:
        raise Invalid(
            {"file": f"最多 {MOST_ROWS} 行，这份有 {len(body)} 行。请按部门拆成几份。"},
            "清单太长。",
        )
    if not body:
        raise Invalid(
            {"file": "列标题下面没有一行事项。请填好再导入，例如一行一个事项。"},
            "清单是空的。",
        )
    return Sheet(
        digest=digest,
        rows=tuple(_row(line, names) for line in body),
        columns=tuple(name for name in names if name),
        unknown=tuple(
            heading
            for heading, name in zip(headings, names, strict=True)
            if heading and not name
        ),
    )


def _headings_at(lines: list[RawLine]) -> int:
    for place, line in enumerate(lines[:_HEADINGS_WITHIN]):
        if _NAME in {column_of(cell) for cell in line.cells}:
            return place
    first = "、".join(
        cell.strip()[:20] for cell in (lines[0].cells if lines else [])[:8]
    )
    raise Invalid(
        {
            "file": f"找不到“事项名称”这一列；第一行写的是：{first or '（空）'}。"
            "请照模板写列标题，例如：实施主体、事项名称、实施编码、事项类型。"
            "模板：tongban items template 清单.xlsx"
        },
        "这份文件不是事项清单，或者列标题不对。",
    )


def _columns(headings: list[str], line: int) -> list[str]:
    names = [column_of(heading) or "" for heading in headings]
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        said = "、".join(
            heading
            for heading, name in zip(headings, names, strict=True)
            if name == twice
        )
        raise Invalid(
            {
                "file": f"第 {line} 行的列标题 {said} 是同一列。请只留一列，例如：{said[:4]}。"
            },
            "列标题重复。",
        )
    return names


def _row(line: RawLine, names: list[str]) -> Row:
    pairs = list(zip(names, line.cells, strict=False))
    return Row(
        line=line.line,
        cells={name: unguard(cell).strip() for name, cell in pairs if name},
        text=",".join(line.cells),
        beyond=any(cell.strip() for cell in line.cells[len(names) :]),
        formulas=tuple(
            names[at] for at in sorted(line.formulas) if at < len(names) and names[at]
        ),
    )
