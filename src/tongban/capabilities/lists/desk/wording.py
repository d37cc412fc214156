"""What was said about a release, as pages of the desk tell it."""

from typing import Any

from django.utils.translation import gettext as _

from tongban.capabilities.lists.stages import REVIEW_LABELS
from tongban.capabilities.lists.states import PASSED
from tongban.capabilities.lists.types import ReleaseCard
from tongban.capabilities.people.queries import list_staff_names
from tongban.plumbing.access.actor import Actor


def timeline_of(card: ReleaseCard, actor: Actor) -> list[dict[str, Any]]:
    """All that was ever said about the release, in order, with names."""
    people = list({one.reviewer_id for one in card.opinions})
    names = list_staff_names(actor=actor, person_ids=people)
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
        for one in card.opinions
    ]
