"""Files of rows: encodings, separators, headings, and every way in which one can be broken."""

import pytest

from tongban.capabilities.catalogue.listing.sheets import (
    MOST_BYTES,
    Sheet,
    read_sheet,
    refuse_size,
)
from tongban.ground.refusals import Invalid
from tongban.plumbing.text.tables import guard, unguard

HEADINGS = "实施主体,事项名称,实施编码,事项类型"
ROW = "市民政局,老年人优待证,ABC-1,20"


def sheet_of(*lines: str, encoding: str = "utf-8") -> Sheet:
    return read_sheet("\r\n".join(lines).encode(encoding))


def refusal_of(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        read_sheet(content)
    return f"{refused.value.message}{refused.value.errors['file']}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_is_read_in_each_encoding(encoding: str) -> None:
    sheet = sheet_of(HEADINGS, "市民政局,𠮷田证,A,1", encoding=encoding)

    assert sheet.rows[0].cells["item_name"] == "𠮷田证"


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_separator_is_what_makes_headings(separator: str) -> None:
    sheet = sheet_of(HEADINGS.replace(",", separator), ROW.replace(",", separator))

    assert sheet.rows[0].cells == {
        "department": "市民政局",
        "item_name": "老年人优待证",
        "implementation_code": "ABC-1",
        "item_type_code": "20",
    }


def test_english_headings_starred_ones_and_national_field_names_are_known() -> None:
    sheet = sheet_of("department,*事项名称,task_code", "甲局,乙证,C")

    assert sheet.columns == ("department", "item_name", "implementation_code")


def test_an_unknown_heading_is_told_and_its_cells_left() -> None:
    sheet = sheet_of("事项名称,备注", "甲证,随便")

    assert sheet.unknown == ("备注",)
    assert sheet.rows[0].cells == {"item_name": "甲证"}


def test_a_title_above_and_blank_rows_are_no_rows_and_lines_are_kept() -> None:
    sheet = sheet_of("某市事项清单", "", HEADINGS, ROW, ",,,", ROW, "", ",,,")

    assert [row.line for row in sheet.rows] == [4, 6]


def test_a_cell_of_several_lines_counts_as_the_line_where_it_begins() -> None:
    sheet = sheet_of("事项名称,实施主体", '甲证,"一\n二"', "乙证,丙局")

    assert [row.line for row in sheet.rows] == [2, 4]


def test_too_many_cells_are_marked() -> None:
    sheet = sheet_of("事项名称", "甲,乙", "丙,")

    assert [row.beyond for row in sheet.rows] == [True, False]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空文件"),
        (b"\n\n  \n", "事项名称"),
        ("甲,乙\n1,2".encode(), "第一行写的是：甲、乙"),
        (HEADINGS.encode(), "清单是空的"),
        ("事项名称,name\n甲,乙".encode(), "列标题重复"),
        ('事项名称\n"甲\n乙'.encode(), "引号没有配对"),
        (b"\xff\xfe\x00\x01", "UTF-16"),
        ("事项名称\n甲".encode() + b"\n\x81", "第 3 行"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".xls"),
        (b"PK\x03\x04 cut", "工作簿"),
        (b"\x00" * 40, "事项名称"),
    ],
)
def test_a_broken_file_is_refused_with_the_way_out(content: bytes, word: str) -> None:
    said = refusal_of(content)

    assert word in said
    assert "请" in said


def test_a_file_of_a_hundred_megabytes_is_refused_by_its_size() -> None:
    with pytest.raises(Invalid) as refused:
        refuse_size(100 * 1024 * 1024)

    assert "最大 32 MB，这个文件有 100 MB" in refused.value.errors["file"]
    assert MOST_BYTES == 32 * 1024 * 1024


def test_too_many_rows_are_refused() -> None:
    assert "最多 50000 行" in refusal_of(("事项名称\n" + "甲\n" * 50_001).encode())


@pytest.mark.parametrize(
    "cell", ["=1+1", "+86", "-x", "@a", "\tx", "\rx", "'x", "'=x", "甲", ""]
)
def test_a_guarded_cell_is_no_formula_and_is_read_back(cell: str) -> None:
    assert guard(cell)[:1] not in set("=+-@\t\r")
    assert unguard(guard(cell)) == cell


def test_an_apostrophe_of_ones_own_stays() -> None:
    assert unguard("'甲") == "'甲"
