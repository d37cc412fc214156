"""Taking a proposal of the directory over: into a new draft, or into the one under way."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.commands.drafting import (
    draft_to_change,
    found_anew,
)
from tongban.capabilities.catalogue.directory.laying import lay_over
from tongban.capabilities.catalogue.directory.slots import slot_from
from tongban.capabilities.catalogue.models import (
    DirectoryProposal,
    DirectoryVersion,
    ItemDraft,
)
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.city_facts import facts_for
from tongban.capabilities.catalogue.queries.proposals import (
    departing_from,
    published_text,
    running_draft,
)
from tongban.ground.refusals import MoveRefused, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def take_over_proposal(*, actor: Actor, proposal_id: UUID, at: datetime) -> UUID:
    """Lay the departing elements over the text; gives the key of the draft.

    A draft under way is written on, in these elements only; what stood in them is kept
    beside the proposal. Refuses with NotFound, NotAllowed, MoveRefused when it was taken over.
    """
    proposal = (
        DirectoryProposal.objects.select_for_update(of=("self",))
        .filter(pk=proposal_id)
        .select_related("directory_version", "item")
        .first()
    )
    if proposal is None:
        raise NotFound("没有找到这条目录调整建议，或者它不归您的单位管。")
    require(actor, DRAFT_ITEM, org_id=proposal.body_id)
    if actor.person_id is None:
        raise NotAllowed("草稿要由具体的人起草，请用自己的账号登录。")
    if proposal.draft_id is not None:
        raise MoveRefused(
            "这条目录调整建议已经采用过，请打开采用它的草稿接着办。",
            rule="a_proposal_is_taken_over_once",
        )

    draft = _draft_for(actor, proposal, at)
    version = proposal.directory_version
    draft.document, replaced = lay_over(
        draft.document,
        [slot_from(row) for row in version.slots],
        departing_from(draft.document, version.id),
        _stated_before(version),
    )
    _keep(draft, actor, at)
    proposal.draft, proposal.replaced = draft, replaced
    proposal.taken_by_id, proposal.taken_at = actor.person_id, at
    proposal.save(update_fields=["draft", "taken_by", "taken_at", "replaced"])

    record(
        actor,
        "catalogue.proposal.taken_over",
        subject="item_draft",
        subject_id=draft.id,
        proposal=proposal.id,
        elements=sorted(replaced),
    )
    return draft.id


def _draft_for(actor: Actor, proposal: DirectoryProposal, at: datetime) -> ItemDraft:
    """The draft that the body is writing for the item; else one that begins as it is in force."""
    running = running_draft(actor, proposal.item.handling_code, proposal.body_id)
    if running is not None:
        return draft_to_change(running)
    return ItemDraft(
        city=actor.city,
        body_id=proposal.body_id,
        document=published_text(proposal.item_id),
        drafted_by_id=actor.natural_person,
        revised_at=at,
    )


def _keep(draft: ItemDraft, actor: Actor, at: datetime) -> None:
    draft.revised_at = at
    facts = facts_for(actor, draft.document, at.date())
    draft.findings = found_anew(draft, facts)
    if draft._state.adding:  # Django's own way to tell a new row
        draft.save(force_insert=True)
    else:
        draft.save(update_fields=["document", "findings", "revised_at"])


def _stated_before(version: DirectoryVersion) -> dict[str, Any]:
    """What the version before this one stated, by slot."""
    before = DirectoryVersion.objects.filter(
        entry=version.entry_id, number=version.number - 1
    ).first()
    return {row["key"]: row["value"] for row in before.slots} if before else {}
