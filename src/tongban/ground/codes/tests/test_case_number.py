"""Case numbers: made, read back, and mistyped."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.codes.case_number import (
    MOST_A_DAY,
    CaseNumber,
    CaseNumberRefused,
    is_case_number,
    make_case_number,
    parse_case_number,
)

DAY = date(2026, 11, 22)
regions = st.from_regex(r"[0-9]{6}", fullmatch=True)
days = st.dates(date(1000, 1, 1))


@given(regions, days, st.integers(1, MOST_A_DAY))
def test_reads_back_what_was_made(region: str, on: date, serial: int) -> None:
    number = make_case_number(region=region, on=on, serial=serial)
    assert len(number) == 22
    assert number.isdecimal()
    assert parse_case_number(number) == CaseNumber(region, on, serial)


@given(st.integers(1, MOST_A_DAY), st.integers(0, 21), st.integers(1, 9))
def test_catches_every_single_wrong_digit(serial: int, at: int, more: int) -> None:
    number = make_case_number(region="690100", on=DAY, serial=serial)
    other = str((int(number[at]) + more) % 10)
    assert not is_case_number(number[:at] + other + number[at + 1 :])


def test_takes_a_number_as_people_type_it() -> None:
    number = make_case_number(region="690100", on=DAY, serial=1)
    typed = f" {number[:6]}-{number[6:14]} {number[14:]}"
    assert str(parse_case_number(typed)) == number
    assert is_case_number(typed)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("6901002026112200000", "您填了 19 位"),
        ("69010020261122000000X1", "要 22 位数字"),
        (str(CaseNumber("690100", DAY, 1))[:-1] + "x", "要 22 位数字"),
    ],
)
def test_says_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(CaseNumberRefused, match=words):
        parse_case_number(text)


def test_refuses_a_day_that_does_not_exist() -> None:
    sound = [
        f"690100202602300000001{check}"
        for check in range(10)
        if not _check_digit_refused(f"690100202602300000001{check}")
    ]
    assert len(sound) == 1
    with pytest.raises(CaseNumberRefused, match="没有 20260230 这一天"):
        parse_case_number(sound[0])


def _check_digit_refused(number: str) -> bool:
    with pytest.raises(CaseNumberRefused) as caught:
        parse_case_number(number)
    return caught.value.rule == "case_number.check_digit"


@pytest.mark.parametrize(
    ("region", "serial", "words"),
    [("6901", 1, "6 位数字"), ("690100", 0, "从 1 到"), ("690100", 10**7, "从 1 到")],
)
def test_makes_none_of_wrong_parts(region: str, serial: int, words: str) -> None:
    with pytest.raises(CaseNumberRefused, match=words):
        make_case_number(region=region, on=DAY, serial=serial)
