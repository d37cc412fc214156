"""Writing an item document down as a draft, with what is found in it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.commands.drafting import (
    draft_card,
    draft_to_change,
    finding_rows,
    move_with_its_body,
)
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.city_facts import facts_for
from tongban.capabilities.catalogue.types import DraftCard
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def save_draft(
    *,
    actor: Actor,
    body_id: UUID,
    document: dict[str, Any],
    at: datetime,
    draft_id: UUID | None = None,
) -> DraftCard:
    """Save an item document, new or over an earlier draft; it may be incomplete.

    A draft that is there goes to the body that its document names, and what follows from
    the body with it.

    Refuses with NotAllowed, NotFound, or MoveRefused when the draft is published, or when
    a list or the directory says whose it is.
    """
    require(actor, DRAFT_ITEM, org_id=body_id)
    if actor.person_id is None:
        raise NotAllowed("草稿要由具体的人起草，请用自己的账号登录。")
    if draft_id is None:
        draft = ItemDraft(
            city=actor.city, body_id=body_id, drafted_by_id=actor.person_id
        )
    else:
        draft = draft_to_change(draft_id)
        require(actor, DRAFT_ITEM, org_id=draft.body_id)

    facts = facts_for(actor, document, at.date())
    if draft_id is not None:
        document = move_with_its_body(actor, draft, document, facts)
    findings = finding_rows(check_document(document, facts=facts))
    if draft_id is not None and (draft.document, draft.findings) == (
        document,
        findings,
    ):
        # A page is kept again and again while somebody types: only changes are acts.
        return draft_card(draft)
    draft.document, draft.findings, draft.revised_at = document, findings, at
    if draft_id is None:
        draft.save(force_insert=True)
    else:
        draft.save(update_fields=["body", "document", "findings", "revised_at"])

    record(
        actor,
        "catalogue.draft.saved",
        subject="item_draft",
        subject_id=draft.id,
        findings=len(draft.findings),
    )
    return draft_card(draft)
