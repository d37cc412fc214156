"""Drafts, as the officers of their body and the publishers see them."""

from uuid import UUID

from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.types import Addition, DraftCard, Finding
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_drafts(*, actor: Actor, limit: int = 50) -> list[DraftCard]:
    """The drafts that the actor may see and that wait, newest first."""
    drafts = ItemDraft.objects.filter(city=actor.city, published_version=None)
    return [draft_card(draft) for draft in drafts.order_by("-revised_at", "id")[:limit]]


@query
def get_draft(*, actor: Actor, draft_id: UUID) -> DraftCard:
    """One draft. Refuses with NotFound, also where it is hidden from the actor."""
    draft = ItemDraft.objects.filter(city=actor.city, pk=draft_id).first()
    if draft is None:
        raise NotFound("没有找到这份草稿，或者它不归您的单位管。")
    return draft_card(draft)


def draft_card(draft: ItemDraft) -> DraftCard:
    """The value of a draft."""
    return DraftCard(
        draft_id=draft.id,
        name=str(draft.document.get("name", "")),
        body_id=draft.body_id,
        source_name=draft.source_name,
        document=draft.document,
        findings=tuple(Finding(**row) for row in draft.findings),
        additions=tuple(Addition(**row) for row in draft.additions),
        published_version=draft.published_version,
    )
