"""One move of a case: the event, its paper, and the fact for the others.

The database locks the case, checks order, authority and people, and moves the state; here
the event is written as the law expects it.
"""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from tongban.capabilities.cases.events import CaseMoved, PaperIssued
from tongban.capabilities.cases.models import Case, CaseEvent, Paper
from tongban.capabilities.cases.queries.special_steps import time_words
from tongban.capabilities.cases.states import CASE_LIFECYCLE, CaseState
from tongban.capabilities.catalogue.types import StepCard
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.database.rules import rules
from tongban.plumbing.database.writing import insert
from tongban.plumbing.outbox.publishing import publish

PAPER_WORDS = {
    "receipt": "收件",
    "correction": "补正",
    "acceptance": "受理",
    "non_acceptance": "不受",
    "decision_granted": "准",
    "decision_refused": "不准",
}


def hold_case(actor: Actor, case_id: UUID) -> Case:
    """The case as the actor may see it; hidden and missing look alike."""
    # Asked by every move, so it is prepared: planning it cost more than finding the row.
    found = fetch_all(_one_case(), [case_id])
    if not found:
        raise NotFound("没有找到这个办件，或者您没有查看它的权限。")
    names = [field.attname for field in Case._meta.concrete_fields]
    return Case.from_db(DEFAULT_DB_ALIAS, names, found[0])


@cache
def _one_case() -> str:
    columns = ", ".join(f'"{field.column}"' for field in Case._meta.concrete_fields)
    return f'select {columns} from "case" where id = %s'  # noqa: S608  # names of the model


def next_state(case: Case, kind: str) -> CaseState:
    """Where the move leads. MoveRefused by the rule that the database holds it to."""
    try:
        return CASE_LIFECYCLE.after(CaseState(case.state), kind)
    except MoveRefused as refused:
        rule = rules()["no_step_outside_the_flow"]
        raise MoveRefused(
            refused.message, rule=rule.rule_id, source=rule.article
        ) from refused


def move(
    case: Case,
    kind: str,
    *,
    actor: Actor,
    at: datetime,
    acting_body: UUID | None,
    facts: dict[str, Any] | None = None,
) -> CaseEvent:
    """Write the event; refuses a move that the state does not allow."""
    target = next_state(case, kind)
    event = insert(
        CaseEvent(
            id=new_key(),
            city=case.city,
            case=case,
            seq=case.last_seq + 1,
            kind=kind,
            occurred_at=at,
            recorded_at=at,  # the database puts its own clock here
            source=str(case.handled_by_id),
            actor_person=actor.person_id,
            actor_name=actor.name if actor.person_id is None else "",
            acting_body=acting_body,
            venue=case.venue_id,
            facts=facts or {},
        )
    )
    case.state, case.last_seq, case.last_at = target, event.seq, at
    return event


def issue_paper(
    case: Case,
    event: CaseEvent,
    kind: str,
    *,
    actor: Actor,
    facts: dict[str, Any] | None = None,
) -> Paper:
    """Put a paper on record; its file is made by a job or at first view."""
    paper = insert(
        Paper(
            id=new_key(),
            city=case.city,
            case=case,
            event=event,
            kind=kind,
            number=f"{PAPER_WORDS[kind]}〔{event.occurred_at.year}〕{case.number}号",
            layout=kind,
            facts=facts or {},
            issued_at=event.occurred_at,
            issued_by=actor.person_id,
        )
    )
    publish(PaperIssued(paper_id=paper.id, case_id=case.id, kind=kind))
    return paper


def tell(
    case: Case,
    event: CaseEvent,
    item_name: str,
    *,
    step: StepCard | None = None,
    outcome: str = "",
) -> None:
    """Publish the move for notices and, later, oversight."""
    publish(
        CaseMoved(
            case_id=case.id,
            event_id=event.id,
            number=case.number,
            kind=event.kind,
            occurred_at=event.occurred_at,
            item_name=item_name,
            promised_due_on=case.promised_due_on,
            step_name=step.name if step else "",
            step_time=time_words(step) if step else "",
            outcome=outcome,
        )
    )
