"""Telephone numbers and postcodes as people write them."""

from collections.abc import Callable

import pytest

from tongban.ground.codes.phone import (
    PhoneRefused,
    PostcodeRefused,
    check_any_phone,
    check_hotline,
    check_landline,
    check_mobile,
    check_postcode,
)


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "１３８１２３４５６７８",
        "+86 138 1234 5678",
        "0086-13812345678",
        "8613812345678",
        "\u202d13812345678\u202c",
    ],
)
def test_takes_a_mobile(text: str) -> None:
    assert check_mobile(text) == "13812345678"
    assert check_any_phone(text) == "13812345678"


def test_a_mobile_too_short_is_told_how_many() -> None:
    with pytest.raises(PhoneRefused) as caught:
        check_mobile("1381234567")
    assert caught.value.message == (
        "手机号要 11 位数字，您填了 10 位，例如 16969012345"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "您没有填"),
        ("138123456789", "您填了 12 位"),
        ("12812345678", "您填的以 12 开头"),
        ("138O2345678", "第 4 位是“O”"),
        ("1381234567'", "第 11 位是“'”"),
    ],
)
def test_refuses_a_mobile(text: str, words: str) -> None:
    with pytest.raises(PhoneRefused, match=words):
        check_mobile(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0531-12345678", "0531-12345678"),
        ("(010)12345678", "010-12345678"),
        ("0212345678", "021-2345678"),
        ("０５３１－８１２３４５６", "0531-8123456"),
        ("+86-531-12345678", "0531-12345678"),
        ("+8601012345678", "010-12345678"),
    ],
)
def test_takes_a_landline(text: str, number: str) -> None:
    assert check_landline(text) == number
    assert check_any_phone(text) == number


@pytest.mark.parametrize("text", ["", "12345678", "0531-123456", "0011-12345678"])
def test_refuses_a_landline(text: str) -> None:
    with pytest.raises(PhoneRefused, match="区号加 7 位或 8 位"):
        check_landline(text)


@pytest.mark.parametrize("text", ["12345", "110", "12315", "400-800-8800", "95588"])
def test_takes_a_hotline(text: str) -> None:
    assert check_hotline(text) == text.replace("-", "")
    assert check_any_phone(text) == text.replace("-", "")


@pytest.mark.parametrize("text", ["", "5", "1234567", "<script>"])
def test_refuses_a_hotline_and_any_telephone(text: str) -> None:
    with pytest.raises(PhoneRefused, match="例如 12345"):
        check_hotline(text)
    with pytest.raises(PhoneRefused, match="例如 0690-1234567 或 12345"):
        check_any_phone(text)


def test_takes_a_postcode() -> None:
    assert check_postcode(" ２５０００１ ") == "250001"


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "您没有填"), ("25000", "您填了 5 位"), ("25000A", "第 6 位是“A”")],
)
def test_refuses_a_postcode(text: str, words: str) -> None:
    with pytest.raises(PostcodeRefused, match=words):
        check_postcode(text)


@pytest.mark.parametrize(
    "check", [check_mobile, check_landline, check_hotline, check_any_phone]
)
def test_never_repeats_a_number_in_its_message(check: Callable[[str], str]) -> None:
    with pytest.raises(PhoneRefused) as caught:
        check("13812345678999")
    assert "13812345678999" not in caught.value.message
