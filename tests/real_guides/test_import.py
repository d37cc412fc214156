"""Guides that were really published: what is found in them, and the way to a publication.

They are third-party text and lie beside the project; without them there is nothing to test.
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.checking.guide import check_guide
from tongban.capabilities.catalogue.commands import (
    complete_draft,
    hand_in_draft,
    import_guide,
)
from tongban.capabilities.catalogue.importing import map_guide
from tongban.capabilities.catalogue.queries import get_guide, search_items
from tongban.capabilities.catalogue.testing import Office, publish_reviewed
from tongban.capabilities.people.queries import find_account, get_actor
from tongban.faces.cli.main import make_app
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, anonymous

GUIDES = Path(__file__).parents[3] / "shared" / "data" / "real_guides"
COMPLETIONS = Path(__file__).parent / "completions"
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)

pytestmark = pytest.mark.skipif(
    not GUIDES.is_dir(), reason="no published guides beside the project"
)

# The rule and the numbers of the guides in which it is found, from reading them all.
FOUND = {
    "material.open_ended": "04 05 06 15 22 23 26 30 33 36",
    "material.vague": "01 05 06 16 19 24",
    "material.mixed": "04 15 16 24 25 27",
    "material.own_product": "04",
    "material.abolished": "09 25",
    "material.needs_situation": "07 09 11 15 18 21 25 28 36",
    "condition.is_material": "02 05",
    "condition.vague": "03 17 18 25",
    "name.merged": "03 15 33",
    "text.placeholder": "13",
    "text.other_place": "11",
    "limit.undivided": "05 17 23 27 30",
    "limit.words_only": "16 21 22 25 33 34",
    "limit.promised_equals": "09 15 19 36",
    "limit.promised_over": "",
    "limit.unit_missing": "37",
    "limit.unit_unclear": "15 30 33",
    "limit.is_window": "20",
    "step.sum_over": "33 37",
    "step.sum_under": "28 29 30",
    "step.sum_unclear": "17",
    "special.not_listed": "06 08 10 18 19",
    "special.days_missing": "02 08 15 17 33 36",
    "fee.missing": "04 11 19 20 21 25 26 28 31 32 36",
    "fee.basis_not_a_basis": "03 06 15",
    "fee.contradicts_basis": "24",
    "basis.missing": "03 15 20 21 25 28 31 35",
    "basis.article_missing": "05 07 08 09 10 11 16 17 18 19 23 26 27 36",
    "visits.contradiction": "12 29 35",
    "phone.no_area_code": "04 11 15 17 18",
    "result.none": "34 37",
    "instant.long_statute": "14 34",
    "type.unknown": "04",
}

# What is seen only in the item document that a guide becomes.
FOUND_AS_A_DOCUMENT = {
    "wording.vague": "01 22 23",
    "special.basis_missing": "02 08 15 16 17 33 36",
    "result.delivery_missing": "08 25 35 36",
    "visits.reason_missing": "14",
    "basis.repealed": "",
    "material.asked_twice": "",
    "material.not_their_paper": "",
    "phone.wrong": "",
}


def read(number: str) -> dict[str, Any]:
    path = next(GUIDES.glob(f"{number}-*.json"))
    guide: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return guide


def read_completion(number: str) -> dict[str, Any]:
    path = COMPLETIONS / f"{number}.json"
    fragment: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return fragment


def pairs(number: str) -> set[tuple[str, str]]:
    return {(one.rule, one.where) for one in check_guide(read(number))}


@pytest.mark.parametrize("rule", FOUND)
def test_a_rule_finds_the_guides_that_break_it_and_no_other(rule: str) -> None:
    found = set()
    for path in sorted(GUIDES.glob("[0-9]*.json")):
        guide = json.loads(path.read_text(encoding="utf-8"))
        if any(finding.rule == rule for finding in check_guide(guide)):
            found.add(path.name[:2])

    assert found == set(FOUND[rule].split())


@pytest.mark.parametrize("rule", FOUND_AS_A_DOCUMENT)
def test_a_rule_finds_the_documents_that_break_it_and_no_other(rule: str) -> None:
    found = set()
    for path in sorted(GUIDES.glob("[0-9]*.json")):
        guide = json.loads(path.read_text(encoding="utf-8"))
        document = map_guide(guide, org="AL-MARKET")
        if any(finding.rule == rule for finding in check_document(document)):
            found.add(path.name[:2])

    assert found == set(FOUND_AS_A_DOCUMENT[rule].split())


@pytest.mark.parametrize(
    ("number", "there", "not_there"),
    [
        (
            "03",
            {
                ("name.merged", "item_name"),
                ("condition.vague", "conditions[1]"),
                ("condition.note", "conditions[5]"),
                ("material.source_missing", "materials[1,2,3,4]"),
                ("step.limit_missing", "steps[1,2,3]"),
                ("basis.missing", "legal_basis"),
            },
            {"complaint.missing", "limit.promised_equals"},
        ),
        (
            "09",
            {
                ("name.uncertain", "item_name"),
                ("material.abolished", "materials[4]"),
                ("material.needs_situation", "materials[5]"),
                ("limit.promised_equals", "promised_limit"),
                ("step.role_missing", "steps[1,3,4]"),
            },
            {"condition.missing", "phone.missing", "complaint.missing"},
        ),
        (
            "24",
            {
                ("material.mixed", "materials[1]"),
                ("material.already_held", "materials[3]"),
                ("material.vague", "materials[5]"),
                ("fee.contradicts_basis", "fees[1]"),
                ("step.missing", "steps"),
            },
            {"phone.missing", "basis.article_missing"},
        ),
    ],
)
def test_a_guide_gives_its_findings_where_they_stand(
    number: str, there: set[tuple[str, str]], not_there: set[str]
) -> None:
    found = pairs(number)

    assert there <= found
    assert not not_there & {rule for rule, _ in found}


def test_no_guide_breaks_the_mapping_and_none_is_fit_to_publish() -> None:
    for path in sorted(GUIDES.glob("[0-9]*.json")):
        guide = json.loads(path.read_text(encoding="utf-8"))
        document = map_guide(guide, org="AL-MARKET")
        assert document["name"], path.name
        assert len(document["materials"]) == len(guide.get("materials") or [])
        assert any(one.severity == "error" for one in check_document(document))


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["03", "05", "09", "24", "27", "28"])
def test_a_guide_is_imported_completed_and_published(
    number: str, small_sample: Path
) -> None:
    loading = ["sample", "load", "--from", str(small_sample)]
    assert CliRunner().invoke(make_app(), loading).exit_code == 0
    drafter, publisher = _sign_in("linxiao"), _sign_in("tangwen")
    guide, fragment = read(number), read_completion(number)

    outcome = import_guide(actor=drafter, guide=guide, org=fragment["org"], at=AT)
    assert outcome.draft_id is not None
    with pytest.raises(Invalid):
        hand_in_draft(actor=drafter, draft_id=outcome.draft_id, at=AT)
    draft = complete_draft(
        actor=drafter, draft_id=outcome.draft_id, fragment=fragment, at=AT
    )
    # What the city's catalogue has not yet, its keepers take in before the guide goes on.
    errors = {one.rule for one in draft.findings if one.severity == "error"}
    assert errors <= {"material.outside_catalogue"}
    assert {mark.added_by for mark in draft.additions} == {drafter.name}
    lead = {"AL-MARKET": "chenli", "AL-CIVIL": "sunhao"}.get(fragment["org"], "gaoming")
    reviewers = (_sign_in(login) for login in (lead, "songlan", "qinlang"))
    office = Office(drafter, publisher, *reviewers)
    version_id = publish_reviewed(office, outcome.draft_id, effective_on=DAY)

    published = get_guide(actor=publisher, version_id=version_id)
    assert published.handling_code == fragment["handling_code"]
    found = search_items(actor=publisher, text=fragment["aliases"][0], day=DAY, limit=3)
    assert version_id in {one.version_id for one in found}


def _sign_in(login: str) -> Actor:
    account_id = find_account(actor=anonymous(""), login=login)
    assert account_id is not None
    return get_actor(account_id=account_id, today=DAY)
