"""The whole life of a case on one page; `move_target` in the law says the same in SQL."""

from enum import StrEnum

from tongban.ground.lifecycle import Lifecycle, Move


class CaseState(StrEnum):
    """What the last event made of a case."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CORRECTING = "correcting"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    REVIEWED = "reviewed"
    GRANTED = "granted"
    REFUSED = "refused"
    DISPATCHED = "dispatched"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word people read."""
        return STATE_WORDS[self]


STATE_WORDS = {
    CaseState.DRAFT: "填写中",
    CaseState.SUBMITTED: "已收件，等待受理",
    CaseState.CORRECTING: "等您补正",
    CaseState.ACCEPTED: "已受理，正在审查",
    CaseState.NOT_ACCEPTED: "不予受理",
    CaseState.REVIEWED: "审查通过，等待决定",
    CaseState.GRANTED: "已准予，等待取件",
    CaseState.REFUSED: "不予办理",
    CaseState.DISPATCHED: "结果已寄出",
    CaseState.DELIVERED: "已办结",
    CaseState.WITHDRAWN: "已撤回",
}

MOVE_WORDS = {
    "submitted": "收件",
    "correction_asked": "一次性告知补正",
    "corrected": "补正",
    "accepted": "受理",
    "not_accepted": "不予受理",
    "special_begun": "特殊环节开始",
    "special_ended": "特殊环节结束",
    "reviewed": "审查通过",
    "granted": "准予",
    "refused": "不予",
    "dispatched": "寄出",
    "delivered": "送达",
    "withdrawn": "撤回",
}

CASE_LIFECYCLE = Lifecycle(
    Move("submitted", {CaseState.DRAFT}, CaseState.SUBMITTED),
    Move("correction_asked", {CaseState.SUBMITTED}, CaseState.CORRECTING),
    Move("corrected", {CaseState.CORRECTING}, CaseState.SUBMITTED),
    Move("accepted", {CaseState.SUBMITTED}, CaseState.ACCEPTED),
    Move("not_accepted", {CaseState.SUBMITTED}, CaseState.NOT_ACCEPTED),
    Move("reviewed", {CaseState.ACCEPTED}, CaseState.REVIEWED),
    # A special step (a site check, a hearing) leaves the case where it stands.
    *(
        Move(name, {state}, state)
        for name in ("special_begun", "special_ended")
        for state in (CaseState.ACCEPTED, CaseState.REVIEWED)
    ),
    Move("granted", {CaseState.ACCEPTED, CaseState.REVIEWED}, CaseState.GRANTED),
    Move("refused", {CaseState.ACCEPTED, CaseState.REVIEWED}, CaseState.REFUSED),
    Move("dispatched", {CaseState.GRANTED, CaseState.REFUSED}, CaseState.DISPATCHED),
    Move(
        "delivered",
        {CaseState.GRANTED, CaseState.REFUSED, CaseState.DISPATCHED},
        CaseState.DELIVERED,
    ),
    Move(
        "withdrawn",
        {
            CaseState.SUBMITTED,
            CaseState.CORRECTING,
            CaseState.ACCEPTED,
            CaseState.REVIEWED,
        },
        CaseState.WITHDRAWN,
    ),
    start=CaseState.DRAFT,
    move_labels=MOVE_WORDS,
)

OPEN_STATES = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.CORRECTING,
        CaseState.ACCEPTED,
        CaseState.REVIEWED,
        CaseState.GRANTED,
        CaseState.REFUSED,
        CaseState.DISPATCHED,
    }
)
