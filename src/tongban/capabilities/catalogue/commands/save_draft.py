"""Writing an item document down as a draft, with what is found in it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.commands.drafting import (
    draft_card,
    draft_to_change,
    finding_rows,
    move_with_its_body,
    still_of_a_list,
)
from tongban.capabilities.catalogue.elements.marks import still_marked
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.city_facts import facts_for
from tongban.capabilities.catalogue.types import DraftCard
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_WRITTEN: Final = ("document", "findings", "unchecked", "revised_at")


@command
def save_draft(
    *,
    actor: Actor,
    body_id: UUID,
    document: dict[str, Any],
    at: datetime,
    draft_id: UUID | None = None,
    unchecked: Collection[str] = (),
    looked_through: str = "",
) -> DraftCard:
    """Save an item document, new or over an earlier draft; it may be incomplete.

    A draft that is there goes to the body that its document names.

    `unchecked` is what was filled in beforehand in a new draft (elements/marks.py); what is
    changed or `looked_through` (a section) is no more, nor what an import said there.

    Refuses with NotAllowed, NotFound, or MoveRefused when the draft is published, or when
    a list or the directory says whose it is.
    """
    require(actor, DRAFT_ITEM, org_id=body_id)
    draft = _draft_of(actor, body_id, draft_id)

    facts = facts_for(actor, document, at.date())
    left = still_marked(draft.unchecked, draft.document, document, looked_through)
    if draft_id is None:
        left = list(unchecked)
    else:
        document = move_with_its_body(actor, draft, document)
    said = still_of_a_list(draft, document, looked_through)
    findings = [*said, *finding_rows(check_document(document, facts=facts))]
    held = draft.document, draft.findings, draft.unchecked
    if draft_id is not None and held == (document, findings, left):
        # A page is kept again and again while somebody types: only changes are acts.
        return draft_card(draft)
    draft.unchecked = left
    draft.document, draft.findings, draft.revised_at = document, findings, at
    if draft_id is None:
        draft.save(force_insert=True)
    else:
        draft.save(update_fields=["body", *_WRITTEN])

    record(
        actor,
        "catalogue.draft.saved",
        subject="item_draft",
        subject_id=draft.id,
        findings=len(draft.findings),
    )
    return draft_card(draft)


def _draft_of(actor: Actor, body_id: UUID, draft_id: UUID | None) -> ItemDraft:
    """The draft to write in: a new one of the body, or the one that is there, locked."""
    if actor.person_id is None:
        raise NotAllowed("草稿要由具体的人起草，请用自己的账号登录。")
    if draft_id is None:
        return ItemDraft(
            city=actor.city, body_id=body_id, drafted_by_id=actor.person_id
        )
    draft = draft_to_change(draft_id)
    require(actor, DRAFT_ITEM, org_id=draft.body_id)
    return draft
