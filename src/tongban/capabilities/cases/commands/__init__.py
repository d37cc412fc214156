"""What can be done to applications and cases; every face and job comes through here."""

from tongban.capabilities.cases.commands.accept_case import accept_case
from tongban.capabilities.cases.commands.ask_correction import ask_correction
from tongban.capabilities.cases.commands.correct_application import correct_application
from tongban.capabilities.cases.commands.decide_case import decide_case
from tongban.capabilities.cases.commands.deliver_result import (
    deliver_result,
    dispatch_result,
)
from tongban.capabilities.cases.commands.file_application import (
    LevelTooLow,
    file_application,
)
from tongban.capabilities.cases.commands.keep_draft import discard_draft, keep_draft
from tongban.capabilities.cases.commands.make_paper import make_paper_file
from tongban.capabilities.cases.commands.pre_review import (
    answer_pre_review,
    ask_pre_review,
)
from tongban.capabilities.cases.commands.purge import approve_purge, propose_purge
from tongban.capabilities.cases.commands.purge_drafts import purge_expired_drafts
from tongban.capabilities.cases.commands.refuse_acceptance import refuse_acceptance
from tongban.capabilities.cases.commands.reveal_parties import reveal_parties
from tongban.capabilities.cases.commands.review_case import review_case
from tongban.capabilities.cases.commands.special_steps import (
    begin_special_step,
    end_special_step,
)
from tongban.capabilities.cases.commands.take_in import take_in_at_window
from tongban.capabilities.cases.commands.urge_case import urge_case
from tongban.capabilities.cases.commands.withdraw_application import (
    withdraw_application,
)

__all__ = [
    "LevelTooLow",
    "accept_case",
    "answer_pre_review",
    "approve_purge",
    "ask_correction",
    "ask_pre_review",
    "begin_special_step",
    "correct_application",
    "decide_case",
    "deliver_result",
    "discard_draft",
    "dispatch_result",
    "end_special_step",
    "file_application",
    "keep_draft",
    "make_paper_file",
    "propose_purge",
    "purge_expired_drafts",
    "refuse_acceptance",
    "reveal_parties",
    "review_case",
    "take_in_at_window",
    "urge_case",
    "withdraw_application",
]
