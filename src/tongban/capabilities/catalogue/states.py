"""Where a draft stands on its way to publication, besides the stages of `ground.reviews`."""

from typing import Final

from tongban.ground.reviews import DRAFTING, SENT_BACK

# Handed in, and changed since by its drafter.
CHANGED: Final = "changed"
# A newer draft of a changed list stands in its place; nothing is to be done any more.
SUPERSEDED: Final = "superseded"

# The drafter has it: then it may be handed in, and nobody else is looking at the text.
TO_HAND_IN: Final = frozenset({DRAFTING, SENT_BACK, CHANGED})

# Where an entry of the material catalogue stands.
PROPOSED: Final = "proposed"
TAKEN_IN: Final = "accepted"
MERGED: Final = "merged"
DECLINED: Final = "declined"
STANDINGS: Final = (PROPOSED, TAKEN_IN, MERGED, DECLINED)
ANSWERS: Final = (TAKEN_IN, MERGED, DECLINED)
