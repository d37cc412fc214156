"""Whatever bytes come in: a sheet with all its rows, or a refusal in words; never a crash."""

import io
import json
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.capabilities.catalogue.listing.files import ListFile, read_file
from tongban.capabilities.catalogue.listing.writing import write_items
from tongban.ground.refusals import Invalid

HEADINGS = "实施主体,事项名称,实施编码,事项类型,到办事现场次数,服务对象\n".encode()
BOOK = write_items([{"name": "甲证", "implementation_code": "A-1"}], ".xlsx")
PARTS = {
    name: zipfile.ZipFile(io.BytesIO(BOOK)).read(name)
    for name in zipfile.ZipFile(io.BytesIO(BOOK)).namelist()
}
often = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def read(content: bytes) -> ListFile | None:
    """The file, or None where it was refused; a refusal says what to do."""
    try:
        return read_file(content, org="AL-MARKET")
    except Invalid as refused:
        said = refused.message + "".join(refused.errors.values())
    assert "请" in said
    return None


@often
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    read(content)


@often
@given(st.binary(max_size=300))
def test_any_bytes_under_headings(content: bytes) -> None:
    read(HEADINGS + content)


@often
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=8), max_size=6))
def test_any_text_under_headings_gives_an_entry_for_each_row(
    rows: list[list[str]],
) -> None:
    quoted = [
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    ]
    try:
        body = "\n".join(quoted).encode()
    except UnicodeEncodeError:
        return

    file = read(HEADINGS + body)

    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(file.entries if file else ()) == len(filled)


@often
@given(st.data())
def test_a_workbook_with_any_bytes_changed(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(sorted(PARTS)))
    changed = bytearray(PARTS[part])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed) - 1))
        piece = data.draw(
            st.sampled_from([b"", b'"', b"<", b"999999999", b"-1", b"\0"])
        )
        changed[at : at + data.draw(st.integers(0, 9))] = piece
        changed = changed or bytearray(b" ")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in PARTS.items():
            archive.writestr(name, bytes(changed) if name == part else content)

    read(out.getvalue())


@often
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "format",
                        "name",
                        "item_name",
                        "materials",
                        "id",
                        "org",
                        "listed",
                        "x",
                    ]
                ),
                inner | st.just("tongban.item/1"),
                max_size=5,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json(value: object) -> None:
    file = read(json.dumps(value).encode())

    listed = value if isinstance(value, list) else [value]
    if isinstance(value, (list, dict)) and listed:
        assert file is not None
        assert len(file.entries) == len(listed)


def test_a_cell_too_far_away_ends_the_reader_and_not_the_platform() -> None:
    # In single quotes, which the look before the reading does not know.
    sheet = b"""<worksheet><sheetData><row><c t="n" r='A1'><v>1</v></c>
        <c t="n" r='XFD1048576'><v>1</v></c></row></sheetData></worksheet>"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in PARTS.items():
            is_sheet = name.startswith("xl/worksheets/sheet")
            archive.writestr(name, sheet if is_sheet else content)

    assert read(out.getvalue()) is None
