"""Where a release stands on its way to publication, and who has to do the next thing."""

from typing import Final

FIRST_REVIEW: Final = "first_review"
LEGALITY: Final = "legality"
GATEKEEPING: Final = "gatekeeping"
STAGES: Final = (FIRST_REVIEW, LEGALITY, GATEKEEPING)

PASSED: Final = "passed"
RETURNED: Final = "returned"
OUTCOMES: Final = (PASSED, RETURNED)

DRAFTING: Final = "drafting"
SENT_BACK: Final = "sent_back"
TO_PUBLISH: Final = "to_publish"
PUBLISHED: Final = "published"
DISCARDED: Final = "discarded"

# The drafter has it: rows may come and go.
OPEN: Final = frozenset({DRAFTING, SENT_BACK})

# The rank of a legal basis, from the highest. What a department writes for itself is none
# (CAT-06), so no kind of list allows it and it has no name here.
LAW: Final = "law"
REGULATION: Final = "regulation"
RULE: Final = "rule"
STATE_POLICY: Final = "state_policy"
PROVINCE_POLICY: Final = "province_policy"
RANKS: Final = (LAW, REGULATION, RULE, STATE_POLICY, PROVINCE_POLICY)

# What a row of a list points at.
ITEM: Final = "item"
MATERIAL: Final = "material"
FEE: Final = "fee"
STEP: Final = "step"
PROOF: Final = "proof"


def next_stage(passed: int) -> str:
    """The stage after so many passings; after all three it waits for publication."""
    return STAGES[passed] if passed < len(STAGES) else TO_PUBLISH
