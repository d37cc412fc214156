"""Region codes and the table that knows who stands above whom."""

from datetime import date

import pytest

from tongban.ground.codes.region import (
    Region,
    RegionLevel,
    RegionRefused,
    RegionTable,
    pad_region,
    parse_region,
)
from tongban.ground.refusals import NotFound

ROWS = [
    Region("690000", "安海省"),
    Region("690100", "安澜市", parent="690000"),
    Region("690102", "河畔区", parent="690100"),
    # A town straight under its city, and a development zone with a code of its own.
    Region("690100003000", "虎门镇", parent="690100"),
    Region("690190", "开发区", parent="690100", level=RegionLevel.COUNTY),
    Region(
        "690101",
        "老城区",
        parent="690100",
        valid_to=date(2020, 12, 31),
        successor="690102",
    ),
    Region("690103", "新区", parent="690100", valid_from=date(2027, 1, 1)),
]


def table() -> RegionTable:
    return RegionTable(ROWS)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("100000", RegionLevel.NATION),
        ("370000", RegionLevel.PROVINCE),
        ("370100000000", RegionLevel.PREFECTURE),
        ("370102", RegionLevel.COUNTY),
        ("370102003", RegionLevel.TOWNSHIP),
        ("441900003000", RegionLevel.TOWNSHIP),
        ("370102003201", RegionLevel.VILLAGE),
        ("３７０１０２", RegionLevel.COUNTY),
    ],
)
def test_zeros_show_the_level(code: str, level: RegionLevel) -> None:
    parsed = parse_region(code)
    assert parsed.level is level
    assert parsed.level.label
    assert len(parsed.full) == 12
    assert parsed.full.startswith(parsed.nine)
    assert parsed.nine.startswith(parsed.six)


@pytest.mark.parametrize("code", ["", "37", "3701020", "37010A", "١١٠١٠١"])
def test_refuses_other_forms(code: str) -> None:
    with pytest.raises(RegionRefused, match="6 位、9 位或 12 位数字"):
        pad_region(code)


def test_refuses_a_province_of_zeros() -> None:
    with pytest.raises(RegionRefused, match="没有“00”"):
        parse_region("000000")


def test_knows_parents_from_the_rows() -> None:
    regions = table()
    assert len(list(regions)) == len(regions) == 7
    parent = regions.parent("690100003")
    assert parent is not None
    assert parent.name == "安澜市"
    assert regions.parent("690000") is None
    assert [row.name for row in regions.ancestors("690102")] == ["安澜市", "安海省"]
    assert [row.name for row in regions.children("690000")] == ["安澜市"]
    assert regions.children("690102") == []
    assert regions.full_name("690100003000") == "安海省安澜市虎门镇"


def test_knows_what_lies_within() -> None:
    regions = table()
    assert regions.is_within("690102", "690000")
    assert regions.is_within("690102", "690102000000")
    assert not regions.is_within("690102", "690103")
    assert "690102" in regions
    assert "690199" not in regions


def test_a_row_may_say_its_own_level() -> None:
    assert table().level("690190") is RegionLevel.COUNTY
    assert table().level("690100") is RegionLevel.PREFECTURE


def test_follows_successors_to_the_day() -> None:
    regions = table()
    assert regions.current("690101", on=date(2020, 12, 31)).name == "老城区"
    assert regions.current("690101", on=date(2021, 1, 1)).name == "河畔区"
    # Not yet valid and no successor: the row itself is all there is.
    assert regions.current("690103", on=date(2026, 11, 22)).name == "新区"


def test_an_unknown_region_is_not_found() -> None:
    with pytest.raises(NotFound, match="没有代码为“690199”的行政区划"):
        table().get("690199")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([Region("690100", "甲"), Region("690100000000", "乙")], "出现了两次"),
        ([Region("690100", "甲", parent="690000")], "上级 690000000000 不存在"),
        (
            [
                Region("690100", "甲", parent="690200"),
                Region("690200", "乙", parent="690100"),
            ],
            "绕了一圈",
        ),
    ],
)
def test_refuses_a_table_that_contradicts_itself(
    rows: list[Region], words: str
) -> None:
    with pytest.raises(RegionRefused, match=words):
        RegionTable(rows)


def test_refuses_successors_that_go_round() -> None:
    ended = date(2020, 1, 1)
    rows = [
        Region("690100", "甲", valid_to=ended, successor="690200"),
        Region("690200", "乙", valid_to=ended, successor="690100"),
    ]
    with pytest.raises(RegionRefused, match="绕了一圈"):
        RegionTable(rows).current("690100", on=date(2026, 1, 1))
