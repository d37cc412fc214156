"""One change for many items: a draft of each item in force, all in one act."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.commands.drafting import finding_rows
from tongban.capabilities.catalogue.elements.bulk import Change, apply
from tongban.capabilities.catalogue.elements.values import Document
from tongban.capabilities.catalogue.models import BulkChange, Item, ItemDraft
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.bulk import texts_in_force
from tongban.capabilities.catalogue.queries.city_facts import facts_of_city
from tongban.capabilities.catalogue.types import ItemSummary
from tongban.capabilities.catalogue.types.batches import Chosen
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_LONGEST: Final = 400


@command
def make_bulk_change(
    *,
    actor: Actor,
    codes: Collection[str],
    change: Change,
    reason: str,
    at: datetime,
) -> UUID:
    """Begin a draft of every item named, changed as said; gives the key of the batch.

    All or nothing. Refuses with NotAllowed; with Invalid where no item is named, one is not
    in force or not the actor's to draft, the change touches none of it, or no reason is given.
    """
    require(actor, DRAFT_ITEM, org_id=actor.office_for(DRAFT_ITEM))
    if actor.person_id is None:
        raise NotAllowed("批量调整要由具体的人来做，请用自己的账号登录。")
    said = reason.strip()
    if not said or len(said) > _LONGEST:
        raise Invalid(
            {"reason": f"请写为什么改，不超过 {_LONGEST} 个字，例如：大厅换了电话。"}
        )
    changed = _changed(actor, codes, change, at)
    batch = BulkChange(
        city=actor.city,
        kind=change.kind,
        said=dict(change.said),
        reason=said,
        bodies=sorted({item.body_id for item, _after in changed}),
        made_by_id=actor.person_id,
        made_at=at,
    )
    batch.save(force_insert=True)
    ItemDraft.objects.bulk_create(_drafts(actor, batch, changed))

    record(
        actor,
        "catalogue.items.changed_in_bulk",
        subject="bulk_change",
        subject_id=batch.id,
        kind=change.kind,
        items=len(changed),
    )
    return batch.id


def _changed(
    actor: Actor, codes: Collection[str], change: Change, at: datetime
) -> list[tuple[ItemSummary, Document]]:
    """The items named with their texts as they become; each must be touched."""
    changed = []
    for item, before in texts_in_force(actor, Chosen(), at.date(), codes):
        after = apply(change, before)
        if item.handling_code in codes and after is not None:
            changed.append((item, after))
    _require_all({item.handling_code for item, _after in changed}, codes)
    return changed


def _drafts(
    actor: Actor, batch: BulkChange, changed: list[tuple[ItemSummary, Document]]
) -> Iterator[ItemDraft]:
    facts = facts_of_city(actor, batch.made_at.date())
    codes = [item.handling_code for item, _after in changed]
    held = Item.objects.filter(city=actor.city, handling_code__in=codes)
    items = dict(held.values_list("handling_code", "id"))
    for item, after in changed:
        yield ItemDraft(
            city=actor.city,
            body_id=item.body_id,
            item_id=items[item.handling_code],
            document=after,
            findings=finding_rows(check_document(after, facts=facts)),
            drafted_by_id=batch.made_by_id,
            revised_at=batch.made_at,
            batch=batch,
        )


def _require_all(touched: set[str], codes: Collection[str]) -> None:
    if not codes:
        raise Invalid({"codes": "请至少选一个事项，例如预览里的第一个。"})
    missing = sorted(set(codes) - touched)
    if missing:
        raise Invalid(
            {
                "codes": f"有 {len(missing)} 个事项改不了：它们没有生效、不归您起草，或者里面"
                f"没有要改的内容，例如 {missing[0]}。请重新预览，再选。"
            }
        )
