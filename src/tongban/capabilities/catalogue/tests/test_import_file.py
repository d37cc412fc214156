"""A list becomes drafts: counted, refused row by row, merged with what officers did."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tongban.capabilities.catalogue.commands import (
    complete_draft,
    import_file,
)
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.queries import (
    count_items,
    export_items,
    get_draft,
    list_drafts,
    preview_file,
    totals_of,
)
from tongban.capabilities.catalogue.states import SUPERSEDED
from tongban.capabilities.catalogue.testing import (
    EFFECTIVE_ON,
    Office,
    publish_item,
)
from tongban.capabilities.catalogue.types import ImportOutcome, ImportResult
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen, make_staff
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed
from tongban.plumbing.access.actor import system
from tongban.plumbing.access.commands import reading
from tongban.plumbing.evidence.models import Leaf

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
HEADINGS = "实施主体,事项名称,实施编码,事项类型,承诺办结时限"
LOCAL = "511A0031100001-511602000000-000-11511301008778490F-1-0"


def take_in(office: Office, *rows: str, headings: str = HEADINGS) -> ImportResult:
    content = "\n".join([headings, *rows]).encode()
    return import_file(
        actor=office.drafter, content=content, name="清单.csv", org="MARKET", at=AT
    )


def outcomes(result: ImportResult) -> list[str]:
    return [one.outcome for one in result.outcomes]


def rules(one: ImportOutcome) -> set[str]:
    return {finding.rule for finding in one.findings}


def test_a_row_with_a_bad_code_is_a_draft_with_findings(office: Office) -> None:
    result = take_in(office, "外地某局,甲证,无,1,5", f"外地某局,乙证,{LOCAL}0,20,")

    assert outcomes(result) == ["imported", "imported"]
    assert {"code.wrong", "list.body_elsewhere", "condition.missing"} <= rules(
        result.outcomes[0]
    )
    assert "code.odd" in rules(result.outcomes[1])
    draft_id = result.outcomes[0].draft_id
    assert draft_id
    draft = get_draft(actor=office.drafter, draft_id=draft_id)
    assert draft.document["item_type"] == "01"
    assert draft.document["family"] == "administrative_power"
    assert draft.document["promised_limit"] == {"value": 5}
    assert draft.document["listed"] == {"department": "外地某局"}
    assert len(draft.findings) == len(result.outcomes[0].findings)


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    rows = [f"某局,第{at}证,{LOCAL}{at},1,5" for at in range(5)]

    first, second = take_in(office, *rows), take_in(office, *rows)

    assert outcomes(first) == ["imported"] * 5
    assert outcomes(second) == ["unchanged"] * 5
    assert [one.draft_id for one in second.outcomes] == [
        one.draft_id for one in first.outcomes
    ]
    assert len(list_drafts(actor=office.drafter)) == 5


def test_columns_in_another_order_and_encoding_change_nothing(office: Office) -> None:
    take_in(office, "某局,甲证,A-1,1,5")

    content = "事项类型,事项名称,实施主体,实施编码,承诺办结时限\n01,甲证,某局,A-1,5"
    again = import_file(
        actor=office.drafter,
        content=content.encode("gb18030"),
        name="x.csv",
        org="MARKET",
        at=AT,
    )

    assert outcomes(again) == ["unchanged"]


def test_every_row_is_accounted_for_and_the_rejected_say_why(office: Office) -> None:
    result = take_in(
        office,
        "某局,甲证,A-1,1,5",
        "某局,,A-2,1,5",
        f"某局,{'长' * 2001},A-3,1,5",
        "某局,乙\0证,A-4,1,5",
        "某局,丙证,A-5,1,5,多,了",
        "某局,甲证,A-1,1,5",
        "某局,甲证,A-1,7,5",
        "市卫生健康局,丁证,A-6,1,5",
    )

    counts = result.counts
    assert counts["read"] == 8
    assert counts["read"] == sum(
        counts[name] for name in ("imported", "unchanged", "changed", "rejected")
    )
    rejected = [row for row in result.report if row.outcome == "rejected"]
    assert [(row.line, row.findings[0].rule) for row in rejected] == [
        (3, "row.nameless"),
        (4, "row.long"),
        (5, "row.sign"),
        (6, "row.beyond"),
        (7, "row.repeated"),
        (8, "row.conflicts"),
    ]
    assert rejected[0].field == "item_name"
    assert all("请" in row.reason and row.text for row in rejected)
    assert rejected[4].reason.startswith("和第 2 行")


def test_one_code_for_several_items_and_one_name_with_several_codes(
    office: Office,
) -> None:
    rows = [
        "某局,甲证,A-1,1,5",
        "某局,乙证,A-1,1,5",
        "某局,丙证,B-1,1,5",
        "某局,丙证,B-2,1,5",
    ]

    first, second = take_in(office, *rows), take_in(office, *rows)

    assert outcomes(first) == ["imported"] * 4
    assert outcomes(second) == ["unchanged"] * 4
    assert all("list.code_shared" in rules(one) for one in first.outcomes[:2])
    assert all("list.name_shared" in rules(one) for one in first.outcomes[2:])


def test_rows_without_a_code_are_told_apart_by_name(office: Office) -> None:
    rows = ["某局,甲证,无,1,5", "某局,乙证,0000,1,5", "别局,甲证,,1,5"]

    assert outcomes(take_in(office, *rows)) == ["imported"] * 3
    assert outcomes(take_in(office, *reversed(rows))) == ["unchanged"] * 3


@pytest.mark.parametrize(
    ("row", "taken"),
    [
        ("某局,甲证,A-1,7,5", "item_type"),
        ("某局,甲证,A-1,1,3", "promised_limit.value"),
        ("某局,甲证（新办）,A-1,1,5", "name"),
    ],
)
def test_a_changed_row_keeps_what_an_officer_completed(
    office: Office, row: str, taken: str
) -> None:
    first = take_in(office, "某局,甲证,A-1,1,5").outcomes[0]
    assert first.draft_id
    fragment: dict[str, Any] = {
        "conditions": [{"key": "c1", "text": "年满 60 周岁。"}],
        "promised_limit": {"unit": "working_day"},
    }
    complete_draft(
        actor=office.drafter, draft_id=first.draft_id, fragment=fragment, at=AT
    )

    second = take_in(office, row).outcomes[0]

    assert second.outcome == "changed"
    assert second.draft_id
    assert second.draft_id != first.draft_id
    draft = get_draft(actor=office.drafter, draft_id=second.draft_id)
    assert draft.document["conditions"] == fragment["conditions"]
    assert draft.document["promised_limit"]["unit"] == "working_day"
    assert {mark.added_by for mark in draft.additions} == {"林晓"}
    assert "list.replaces" in rules(second)
    said = next(one for one in second.findings if one.rule == "list.replaces")
    assert taken in said.message
    assert outcomes(take_in(office, row)) == ["unchanged"]


def test_a_change_that_contradicts_an_officer_is_shown_and_not_taken(
    office: Office,
) -> None:
    first = take_in(office, "某局,甲证,A-1,1,5").outcomes[0]
    assert first.draft_id
    complete_draft(
        actor=office.drafter,
        draft_id=first.draft_id,
        fragment={"promised_limit": {"value": 2}},
        at=AT,
    )

    second = take_in(office, "某局,甲证,A-1,1,9").outcomes[0]

    assert second.outcome == "changed"
    assert second.draft_id
    draft = get_draft(actor=office.drafter, draft_id=second.draft_id)
    assert draft.document["promised_limit"]["value"] == 2
    conflict = next(one for one in second.findings if one.rule == "list.conflict")
    assert conflict.where == "promised_limit.value"
    assert "9" in conflict.message
    assert "2" in conflict.message


def test_a_changed_row_leaves_one_draft_and_the_earlier_one_rests(
    office: Office,
) -> None:
    first = take_in(office, "某局,甲证,A-1,1,5").outcomes[0].draft_id
    second = take_in(office, "某局,甲证,A-1,1,3").outcomes[0].draft_id
    assert first
    assert second

    assert [one.draft_id for one in list_drafts(actor=office.drafter)] == [second]
    rests = get_draft(actor=office.drafter, draft_id=first)
    assert (rests.stage, rests.superseded_by) == (SUPERSEDED, second)
    newer = get_draft(actor=office.drafter, draft_id=second)
    assert newer.drafted_by == office.drafter.person_id
    assert newer.revised_at == AT
    fragment = {"promised_limit": {"value": 2}}
    with pytest.raises(MoveRefused) as refused:
        complete_draft(actor=office.drafter, draft_id=first, fragment=fragment, at=AT)
    assert refused.value.rule == "a_superseded_draft_rests"
    third = take_in(office, "某局,甲证,A-1,1,5").outcomes[0]
    assert third.outcome == "changed"
    assert [one.draft_id for one in list_drafts(actor=office.drafter)] == [
        third.draft_id
    ]


def test_a_row_under_its_earlier_name_leads_to_no_draft_that_rests(
    office: Office,
) -> None:
    take_in(office, "某局,甲证,A-1,1,5")
    take_in(office, "某局,乙证,A-1,1,5")

    back = take_in(office, "某局,甲证,A-1,1,5").outcomes[0]

    assert back.outcome == "changed"
    assert [one.draft_id for one in list_drafts(actor=office.drafter)] == [
        back.draft_id
    ]


def test_a_document_under_another_name_and_code_is_still_known_by_its_words(
    office: Office,
) -> None:
    document = {"format": "tongban.item/1", "name": "甲", "org": "MARKET"}
    content = json.dumps(document | {"handling_code": "A-1"}).encode()
    asked: dict[str, Any] = {"content": content, "name": "x.json", "org": "MARKET"}
    asked["at"] = AT
    first = import_file(actor=office.drafter, **asked).outcomes[0].draft_id
    assert first
    fragment = {"name": "乙", "handling_code": "B-1"}
    complete_draft(actor=office.drafter, draft_id=first, fragment=fragment, at=AT)

    assert outcomes(import_file(actor=office.drafter, **asked)) == ["unchanged"]


def test_a_code_that_is_filled_in_later_belongs_to_the_same_item(
    office: Office,
) -> None:
    take_in(office, "某局,甲证,暂无,1,5")

    assert outcomes(take_in(office, "某局,甲证,A-1,1,5")) == ["changed"]


def test_two_rows_that_could_be_one_renamed_draft_are_neither(office: Office) -> None:
    take_in(office, "某局,甲证,A-1,1,5")

    assert outcomes(take_in(office, "某局,乙证,A-1,1,5", "某局,丙证,A-1,1,5")) == [
        "imported",
        "imported",
    ]


def test_a_row_goes_to_the_body_that_it_names(office: Office, city: TestCity) -> None:
    with reading(office.drafter):
        before = set(ItemDraft.objects.values_list("id", flat=True))
    result = take_in(office, "CIVIL,甲证,A-1,1,5")

    with reading(office.drafter):
        (draft,) = ItemDraft.objects.exclude(id__in=before)
    assert draft.body_id == city.civil
    assert draft.document["org"] == "CIVIL"
    assert "listed" not in draft.document
    assert "list.body_elsewhere" not in rules(result.outcomes[0])


def test_a_row_of_a_body_that_is_not_ones_own_is_rejected(city: TestCity) -> None:
    stranger = make_staff("catalogue_drafter", city.civil, name="外人", city=city.code)
    content = f"{HEADINGS}\nMARKET,甲证,A-1,1,5".encode()

    result = import_file(actor=stranger, content=content, name="x", at=AT)

    assert outcomes(result) == ["rejected"]
    assert rules(result.outcomes[0]) == {"row.not_yours"}


def test_a_preview_says_the_same_and_writes_nothing(office: Office) -> None:
    content = f"{HEADINGS}\n某局,甲证,A-1,1,5\n某局,,A-2,1,5".encode()
    seen: list[int] = []

    preview = preview_file(
        actor=office.drafter,
        content=content,
        name="x",
        org="MARKET",
        on_row=seen.append,
    )

    assert seen == [1, 2]
    assert list_drafts(actor=office.drafter) == []
    done = import_file(
        actor=office.drafter, content=content, name="x", org="MARKET", at=AT
    )
    assert preview.counts == done.counts
    assert preview.digest == done.digest


def test_a_file_leaves_one_leaf_with_its_digest_and_counts(office: Office) -> None:
    log = system("reading", city=office.drafter.city)
    with reading(log):
        before = Leaf.objects.count()

    result = take_in(office, *(f"某局,第{at}证,A-{at},1,5" for at in range(20)))

    with reading(log):
        assert Leaf.objects.count() == before + 1
        leaf = json.loads(Leaf.objects.order_by("-id")[0].body)
    assert leaf["action"] == "catalogue.list.imported"
    assert leaf["subject_id"] == result.digest
    assert leaf["facts"]["imported"] == 20
    assert len(leaf["facts"]["outcomes_digest"]) == 64


def test_an_import_takes_as_few_statements_for_many_rows_as_for_few(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(14):
        take_in(office, *(f"某局,第{at}证,A-{at},1,5" for at in range(90)))


def test_nothing_is_kept_of_a_file_that_is_refused(office: Office) -> None:
    with pytest.raises(Invalid):
        take_in(office, '某局,甲证,A-1,1,5\n"某局,乙证')

    assert list_drafts(actor=office.drafter) == []


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_what_is_exported_is_unchanged_when_it_comes_back(
    office: Office, city: TestCity, kind: str
) -> None:
    publish_item(city, office, name="=食品经营许可", quantity_limit="-无")
    publish_item(city, office, aliases=["甲；乙", "丙"])
    imported = take_in(
        office, "外地某局,甲证,A-1,1,5", "CIVIL,甲证,无,20,", "某局,丙证,,,3"
    )
    draft_id = imported.outcomes[0].draft_id
    assert draft_id
    complete_draft(
        actor=office.drafter, draft_id=draft_id, fragment={"name": "甲证二"}, at=AT
    )

    content, count = export_items(
        actor=office.drafter, name=f"x.{kind}", day=EFFECTIVE_ON, with_drafts=True
    )
    back = import_file(
        actor=office.drafter, content=content, name=f"x.{kind}", org="MARKET", at=AT
    )

    assert count == 5
    assert back.counts["unchanged"] == back.counts["read"] == 5


def test_an_exported_item_edited_elsewhere_is_a_changed_draft(
    office: Office, city: TestCity
) -> None:
    guide = publish_item(city, office, quantity_limit="一百个")
    content, _ = export_items(actor=office.drafter, name="x.csv", day=EFFECTIVE_ON)

    edited = content.replace("一百个".encode(), "两百个".encode())
    back = import_file(actor=office.drafter, content=edited, name="x.csv", at=AT)

    assert outcomes(back) == ["changed"]
    draft_id = back.outcomes[0].draft_id
    assert draft_id
    draft = get_draft(actor=office.drafter, draft_id=draft_id)
    assert draft.document["quantity_limit"] == "两百个"
    assert draft.document["handling_code"] == guide.handling_code
    assert len(draft.document["materials"]) == len(guide.materials)


def test_totals_add_up_by_department_and_family(office: Office, city: TestCity) -> None:
    publish_item(city, office)
    rows = [
        "甲局,一证,A-1,1,5",
        "甲局,二证,A-2,20,",
        "乙局,三证,A-3,10,",
        "乙局,四证,A-4,,",
    ]

    result = take_in(office, *rows)
    of_file = totals_of(result)
    of_city = count_items(actor=office.drafter, day=EFFECTIVE_ON, with_drafts=True)

    assert (of_file.total, of_file.administrative_power) == (4, 2)
    assert (of_file.public_service, of_file.untyped) == (1, 1)
    assert of_file.reconciles
    assert (of_city.published, of_city.drafts, of_city.total) == (1, 4, 5)
    assert of_city.plain == 1
    assert of_city.reconciles
    assert {one.name: one.total for one in of_city.departments}["甲局"] == 2
    published = count_items(actor=office.drafter, day=EFFECTIVE_ON)
    assert (published.total, published.drafts) == (1, 0)


def test_a_changed_draft_is_no_second_item(office: Office) -> None:
    take_in(office, "甲局,一证,A-1,1,5")
    take_in(office, "甲局,一证,A-1,1,3")

    totals = count_items(actor=office.drafter, day=EFFECTIVE_ON, with_drafts=True)

    assert totals.drafts == 1


def test_import_and_export_are_refused_without_a_posting(office: Office) -> None:
    content = f"{HEADINGS}\n某局,甲证,A-1,1,5".encode()
    for stranger in (office.publisher, make_citizen()):
        with pytest.raises(NotAllowed):
            import_file(actor=stranger, content=content, name="x", at=AT)
        with pytest.raises(NotAllowed):
            preview_file(actor=stranger, content=content, name="x")
        with pytest.raises(NotAllowed):
            export_items(actor=stranger, name="x.csv", day=EFFECTIVE_ON)


def test_an_unknown_body_to_answer_for_the_file_is_refused(office: Office) -> None:
    content = f"{HEADINGS}\n某局,甲证,A-1,1,5".encode()

    with pytest.raises(Invalid) as refused:
        import_file(actor=office.drafter, content=content, name="x", org="X", at=AT)

    assert "X" in refused.value.errors["org"]


def test_a_guide_of_another_place_is_never_laid_over_an_item_of_ours(
    office: Office, city: TestCity
) -> None:
    publish_item(city, office, name="高龄津贴")
    take_in(office, "MARKET,优待证,,20,")
    guides = [{"id": "x-1", "item_name": "高龄津贴"}, {"item_name": "优待证"}]

    result = import_file(
        actor=office.drafter,
        content=json.dumps(guides).encode(),
        name="x.json",
        org="MARKET",
        at=AT,
    )

    assert outcomes(result) == ["imported", "imported"]


def test_half_a_character_in_a_guide_is_told_and_no_crash(office: Office) -> None:
    content = b'[{"item_name": "\\ud800"}, {"item_name": "\\u0000x"}]'

    result = import_file(
        actor=office.drafter, content=content, name="x.json", org="MARKET", at=AT
    )

    assert outcomes(result) == ["rejected", "rejected"]
