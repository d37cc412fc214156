"""Who may do what with a case now: buttons and keys. The database decides in the end."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.capabilities.cases.desk.special_steps import standing_in_the_way
from tongban.capabilities.cases.permissions import (
    ACCEPT_CASE,
    ASK_CORRECTION,
    DECIDE_CASE,
    DELIVER_RESULT,
    REFUSE_ACCEPTANCE,
    REVIEW_CASE,
    TAKE_IN,
)
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView
from tongban.capabilities.people.queries import list_colleagues_who_may
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.rules import rules

TWO_PEOPLE = "accept_and_decide_by_two_people"
MOST_NAMED = 3
ASKS_REASONS = frozenset({"not_accept", "refuse"})
# What has a page of its own, by its address.
PAGES = {
    "ask_correction": "desk:correction",
    "mend": "desk:mend",
    "deliver": "desk:issue_case",
}
# The hall that took the case in does these for the department.
DONE_BY_THE_HALL = frozenset({"mend", "deliver"})
ACTS: dict[CaseState, tuple[tuple[str, str], ...]] = {
    CaseState.SUBMITTED: (
        ("accept", ACCEPT_CASE),
        ("ask_correction", ASK_CORRECTION),
        ("not_accept", REFUSE_ACCEPTANCE),
    ),
    CaseState.CORRECTING: (("mend", TAKE_IN),),
    CaseState.ACCEPTED: (("review", REVIEW_CASE), ("refuse", DECIDE_CASE)),
    CaseState.REVIEWED: (("grant", DECIDE_CASE), ("refuse", DECIDE_CASE)),
    CaseState.GRANTED: (("deliver", DELIVER_RESULT),),
    CaseState.REFUSED: (("deliver", DELIVER_RESULT),),
    CaseState.DISPATCHED: (("deliver", DELIVER_RESULT),),
}
# Label, key, kind. F10 signs and takes in, and is never a refusal.
WORDS = {
    "accept": (gettext_lazy("受理"), "F9", "primary"),
    "ask_correction": (gettext_lazy("补正"), "F8", "second"),
    "not_accept": (gettext_lazy("不予受理"), "", "danger"),
    "mend": (gettext_lazy("当面补正"), "F8", "primary"),
    "review": (gettext_lazy("通过"), "F9", "primary"),
    "refuse": (gettext_lazy("不予办理"), "", "danger"),
    "grant": (gettext_lazy("签发"), "F10", "primary"),
    "deliver": (gettext_lazy("出件"), "F9", "primary"),
}


def acting_body(actor: Actor, case: CaseView) -> UUID:
    """The handling body when the actor works there, else where the actor works."""
    if case.body_id in actor.org_ids or not actor.org_ids:
        return case.body_id
    return actor.org_ids[0]


def acts_of(actor: Actor, case: CaseView, today: date) -> list[dict[str, Any]]:
    """The buttons; a hall that took the case in takes corrections in and hands out.

    `why` says why a button cannot be pressed now, or not by this person.
    """
    body = acting_body(actor, case)
    handles = body == case.body_id
    is_instant = case.case_kind == "instant"
    buttons = []
    for name, permission in ACTS.get(case.state, ()):
        if not actor.may(permission, org_id=body):
            continue
        if not handles and name not in DONE_BY_THE_HALL:
            continue
        if case.state == CaseState.ACCEPTED and name == "refuse" and not is_instant:
            # Nothing is decided before the review (licensing law art. 34).
            continue
        if name == "ask_correction" and case.correction is not None:
            # Told once already (art. 32).
            continue
        label, key, kind = WORDS[name]
        why = _two_people(actor, case, name, today) or standing_in_the_way(case, name)
        buttons.append(
            {
                "label": label,
                "key": "" if why else key,
                "kind": kind,
                "value": name,
                "href": "" if why else _page_of(case, name),
                "why": why,
            }
        )
    return buttons


def _two_people(actor: Actor, case: CaseView, act: str, today: date) -> str:
    """Why it is not this person who decides: who accepted does not (instant ones apart)."""
    is_decision = act in {"grant", "refuse"} and case.case_kind != "instant"
    if not (is_decision and case.accepted_by_reader):
        return ""
    others = list_colleagues_who_may(
        actor=actor, permission=DECIDE_CASE, body_id=case.body_id, today=today
    )
    said = {
        "names": "、".join(others[:MOST_NAMED]) or _("本单位另一位审批人"),
        "article": rules()[TWO_PEOPLE].article,
    }
    return (
        _(
            "这件是您受理的，受理和决定要由两个人办，请交给：%(names)s。依据：%(article)s。"
        )
        % said
    )


def _page_of(case: CaseView, name: str) -> str:
    if name in ASKS_REASONS:
        return reverse("desk:reasons", args=[case.case_id, name])
    return reverse(PAGES[name], args=[case.case_id]) if name in PAGES else ""
