"""Bulk changes: what one would make of the items in force, and those that were made."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.checking.found import part, text, texts
from tongban.capabilities.catalogue.elements.bulk import (
    Change,
    apply,
    change_of,
    words_of,
)
from tongban.capabilities.catalogue.elements.differing import differences
from tongban.capabilities.catalogue.models import BulkChange, ItemDraft, Publication
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.city_facts import facts_of_city
from tongban.capabilities.catalogue.queries.drafts import draft_cards
from tongban.capabilities.catalogue.queries.items import list_items
from tongban.capabilities.catalogue.types import ItemSummary
from tongban.capabilities.catalogue.types.batches import (
    Batch,
    BatchCard,
    BulkPreview,
    BulkRow,
    Chosen,
)
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

__all__ = [
    "Chosen",
    "change_of",
    "get_bulk_change",
    "list_bulk_changes",
    "preview_bulk_change",
    "texts_in_force",
]

Document = dict[str, Any]
_MOST = 5000


@query
def preview_bulk_change(
    *, actor: Actor, chosen: Chosen, change: Change, day: date
) -> BulkPreview:
    """What the change makes of each item chosen; writes nothing. Refuses with NotAllowed."""
    if not actor.may_anywhere(DRAFT_ITEM):
        raise NotAllowed("批量调整由起草事项的人来做，请用那样的账号登录。")
    facts = facts_of_city(actor, day)
    rows, untouched = [], 0
    for item, before in texts_in_force(actor, chosen, day):
        after = apply(change, before)
        if after is None:
            untouched += 1
            continue
        found = check_document(after, facts=facts)
        rows.append(
            BulkRow(
                item.handling_code,
                item.name,
                item.body_id,
                tuple(differences(before, after)),
                tuple(found),
            )
        )
    return BulkPreview(words_of(change), tuple(rows), untouched)


def texts_in_force(
    actor: Actor, chosen: Chosen, day: date, codes: Collection[str] = ()
) -> Iterator[tuple[ItemSummary, Document]]:
    """The items in force of the actor's bodies with their texts; two queries for them all."""
    mine = set(actor.bodies_for(DRAFT_ITEM))
    items = [
        item
        for item in list_items(
            actor=actor, day=day, body_id=chosen.body_id, limit=_MOST
        )
        if item.body_id in mine
        and (not chosen.item_type or item.item_type == chosen.item_type)
        and (not codes or item.handling_code in codes)
    ]
    published = Publication.objects.filter(
        city=actor.city, version__in=[item.version_id for item in items]
    )
    told = dict(published.values_list("version_id", "submission__document"))
    for item in items:
        document = told.get(item.version_id)
        if document and _is_of(document, chosen.theme):
            yield item, document


def _is_of(document: Document, theme: str) -> bool:
    themes = part(document, "themes")
    return not theme or any(
        f"{side}:{code}" == theme
        for side in ("person", "firm")
        for code in texts(themes, side)
    )


@query
def list_bulk_changes(*, actor: Actor, limit: int = 50) -> list[BatchCard]:
    """The batches that the actor may see, newest first."""
    rows = BulkChange.objects.filter(city=actor.city).order_by("-made_at", "id")
    return _cards(list(rows[:limit]))


@query
def get_bulk_change(*, actor: Actor, batch_id: UUID) -> Batch:
    """One batch with its drafts, by name. Refuses with NotFound."""
    row = BulkChange.objects.filter(city=actor.city, pk=batch_id).first()
    if row is None:
        raise NotFound("没有找到这一批，或者它不归您的单位管。")
    drafts = draft_cards(list(ItemDraft.objects.filter(batch=row)))
    drafts.sort(key=lambda one: (one.name, text(one.document, "handling_code")))
    return Batch(_cards([row])[0], tuple(drafts))


def _cards(rows: list[BulkChange]) -> list[BatchCard]:
    counted = ItemDraft.objects.filter(batch__in=rows).values_list("batch")
    counts = dict(counted.annotate(items=Count("id")))
    return [
        BatchCard(
            row.id,
            words_of(Change(row.kind, row.said)),
            row.reason,
            row.made_by_id,
            row.made_at,
            counts.get(row.id, 0),
        )
        for row in rows
    ]
