"""What people really type: lawful strange names and numbers pass, wrong ones are named."""

from datetime import date
from typing import Any

import pytest

from tongban.capabilities.cases.commands import take_in_at_window
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.testing import AT, World, make_filing, make_world
from tongban.capabilities.cases.types import PartyEntry
from tongban.capabilities.catalogue.testing import make_document
from tongban.ground.codes.check_digits import mod_11_2
from tongban.ground.refusals import Invalid

pytestmark = pytest.mark.django_db


def _number(first: str) -> str:
    return first + mod_11_2(first)


CITIZEN = _number("69012119560308024")
ENDS_IN_X = next(
    number
    for serial in range(1000)
    if (number := _number(f"69012119560308{serial:03d}")).endswith("X")
)
FIELDS: list[dict[str, Any]] = [
    {
        "name": "day",
        "label": "开业日期",
        "type": "date",
        "required": False,
        "help": "写公历。",
        "example": "2026-12-01",
    },
    {
        "name": "note",
        "label": "说明",
        "type": "textarea",
        "required": False,
        "help": "可以不写。",
        "example": "临街一层",
        "max_length": 500,
    },
    {
        "name": "uscc",
        "label": "统一社会信用代码",
        "type": "uscc",
        "required": False,
        "help": "看营业执照。",
        "example": "91690121690200199A",
    },
]
FORM = {"pages": [{"key": "shop", "title": "经营场所", "fields": FIELDS}]}


def _come(world: World, *parties: PartyEntry, **changes: Any) -> Any:
    return take_in_at_window(
        actor=world.clerk,
        filing=make_filing(
            world, world.citizen, on_paper=True, parties=parties, **changes
        ),
        venue_id=world.city.hall,
        at=AT,
    )


def _person(
    name: str = "张秀兰", kind: str = "citizen_id", number: str = CITIZEN
) -> PartyEntry:
    return PartyEntry("applicant", "natural", name, kind, number)


@pytest.mark.parametrize(
    "name",
    [
        "𠮷田明",
        "刘䶮",
        "阿依古丽·买买提",
        "长" * 20,
        "买买提·" * 4 + "阿依古丽",
        "ANNA KOWALSKA",
        "O'NEIL-SMITH",
        "禾",
        "Robert'); DROP TABLE case;--",
    ],
)
def test_takes_lawful_names_as_they_are(name: str) -> None:
    world = make_world()

    receipt = _come(world, _person(name))

    view = get_case(actor=world.officer, case_id=receipt.case_id)
    assert view.parties[0].name == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  张　秀兰 ", "张 秀兰"), ("阿依古丽•买买提", "阿依古丽·买买提")],
)
def test_tidies_names(typed: str, kept: str) -> None:
    world = make_world()

    receipt = _come(world, _person(typed))

    view = get_case(actor=world.officer, case_id=receipt.case_id)
    assert view.parties[0].name == kept


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "12345",
        "<script>alert(1)</script>",
        "张\u0000三",
        "张\u202e三",
        "长" * 51,
    ],
)
def test_refuses_what_is_no_name(name: str) -> None:
    world = make_world()

    with pytest.raises(Invalid) as caught:
        _come(world, _person(name))

    assert set(caught.value.errors) == {"party_applicant_0_name"}


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("citizen_id", ENDS_IN_X),
        ("citizen_id", ENDS_IN_X.lower()),
        ("citizen_id", f"{CITIZEN[:6]} {CITIZEN[6:14]} {CITIZEN[14:]}"),
        ("citizen_id", _number("69012120240229001")),
        ("hong_kong_macao_residence", _number("81000019850101001")),
        ("hong_kong_macao_residence", _number("82000019850101001")),
        ("taiwan_residence", _number("83000019850101001")),
        ("passport_foreign", "AB1234567"),
        ("passport_cn", "E12345678"),
    ],
)
def test_takes_each_kind_of_document(kind: str, number: str) -> None:
    world = make_world()

    receipt = _come(world, _person(kind=kind, number=number))

    masked = get_case(actor=world.officer, case_id=receipt.case_id).parties[0].id_masked
    assert "*" in masked
    assert number.upper().replace(" ", "") != masked


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("citizen_id", CITIZEN[:-1] + ("1" if CITIZEN[-1] != "1" else "2")),
        ("citizen_id", _number("69012120230229001")),
        ("citizen_id", _number("69012120271301001")),
        ("citizen_id", _number("69012120990101001")),
        ("citizen_id", CITIZEN[:-1]),
        ("citizen_id", ""),
        ("citizen_id", "' OR 1=1 --"),
        ("hong_kong_macao_residence", CITIZEN),
        ("taiwan_residence", _number("81000019850101001")),
        ("passport_foreign", "<b>1</b>"),
        ("library_card", CITIZEN),
        ("", CITIZEN),
    ],
    ids=[
        "wrong check digit",
        "29 February",
        "month 13",
        "born in the future",
        "too short",
        "empty",
        "SQL",
        "kind of another",
        "81 for Taiwan",
        "HTML",
        "unknown kind",
        "no kind",
    ],
)
def test_refuses_a_number_that_no_document_bears(kind: str, number: str) -> None:
    world = make_world()

    with pytest.raises(Invalid) as caught:
        _come(world, _person(kind=kind, number=number))

    assert "party_applicant_0_id_number" in caught.value.errors
    assert number == "" or number not in str(caught.value.errors)


@pytest.mark.parametrize(
    "name",
    [
        "安澜（东岸）农产品有限公司",
        "安澜(东岸)贸易有限公司",
        "禾",
        "A&B 咖啡",
        "有限" * 100,
    ],
)
def test_takes_firms_by_their_names(name: str) -> None:
    world = make_world()
    firm = PartyEntry("applicant", "legal", name, "uscc", "91690121690200199A")
    agent = PartyEntry("agent", "natural", "张秀兰", "citizen_id", CITIZEN)

    receipt = _come(world, firm, agent)

    view = get_case(actor=world.officer, case_id=receipt.case_id)
    assert view.parties[0].name == name
    assert view.parties[0].id_masked == "91690121690200199A"


def test_refuses_a_firm_whose_code_does_not_check() -> None:
    world = make_world()
    firm = PartyEntry("applicant", "legal", "禾", "uscc", "91690121690200199B")
    agent = PartyEntry("agent", "natural", "张秀兰", "citizen_id", CITIZEN)

    with pytest.raises(Invalid) as caught:
        _come(world, firm, agent)

    assert set(caught.value.errors) == {"party_applicant_0_id_number"}


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("phone", "12"),
        ("address", "长" * 201),
        ("address", "百花巷\u0000"),
        ("mandate", "长" * 201),
    ],
)
def test_refuses_contact_that_cannot_be_kept(part: str, words: str) -> None:
    world = make_world()
    party = PartyEntry(
        "applicant", "natural", "张秀兰", "citizen_id", CITIZEN, **{part: words}
    )

    with pytest.raises(Invalid) as caught:
        _come(world, party)

    assert set(caught.value.errors) == {f"party_applicant_0_{part}"}


@pytest.mark.parametrize(
    ("role", "count"), [("applicant", 0), ("applicant", 2), ("agent", 2), ("judge", 1)]
)
def test_wants_the_parties_of_the_guide(role: str, count: int) -> None:
    world = make_world()
    others = [] if role == "applicant" else [_person()]
    several = [
        PartyEntry(role, "natural", "李建国", "passport_foreign", f"AB123456{n}")
        for n in range(count)
    ]

    with pytest.raises(Invalid):
        _come(world, *others, *several)


@pytest.mark.parametrize(
    "note",
    [
        "<script>alert(1)</script>",
        "'; DELETE FROM party; --",
        "{{ 7*7 }} {% load x %}",
        "${jndi:ldap://x}",
        "第一行\n第二行",
        "😀 𠮷 䶮",
        "\\u0000 %s %(x)s",
    ],
)
def test_keeps_free_text_letter_for_letter(note: str) -> None:
    world = make_world(form=FORM)

    receipt = _come(world, _person(), values={"note": note})

    view = get_case(actor=world.officer, case_id=receipt.case_id)
    assert note in {line.text for line in view.values}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "2026-02-30"),
        ("day", "2026-13-01"),
        ("day", "30/02/2026"),
        ("day", 20260230),
        ("note", "\u0000"),
        ("note", "长" * 501),
        ("note", ["a"]),
        ("uscc", "91690121690200199B"),
        ("nowhere", "x"),
    ],
)
def test_refuses_values_that_the_form_cannot_take(field: str, value: object) -> None:
    world = make_world(form=FORM)

    with pytest.raises(Invalid) as caught:
        _come(world, _person(), values={field: value})

    assert set(caught.value.errors) == {field}


def test_takes_a_leap_day() -> None:
    world = make_world(form=FORM)

    receipt = _come(world, _person(), values={"day": "2028-02-29"})

    view = get_case(actor=world.officer, case_id=receipt.case_id)
    assert "2028" in view.values[0].text
    assert date(2028, 2, 29) > view.filed_on
    assert make_document()["format"] == "tongban.item/1"
