"""What an import says of a row stands until somebody answers it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tongban.capabilities.catalogue.commands import (
    import_file,
    recheck_drafts,
    save_draft,
)
from tongban.capabilities.catalogue.queries import get_draft, list_drafts
from tongban.capabilities.catalogue.testing import Office

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
HEADINGS = "实施主体,事项名称,实施编码,事项类型,承诺办结时限"
LOCAL = "511A0031100001-511602000000-000-11511301008778490F-1-0"


def list_in(office: Office, *rows: str) -> None:
    content = "\n".join([HEADINGS, *rows]).encode()
    import_file(
        actor=office.drafter, content=content, name="清单.csv", org="MARKET", at=AT
    )


def test_what_a_list_says_stays_until_somebody_answers_it(office: Office) -> None:
    list_in(office, f"外地某局,甲证,{LOCAL}0,20,5", f"外地某局,甲证,{LOCAL}1,20,5")
    draft = list_drafts(actor=office.drafter)[0]

    def left(**changes: Any) -> set[str]:
        """What is still found once that was saved."""
        held = get_draft(actor=office.drafter, draft_id=draft.draft_id)
        looked = changes.pop("looked_through", "")
        saved = save_draft(
            actor=office.drafter,
            body_id=held.body_id,
            document=held.document | changes,
            at=AT,
            draft_id=held.draft_id,
            looked_through=looked,
        )
        return {finding.rule for finding in saved.findings}

    said = {"list.body_elsewhere", "list.name_shared", "code.odd"}
    assert said <= left(aliases=["办证"])
    assert said <= left(looked_through="fees")
    assert said - left(name="甲证（临街）") == {"list.name_shared"}
    assert said & left(looked_through="basic") == {"code.odd"}


def test_a_code_is_looked_at_also_where_the_other_one_is_missing(
    office: Office,
) -> None:
    wrong = "690A62001006-690199000000-000-TE6901990106901050-1-00"
    list_in(office, f"外地某局,甲证,{wrong},1,5")
    first = list_drafts(actor=office.drafter)[0].findings

    assert {"code.wrong", "code.odd", "code.missing"} <= {one.rule for one in first}
    assert recheck_drafts(actor=office.drafter, at=AT) == 0
    assert list_drafts(actor=office.drafter)[0].findings == first
