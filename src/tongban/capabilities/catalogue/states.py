"""The stages a draft passes on its way to publication (CAT-14), in their order."""

from typing import Final

FIRST_REVIEW: Final = "first_review"
LEGALITY: Final = "legality"
GATEKEEPING: Final = "gatekeeping"
STAGES: Final = (FIRST_REVIEW, LEGALITY, GATEKEEPING)

PASSED: Final = "passed"
RETURNED: Final = "returned"
OUTCOMES: Final = (PASSED, RETURNED)

# Where a draft stands besides the three stages: who has to do the next thing.
DRAFTING: Final = "drafting"
SENT_BACK: Final = "sent_back"
CHANGED: Final = "changed"
TO_PUBLISH: Final = "to_publish"
PUBLISHED: Final = "published"
# A newer draft of a changed list stands in its place; nothing is to be done any more.
SUPERSEDED: Final = "superseded"
DISCARDED: Final = "discarded"

# The drafter has it: then it may be handed in, and nobody else is looking at the text.
TO_HAND_IN: Final = frozenset({DRAFTING, SENT_BACK, CHANGED})


def next_stage(passed: int) -> str:
    """The stage after so many passings; after all three it waits for publication."""
    return STAGES[passed] if passed < len(STAGES) else TO_PUBLISH
