"""Check digits agree with another implementation and with published examples."""

import stdnum.cn.uscc
import stdnum.iso7064.mod_11_2
import stdnum.iso7064.mod_11_10
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.codes.check_digits import (
    CREDIT_CODE_SYMBOLS,
    mod_11_2,
    mod_11_10,
    mod_31,
    organisation_mod_11,
)

digits = st.text("0123456789", min_size=1, max_size=30)


@given(digits)
def test_mod_11_2_agrees(number: str) -> None:
    assert mod_11_2(number) == stdnum.iso7064.mod_11_2.calc_check_digit(number)


@given(digits)
def test_mod_11_10_agrees(number: str) -> None:
    assert mod_11_10(number) == stdnum.iso7064.mod_11_10.calc_check_digit(number)


@given(st.text(CREDIT_CODE_SYMBOLS, min_size=17, max_size=17))
def test_mod_31_agrees(code: str) -> None:
    assert mod_31(code) == stdnum.cn.uscc.calc_check_digit(code)


def test_the_standards_own_examples() -> None:
    assert mod_11_2("11010119000101001") == "4"
    assert mod_31("91110000600037341") == "L"
    assert organisation_mod_11("MB285591") == "8"
    assert organisation_mod_11("D2143569") == "X"
