"""Checking all drafts of an officer again: rules grow, acts are repealed, bodies change."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.commands.drafting import found_anew
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.city_facts import facts_of_city
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_AT_ONCE: Final = 200


@command
def recheck_drafts(
    *, actor: Actor, at: datetime, draft_ids: tuple[UUID, ...] = ()
) -> int:
    """Check drafts by the rules as they stand now; gives how many changed.

    All drafts of the actor's bodies, published ones among them, or only those named.
    Refuses with NotAllowed.
    """
    held = actor.bodies_for(DRAFT_ITEM)
    require(actor, DRAFT_ITEM, org_id=next(iter(held), None))

    facts = facts_of_city(actor, at.date())
    drafts = ItemDraft.objects.filter(
        city=actor.city, body_id__in=held, superseded_by=None, discarded_at=None
    )
    if draft_ids:
        drafts = drafts.filter(id__in=draft_ids)
    # Locked: somebody may be typing into one of them.
    rows = drafts.select_for_update(of=("self",)).only("document", "findings")
    changed = []
    for draft in rows.order_by("id").iterator(chunk_size=_AT_ONCE):
        findings = found_anew(draft, facts)
        if findings != draft.findings:
            draft.findings = findings
            changed.append(draft)
    ItemDraft.objects.bulk_update(changed, ["findings"], batch_size=_AT_ONCE)

    record(
        actor,
        "catalogue.drafts.rechecked",
        subject="item_list",
        subject_id=actor.city,
        changed=len(changed),
    )
    return len(changed)
