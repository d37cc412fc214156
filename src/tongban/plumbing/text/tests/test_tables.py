"""No cell of an export is run as a formula, and every cell comes back as it was."""

import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tongban.plumbing.text.tables import guard, unguard, write_csv, write_workbook

SOURCE = Path(__file__).parents[3]
# The one place for tables, and the template of lists, which has validations besides.
WRITERS = {"plumbing/text/tables.py", "capabilities/catalogue/listing/writing.py"}
_WRITES = re.compile(r"csv\.(writer|DictWriter)\(|xlsxwriter\.Workbook\(")
DANGEROUS = [
    f"{sign}cmd|' /C calc'!A0" for sign in ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠")
]  # fmt: skip


@pytest.mark.parametrize("cell", DANGEROUS)
def test_a_formula_is_kept_from_running_and_comes_back(cell: str) -> None:
    assert guard(cell) == f"'{cell}"
    assert unguard(guard(cell)) == cell
    (_heading, (read,)) = csv.reader(
        io.StringIO(write_csv(["甲"], [[cell]]).decode("utf-8-sig"), newline="")
    )
    assert read == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "甲", "'", "'=1", "''=1", "a=1", " =1", "06990"])
def test_what_is_no_formula_comes_back_too(cell: str) -> None:
    assert unguard(guard(cell)) == cell


def test_a_workbook_holds_text_only() -> None:
    rows = [[cell] for cell in DANGEROUS if cell[0] not in "\t\r\n"]
    book = write_workbook(
        "甲",
        ["甲"],
        rows,
        widths=[2],
        notes=[("说明", "=1+1")],
        created=datetime(2026, 11, 22, tzinfo=UTC),
    )

    read = CalamineWorkbook.from_filelike(io.BytesIO(book))
    assert read.get_sheet_by_name("清单").to_python()[1:] == [
        [f"'{one}"] for [one] in rows
    ]
    assert read.get_sheet_by_name("说明").to_python() == [["说明", "'=1+1"]]


def test_nobody_else_writes_tables() -> None:
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
        and path.name != "testing.py"
        and _WRITES.search(path.read_text(encoding="utf-8"))
    }
    assert found == WRITERS
