"""Written and read back: the same; and no cell that a spreadsheet would run."""

import csv
import io
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.capabilities.catalogue.listing.columns import BY_NAME, COLUMNS, value_at
from tongban.capabilities.catalogue.listing.entries import said_of_cells
from tongban.capabilities.catalogue.listing.sheets import read_sheet
from tongban.capabilities.catalogue.listing.writing import (
    kind_of,
    write_items,
    write_template,
)
from tongban.capabilities.catalogue.testing import make_document
from tongban.ground.refusals import Invalid

TEXT = st.text(
    st.characters(
        blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"
    ),
    max_size=20,
)


def read_back(document: dict[str, Any], kind: str) -> dict[str, Any]:
    return said_of_cells(
        {
            name: cell
            for name, cell in read_sheet(write_items([document], kind))
            .rows[0]
            .cells.items()
            if cell
        }
    )


@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_every_column_of_a_whole_document_is_read_back(kind: str) -> None:
    document = make_document(
        listed={
            "department": "某局",
            "department_code": "083",
            "main_item": "甲",
            "region_code": "51",
        }
    )

    said = read_back(document, kind)

    for column in COLUMNS:
        value = value_at(document, column.path)
        if value:
            assert value_at(said, column.path) == value, column.name


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT, st.lists(TEXT, max_size=3), st.sampled_from([".csv", ".xlsx"]))
def test_any_words_are_read_back_or_left_out(
    name: str, note: str, aliases: list[str], kind: str
) -> None:
    title = f"证{name}"
    document = {"name": title, "quantity_limit": note, "aliases": aliases}

    said = read_back(document, kind)

    assert said["name"] == title.strip()
    assert said.get("quantity_limit", note.strip()) == note.strip()
    assert said.get("aliases", aliases) == aliases


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_an_export_begins_as_a_formula(start: str) -> None:
    document = make_document(
        name=f"{start}cmd|' /C calc'!A0", quantity_limit=f"{start}1"
    )

    rows = list(
        csv.reader(io.StringIO(write_items([document], ".csv").decode("utf-8-sig")))
    )

    assert all(cell[:1] not in set("=+-@\t\r") for row in rows for cell in row)
    assert read_back(document, ".csv")["name"] == document["name"].strip()


def test_the_template_has_every_heading_and_nothing_to_import() -> None:
    with pytest.raises(Invalid) as refused:
        read_sheet(write_template())

    assert "清单是空的" in refused.value.message


def test_the_template_shows_a_row_on_a_sheet_of_its_own_and_hints_at_each_column() -> (
    None
):
    with ZipFile(io.BytesIO(write_template())) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
        names = book.read("xl/workbook.xml").decode()
        comments = book.read("xl/comments1.xml").decode()

    assert names.index("事项清单") < names.index("示例") < names.index("填写说明")
    for column in COLUMNS:
        assert column.example in texts, column.name
        assert f"国家字段 {column.national}" in comments, column.name
    assert "必须填" in comments


def test_the_template_as_text_is_its_headings() -> None:
    lines = write_template(".csv").decode("utf-8-sig").splitlines()

    assert lines == [",".join(column.label for column in COLUMNS)]


@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_a_list_with_the_national_names_is_read_back_the_same(kind: str) -> None:
    documents = [make_document()]

    national = read_sheet(write_items(documents, kind, national=True))
    ours = read_sheet(write_items(documents, kind))

    assert national.unknown == ()
    assert [row.cells for row in national.rows] == [row.cells for row in ours.rows]


def test_every_column_has_one_national_name_of_its_own() -> None:
    names = [column.national for column in COLUMNS]

    assert len(set(names)) == len(names)
    assert {"task_name", "task_code", "catalog_code", "dept_name"} <= set(names)


@pytest.mark.parametrize("name", ["清单.xls", "清单", "a.txt"])
def test_an_unknown_kind_is_refused(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        kind_of(name)

    assert "清单.xlsx" in refused.value.errors["file"]


def test_every_example_of_a_column_can_be_read() -> None:
    for column in COLUMNS:
        assert column.read(column.example) not in ("", []), column.name
    assert len(BY_NAME) == len(COLUMNS)
