"""Importing a published guide: mapped, found out, kept with its source, once only."""

import json
from pathlib import Path
from typing import Any

import pytest

from tongban.capabilities.catalogue.commands import (
    complete_draft,
    import_guide,
    import_guides,
)
from tongban.capabilities.catalogue.importing import map_guide
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.queries import get_draft, get_guide, list_drafts
from tongban.capabilities.catalogue.testing import (
    AT,
    make_document,
    make_office,
    publish_reviewed,
)
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import make_citizen
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).parents[5] / "sample"
ORG = "MARKET"
USCC = "116901006901006815"
WORDS: dict[str, Any] = {
    "item_name": "某证（标题未存，据附件）",
    "item_type": "行政确认（含备案）",
    "level": "县级、乡镇级",
    "service_object": ["个人", "企业法人", "自然人", "外星人"],
    "case_kind": "承诺件（承诺时限内办结）",
    "handling_modes": ["网上办理", "窗口办理（预约）", "飞鸽"],
    "materials": [
        {"name": "申请表", "copies": "一式三份", "required": True},
        {
            "name": "身份证",
            "original_or_copy": "原件及复印件",
            "copies": "2 张",
        },
        {"name": "照片", "required": "非必要", "source": "照相馆"},
        {"name": "设计图", "required": "搭建的需要"},
    ],
    "steps": [{"name": "受理", "days": 1}, {"name": "送达", "note": "2个小时"}],
    "statutory_limit": {"value": 20, "unit": "个工作日", "note": "第四十二条"},
    "promised_limit": {"note": "尽快"},
    "special_procedures": [{"name": "无"}, {"name": "听证", "days": 3}],
    "fees": [
        {"standard": "不收费"},
        {"standard": "每证 12.5 元", "basis": "某文"},
    ],
    "legal_basis": [{"title": "《某办法》（国发〔2020〕3号）", "article": "第三条"}],
    "place": "县政务服务中心3号窗口",
    "hours": "周一至周五",
    "phone": ["0699-6012345（大厅）"],
}


def guide(**changes: Any) -> dict[str, Any]:
    text = (SAMPLE / "guide-with-flaws.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found | changes


def completion() -> dict[str, Any]:
    text = (SAMPLE / "completion.json").read_text(encoding="utf-8")
    fragment: dict[str, Any] = json.loads(text)
    # The guide's own body is not in the city of the tests: another body, other codes.
    codes = {"implementation_code": f"{USCC}3{fragment['basic_code']}"}
    codes["handling_code"] = f"{codes['implementation_code']}01"
    return fragment | codes | {"org": ORG, "exercise_level": "3"}


def test_the_flaws_of_our_own_guide_are_found_where_they_stand() -> None:
    office = make_office(make_city())

    outcome = import_guide(actor=office.drafter, guide=guide(), org=ORG, at=AT)

    assert outcome.outcome == "imported"
    assert {
        ("material.open_ended", "materials[5]"),
        ("material.mixed", "materials[2]"),
        ("material.needs_situation", "materials[4]"),
        ("condition.is_material", "conditions[3]"),
        ("special.days_missing", "special_procedures[1]"),
        ("special.counts_missing", "special_procedures[1]"),
        ("step.sum_unclear", "steps"),
        ("limit.promised_equals", "promised_limit"),
        ("fee.contradicts_basis", "fees[1]"),
        ("basis.article_missing", "legal_basis[1]"),
        ("phone.no_area_code", "phone"),
        ("place.missing", "place"),
        ("hours.missing", "hours"),
        ("complaint.missing", "complaints"),
    } <= {(one.rule, one.where) for one in outcome.findings}


def test_what_the_collector_noted_about_a_guide_is_not_read() -> None:
    office = make_office(make_city())
    bare = {
        name: value
        for name, value in guide().items()
        if name not in {"raw_flaws", "missing", "curator"}
    }

    with_notes = import_guide(actor=office.drafter, guide=guide(), org=ORG, at=AT)
    without = import_guide(actor=office.drafter, guide=bare, org=ORG, at=AT)

    assert with_notes.findings == without.findings


def test_the_source_is_kept_as_it_was() -> None:
    office = make_office(make_city())
    outcome = import_guide(actor=office.drafter, guide=guide(), org=ORG, at=AT)

    assert outcome.draft_id
    with reading(office.drafter):
        draft = ItemDraft.objects.get(pk=outcome.draft_id)
    assert draft.source_document == guide()
    assert draft.source_name == "sample-qingdu-linshi-zhanyong"


def test_the_way_from_a_flawed_guide_to_a_publication() -> None:
    office = make_office(make_city())
    outcome = import_guide(actor=office.drafter, guide=guide(), org=ORG, at=AT)
    assert outcome.draft_id

    draft = complete_draft(
        actor=office.drafter, draft_id=outcome.draft_id, fragment=completion(), at=AT
    )
    version_id = publish_reviewed(office, outcome.draft_id)

    # The keepers of the catalogue took them in before it was handed in.
    errors = {one.rule for one in draft.findings if one.severity == "error"}
    assert errors == {"material.outside_catalogue"}
    assert len(draft.additions) > 50
    published = get_guide(actor=office.publisher, version_id=version_id)
    assert published.name == "临时占用街边场地审批"
    assert "其他相关材料" not in {row.name for row in published.materials}


def test_a_file_is_counted_and_the_same_file_changes_nothing() -> None:
    office = make_office(make_city())
    file = [guide(), guide(id="second"), {"a": 1}, None, make_document()]

    def outcomes() -> list[str]:
        found = import_guides(actor=office.drafter, guides=file, org=ORG, at=AT)
        return [one.outcome for one in found]

    assert outcomes() == ["imported", "imported", "rejected", "rejected", "imported"]
    assert outcomes() == ["unchanged", "unchanged", "rejected", "rejected", "unchanged"]
    assert len(list_drafts(actor=office.drafter)) == 3


def test_a_changed_guide_is_another_draft_beside_the_first() -> None:
    office = make_office(make_city())
    first = import_guide(actor=office.drafter, guide=guide(), org=ORG, at=AT)

    second = import_guide(
        actor=office.drafter, guide=guide(hours="9:00"), org=ORG, at=AT
    )

    assert second.outcome == "changed"
    assert first.draft_id
    get_draft(actor=office.drafter, draft_id=first.draft_id)


def test_an_unknown_body_is_rejected() -> None:
    office = make_office(make_city())

    outcome = import_guide(actor=office.drafter, guide=guide(), org="X", at=AT)

    assert outcome.outcome == "rejected"
    assert [one.rule for one in outcome.findings] == ["body.missing"]


def test_import_guide_is_refused_to_a_publisher_and_to_citizens() -> None:
    office = make_office(make_city())
    for stranger in (office.publisher, make_citizen()):
        with pytest.raises(NotAllowed):
            import_guide(actor=stranger, guide=guide(), org=ORG, at=AT)


def test_import_guides_is_refused_to_a_publisher_and_to_citizens() -> None:
    office = make_office(make_city())
    for stranger in (office.publisher, make_citizen()):
        with pytest.raises(NotAllowed):
            import_guides(actor=stranger, guides=[], org=ORG, at=AT)


def test_words_of_a_guide_become_values_and_silence_stays_empty() -> None:
    document = map_guide(WORDS, org=ORG)

    assert document["name"] == "某证"
    assert (document["item_type"], document["family"]) == ("07", "administrative_power")
    assert document["exercise_level"] == "4"
    assert document["served_objects"] == ["natural_person", "enterprise"]
    assert document["case_kind"] == "promised"
    assert document["handling_modes"] == ["web", "window"]
    materials = document["materials"]
    assert [row["copies"] for row in materials] == [3, 2, None, None]
    assert [row["necessity"] for row in materials] == [
        "required",
        "",
        "optional",
        "required",
    ]
    assert [row["material_kind"] for row in materials] == [
        "form",
        "proof",
        "proof",
        "other",
    ]
    assert (materials[2]["source"], materials[2]["source_note"]) == ("99", "照相馆")
    assert [step["limit"] for step in document["steps"]] == [
        {"value": 1, "unit": "working_day"},
        {"value": 2, "unit": "hour"},
    ]
    assert document["statutory_limit"]["basis"] == "第四十二条"
    assert document["promised_limit"] == {}
    assert [step["name"] for step in document["special_steps"]] == ["听证"]
    assert [fee["amount_fen"] for fee in document["fees"]] == [1250]
    assert document["legal_basis"][0]["title"] == "某办法"
    assert document["legal_basis"][0]["document_number"] == "〔2020〕3号"
    assert document["place"][0]["name"] == "县政务服务中心"
    assert document["place"][0]["hours"] == "周一至周五"
    assert document["consult_phones"] == ["0699-6012345"]
    assert document["handling_code"] == ""
