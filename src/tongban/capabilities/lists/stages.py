"""Who does each stage of a release's way to publication, and what people call it."""

from typing import Final

from tongban.capabilities.lists.permissions import (
    DRAFT_LIST,
    FIRST_REVIEW_LIST,
    KEEP_LIST_GATE,
    PUBLISH_LIST,
    REVIEW_LIST_LEGALITY,
)
from tongban.ground import reviews
from tongban.ground.reviews import DRAFTING
from tongban.plumbing.access.reviewing import WayToPublication

STAGE_LABELS: Final = {**reviews.STAGE_LABELS, DRAFTING: "编制中"}
RANK_LABELS: Final = {
    "law": "法律",
    "regulation": "行政法规、地方性法规",
    "rule": "规章",
    "state_policy": "国务院文件",
    "province_policy": "省政府文件",
}
# An example of why a release is sent back.
REASON: Final = "第 3 行没有依据"

WAY: Final = WayToPublication(
    drafting=DRAFT_LIST,
    first_review=FIRST_REVIEW_LIST,
    legality=REVIEW_LIST_LEGALITY,
    gatekeeping=KEEP_LIST_GATE,
    publication=PUBLISH_LIST,
)
