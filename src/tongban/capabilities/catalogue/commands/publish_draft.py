"""Publishing a draft: the document becomes rows that nobody can change any more."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from tongban.capabilities.catalogue.checking.found import text
from tongban.capabilities.catalogue.commands.drafting import (
    body_of,
    digest_of,
    draft_to_change,
    require_whole,
)
from tongban.capabilities.catalogue.commands.exploding import explode
from tongban.capabilities.catalogue.commands.succeeding import take_over
from tongban.capabilities.catalogue.events import ItemPublished
from tongban.capabilities.catalogue.models import (
    Item,
    ItemDraft,
    ItemSubmission,
    ItemVersion,
    Publication,
)
from tongban.capabilities.catalogue.permissions import PUBLISH_ITEM
from tongban.capabilities.forms.commands import keep_form
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.outbox.publishing import publish

Document = dict[str, Any]

# What stands in rows and columns of its own; everything else is kept as it was written.
IN_ROWS = frozenset(
    {
        "format",
        "name",
        "org",
        "family",
        "item_type",
        "basic_code",
        "implementation_code",
        "handling_code",
        "case_kind",
        "promised_limit",
        "statutory_limit",
        "legal_basis",
        "conditions",
        "situations",
        "materials",
        "steps",
        "special_steps",
        "fees",
        "party_roles",
        "form",
        "visits",
    }
)


@command
def publish_draft(
    *, actor: Actor, draft_id: UUID, effective_on: date, at: datetime
) -> UUID:
    """Publish a draft, in force from a day; gives the key of the version.

    Refuses with NotFound, NotAllowed, MoveRefused; with Invalid, by place, where the
    document has findings of severity error. The database refuses a draft that has not
    passed its three reviews or was changed since, and a publisher who had a part in it,
    or whose office is not the city's list.
    """
    office = actor.office_for(PUBLISH_ITEM)
    require(actor, PUBLISH_ITEM, org_id=office)
    if actor.person_id is None:
        raise NotAllowed("发布要由具体的人来做，请用自己的账号登录。")
    draft = draft_to_change(draft_id)
    submission = _submission_of(draft)
    # The rules of checking may have grown since it was handed in.
    require_whole(actor, draft.document, "发布", day=at.date())
    body = body_of(actor, draft.document)

    item = _item_of(actor, draft.document, body, at)
    version = _insert_version(actor, item, draft)
    explode(draft.document, version)
    publication = Publication(
        city=actor.city,
        item=item,
        version=version,
        submission=submission,
        effective_on=effective_on,
        drafted_by_id=draft.drafted_by_id,
        published_by_id=actor.person_id,
        published_at=at,
        digest=version.digest,
    )
    publication.save(force_insert=True)
    draft.item, draft.published_version = item, version.id
    draft.save(update_fields=["item", "published_version"])
    take_over(actor, draft, effective_on, at)

    record(
        actor,
        "catalogue.item.published",
        subject="item_version",
        subject_id=version.id,
        digest=version.digest,
        effective_on=effective_on,
    )
    publish(ItemPublished(item.id, version.id, item.handling_code, effective_on))
    return version.id


def _submission_of(draft: ItemDraft) -> ItemSubmission:
    submission = ItemSubmission.objects.filter(draft=draft).order_by("-number").first()
    if submission is None:
        raise MoveRefused(
            "这份草稿还没有送审。要先送审，经初审、合法性审查、把关都通过，才能发布。"
        )
    return submission


def _item_of(actor: Actor, document: Document, body: BodyCard, at: datetime) -> Item:
    """The item of the handling code, made when this is its first version."""
    code = document["handling_code"]
    with connection.cursor() as cursor:
        # Items are never updated, so their rows cannot be locked: two publications of
        # one item would otherwise take the same number.
        key = f"item|{actor.city}|{code}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    item = Item.objects.filter(city=actor.city, handling_code=code).first()
    if item is None:
        item = Item(
            city=actor.city,
            body_id=body.body_id,
            family=document["family"],
            item_type=document["item_type"],
            basic_code=text(document, "basic_code"),
            implementation_code=document["implementation_code"],
            handling_code=code,
            created_at=at,
        )
        item.save(force_insert=True)
        return item
    if (item.body_id, item.item_type) != (body.body_id, document["item_type"]):
        raise Invalid(
            {
                "handling_code": "这个编码已经是另一个机关或者另一类事项的，"
                "换了机关或类型就要换编码，例如末两位改成 02。"
            }
        )
    return item


def _insert_version(actor: Actor, item: Item, draft: ItemDraft) -> ItemVersion:
    document = draft.document
    last = ItemVersion.objects.filter(item=item).aggregate(last=Max("number"))["last"]
    statutory, promised = document["statutory_limit"], document["promised_limit"]
    version = ItemVersion(
        city=actor.city,
        item=item,
        number=(last or 0) + 1,
        name=document["name"],
        case_kind=document["case_kind"],
        statutory_value=statutory["value"],
        statutory_unit=statutory["unit"],
        promised_value=promised["value"],
        promised_unit=promised["unit"],
        visits=document["visits"],
        form_id=keep_form(actor=actor, schema=document["form"]),
        elements=_elements(document),
        digest=digest_of(document),
        drafted_by_id=draft.drafted_by_id,
    )
    version.save(force_insert=True)
    return version


def _elements(document: Document) -> Document:
    kept = {name: value for name, value in document.items() if name not in IN_ROWS}
    return kept | {
        "statutory_basis": text(document["statutory_limit"], "basis"),
        "step_results": {
            step["key"]: text(step, "result") for step in document["steps"]
        },
        "basis_in_force_on": [
            text(law, "in_force_on") for law in document["legal_basis"]
        ],
    }
