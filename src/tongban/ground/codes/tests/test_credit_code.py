"""Unified social credit codes: all prefixes, all symbols, and what is only a warning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.codes.check_digits import (
    CREDIT_CODE_SYMBOLS,
    mod_31,
    organisation_mod_11,
)
from tongban.ground.codes.credit_code import (
    CreditCodeRefused,
    ServedObject,
    check_credit_code,
)


def coded(beginning: str, organisation: str = "MB285591") -> str:
    body = beginning + organisation + organisation_mod_11(organisation)
    return body + mod_31(body)


def refusal(text: str) -> CreditCodeRefused:
    with pytest.raises(CreditCodeRefused) as caught:
        check_credit_code(text)
    return caught.value


def test_takes_a_real_body() -> None:
    code = check_credit_code(" 11370800mb28559184 ")
    assert code.code == "11370800MB28559184"
    assert (code.authority, code.category, code.region) == (
        "机构编制",
        "机关",
        "370800",
    )
    assert code.organisation_code == "MB2855918"
    assert code.served_object is ServedObject.GOVERNMENT_BODY
    assert code.served_object.label == "行政机关"
    assert code.warnings == ()


@pytest.mark.parametrize("beginning", ["N2510000", "A1100000", "Y1370100", "92690100"])
def test_takes_every_registration_authority(beginning: str) -> None:
    assert check_credit_code(coded(beginning)).code.startswith(beginning)


@pytest.mark.parametrize(
    ("beginning", "served"),
    [
        ("91690100", ServedObject.ENTERPRISE),
        ("92690100", ServedObject.UNINCORPORATED),
        ("12690100", ServedObject.INSTITUTION),
        ("52690100", ServedObject.SOCIAL_ORGANISATION),
        ("N2690100", ServedObject.OTHER),
    ],
)
def test_guesses_whom_it_is(beginning: str, served: ServedObject) -> None:
    assert check_credit_code(coded(beginning)).served_object is served


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9))
def test_an_odd_inner_code_is_a_warning(inner: str) -> None:
    body = "91690100" + inner
    code = check_credit_code(body + mod_31(body))
    sound = organisation_mod_11(inner[:8]) == inner[8]
    assert bool(code.warnings) is not sound


def test_an_unknown_class_is_a_warning() -> None:
    code = check_credit_code(coded("94690100"))
    assert code.category is None
    assert "“94”" in code.warnings[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "要 18 位，您没有填"),
        ("91110000600037341", "您填了 17 位"),
        ("9111000060003734IL", "第 17 位是“I”"),
        ("91110000600O37341L", "请看是不是 0"),
        ("91110000600<37341L", "第 12 位是“<”"),
        ("000000000000000000", "第 1 位是登记部门，没有“0”"),
        ("91AB0000600037341L", "第 3 到 8 位是登记地"),
        ("911100006000373410", "应为 L"),
    ],
)
def test_says_what_is_wrong(text: str, words: str) -> None:
    message = refusal(text).message
    assert words in message
    assert message.endswith("例如 91690121MA00000157")


def test_the_symbols_are_thirty_one() -> None:
    assert len(CREDIT_CODE_SYMBOLS) == 31
    assert not set("IOSVZ") & set(CREDIT_CODE_SYMBOLS)
