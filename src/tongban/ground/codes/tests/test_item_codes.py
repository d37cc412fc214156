"""What is found in item codes, sound ones and the dirty ones of real lists."""

import pytest

from tongban.ground.codes.item_codes import (
    CodeScheme,
    Expectations,
    ItemCodeRefused,
    inspect,
    refuse_too_long,
    split,
)

IMPLEMENTATION = "11370800MB285591843370117002011"
HANDLING = IMPLEMENTATION + "01"
SHANDONG = Expectations(
    item_type="1", level="3", region="370800", uscc="11370800MB28559184"
)
LOCAL = "511A0031100001-511602000000-000-11511301008778490F-1-00"
PARTS = ("item", "region", "edition", "uscc", "channel", "serial")


def rules(code: str, scheme: CodeScheme, expected: Expectations) -> list[str]:
    findings = inspect(code, scheme, expected)
    assert all(finding.message for finding in findings)
    return [finding.rule for finding in findings]


@pytest.mark.parametrize(
    ("code", "scheme"),
    [
        ("370117002011", CodeScheme.BASIC),
        ("000117002000", CodeScheme.BASIC),
        (IMPLEMENTATION, CodeScheme.IMPLEMENTATION),
        (HANDLING, CodeScheme.HANDLING),
    ],
)
def test_finds_nothing_in_a_sound_code(code: str, scheme: CodeScheme) -> None:
    assert rules(code, scheme, SHANDONG) == []
    assert inspect(code, scheme.value) == []


def test_splits_a_national_code() -> None:
    parts = split(HANDLING, "handling")
    assert (parts.uscc, parts.level, parts.basic, parts.serial) == (
        "11370800MB28559184",
        "3",
        "370117002011",
        "01",
    )
    assert (parts.catalogue_region, parts.item_type) == ("37", "01")
    assert split(IMPLEMENTATION, CodeScheme.IMPLEMENTATION).serial is None
    assert split("370117002011", CodeScheme.BASIC).uscc is None


@pytest.mark.parametrize(
    ("code", "scheme", "words"),
    [
        ("3701", CodeScheme.BASIC, "要 12 位"),
        (LOCAL, CodeScheme.LOCAL, "位数由地方规定"),
    ],
)
def test_does_not_split_another_length(
    code: str, scheme: CodeScheme, words: str
) -> None:
    with pytest.raises(ItemCodeRefused, match=words):
        split(code, scheme)


@pytest.mark.parametrize(
    ("code", "scheme", "found"),
    [
        ("37011700201", CodeScheme.BASIC, ["length"]),
        ("370517002011", CodeScheme.BASIC, ["type"]),
        ("440117002011", CodeScheme.BASIC, ["foreign_region"]),
        ("37A117002011", CodeScheme.BASIC, ["basic_form", "type"]),
        ("37011700201a", CodeScheme.BASIC, ["lower_case", "basic_form"]),
        ("37 117002011", CodeScheme.BASIC, ["signs", "basic_form", "type"]),
        (
            "12441500196720244T3442199806003",
            CodeScheme.IMPLEMENTATION,
            ["type", "foreign_region", "body", "foreign_region"],
        ),
        (
            "11370800MB285591844370117002011",
            CodeScheme.IMPLEMENTATION,
            ["level"],
        ),
        (
            "11370800MB285591853370117002011",
            CodeScheme.IMPLEMENTATION,
            ["uscc"],
        ),
        (IMPLEMENTATION + "AB", CodeScheme.HANDLING, ["serial"]),
    ],
)
def test_names_what_is_odd(code: str, scheme: CodeScheme, found: list[str]) -> None:
    assert rules(code, scheme, SHANDONG) == found


@pytest.mark.parametrize("scheme", list(CodeScheme))
@pytest.mark.parametrize(
    "code", ["", " ", "null", "NULL", "无", "暂无", "0000000000", "-", "00-00", "N/A"]
)
def test_knows_placeholders(code: str, scheme: CodeScheme) -> None:
    assert rules(code, scheme, SHANDONG) == ["placeholder"]


def test_a_body_of_the_nation_or_province_is_not_foreign() -> None:
    anhai = Expectations(region="370102")
    assert rules(IMPLEMENTATION, CodeScheme.IMPLEMENTATION, anhai) == []
    nation = "11100000000014314W"
    code = f"{nation}1000117002000"
    found = inspect(code, CodeScheme.IMPLEMENTATION, anhai)
    assert "foreign_region" not in {finding.rule for finding in found}


LOCALLY = Expectations(
    item_type="1",
    region="511602",
    local_parts=PARTS,
    local_types={"511A": "01", "511": "10", "512": "20"},
)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (LOCAL, ["too_long"]),
        (LOCAL.replace("511A", "512A"), ["too_long", "type"]),
        (LOCAL.replace("-511602", "-511603"), ["too_long", "foreign_region"]),
        ("512C0052-511602000000-000-083372204-1-00", ["type", "uscc"]),
        ("511A0014-511602000000-000-2222222222222-1-00", ["uscc"]),
        ("E-000021-001-1111111111111111", ["parts"]),
        (LOCAL.replace("115113", "445113"), ["too_long", "uscc"]),
    ],
)
def test_looks_into_local_codes(code: str, found: list[str]) -> None:
    assert rules(code, CodeScheme.LOCAL, LOCALLY) == found


def test_guesses_the_parts_of_a_local_code_by_their_look() -> None:
    guessing = Expectations(region="510000000000")
    assert rules(LOCAL, CodeScheme.LOCAL, guessing) == ["too_long", "foreign_region"]
    assert rules("X-1-511602000000", CodeScheme.LOCAL, Expectations()) == []


def test_reports_past_fifty_and_refuses_past_sixty_four() -> None:
    assert rules("A" * 50, CodeScheme.LOCAL, Expectations()) == []
    assert rules("A" * 64, CodeScheme.LOCAL, Expectations()) == ["too_long"]
    with pytest.raises(ItemCodeRefused, match="这一个有 65 个"):
        inspect("A" * 65, CodeScheme.LOCAL)
    with pytest.raises(ItemCodeRefused):
        refuse_too_long("0" * 65)


@pytest.mark.parametrize("scheme", list(CodeScheme))
def test_every_scheme_has_a_name(scheme: CodeScheme) -> None:
    assert scheme.label.endswith("编码")
