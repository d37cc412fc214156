"""The checks: a whole document passes, and each spoilt element is found where it stands."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.checking.found import found, known_rules
from tongban.capabilities.catalogue.checking.guide import check_guide
from tongban.capabilities.catalogue.elements.mending import find_section
from tongban.capabilities.catalogue.elements.preview import preview
from tongban.capabilities.catalogue.elements.table import sections
from tongban.capabilities.catalogue.importing import map_guide
from tongban.capabilities.catalogue.merging import changed_paths, merge_fragment
from tongban.capabilities.catalogue.testing import make_document

# A sound unified social credit code that happens to hold XX.
CODE_WITH_XX = "91690121MA0XX01233"

Spoil = Callable[[dict[str, Any]], object]


def rules(document: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one.rule, one.where) for one in check_document(document)}


def test_a_whole_document_has_no_finding() -> None:
    assert check_document(make_document()) == []


# Places in the words of guides elsewhere that findings of an import name.
GUIDE_PLACES = (
    *("item_name", "implementing_body", "level", "service_object", "hours", "phone"),
    *("processing_time", "processing_window", "special_procedures[1]", "complaints"),
)
SPOILT: list[tuple[str, str, Spoil]] = [
    ("name.missing", "name", lambda d: d.update(name="")),
    ("alias.missing", "aliases", lambda d: d.update(aliases=[])),
    ("theme.missing", "themes", lambda d: d.update(themes={})),
    ("type.unknown", "item_type", lambda d: d.update(item_type="02")),
    ("type.family", "family", lambda d: d.update(family="public_service")),
    ("level.missing", "exercise_level", lambda d: d.update(exercise_level="")),
    ("code.missing", "handling_code", lambda d: d.update(handling_code="")),
    ("code.chain", "handling_code", lambda d: d.update(implementation_code="X" * 31)),
    ("code.wrong", "basic_code", lambda d: d.update(basic_code="000590001000")),
    ("condition.is_material", "conditions[1]",
     lambda d: d["conditions"][0].update(text="提供申请材料")),
    ("condition.vague", "conditions[2]",
     lambda d: d["conditions"][1].update(text="与经营规模相适应")),
    ("condition.open_ended", "conditions[1]",
     lambda d: d["conditions"][0].update(text="备齐其他材料")),
    ("material.none", "materials", lambda d: d.update(materials=[])),
    ("material.open_ended", "materials[3]",
     lambda d: d["materials"][2].update(name="其他相关材料")),
    ("material.mixed", "materials[2]",
     lambda d: d["materials"][1].update(name="身份证和照片")),
    ("material.abolished", "materials[2]",
     lambda d: d["materials"][1].update(name="暂住证")),
    ("material.already_held", "materials[2]",
     lambda d: d["materials"][1].update(name="户口簿")),
    ("material.trust_missing", "materials[1,3]",
     lambda d: [d["materials"][at].update(trust="") for at in (0, 2)]),
    ("material.basis_missing", "materials[2]",
     lambda d: d["materials"][1].update(basis=" ")),
    ("material.copies_missing", "materials[1]",
     lambda d: d["materials"][0].update(copies=None)),
    ("material.type_missing", "materials[3]",
     lambda d: d["materials"][2].pop("catalogue_code")),
    ("situation.unknown", "materials[2].when",
     lambda d: d.update(situations=[])),
    ("situation.unknown", "materials[2].when",
     lambda d: d["materials"][1]["when"][0].update(options=["fly"])),
    ("situation.unsure_missing", "situations[1]",
     lambda d: d["situations"][0]["options"].pop()),
    ("key.duplicate", "materials", lambda d: d["materials"][1].update(key="m1")),
    ("key.duplicate", "steps", lambda d: d["special_steps"][0].update(key="p1")),
    ("limit.promised_over", "promised_limit",
     lambda d: d.update(promised_limit={"value": 21, "unit": "working_day"})),
    ("limit.promised_over", "promised_limit",
     lambda d: d.update(promised_limit={"value": 1, "unit": "month"})),
    ("limit.promised_equals", "promised_limit",
     lambda d: d.update(promised_limit={"value": 20, "unit": "working_day"})),
    ("limit.unit_missing", "promised_limit.unit",
     lambda d: d.update(promised_limit={"value": 5, "unit": "hour"})),
    ("limit.statutory_missing", "statutory_limit",
     lambda d: d.update(statutory_limit={"value": None, "unit": "working_day"})),
    ("limit.statutory_unexplained", "statutory_limit.basis",
     lambda d: d.update(statutory_limit={"value": 0, "unit": "working_day"})),
    ("limit.statutory_basis_missing", "statutory_limit.basis",
     lambda d: d["statutory_limit"].update(basis="")),
    ("limit.statutory_article_missing", "statutory_limit.basis",
     lambda d: d["statutory_limit"].update(basis="食品安全法")),
    ("instant.long_promise", "promised_limit", lambda d: d.update(case_kind="instant")),
    ("step.sum_over", "steps", lambda d: d["steps"][2]["limit"].update(value=9)),
    ("step.sum_under", "steps", lambda d: d["steps"][2]["limit"].update(value=1)),
    ("step.role_missing", "steps[2]", lambda d: d["steps"][1].update(role="")),
    ("step.limit_missing", "steps[4]", lambda d: d["steps"][3].pop("limit")),
    ("step.standard_repeated", "steps",
     lambda d: d["steps"][1].update(standard=d["steps"][2]["standard"])),
    ("special.not_listed", "steps[3]", lambda d: d["steps"][2].update(name="专家评审")),
    ("special.days_missing", "special_steps[1]",
     lambda d: d["special_steps"][0].update(limit={})),
    ("special.counts_missing", "special_steps[1]",
     lambda d: d["special_steps"][0].pop("counts")),
    ("special.longer_than_promise", "special_steps[1]",
     lambda d: d["special_steps"][0]["limit"].update(value=6)),
    ("fee.missing", "fees", lambda d: d.pop("fees")),
    ("fee.basis_missing", "fees[1]",
     lambda d: d.update(fees=[{"key": "f1", "name": "费", "amount_fen": 1}])),
    ("fee.amount_missing", "fees[1]",
     lambda d: d.update(fees=[{"key": "f1", "amount_fen": -1, "basis": "某法第一条"}])),
    ("fee.contradicts_basis", "fees",
     lambda d: d["legal_basis"][0].update(title="城市道路管理条例", article="第三十七条")),
    ("basis.article_missing", "legal_basis[1]",
     lambda d: d["legal_basis"][0].update(article="")),
    ("basis.article_digits", "legal_basis[1]",
     lambda d: d["legal_basis"][0].update(article="第29条")),
    ("form.missing", "form", lambda d: d.update(form={})),
    ("form.wrong", "form.pages[1].fields[1].type",
     lambda d: d["form"]["pages"][0]["fields"][0].update(type="magic")),
    ("party_roles.missing", "party_roles", lambda d: d.update(party_roles=[])),
    ("result.none", "result", lambda d: d["result"].update(kind="none")),
    ("visits.contradiction", "visits", lambda d: d.update(handling_modes=["window"])),
    ("mode.contradicts_place", "handling_modes",
     lambda d: d.update(handling_modes=["web"])),
    ("hours.missing", "place[1]", lambda d: d["place"][0].update(hours="")),
    ("place.vague", "place[1]", lambda d: d["place"][0].update(address="市中心")),
    ("phone.no_area_code", "consult_phones",
     lambda d: d.update(consult_phones=["6012345"])),
    ("complaint.missing", "complaint_phones",
     lambda d: d.update(complaint_phones=[])),
    ("plain.missing", "plain", lambda d: d["plain"].update(steps=[])),
    ("plain.long_sentence", "plain.summary",
     lambda d: d["plain"].update(summary="很长" * 16)),
    ("plain.official_words", "plain.cost",
     lambda d: d["plain"].update(cost="予以免费。")),
    ("text.placeholder", "faq[1].a", lambda d: d["faq"][0].update(a="xxx")),
    # One sign of a real code changed: the check digit is wrong, so it may be a template.
    ("text.placeholder", "faq[1].a",
     lambda d: d["faq"][0].update(a=f"照 {CODE_WITH_XX[:-1]}0 写。")),
    ("text.placeholder", "faq[1].a",
     lambda d: d["faq"][0].update(a=f"{CODE_WITH_XX}XX 号")),
    ("text.placeholder", "faq[1].a",
     lambda d: d["faq"][0].update(a=f"{CODE_WITH_XX} 由XX局核发。")),
    ("shape.wrong", "steps", lambda d: d.update(steps="收件、受理")),
]  # fmt: skip


def test_whether_a_paper_is_handed_in_is_said_once() -> None:
    denial = "在线填写后由系统生成，不用另外交。"
    document = make_document()
    row = document["materials"][0] | {"waived": False}
    for note, is_found in (
        (denial, True),
        ("先填表。网上填好后由系统生成，不用另交；再核对。", True),
        ("查得到的不用交，查不到的要交。", False),
        ("有用工备案的系统能查到，不用交。", False),
        ("在线填写后由系统生成。", False),
    ):
        document["materials"][0] = row | {"source_note": note}
        rule = ("material.waived_contradiction", "materials[1]")
        assert (rule in rules(document)) is is_found, note
    card = preview(document | {"materials": [row | {"source_note": denial}]}, "")
    assert card.materials[0].note == ""
    asked = preview(
        document | {"materials": [row | {"source_note": f"先填表。{denial}"}]}, ""
    )
    assert asked.materials[0].note == "先填表。"


@pytest.mark.parametrize(
    "where", sorted({where for _rule, where, _spoil in SPOILT} | set(GUIDE_PLACES))
)
def test_what_is_found_has_a_section_in_which_it_is_mended(where: str) -> None:
    assert find_section(where) is not None


def test_a_message_that_asks_for_words_names_a_field_that_is_there() -> None:
    labels = (
        {
            element.label
            for section in sections()
            for block in section.blocks
            for element in block.elements
        }
        | {section.title for section in sections()}
        | {"收费"}
    )
    named = {
        (rule, field)
        for rule, known in known_rules().items()
        for field in re.findall("“([^”]+)”(?:里写|这一部分)", known.message)
    }
    assert len(named) > 5
    assert {(rule, field) for rule, field in named if field not in labels} == set()
    # A reason is asked for nowhere without saying where it goes.
    assert not any(
        re.search("说明理由|写明理由|写明为什么", known.message)
        for rule, known in known_rules().items()
    )


def test_a_reason_that_is_written_where_it_is_asked_for_settles_it() -> None:
    document = make_document(promised_limit={"value": 20, "unit": "working_day"})
    document["materials"][1].update(name="户口簿")
    asked = {"limit.promised_equals", "material.already_held"}
    assert asked <= {rule for rule, _where in rules(document)}
    document["promise_reason"] = "要等省里的系统出结果。"
    document["materials"][1]["held_reason"] = "外省发的，本市查不到。"
    assert not asked & {rule for rule, _where in rules(document)}


def test_a_credit_code_with_xx_in_it_is_no_placeholder() -> None:
    document = make_document()
    document["faq"][0]["a"] = (
        f"单位代码是 {CODE_WITH_XX}，办理项 {CODE_WITH_XX}3000190000001。"
    )
    assert "text.placeholder" not in {one.rule for one in check_document(document)}


def test_a_source_without_an_article_is_not_called_missing() -> None:
    document = make_document()
    document["statutory_limit"]["basis"] = "食品安全法"
    (said,) = [
        one.message
        for one in check_document(document)
        if one.where == "statutory_limit.basis"
    ]
    assert "没有写到哪一条" in said
    assert "食品安全法" in said


@pytest.mark.parametrize(
    ("rule", "where", "spoil"),
    SPOILT,
    ids=[f"{rule}-{at}" for at, (rule, _, _) in enumerate(SPOILT)],
)
def test_a_spoilt_element_is_found_where_it_stands(
    rule: str, where: str, spoil: Spoil
) -> None:
    document = make_document()
    spoil(document)

    assert (rule, where) in rules(document)


def test_a_quoted_law_may_use_words_that_a_guide_may_not() -> None:
    document = make_document()
    document["legal_basis"][0]["text"] = "其他有关部门应当出具有关材料。xxx"

    assert check_document(document) == []


def test_a_place_elsewhere_is_found_when_it_is_known_where_here_is() -> None:
    document = make_document()
    document["conditions"][0]["text"] = "到昌邑市窗口领过营业执照。"

    places = {one.rule for one in check_document(document, place="安澜市青渡县")}
    assert "text.other_place" in places
    assert "text.other_place" not in {one.rule for one in check_document(document)}


def test_every_message_says_what_to_do() -> None:
    verbs = ("请", "例如", "没有规定的填", "已去掉", "不可能做到", "不收费的", "{}")
    for rule, known in known_rules().items():
        assert known.severity in {"error", "warning"}, rule
        assert any(verb in known.message for verb in verbs), rule


def test_messages_are_set_as_the_standard_of_punctuation_says() -> None:
    """GB/T 15834: “”, not 「」; and no blank between words (工作日 的)."""
    for rule, known in known_rules().items():
        assert not re.search("[「」]", known.message), rule
        assert not re.search("[\u4e00-\u9fff] +[\u4e00-\u9fff]", known.message), rule
    document = make_document(
        statutory_limit={"value": 5, "unit": "working_day", "basis": "某法"},
        promised_limit={"value": 60, "unit": "working_day"},
    )
    said = "".join(one.message for one in check_document(document))
    assert "60 个工作日长于法定 5 个工作日" in said
    assert not re.search("工作日 +[\u4e00-\u9fff]", said)


def test_words_are_filled_in_even_when_they_hold_braces() -> None:
    assert "{x}" in found("basis.duplicate", "w", "{x}").message


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = sorted(make_document())
GUIDE_NAMES = [
    "item_name", "item_type", "level", "service_object", "case_kind", "conditions",
    "materials", "steps", "statutory_limit", "promised_limit", "processing_time",
    "special_procedures", "fees", "legal_basis", "result", "handling_modes", "visits",
    "place", "hours", "phone", "complaints", "region", "complete",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES), json_values, max_size=4))
def test_nothing_in_a_document_breaks_the_checks(changes: dict[str, Any]) -> None:
    check_document(make_document(**changes))


@given(st.dictionaries(st.sampled_from(GUIDE_NAMES), json_values, max_size=5))
def test_nothing_in_a_guide_breaks_the_checks_or_the_mapping(
    guide: dict[str, Any],
) -> None:
    check_guide(guide)
    check_document(map_guide(guide, org="MARKET"))


def test_a_merge_patch_merges_objects_replaces_lists_and_takes_away_with_null() -> None:
    before = {"a": {"x": 1, "y": 2}, "list": [1, 2], "gone": 1, "kept": 1}

    after, paths = merge_fragment(
        before, {"a": {"x": 9}, "list": [1], "gone": None, "new": {"z": None}}
    )

    assert after == {"a": {"x": 9, "y": 2}, "list": [1], "kept": 1, "new": {}}
    assert paths == ["a.x", "list[2]", "gone", "new"]


def test_materials_are_overlaid_dropped_and_added_by_position() -> None:
    before = {"materials": [{"key": "m1", "name": "一"}, {"key": "m2", "name": "二"}]}
    fragment = {
        "materials": [
            {"position": 2, "trust": "A"},
            {"position": 1, "drop": True},
            {"key": "m9", "name": "新"},
        ]
    }

    after, _ = merge_fragment(before, fragment)

    assert after["materials"] == [
        {"key": "m2", "name": "二", "trust": "A"},
        {"key": "m9", "name": "新"},
    ]


@given(json_values, json_values)
def test_paths_are_empty_only_for_the_same_text(one: Any, other: Any) -> None:
    assert (changed_paths(one, other) == []) == (one == other)
