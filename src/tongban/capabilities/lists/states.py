"""When a release is open, the ranks of what it rests on, and what its rows point at."""

from typing import Final

from tongban.ground.reviews import DRAFTING, SENT_BACK

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
