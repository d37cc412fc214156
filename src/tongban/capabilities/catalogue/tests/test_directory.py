"""Entries, claims, what may differ, and a change above that reaches every implementation."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from tongban.capabilities.catalogue.commands import (
    claim_entry,
    hand_in_draft,
    publish_draft,
    publish_entry,
    save_draft,
    take_over_proposal,
)
from tongban.capabilities.catalogue.directory.slots import elements_of, usual_schema
from tongban.capabilities.catalogue.models import DirectoryProposal
from tongban.capabilities.catalogue.queries import (
    find_proposal,
    get_draft,
    get_entry,
    list_entries,
    list_proposals,
    total_directory,
)
from tongban.capabilities.catalogue.testing import (
    AT,
    ENTRY_CODE,
    LAW,
    ORG_USCC,
    Office,
    entry_document,
    implement_entry,
    pass_reviews,
    publish_reviewed,
    publish_test_entry,
)
from tongban.capabilities.catalogue.types import Basis
from tongban.capabilities.orgs.testing import TestCity
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)


def drift(office: Office, day: date = DAY) -> int:
    return total_directory(actor=office.publisher, day=day).counts.drift


def test_an_entry_is_found_with_what_implements_it(
    office: Office, city: TestCity
) -> None:
    publish_test_entry(office)
    implement_entry(office, city, "MARKET")
    implement_entry(office, city, "CIVIL", cross_region="全省")

    [card] = list_entries(actor=office.drafter, day=DAY)
    assert (card.basic_code, card.number, card.claims) == (ENTRY_CODE, 1, 2)
    assert (card.counts.implementations, card.counts.drift) == (2, 0)
    detail = get_entry(actor=office.drafter, basic_code=ENTRY_CODE, day=DAY)
    by_code = {one.handling_code[:18]: one for one in detail.implementations}
    assert by_code[ORG_USCC["MARKET"]].differing == ()
    assert by_code[ORG_USCC["CIVIL"]].differing == ("cross_region",)
    assert by_code[ORG_USCC["CIVIL"]].said["cross_region"] == "全省"
    stated = by_code[ORG_USCC["CIVIL"]].stated
    assert card.counts.uniformity == (2 * stated - 1) / (2 * stated)


def test_a_change_above_reaches_every_implementation_and_drift_is_none_again(
    office: Office, city: TestCity
) -> None:
    publish_test_entry(office)
    implement_entry(office, city, "MARKET")
    implement_entry(office, city, "CIVIL")
    assert drift(office) == 0

    done = publish_test_entry(office, day=date(2026, 11, 20), name="食品经营许可（新）")

    assert (done.number, done.proposals, done.conforming) == (2, 2, 0)
    assert drift(office) == 2
    assert drift(office, date(2026, 11, 19)) == 0
    proposals = list_proposals(actor=office.drafter)
    assert [one.labels for one in proposals] == [("事项名称",), ("事项名称",)]
    for one in proposals:
        draft_id = take_over_proposal(
            actor=office.drafter, proposal_id=one.proposal_id, at=AT
        )
        draft = get_draft(actor=office.drafter, draft_id=draft_id)
        assert draft.document["name"] == "食品经营许可（新）"
        pass_reviews(office, draft_id)
        publish_draft(
            actor=office.publisher, draft_id=draft_id, effective_on=DAY, at=AT
        )
    assert drift(office) == 0
    assert list_proposals(actor=office.drafter) == []


def test_what_says_so_already_rests_on_the_new_version_at_once(
    office: Office, city: TestCity
) -> None:
    publish_test_entry(office)
    implement_entry(office, city, "MARKET", visits=0)
    done = publish_test_entry(office, day=date(2026, 11, 20), visits=1)

    assert (done.proposals, done.conforming) == (0, 1)
    assert drift(office) == 0


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"name": "食品经营许可证核发"}, "name"),
        ({"statutory_limit": {"value": 30, "unit": "working_day"}}, "statutory_limit"),
        ({"promised_limit": {"value": 6, "unit": "working_day"}}, "promised_limit"),
        ({"served_objects": ["enterprise"]}, "served_objects"),
        ({"conditions": [{"key": "c1", "text": "另加的条件。"}]}, "conditions"),
        ({"quantity_limit": "每条街三家"}, "quantity_limit"),
    ],
)
def test_a_uniform_element_changed_locally_is_not_handed_in(
    office: Office, city: TestCity, changes: dict[str, Any], where: str
) -> None:
    publish_test_entry(office)
    claim_entry(actor=office.drafter, basic_code=ENTRY_CODE, body_id=city.market, at=AT)
    limit = changes.get("statutory_limit")
    if limit:
        changes = {"statutory_limit": limit | {"basis": "《行政许可法》第四十二条"}}
    draft = save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=entry_document("MARKET", **changes),
        at=AT,
    )

    with pytest.raises(Invalid, match="统一要素") as refused:
        hand_in_draft(actor=office.drafter, draft_id=draft.draft_id, at=AT)
    assert list(refused.value.errors) == [where]


@pytest.mark.parametrize(
    "changes",
    [
        {"promised_limit": {"value": 5, "unit": "working_day"}},
        {"consult_phones": ["0699-6019999"]},
        {"handling_modes": ["window", "web", "mobile"]},
        {"cross_region": "全省"},
    ],
)
def test_what_is_local_or_better_for_people_is_published(
    office: Office, city: TestCity, changes: dict[str, Any]
) -> None:
    publish_test_entry(office, promised_limit={"value": 12, "unit": "natural_day"})
    implement_entry(office, city, "MARKET", **changes)

    assert drift(office) == 0


def test_one_material_less_is_allowed_one_more_is_not(
    office: Office, city: TestCity
) -> None:
    publish_test_entry(office)
    materials = deepcopy(entry_document("MARKET")["materials"])
    implement_entry(office, city, "MARKET", materials=materials[:2])

    more = [
        *materials,
        materials[2]
        | {"key": "m9", "catalogue_code": "AL-M-0099", "name": "无犯罪记录证明"},
    ]
    with pytest.raises(Invalid, match="申请材料"):
        implement_entry(office, city, "CIVIL", materials=more)


def test_nothing_is_implemented_that_its_body_has_not_claimed(
    office: Office, city: TestCity
) -> None:
    publish_test_entry(office)
    draft = save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=entry_document("MARKET"),
        at=AT,
    )
    with pytest.raises(Refusal) as refused:
        publish_reviewed(office, draft.draft_id)
    assert refused.value.rule == "implemented_only_when_claimed"


def test_the_database_refuses_what_departs_even_if_nobody_asked_before(
    office: Office, city: TestCity
) -> None:
    """Handed in and passed before the directory said otherwise: publication is refused."""
    publish_test_entry(office)
    claim_entry(actor=office.drafter, basic_code=ENTRY_CODE, body_id=city.market, at=AT)
    draft = save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=entry_document("MARKET"),
        at=AT,
    )
    pass_reviews(office, draft.draft_id)
    publish_test_entry(office, day=date(2026, 11, 20), name="食品经营许可（新）")

    with pytest.raises(Refusal) as refused:
        publish_draft(
            actor=office.publisher, draft_id=draft.draft_id, effective_on=DAY, at=AT
        )
    assert refused.value.rule == "only_local_elements_differ"


def test_a_draft_under_way_is_written_on_only_where_the_directory_speaks(
    office: Office, city: TestCity
) -> None:
    publish_test_entry(office)
    implement_entry(office, city, "MARKET")
    typed = entry_document("MARKET", name="我正在写的名称", consult_phones=["0699-1"])
    running = save_draft(
        actor=office.drafter, body_id=city.market, document=typed, at=AT
    )
    publish_test_entry(office, day=date(2026, 11, 20), name="食品经营许可（新）")

    untouched = get_draft(actor=office.drafter, draft_id=running.draft_id)
    assert untouched.document == typed
    proposal = find_proposal(actor=office.drafter, handling_code=typed["handling_code"])
    assert proposal is not None
    assert proposal.running_draft == running.draft_id

    draft_id = take_over_proposal(
        actor=office.drafter, proposal_id=proposal.proposal_id, at=AT
    )
    assert draft_id == running.draft_id
    draft = get_draft(actor=office.drafter, draft_id=draft_id)
    assert draft.document == typed | {"name": "食品经营许可（新）"}
    with reading(office.drafter):
        kept = DirectoryProposal.objects.get(pk=proposal.proposal_id)
        assert kept.replaced == {"name": "我正在写的名称"}
    with pytest.raises(MoveRefused, match="已经采用过"):
        take_over_proposal(
            actor=office.drafter, proposal_id=proposal.proposal_id, at=AT
        )


def test_rows_that_the_directory_adds_come_whole_and_own_details_stay(
    office: Office, city: TestCity
) -> None:
    publish_test_entry(office)
    implement_entry(office, city, "MARKET")
    entry = entry_document("MARKET")
    steps = deepcopy(entry["steps"])
    steps.insert(3, steps[0] | {"key": "p1", "name": "审核"})
    publish_test_entry(office, day=date(2026, 11, 20), steps=steps)
    [proposal] = list_proposals(actor=office.drafter)

    draft_id = take_over_proposal(
        actor=office.drafter, proposal_id=proposal.proposal_id, at=AT
    )

    document = get_draft(actor=office.drafter, draft_id=draft_id).document
    assert [row["name"] for row in document["steps"]] == [
        *("收件", "受理", "审查", "审核", "决定", "送达")
    ]
    keys = [row["key"] for row in document["steps"]]
    assert keys[:3] == ["p1", "p2", "p3"]
    assert len(set(keys)) == len(keys)
    draft = get_draft(actor=office.drafter, draft_id=draft_id)
    assert [one for one in draft.findings if one.severity == "error"] == []
    hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)


@pytest.mark.parametrize("rank", ["department", ""])
def test_a_departments_own_document_is_no_basis(office: Office, rank: str) -> None:
    with pytest.raises(Refusal) as refused:
        publish_entry(
            actor=office.publisher,
            basic_code=ENTRY_CODE,
            level="city",
            levels=["3"],
            elements=elements_of(entry_document("MARKET"), usual_schema()),
            basis=Basis("市局内部通知", "安市监〔2026〕9号", rank),
            effective_on=DAY,
            at=AT,
        )
    assert refused.value.rule == "the_directory_changes_on_law"


def test_only_the_catalogue_office_changes_the_directory(office: Office) -> None:
    with pytest.raises(NotAllowed):
        publish_entry(
            actor=office.drafter,
            basic_code=ENTRY_CODE,
            level="city",
            levels=["3"],
            elements={"name": "x", "item_type": "01"},
            basis=LAW,
            effective_on=DAY,
            at=AT,
        )


def test_a_claim_is_of_a_level_that_the_entry_names(
    office: Office, city: TestCity
) -> None:
    publish_entry(
        actor=office.publisher,
        basic_code=ENTRY_CODE,
        level="national",
        levels=["4"],
        elements=elements_of(entry_document("MARKET"), usual_schema()),
        basis=LAW,
        effective_on=DAY,
        at=AT,
    )
    with pytest.raises(Refusal) as refused:
        claim_entry(
            actor=office.drafter, basic_code=ENTRY_CODE, body_id=city.market, at=AT
        )
    assert refused.value.rule == "claimed_at_a_level_of_the_entry"
    with pytest.raises(NotFound):
        claim_entry(actor=office.drafter, basic_code="9", body_id=city.market, at=AT)


def test_a_second_claim_is_the_first(office: Office, city: TestCity) -> None:
    publish_test_entry(office)
    claims = {
        claim_entry(
            actor=office.drafter, basic_code=ENTRY_CODE, body_id=city.market, at=AT
        )
        for _ in range(2)
    }
    assert len(claims) == 1
