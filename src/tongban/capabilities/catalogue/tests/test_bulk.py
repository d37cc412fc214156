"""Bulk changes: said once, seen old beside new, reviewed and published item by item."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tongban.capabilities.catalogue.commands import (
    batching,
    make_bulk_change,
    save_draft,
)
from tongban.capabilities.catalogue.elements.bulk import (
    KINDS,
    Change,
    apply,
    change_of,
    words_of,
)
from tongban.capabilities.catalogue.queries import (
    get_bulk_change,
    get_guide,
    list_bulk_changes,
    list_versions_of_code,
    preview_bulk_change,
)
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    make_document,
    publish_item,
)
from tongban.capabilities.catalogue.tests.typing_in import browser, text_of
from tongban.capabilities.catalogue.types.batches import Batch, Chosen, Outcome
from tongban.capabilities.orgs.testing import TestCity
from tongban.ground.refusals import Invalid, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor

OLD, NEW = "0699-6012345", "0699-6055555"
PHONE = Change("consult_phone", {"before": OLD, "after": NEW})
DAY = AT.date()
LATER = date(2026, 11, 20)

# ---- what a change makes of a document


@pytest.mark.parametrize(
    ("kind", "said", "path"),
    [
        ("place_phone", {"before": OLD, "after": NEW}, ("place", 0, "phone")),
        ("consult_phone", {"before": OLD, "after": NEW}, ("consult_phones", 0)),
        (
            "material_name",
            {"code": "AL-M-0003", "after": NEW},
            ("materials", 1, "name"),
        ),
        (
            "material_standard",
            {"code": "AL-M-0003", "after": NEW},
            ("materials", 1, "acceptance_standard"),
        ),
    ],
)
def test_a_change_touches_its_place_and_nothing_else(
    kind: str, said: dict[str, str], path: tuple[Any, ...]
) -> None:
    document = make_document()
    changed: Any = apply(Change(kind, said), document)
    at: Any = changed
    for step in path[:-1]:
        at = at[step]
    assert at[path[-1]] == NEW
    kept: Any = document
    for step in path[:-1]:
        kept = kept[step]
    at[path[-1]] = kept[path[-1]]
    assert changed == document


def test_a_shorter_promise_takes_its_step_and_its_plain_words_along() -> None:
    document = make_document()
    changed = apply(
        Change("promised_limit", {"value": "3", "unit": "working_day"}), document
    )
    assert changed is not None
    assert changed["promised_limit"] == {"value": 3, "unit": "working_day"}
    assert [row["limit"]["value"] for row in changed["steps"]] == [0, 1, 1, 1, 0]
    assert changed["plain"]["how_long"] == "受理后 3 个工作日内办好。"


def test_a_repealed_basis_is_replaced_and_its_rows_stay_apart() -> None:
    new = {
        "title": "新法",
        "article": "第一条",
        "authority": "甲",
        "in_force_on": "2026-01-01",
    }
    said = {
        "before": "《中华人民共和国食品安全法》",
        "document_number": "",
        "text": "",
    } | new
    changed = apply(Change("legal_basis", said), make_document())
    assert changed is not None
    assert changed["legal_basis"][0] | new == changed["legal_basis"][0]


def test_what_does_not_stand_in_a_document_leaves_it_alone() -> None:
    document = make_document()
    assert (
        apply(Change("consult_phone", {"before": "1", "after": "2"}), document) is None
    )
    modes = document["handling_modes"]
    assert (
        apply(Change("handling_mode", {"do": "add", "mode": modes[0]}), document)
        is None
    )
    removed = apply(
        Change("handling_mode", {"do": "remove", "mode": modes[0]}), document
    )
    assert removed is not None
    assert removed["handling_modes"] == modes[1:]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_is_missing_is_named_with_an_example(kind: str) -> None:
    with pytest.raises(Invalid) as refused:
        change_of(kind, {})
    wanted = {one.name for one in KINDS[kind][1] if not one.optional}
    assert set(refused.value.errors) == wanted
    assert all("例如" in said for said in refused.value.errors.values())


def test_only_known_changes_are_made() -> None:
    for kind, said in (
        ("whatever", {}),
        ("promised_limit", {"value": "3", "unit": "x"}),
    ):
        with pytest.raises(Invalid):
            change_of(kind, said)
    with pytest.raises(Invalid) as refused:
        change_of("promised_limit", {"value": "-1", "unit": "working_day"})
    assert "例如" in refused.value.errors["value"]
    assert words_of(PHONE) == f"咨询电话：原来的电话“{OLD}”，改成“{NEW}”"


# ---- a batch on its way


@pytest.fixture
def codes(city: TestCity, office: Office) -> list[str]:
    """Two items with the old phone, and one with another."""
    listed = [publish_item(city, office).handling_code for _number in range(2)]
    publish_item(city, office, consult_phones=["12345"])
    return sorted(listed)


def make(office: Office, codes: list[str], reason: str = "大厅换了电话。") -> UUID:
    return make_bulk_change(
        actor=office.drafter, codes=codes, change=PHONE, reason=reason, at=AT
    )


def batch_of(office: Office, batch_id: UUID) -> Batch:
    return get_bulk_change(actor=office.publisher, batch_id=batch_id)


def review_all(office: Office, batch_id: UUID, stage: str) -> list[Outcome]:
    return review_by(office.reviewers[stage], office, batch_id)


def review_by(actor: Actor, office: Office, batch_id: UUID) -> list[Outcome]:
    seen = {one.draft_id: one.digest for one in batch_of(office, batch_id).drafts}
    return batching.review_batch(
        actor=actor,
        batch_id=batch_id,
        outcome="passed",
        opinion="",
        seen=seen,
        at=AT,
    )


def test_a_preview_shows_old_and_new_and_writes_nothing(
    office: Office, codes: list[str]
) -> None:
    shown = preview_bulk_change(
        actor=office.drafter, chosen=Chosen(), change=PHONE, day=DAY
    )
    assert sorted(one.handling_code for one in shown.rows) == codes
    assert shown.untouched == 1
    (one,) = shown.rows[0].changes
    assert (one.was, one.becomes) == (OLD, NEW)
    assert shown.rows[0].errors == ()
    assert list_bulk_changes(actor=office.drafter) == []
    firms = Chosen(theme="firm:010", item_type="05")
    none = preview_bulk_change(
        actor=office.drafter, chosen=firms, change=PHONE, day=DAY
    )
    assert none.rows == ()


def test_a_batch_is_reviewed_and_published_item_by_item(
    office: Office, codes: list[str]
) -> None:
    batch_id = make(office, codes)
    handed = batching.hand_in_batch(actor=office.drafter, batch_id=batch_id, at=AT)
    assert [one.refusal for one in handed] == ["", ""]
    for stage in office.reviewers:
        assert len(review_all(office, batch_id, stage)) == 2
    done = batching.publish_batch(
        actor=office.publisher, batch_id=batch_id, effective_on=LATER, at=AT
    )
    assert [one.refusal for one in done] == ["", ""]
    for code in codes:
        newest = list_versions_of_code(actor=office.drafter, handling_code=code)[0]
        guide = get_guide(actor=office.drafter, version_id=newest.version_id)
        assert (newest.number, guide.elements["consult_phones"]) == (2, [NEW])
    # Each item has reviews of its own, by each of the three.
    for draft in batch_of(office, batch_id).drafts:
        assert [one.stage for one in draft.reviews] == list(office.reviewers)


def test_a_refused_item_stays_out_and_the_rest_goes_on(
    office: Office, city: TestCity, codes: list[str]
) -> None:
    batch_id = make(office, codes)
    spoilt = batch_of(office, batch_id).drafts[0]
    save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=spoilt.document | {"conditions": []},
        at=AT,
        draft_id=spoilt.draft_id,
    )
    handed = batching.hand_in_batch(actor=office.drafter, batch_id=batch_id, at=AT)
    refused = {one.draft_id: one.refusal for one in handed if one.refusal}
    assert set(refused) == {spoilt.draft_id}
    assert "不能送审" in refused[spoilt.draft_id]
    assert len(review_all(office, batch_id, "first_review")) == 1


def test_a_text_that_changed_since_it_was_seen_is_not_reviewed(
    office: Office, codes: list[str]
) -> None:
    batch_id = make(office, codes)
    batching.hand_in_batch(actor=office.drafter, batch_id=batch_id, at=AT)
    drafts = batch_of(office, batch_id).drafts
    outcomes = batching.review_batch(
        actor=office.first_reviewer,
        batch_id=batch_id,
        outcome="passed",
        opinion="",
        seen={drafts[0].draft_id: "another", drafts[1].draft_id: drafts[1].digest},
        at=AT,
    )
    assert sorted(bool(one.refusal) for one in outcomes) == [False, True]


def test_who_has_no_part_in_a_step_is_refused_and_not_told_that_nothing_waits(
    office: Office, codes: list[str]
) -> None:
    batch_id = make(office, codes)
    with pytest.raises(NotAllowed):
        batching.hand_in_batch(actor=office.publisher, batch_id=batch_id, at=AT)
    with pytest.raises(NotAllowed):
        review_by(office.drafter, office, batch_id)
    with pytest.raises(NotAllowed):
        batching.publish_batch(
            actor=office.lawyer, batch_id=batch_id, effective_on=LATER, at=AT
        )
    # Whose part it is may come when nothing waits.
    assert review_by(office.lawyer, office, batch_id) == []


def test_all_or_nothing_is_drafted(office: Office, codes: list[str]) -> None:
    for wrong, name in (([*codes, "nowhere"], "codes"), ([], "codes")):
        with pytest.raises(Invalid) as refused:
            make(office, wrong)
        assert name in refused.value.errors
    with pytest.raises(Invalid) as unsaid:
        make(office, codes, reason=" ")
    assert "例如" in unsaid.value.errors["reason"]
    with pytest.raises(NotAllowed):
        make_bulk_change(
            actor=office.publisher, codes=codes, change=PHONE, reason="x", at=AT
        )
    assert list_bulk_changes(actor=office.drafter) == []
    with pytest.raises(NotFound):
        get_bulk_change(actor=office.drafter, batch_id=UUID(int=1))


def test_the_pages_lead_from_a_phone_to_a_published_batch(
    office: Office, codes: list[str]
) -> None:
    client = browser(office.drafter)
    said = {"kind": "consult_phone", "before": OLD, "after": NEW}
    page = client.post("/desk/items/bulk", {"kind": "consult_phone", "do": "kind"})
    assert "原来的电话" in text_of(page)
    page = client.post("/desk/items/bulk", said | {"do": "preview"})
    assert [row["is_chosen"] for row in page.context["rows"]] == [True, True]
    assert NEW in text_of(page)
    unsaid = client.post("/desk/items/bulk", said | {"do": "make", "codes": codes})
    assert unsaid.status_code == 422
    # What was ticked and typed comes back with the error.
    assert [row["is_chosen"] for row in unsaid.context["rows"]] == [True, True]
    whole = said | {"do": "make", "codes": codes, "reason": "换了电话"}
    made = client.post("/desk/items/bulk", whole)
    url = made.headers["Location"]
    assert "2 个还没有送审" in text_of(client.get(url))
    assert "2 个事项已经往前走了一步" in text_of(client.post(url, {"do": "hand_in"}))
    for actor in office.reviewers.values():
        reviewer = browser(actor)
        seen = [row["seen"] for row in reviewer.get(url).context["rows"]]
        posted = {"do": "passed", "seen": [*seen, "damaged"], "opinion": ""}
        assert "2 个事项已经往前走了一步" in text_of(reviewer.post(url, posted))
    publisher = browser(office.publisher)
    day = {
        "effective_on-year": "2030",
        "effective_on-month": "1",
        "effective_on-day": "5",
    }
    answer = text_of(publisher.post(url, day | {"do": "publish"}))
    assert "2 个事项已经往前走了一步" in answer
    assert "换了电话" in text_of(client.get("/desk/items/bulk"))
