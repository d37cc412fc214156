"""Identity numbers: which are taken, and in what words the others are refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.codes.check_digits import mod_11_2
from tongban.ground.codes.identity import (
    _EXAMPLES,
    CITIZEN_EXAMPLE,
    IdentityRefused,
    IdKind,
    Sex,
    check_identity,
    convert_old_number,
)

TODAY = date(2026, 11, 22)


def refusal(kind: IdKind, number: str) -> IdentityRefused:
    with pytest.raises(IdentityRefused) as caught:
        check_identity(kind, number, on=TODAY)
    return caught.value


def numbered(seventeen: str) -> str:
    return seventeen + mod_11_2(seventeen)


def test_takes_the_standards_example() -> None:
    identity = check_identity(IdKind.CITIZEN, "110101190001010014", on=TODAY)
    assert identity.number == "110101190001010014"
    assert identity.birth_on == date(1900, 1, 1)
    assert identity.sex is Sex.MALE
    assert identity.sex.label == "男"


@pytest.mark.parametrize("kind", list(IdKind))
def test_takes_the_example_that_its_own_messages_give(kind: IdKind) -> None:
    assert check_identity(kind, _EXAMPLES[kind], on=TODAY).number == _EXAMPLES[kind]
    assert _EXAMPLES[kind] in refusal(kind, "").message
    assert kind.label


def test_takes_the_kind_by_its_value() -> None:
    identity = check_identity("passport_cn", "e 1234 5678", on=TODAY)
    assert (identity.kind, identity.number) == (IdKind.PASSPORT_CN, "E12345678")
    assert identity.birth_on is None


def test_takes_small_x_full_width_digits_and_spaces() -> None:
    number = "11010119000101009X"
    assert number == numbered(number[:17])
    typed = " 110101 19000101 \u200b009x\u3000"
    assert check_identity(IdKind.CITIZEN, typed, on=TODAY).number == number
    wide = "１１０１０１１９０００１０１００９ｘ"
    assert check_identity(IdKind.CITIZEN, wide, on=TODAY).number == number


@given(
    place=st.integers(100000, 799999),
    birth=st.dates(date(1900, 1, 1), TODAY),
    sequence=st.integers(0, 999),
)
def test_never_refuses_an_unknown_county(
    place: int, birth: date, sequence: int
) -> None:
    number = numbered(f"{place}{birth:%Y%m%d}{sequence:03d}")
    identity = check_identity(IdKind.CITIZEN, number, on=TODAY)
    assert identity.birth_on == birth
    assert identity.sex is (Sex.MALE if sequence % 2 else Sex.FEMALE)


@given(at=st.integers(0, 16), other=st.sampled_from("0123456789"))
def test_catches_every_single_wrong_digit(at: int, other: str) -> None:
    sound = "110101199001010010"
    sound = numbered(sound[:17])
    wrong = sound[:at] + other + sound[at + 1 :]
    if wrong == sound:
        check_identity(IdKind.CITIZEN, wrong, on=TODAY)
    else:
        refusal(IdKind.CITIZEN, wrong)


def test_a_wrong_check_digit_is_said_and_the_right_one_kept() -> None:
    message = refusal(IdKind.CITIZEN, "11010119000101001X").message

    assert message == (
        "身份证号码的最后一位对不上，可能有一位填错，"
        "请照证件逐位核对，例如 690121190001010012"
    )


def test_every_example_of_a_number_is_sound_and_of_no_real_county() -> None:
    found = check_identity(IdKind.CITIZEN, CITIZEN_EXAMPLE, on=TODAY)

    assert found.number == CITIZEN_EXAMPLE
    assert CITIZEN_EXAMPLE.startswith("6901")


def test_says_how_many_characters_were_filled_in() -> None:
    message = refusal(IdKind.CITIZEN, "11010119000101001").message
    assert message.startswith("身份证号码要 18 位，您填了 17 位，")
    old = refusal(IdKind.CITIZEN, "110101000101001").message
    assert "您填了 15 位（1999 年以前的旧号码）" in old


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1101O1190001010014", "第 5 位是“O”"),
        ("11010119000101001A", "第 18 位是“A”"),
        ("١١٠١٠١١٩٠٠٠١٠١٠٠١٤", "第 1 位是“١”"),
        ("110101199002300018", "没有 1990 年 2 月 30 日"),
        ("110101000000000018", "没有 0 年 0 月 0 日"),
    ],
)
def test_says_what_is_wrong(number: str, words: str) -> None:
    assert words in refusal(IdKind.CITIZEN, number).message


def test_refuses_a_birth_after_the_day_of_asking() -> None:
    number = numbered("11010120261123001")
    assert "2026 年 11 月 23 日还没有到" in refusal(IdKind.CITIZEN, number).message
    later = check_identity(IdKind.CITIZEN, number, on=date(2026, 11, 23))
    assert later.birth_on == date(2026, 11, 23)


def test_makes_eighteen_of_fifteen_only_when_asked() -> None:
    asked = check_identity(
        IdKind.CITIZEN, "110101000101001", on=TODAY, convert_old=True
    )
    assert asked.number == "110101190001010014"
    assert convert_old_number("110101000101001") == "110101190001010014"
    new = check_identity(
        IdKind.CITIZEN, "110101190001010014", on=TODAY, convert_old=True
    )
    assert new.number == "110101190001010014"
    with pytest.raises(IdentityRefused, match="您填了 3 位"):
        convert_old_number("110")


@pytest.mark.parametrize(
    ("kind", "prefix"),
    [
        (IdKind.HONG_KONG_MACAO_RESIDENCE, "810000"),
        (IdKind.HONG_KONG_MACAO_RESIDENCE, "820000"),
        (IdKind.TAIWAN_RESIDENCE, "830000"),
        (IdKind.FOREIGN_PERMANENT, "911840"),
    ],
)
def test_residence_permits_are_taken_as_what_they_are(
    kind: IdKind, prefix: str
) -> None:
    number = numbered(f"{prefix}19900101002")
    identity = check_identity(kind, number, on=TODAY)
    assert identity.sex is Sex.FEMALE
    assert identity.sex.label == "女"
    assert f"改选为“{kind.label}”" in refusal(IdKind.CITIZEN, number).message


def test_refuses_a_citizens_number_as_a_permit() -> None:
    sound = "110101190001010014"
    assert "810000 或 820000 开头" in (
        refusal(IdKind.HONG_KONG_MACAO_RESIDENCE, sound).message
    )
    assert "以 9 开头" in refusal(IdKind.FOREIGN_PERMANENT, sound).message


def test_takes_the_old_permanent_resident_card() -> None:
    identity = check_identity(IdKind.FOREIGN_PERMANENT, "usa110085010112", on=TODAY)
    assert identity.number == "USA110085010112"
    assert identity.birth_on is None


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (IdKind.PASSPORT_CN, "EA1234567"),
        (IdKind.PASSPORT_CN, "G12345678"),
        (IdKind.PASSPORT_FOREIGN, "K1234567A"),
        (IdKind.HONG_KONG_MACAO_PERMIT, "m1234567801"),
        (IdKind.TAIWAN_PERMIT, "1234567801"),
        (IdKind.OFFICER, "军字第12345号"),
    ],
)
def test_takes_other_documents(kind: IdKind, number: str) -> None:
    assert check_identity(kind, number, on=TODAY).number == number.upper()


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (IdKind.PASSPORT_CN, "X12345678"),
        (IdKind.PASSPORT_FOREIGN, "ABCDEFG"),
        (IdKind.HONG_KONG_MACAO_PERMIT, "H7654321"),
        (IdKind.TAIWAN_PERMIT, "H12345678"),
        (IdKind.OFFICER, "<b>1"),
    ],
)
def test_refuses_other_forms(kind: IdKind, number: str) -> None:
    caught = refusal(kind, number)
    assert kind.label in caught.message
    assert number not in caught.message
    assert caught.rule == "identity.form"


def test_exchange_codes_stand_only_where_confirmed() -> None:
    assert IdKind.CITIZEN.exchange_code == "111"
    assert IdKind.TAIWAN_RESIDENCE.exchange_code is None
