"""The story of a case: what happened, with its papers and reasons, and what still comes."""

from collections.abc import Mapping
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView, EventLine

PAPER_OF: Final = {
    "submitted": ("receipt",),
    "correction_asked": ("correction",),
    "accepted": ("acceptance",),
    "not_accepted": ("non_acceptance",),
    "granted": ("decision_granted",),
    "refused": ("decision_refused",),
}
# What still comes, by where a case stands.
AHEAD: Final[Mapping[CaseState, tuple[str, ...]]] = {
    CaseState.SUBMITTED: ("accepted", "decided", "delivered"),
    CaseState.CORRECTING: ("corrected", "accepted", "decided", "delivered"),
    CaseState.ACCEPTED: ("decided", "delivered"),
    CaseState.REVIEWED: ("decided", "delivered"),
    CaseState.GRANTED: ("delivered",),
    CaseState.REFUSED: ("delivered",),
    CaseState.DISPATCHED: ("delivered",),
}


def tell_story(case: CaseView) -> list[dict[str, Any]]:
    """All entries, the oldest first; what is to come stands last."""
    return [*(_past(case, event) for event in case.events), *_ahead(case)]


def _past(case: CaseView, event: EventLine) -> dict[str, Any]:
    papers = {row.kind: row for row in case.papers}
    return {
        "what": event.words,
        "state": "done",
        "when": event.occurred_at,
        "who": f"{event.where} · {event.who}",
        "note": _note(case, event),
        "links": [
            {
                "label": papers[kind].title,
                "href": reverse("cases:paper", args=[papers[kind].paper_id]),
            }
            for kind in PAPER_OF.get(event.kind, ())
            if kind in papers
        ],
    }


def _note(case: CaseView, event: EventLine) -> str:
    """Why, or what: the conditions that were not met, what had to be mended, which parcel."""
    if event.kind == "correction_asked" and case.correction is not None:
        names = "、".join(line.name for line in case.correction.lines)
        return _("要补：%(names)s") % {"names": names}
    if event.kind == "dispatched" and case.delivery is not None:
        return f"{case.delivery.courier} {case.delivery.tracking_number}".strip()
    found = event.facts.get("conditions")
    if isinstance(found, dict) and found:
        return "；".join(str(reason) for reason in found.values())
    return ""


def _ahead(case: CaseView) -> list[dict[str, Any]]:
    words = {
        "corrected": _("等您补正"),
        "accepted": _("受理"),
        "decided": _("作出决定"),
        "delivered": _("送达结果"),
    }
    if case.state is CaseState.SUBMITTED:
        words["accepted"] = _("等待受理")
    wished = case.delivery.wished_way if case.delivery else "electronic"
    if case.state is CaseState.DISPATCHED:
        words["delivered"] = _("等您签收")
    elif wished == "post":
        words["delivered"] = _("等待寄出")
    elif wished in {"", "pickup"}:
        words["delivered"] = _("等您领取")
    return [
        {"what": words[kind], "state": "now" if place == 0 else "next"}
        for place, kind in enumerate(AHEAD.get(case.state, ()))
    ]
