"""Reviewers' opinions, as pages of the desk ask for them and tell them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tongban.ground.reviews import LONGEST_OPINION, PASSED, REVIEW_LABELS, Opinion


def ask_opinion(stage: str, typed: str, error: str, *, reason: str) -> dict[str, Any]:
    """What the page of a review shows: its title, the field, and phrases to take over.

    `reason` is an example of why something is returned.
    """
    return {
        "stage_title": REVIEW_LABELS.get(stage, ""),
        "opinion": {
            "name": "opinion",
            "label": _("意见（退回必须写）"),
            "type": "textarea",
            "max_length": LONGEST_OPINION,
            "value": typed,
            "error": error,
            "example": _("%(reason)s，请补上条款。") % {"reason": reason},
        },
        "phrases": [_("同意。"), _("依据齐全，同意。")],
    }


def speakers(opinions: Iterable[Opinion]) -> list[UUID]:
    """Whose names are needed to tell the opinions."""
    return list({one.reviewer_id for one in opinions})


def tell_opinions(
    opinions: Iterable[Opinion], names: Mapping[UUID, str]
) -> list[dict[str, Any]]:
    """All that was ever said, in order, as steps of a timeline."""
    return [
        {
            "what": _("第 %(number)s 稿 %(stage)s：%(outcome)s")
            % {
                "number": one.number,
                "stage": REVIEW_LABELS[one.stage],
                "outcome": _("通过") if one.outcome == PASSED else _("退回"),
            },
            "state": "done",
            "when": one.reviewed_at,
            "who": names.get(one.reviewer_id, ""),
            "note": one.opinion,
        }
        for one in opinions
    ]
