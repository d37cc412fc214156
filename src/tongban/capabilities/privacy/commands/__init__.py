"""The writes of this capability, one file for each matter."""

from tongban.capabilities.privacy.commands.agreeing import (
    acknowledge_notice,
    give_consent,
    withdraw_consent,
)
from tongban.capabilities.privacy.commands.answering import (
    answer_privacy_request,
    keep_copy,
)
from tongban.capabilities.privacy.commands.assessing import (
    approve_assessment,
    file_assessment,
)
from tongban.capabilities.privacy.commands.keeping import (
    find_odd_reads,
    run_retention,
    settle_odd_reads,
)
from tongban.capabilities.privacy.commands.requesting import (
    file_privacy_request,
    take_in_privacy_request,
)
from tongban.capabilities.privacy.commands.texts import (
    draft_privacy_text,
    publish_privacy_text,
)

__all__ = [
    "acknowledge_notice",
    "answer_privacy_request",
    "approve_assessment",
    "draft_privacy_text",
    "file_assessment",
    "file_privacy_request",
    "find_odd_reads",
    "give_consent",
    "keep_copy",
    "publish_privacy_text",
    "run_retention",
    "settle_odd_reads",
    "take_in_privacy_request",
    "withdraw_consent",
]
