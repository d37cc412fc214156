"""Workbooks: formulas, merged cells, numbers for codes, and files made to do harm."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from tongban.capabilities.catalogue.listing.sheets import read_sheet
from tongban.capabilities.catalogue.listing.workbooks import read_workbook
from tongban.ground.refusals import Invalid


def make(fill: Callable[[Any], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book.add_worksheet("清单"))
        book.add_worksheet("说明").write_formula(0, 0, "=1+1")
    return out.getvalue()


def rewrite(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
    return out.getvalue()


def simple() -> bytes:
    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["事项名称", "实施编码", "到办事现场次数"])
        sheet.write_row(1, 0, ["甲证", "A-1"])
        sheet.write_number(1, 2, 2)

    return make(fill)


def refusal_of(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        read_sheet(content)
    return f"{refused.value.message}{refused.value.errors['file']}"


def test_cells_are_read_as_text_and_whole_numbers_without_a_point() -> None:
    row = read_sheet(simple()).rows[0]

    assert row.cells == {
        "item_name": "甲证",
        "implementation_code": "A-1",
        "visits": "2",
    }
    assert row.line == 2


def test_a_formula_gives_its_last_value_and_is_marked() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["实施主体", "事项名称"])
        sheet.write_row(1, 0, ["甲局", "甲证"])
        sheet.write_formula(2, 1, '=CONCAT("乙","证")', None, "乙证")

    rows = read_sheet(make(fill)).rows

    assert [row.formulas for row in rows] == [(), ("item_name",)]
    assert rows[1].cells["item_name"] == "乙证"


def test_a_department_merged_over_its_rows_counts_for_each() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["实施主体", "事项名称"])
        for at, name in enumerate(["甲证", "乙证", "丙证"], 1):
            sheet.write(at, 1, name)
        sheet.merge_range(1, 0, 3, 0, "市民政局")

    rows = read_sheet(make(fill)).rows

    assert [row.cells["department"] for row in rows] == ["市民政局"] * 3


def test_merged_headings_are_refused_or_read_as_the_one_they_name() -> None:
    def fill(sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 2, "某市政务服务事项清单")
        sheet.merge_range(1, 0, 1, 1, "编码和名称")
        sheet.write_row(2, 0, ["甲证", "A-1", "x"])

    assert "找不到“事项名称”这一列" in refusal_of(make(fill))


def test_a_long_code_kept_as_a_number_is_seen_as_cut() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["事项名称", "实施编码"])
        sheet.write(1, 0, "甲证")
        sheet.write_number(1, 1, 1.137080000000000e30)

    assert read_sheet(make(fill)).rows[0].cells["implementation_code"] == "1.13708e+30"


def test_a_lone_cell_far_away_is_refused_before_it_fills_the_memory() -> None:
    far = rewrite(
        simple(),
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b'r="A2"', b'r="XFD1048576"'),
    )

    assert "第 1048576 行" in refusal_of(far)


def test_a_bomb_is_refused_unread() -> None:
    out = io.BytesIO(simple())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * (130 * 1024 * 1024))

    assert "解压后超过 128 MB" in refusal_of(out.getvalue())


@pytest.mark.parametrize("length", [4, 30, 200, 1_000, 3_000])
def test_a_cut_workbook_is_refused(length: int) -> None:
    assert "工作簿" in refusal_of(simple()[:length])


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "甲")

    assert "工作簿" in refusal_of(out.getvalue())


def test_a_workbook_without_rows_is_refused() -> None:
    assert "事项名称" in refusal_of(make(lambda sheet: sheet.activate()))


def test_lines_are_numbered_as_the_spreadsheet_shows_them() -> None:
    def fill(sheet: Any) -> None:
        sheet.write(4, 0, "事项名称")
        sheet.write(7, 0, "甲证")

    lines = [line.number for line in read_workbook(make(fill)) if any(line.cells)]

    assert lines == [5, 8]
