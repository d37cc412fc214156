"""The way to publication that lists and items share (CAT-14): three reviews, in their order.

Somebody drafts and hands in; three others pass it, at first review, legality and gatekeeping,
or send it back; a fifth publishes. The words of that way, and the rules that need no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.ground.refusals import Invalid

FIRST_REVIEW: Final = "first_review"
LEGALITY: Final = "legality"
GATEKEEPING: Final = "gatekeeping"
STAGES: Final = (FIRST_REVIEW, LEGALITY, GATEKEEPING)

PASSED: Final = "passed"
RETURNED: Final = "returned"
OUTCOMES: Final = (PASSED, RETURNED)

# Where it stands besides the three reviews: who has to do the next thing.
DRAFTING: Final = "drafting"
SENT_BACK: Final = "sent_back"
TO_PUBLISH: Final = "to_publish"
PUBLISHED: Final = "published"
DISCARDED: Final = "discarded"

# How drafting is called, each capability says itself: 起草 an item, 编制 a list.
STAGE_LABELS: Final[Mapping[str, str]] = {
    SENT_BACK: "退回修改",
    FIRST_REVIEW: "待初审",
    LEGALITY: "待合法性审查",
    GATEKEEPING: "待把关",
    TO_PUBLISH: "待发布",
    PUBLISHED: "已发布",
    DISCARDED: "已作废",
}
REVIEW_LABELS: Final[Mapping[str, str]] = {
    FIRST_REVIEW: "初审",
    LEGALITY: "合法性审查",
    GATEKEEPING: "把关",
}
LONGEST_OPINION: Final = 1000
_AGREED: Final = "同意"


@dataclass(frozen=True)
class Opinion:
    """What one reviewer said; `number` counts what was handed in."""

    number: int
    stage: str
    outcome: str
    opinion: str
    reviewer_id: UUID
    reviewed_at: datetime


def next_stage(passed: int) -> str:
    """The stage after so many passings; after all three it waits for publication."""
    return STAGES[passed] if passed < len(STAGES) else TO_PUBLISH


def read_opinion(said: str, *, stage: str, outcome: str, reason: str) -> str:
    """The opinion as it is kept; `reason` is an example of one to return something.

    Refuses with Invalid an unknown stage or outcome, a return without a reason, and an
    opinion too long to be read.
    """
    if stage not in STAGES or outcome not in OUTCOMES:
        raise Invalid({"outcome": "请选通过或者退回，例如：通过。"})
    opinion = said.strip() or (_AGREED if outcome == PASSED else "")
    if not opinion:
        raise Invalid({"opinion": f"退回要写明哪里要改，例如：{reason}，请补上条款。"})
    if len(opinion) > LONGEST_OPINION:
        raise Invalid(
            {
                "opinion": f"意见最多写 {LONGEST_OPINION} 个字，您写了 {len(opinion)} 个。"
                f"请只留要点，例如：{reason}。"
            }
        )
    return opinion
