"""Items written as a list that import reads back: text, a workbook, or whole documents."""

import io
import json
from collections.abc import Sequence
from typing import Any, Final

import xlsxwriter

from tongban.capabilities.catalogue.listing.columns import (
    COLUMNS,
    Column,
    Document,
    Unknown,
    value_at,
)
from tongban.ground.refusals import Invalid
from tongban.plumbing.text.tables import AS_TEXT, guard, write_csv

KINDS: Final = (".csv", ".xlsx", ".json")
_WIDEST: Final = 2_000
_NAME_WIDTH: Final = 40
_WIDTH: Final = 18
_NOTES: Final = (
    (
        "怎么填",
        "一行一个事项，只有“事项名称”必须填；不知道的留空，导入后会列出还缺什么。",
    ),
    ("列标题", "不要改列标题，不要合并单元格，可以删掉用不上的列，也可以调换顺序。"),
    ("几个值", "一格里要写几个值的，用 ^ 或者顿号隔开，例如 自然人^企业法人。"),
    ("编码", "编码列已设为文本。粘贴时选“只保留文本”，否则后几位会变成 0。"),
    (
        "导入",
        "先试：tongban items import 清单.xlsx --preview；没问题再去掉 --preview。",
    ),
)


def kind_of(name: str) -> str:
    """The kind of file that a name asks for. Refuses with Invalid."""
    found = next((kind for kind in KINDS if name.lower().endswith(kind)), None)
    if found is None:
        raise Invalid(
            {"file": f"文件名要以 {'、'.join(KINDS)} 结尾，例如 清单.xlsx。"},
            "不知道要写成哪种文件。",
        )
    return found


def write_items(
    documents: Sequence[Document], kind: str, *, national: bool = False
) -> bytes:
    """The items in a file of the kind; `national` heads columns as exchange tables do."""
    if kind == ".json":
        text = json.dumps(list(documents), ensure_ascii=False, indent=1)
        return f"{text}\n".encode()
    rows = [cells_of(document) for document in documents]
    headings = [one.national if national else one.label for one in COLUMNS]
    if kind == ".csv":
        return write_csv(headings, rows)
    return _write_workbook(headings, rows)


def write_template(kind: str = ".xlsx") -> bytes:
    """A list to fill in; the workbook also says of each column how, and shows a row."""
    headings = [one.label for one in COLUMNS]
    if kind == ".csv":
        return write_csv(headings, [])
    return _write_workbook(headings, [], with_notes=True)


def cells_of(document: Document) -> list[str]:
    """The cells of a document, in the order of the columns; guarded when they are written.

    A value that would not be read back as it is stays out: an empty cell says nothing.
    """
    return [_cell(column, value_at(document, column.path)) for column in COLUMNS]


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    cell = column.write(value)
    try:
        sound = bool(cell) and _is_read_back(column.read(cell.strip()), value)
    except Unknown:
        return ""
    return cell if sound and len(cell) <= _WIDEST and "\0" not in cell else ""


def _is_read_back(read: Any, value: Any) -> bool:
    if isinstance(read, str) and isinstance(value, str):
        return read == value.strip()
    return bool(read == value)


def _write_workbook(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, with_notes: bool = False
) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, AS_TEXT) as book:
        as_text = book.add_format({"num_format": "@"})
        bold = book.add_format({"bold": True, "num_format": "@"})
        sheet = book.add_worksheet("事项清单")
        _write_grid(sheet, headings, rows, bold, as_text)
        if with_notes:
            for at, column in enumerate(COLUMNS):
                sheet.write_comment(0, at, _hint(column))
            # On a sheet of its own: whoever forgets to delete it imports no example.
            examples = [column.example for column in COLUMNS]
            shown = book.add_worksheet("示例")
            _write_grid(shown, headings, [examples], bold, as_text)
            _write_notes(book.add_worksheet("填写说明"), bold, as_text)
    return out.getvalue()


def _write_grid(
    sheet: Any,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    bold: Any,
    as_text: Any,
) -> None:
    sheet.freeze_panes(1, 0)
    for at, (column, heading) in enumerate(zip(COLUMNS, headings, strict=True)):
        width = _NAME_WIDTH if column.name == "item_name" else _WIDTH
        # As text from the start: numbers would cut long codes short.
        sheet.set_column(at, at, width, as_text)
        sheet.write_string(0, at, heading, bold)
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if cell:
                sheet.write_string(number, at, guard(cell), as_text)


def _write_notes(sheet: Any, bold: Any, as_text: Any) -> None:
    sheet.set_column(0, 0, _WIDTH)
    sheet.set_column(1, 1, 2 * _NAME_WIDTH)
    told = [*_NOTES, *((one.label, _hint(one)) for one in COLUMNS)]
    for number, (word, note) in enumerate(told):
        sheet.write_string(number, 0, word, bold)
        sheet.write_string(number, 1, note, as_text)


def _hint(column: Column) -> str:
    must = "必须填。" if column.name == "item_name" else ""
    code = "按文本填，不要变成数字。" if column.is_code else ""
    return f"{must}{code}例如：{column.example}（国家字段 {column.national}）"
