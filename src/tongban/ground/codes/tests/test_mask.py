"""Masks show what they may and nothing more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.codes import mask
from tongban.ground.codes.mask import NameRule


@pytest.mark.parametrize(
    ("name", "rule", "shown"),
    [
        ("张三", NameRule.KEEP_LAST, "*三"),
        ("欧阳娜娜", NameRule.KEEP_LAST, "***娜"),
        ("张三", NameRule.KEEP_FIRST, "张*"),
        ("欧阳娜娜", NameRule.KEEP_FIRST, "欧***"),
        ("李小敏", NameRule.KEEP_ENDS, "李*敏"),
        ("张三", NameRule.KEEP_ENDS, "张*"),
        ("𠮷", NameRule.KEEP_LAST, "*"),
        ("王葛\U000e0100", NameRule.KEEP_LAST, "*葛\U000e0100"),
        ("", NameRule.KEEP_LAST, ""),
    ],
)
def test_a_name(name: str, rule: NameRule, shown: str) -> None:
    assert mask.mask_name(name, rule) == shown
    assert rule.label


@pytest.mark.parametrize(
    ("number", "staff", "public"),
    [
        ("110101190001010014", "110101********0014", "1" + "*" * 16 + "4"),
        ("E12345678", "E******78", "E*******8"),
        ("123", "***", "***"),
        ("", "", ""),
    ],
)
def test_an_identity_number(number: str, staff: str, public: str) -> None:
    assert mask.mask_identity_number(number) == staff
    assert mask.mask_identity_number(number, public=True) == public


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13812343210", "138****3210"),
        ("0531-12345678", "*********5678"),
        ("12345", "*****"),
    ],
)
def test_a_telephone(number: str, shown: str) -> None:
    assert mask.mask_mobile(number) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("北京市朝阳区建国路88号现代城小区3号楼", "北京市朝阳区****"),
        ("安澜市河畔区南湖街道幸福小区1-2-301", "安澜市河畔区南湖街道****"),
        ("广东省东莞市虎门镇太沙路1号", "广东省东莞市虎门镇****"),
        (
            "四川省凉山彝族自治州木里藏族自治县乔瓦镇1号",
            "四川省凉山彝族自治州木里藏族自治县乔瓦镇****",
        ),
        ("幸福小区1号楼", "****"),
        ("安澜市河畔区", "安澜市河畔区"),
        ("", ""),
    ],
)
def test_an_address(address: str, shown: str) -> None:
    assert mask.mask_address(address) == shown


def test_the_rest() -> None:
    assert mask.mask_bank_card("6222 0212 3456 7890") == "************7890"
    assert mask.mask_bank_card("12") == "**"
    assert mask.mask_email("zhang@example.cn") == "z***@example.cn"
    assert mask.mask_email("zhang") == "***"
    assert mask.mask_birth_date(date(1956, 3, 1)) == "1956 年"


@given(st.text("0123456789X", max_size=30))
def test_never_shows_more_than_ten_signs_or_most_of_a_short_one(number: str) -> None:
    for shown in (
        mask.mask_identity_number(number),
        mask.mask_identity_number(number, public=True),
        mask.mask_mobile(number),
        mask.mask_bank_card(number),
    ):
        seen = len(shown) - shown.count("*")
        assert seen <= 10
        assert seen <= len(number) * 2 / 3
