"""Laying an officer's additions over a draft; every one is marked with person and time."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.checking.found import text
from tongban.capabilities.catalogue.commands.drafting import (
    draft_card,
    draft_to_change,
    finding_rows,
    move_with_its_body,
    still_of_a_list,
)
from tongban.capabilities.catalogue.merging import merge_fragment
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.city_facts import facts_for
from tongban.capabilities.catalogue.types import Addition, DraftCard
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_WRITTEN: Final = ("document", "findings", "additions", "revised_at")


@command
def complete_draft(
    *, actor: Actor, draft_id: UUID, fragment: dict[str, Any], at: datetime
) -> DraftCard:
    """Merge a fragment over the draft's document and check the whole again.

    Refuses with NotFound, NotAllowed, MoveRefused, or Invalid where the fragment is for
    another guide or names a material that is not there.
    """
    draft = draft_to_change(draft_id)
    require(actor, DRAFT_ITEM, org_id=draft.body_id)

    document, paths = merge_fragment(draft.document, fragment, guide=draft.source_name)
    if not paths:
        return draft_card(draft)
    region = text(draft.source_document or {}, "region")
    facts = facts_for(actor, document, at.date())
    document = move_with_its_body(actor, draft, document)
    said = still_of_a_list(draft, document)
    found = check_document(document, facts=facts, place=region)
    draft.document, draft.findings = document, [*said, *finding_rows(found)]
    draft.additions = _marked(draft, paths, actor, at)
    draft.revised_at = at
    draft.save(update_fields=["body", *_WRITTEN])

    record(
        actor,
        "catalogue.draft.completed",
        subject="item_draft",
        subject_id=draft.id,
        paths=len(paths),
        findings=len(draft.findings),
    )
    return draft_card(draft)


def _marked(
    draft: ItemDraft, paths: list[str], actor: Actor, at: datetime
) -> list[dict[str, str]]:
    """One mark a path: who touched it last, and when."""
    marks = {row["path"]: row for row in draft.additions}
    for path in paths:
        marks[path] = asdict(Addition(path, actor.name, at.isoformat()))
    return list(marks.values())
