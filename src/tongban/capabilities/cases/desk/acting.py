"""Who may do what with a case now: buttons and keys. The database decides in the end."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.capabilities.cases.permissions import (
    ACCEPT_CASE,
    DECIDE_CASE,
    DELIVER_RESULT,
    REFUSE_ACCEPTANCE,
    REVIEW_CASE,
)
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView
from tongban.capabilities.catalogue.types import Guide
from tongban.plumbing.access.actor import Actor

ASKS_REASONS = frozenset({"not_accept", "refuse"})
ACTS: dict[CaseState, tuple[tuple[str, str], ...]] = {
    CaseState.SUBMITTED: (
        ("accept", ACCEPT_CASE),
        ("not_accept", REFUSE_ACCEPTANCE),
    ),
    CaseState.ACCEPTED: (("review", REVIEW_CASE), ("refuse", DECIDE_CASE)),
    CaseState.REVIEWED: (("grant", DECIDE_CASE), ("refuse", DECIDE_CASE)),
    CaseState.GRANTED: (("deliver", DELIVER_RESULT),),
    CaseState.REFUSED: (("deliver", DELIVER_RESULT),),
}
# Label, key, kind. F10 signs and takes in, and is never a refusal.
WORDS = {
    "accept": (gettext_lazy("受理"), "F9", "primary"),
    "not_accept": (gettext_lazy("不予受理"), "", "danger"),
    "review": (gettext_lazy("通过"), "F9", "primary"),
    "refuse": (gettext_lazy("不予办理"), "", "danger"),
    "grant": (gettext_lazy("签发"), "F10", "primary"),
    "deliver": (gettext_lazy("出件"), "F9", "primary"),
}
WAYS = {
    "pickup": gettext_lazy("窗口领取"),
    "post": gettext_lazy("邮寄"),
    "electronic": gettext_lazy("网上送达"),
}


def acting_body(actor: Actor, case: CaseView) -> UUID:
    """The handling body when the actor works there, else where the actor works."""
    if case.body_id in actor.org_ids or not actor.org_ids:
        return case.body_id
    return actor.org_ids[0]


def acts_of(actor: Actor, case: CaseView) -> list[dict[str, Any]]:
    """The buttons; a hall that took the case in hands out, and does nothing else."""
    body = acting_body(actor, case)
    handles = body == case.body_id
    is_instant = case.case_kind == "instant"
    buttons = []
    for name, permission in ACTS.get(case.state, ()):
        if not actor.may(permission, org_id=body):
            continue
        if not handles and name != "deliver":
            continue
        if case.state == CaseState.ACCEPTED and name == "refuse" and not is_instant:
            # Nothing is decided before the review (licensing law art. 34).
            continue
        label, key, kind = WORDS[name]
        asks = name in ASKS_REASONS
        href = reverse("desk:reasons", args=[case.case_id, name]) if asks else ""
        buttons.append(
            {"label": label, "key": key, "kind": kind, "value": name, "href": href}
        )
    return buttons


def ways_of(guide: Guide, chosen: str) -> list[dict[str, Any]]:
    """How the result may be handed over, as the guide says; the first stands ready."""
    told = (guide.elements.get("result") or {}).get("delivery") or ["pickup"]
    ways = [way for way in told if way in WAYS] or ["pickup"]
    ready = chosen if chosen in ways else ways[0]
    return [
        {"value": way, "label": _(str(WAYS[way])), "chosen": way == ready}
        for way in ways
    ]
