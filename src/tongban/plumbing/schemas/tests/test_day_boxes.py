"""A day in three boxes: read, refused by name, shown again as it was typed."""

from collections.abc import Callable
from datetime import date

import pytest

from tongban.ground.refusals import Invalid
from tongban.plumbing.schemas import find_day, read_day, typed_day


def boxes(year: str, month: str, day: str) -> dict[str, str]:
    return {"from-year": year, "from-month": month, "from-day": day}


@pytest.mark.parametrize(
    "typed", [("2026", "12", "1"), (" 2026", "12 ", "01"), ("２０２６", "１２", "１")]
)
def test_reads_the_day_that_was_typed(typed: tuple[str, str, str]) -> None:
    assert read_day(boxes(*typed), "from") == date(2026, 12, 1)
    assert find_day(boxes(*typed), "from") == date(2026, 12, 1)


@pytest.mark.parametrize(
    "typed",
    [
        ("2026", "12", ""),
        ("2026", "2", "30"),
        ("今年", "1", "1"),
        ("0", "1", "1"),
        ("9" * 30, "1", "1"),
    ],
)
@pytest.mark.parametrize("read", [read_day, find_day])
def test_refuses_what_is_no_day_under_the_name_of_the_field(
    read: Callable[..., object], typed: tuple[str, str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        read(boxes(*typed), "from")
    said = "请写完整的日期，例如 2026 年 12 月 1 日。"
    assert refused.value.errors == {"from": said}


def test_empty_boxes_are_no_day_where_there_need_be_none() -> None:
    assert find_day(boxes("", " ", ""), "from") is None
    with pytest.raises(Invalid):
        read_day({}, "from")


def test_the_example_suits_the_question() -> None:
    with pytest.raises(Invalid) as refused:
        find_day(boxes("2026", "", ""), "from", example=date(2026, 11, 20))
    assert "2026 年 11 月 20 日" in refused.value.errors["from"]


def test_what_was_typed_is_shown_in_its_box() -> None:
    shown = typed_day(boxes("2026-1", "", "31"), "from")
    assert shown == {"year": "2026-1", "month": "", "day": "31"}
