"""Every guide that was really published becomes a draft, and its flaws are found.

They are third-party text and lie beside the project; guides of our own with the same flaws
do the same work always.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.real_guides.effort import effort_of
from tongban.capabilities.catalogue.commands import import_file
from tongban.capabilities.catalogue.queries import get_draft, preview_file
from tongban.capabilities.catalogue.testing import Office, make_office
from tongban.capabilities.catalogue.types import ImportOutcome
from tongban.capabilities.orgs.testing import make_city

ROOT = Path(__file__).parents[2]
REAL = sorted((ROOT.parent / "shared" / "data" / "real_guides").glob("[0-9]*.json"))
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
ALL_OF_THEM = 37
# What the collector of the guides noted about each, as the rules that must say so too.
NOTED = {
    "其他材料": "material.open_ended",
    "兜底": "material.open_ended",
    "依据无条款": "basis.article_missing",
    "承诺与法定相同": "limit.promised_equals",
}

pytestmark = pytest.mark.django_db


def own_guides() -> list[dict[str, Any]]:
    """Our own guide with all its flaws, and cut down to almost nothing."""
    path = ROOT / "sample" / "guide-with-flaws.json"
    whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    names = ["id", "item_name", "materials"]
    return [
        whole,
        {name: whole[name] for name in names} | {"id": "own-cut"},
        {"id": "own-bare", "item_name": "只有名称的指南"},
        {
            "id": "own-odd",
            "item_name": "写法不对",
            "materials": "一份",
            "fees": {"a": 1},
        },
    ]


def read(path: Path) -> dict[str, Any]:
    guide: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return guide


def import_all(guides: list[dict[str, Any]]) -> tuple[Office, list[ImportOutcome]]:
    office = make_office(make_city())
    content = json.dumps(guides, ensure_ascii=False).encode()
    result = import_file(
        actor=office.drafter, content=content, name="guides.json", org="MARKET", at=AT
    )
    again = preview_file(
        actor=office.drafter, content=content, name="guides.json", org="MARKET"
    )
    assert again.counts["unchanged"] == len(guides)
    return office, list(result.outcomes)


def check(office: Office, outcome: ImportOutcome) -> None:
    """A draft with findings, none of them fit to publish, each with words to mend it."""
    assert outcome.outcome == "imported"
    assert outcome.draft_id
    draft = get_draft(actor=office.drafter, draft_id=outcome.draft_id)
    assert draft.findings == outcome.findings
    assert draft.name == outcome.name
    errors = [one for one in draft.findings if one.severity == "error"]
    assert len(errors) > 10
    assert all("。" in one.message and one.where for one in errors)
    assert effort_of(draft.findings).minutes > 30


def test_guides_of_our_own_become_drafts_with_their_flaws() -> None:
    office, outcomes = import_all(own_guides())

    for outcome in outcomes:
        check(office, outcome)


@pytest.mark.skipif(not REAL, reason="no published guides beside the project")
def test_every_published_guide_becomes_a_draft_with_its_flaws() -> None:
    guides = [read(path) for path in REAL]

    office, outcomes = import_all(guides)

    assert len(outcomes) == ALL_OF_THEM
    for guide, outcome in zip(guides, outcomes, strict=True):
        check(office, outcome)
        rules = {finding.rule for finding in outcome.findings}
        for word, rule in NOTED.items():
            if any(
                word in flaw and "无条款号的" not in flaw for flaw in guide["raw_flaws"]
            ):
                assert rule in rules, (guide["id"], word)
