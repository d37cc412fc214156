"""Taking lists and guides in as drafts: one transaction a file, the same file twice is nothing."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from tongban.capabilities.catalogue.commands.drafting import finding_rows
from tongban.capabilities.catalogue.digests import digest_of
from tongban.capabilities.catalogue.listing.entries import entry_of_guide
from tongban.capabilities.catalogue.listing.files import ListFile, read_file
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.import_plans import (
    OnRow,
    Planned,
    answering_body,
    plan,
    result_of,
)
from tongban.capabilities.catalogue.types import ImportOutcome, ImportResult
from tongban.ground.refusals import MoveRefused, NotAllowed
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

# Rows in one statement: the driver needs long to take a larger one apart.
_AT_ONCE = 100


@command
def import_file(
    *,
    actor: Actor,
    content: bytes,
    name: str,
    at: datetime,
    org: str = "",
    on_row: OnRow | None = None,
) -> ImportResult:
    """Import a list (CSV, XLSX) or guides (JSON); `org` answers for rows of no body of ours.

    Refuses with NotAllowed, and with Invalid a file that is no list; a row that cannot be
    kept is rejected with its reason, and the rest goes on.
    """
    office = actor.office_for(DRAFT_ITEM)
    require(actor, DRAFT_ITEM, org_id=office)

    org = answering_body(actor, org)
    read = read_file(content, org=org, name=name)
    result = _take_in(actor, read, at, org=org, name=name, on_row=on_row)

    _leave_trace(actor, result)
    return result


@command
def import_guides(
    *, actor: Actor, guides: Sequence[object], org: str, at: datetime
) -> list[ImportOutcome]:
    """Import guides and item documents; `org` implements those that say none.

    Refuses with NotAllowed; a guide that cannot be read is rejected, and the rest goes on.
    """
    office = actor.office_for(DRAFT_ITEM)
    require(actor, DRAFT_ITEM, org_id=office)

    result = _take_in(actor, _guides(guides, org), at, org=org)

    _leave_trace(actor, result)
    return list(result.outcomes)


@command
def import_guide(
    *, actor: Actor, guide: object, org: str, at: datetime
) -> ImportOutcome:
    """Import one guide, or one item document, as a draft with findings; keep its source.

    Refuses with NotAllowed. Whatever is odd in the guide itself is a finding; only what
    is no guide at all is rejected.
    """
    office = actor.office_for(DRAFT_ITEM)
    require(actor, DRAFT_ITEM, org_id=office)

    result = _take_in(actor, _guides([guide], org), at, org=org)

    _leave_trace(actor, result)
    return result.outcomes[0]


def _guides(guides: Sequence[object], org: str) -> ListFile:
    entries = [
        entry_of_guide(guide, line, org=org) for line, guide in enumerate(guides, 1)
    ]
    return ListFile(digest_of(list(guides)), tuple(entries))


def _leave_trace(actor: Actor, result: ImportResult) -> None:
    """One leaf for the file: its digest and the digest of all outcomes stand for the rows."""
    record(
        actor,
        "catalogue.list.imported",
        subject="item_list",
        subject_id=result.digest,
        outcomes_digest=digest_of(
            [[one.line, one.outcome, one.draft_id] for one in result.outcomes]
        ),
        **result.counts,
    )


def _take_in(  # a file, who takes it in, and for whom
    actor: Actor,
    read: ListFile,
    at: datetime,
    *,
    org: str,
    name: str = "",
    on_row: OnRow | None = None,
) -> ImportResult:
    if actor.person_id is None:
        raise NotAllowed("导入要由具体的人来做，请用自己的账号登录。")
    with connection.cursor() as cursor:
        # Two imports of one list at the same time would both find nothing held.
        key = f"item-import|{actor.city}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    planned = plan(actor, read.entries, org, on_row)

    drafts = [_draft(one, actor.city, actor.person_id, at) for one in planned]
    new = [draft for draft in drafts if draft is not None]
    _replace(planned, drafts)
    ItemDraft.objects.bulk_create(new, batch_size=_AT_ONCE)
    outcomes = [
        one.told(draft.id if draft else one.draft_id)
        for one, draft in zip(planned, drafts, strict=True)
    ]
    return result_of(name, read, outcomes)


def _replace(planned: Sequence[Planned], drafts: Sequence[ItemDraft | None]) -> None:
    """Mark earlier drafts with the key of the newer one, which is written just after."""
    newer: dict[UUID, UUID] = {}
    looked_at: dict[UUID, datetime] = {}
    for one, draft in zip(planned, drafts, strict=True):
        if draft is not None and one.earlier is not None:
            looked_at[one.earlier.id] = one.earlier.revised_at
            for key in one.replaces:
                newer.setdefault(key, draft.id)
    if not newer:
        return
    held = ItemDraft.objects.select_for_update().filter(id__in=newer)
    for key, revised_at in held.values_list("id", "revised_at"):
        # What was written since the file was compared would be lost.
        if looked_at.get(key, revised_at) != revised_at:
            raise MoveRefused("导入的时候，有同事正好改了其中一份草稿。请再导入一次。")
    rows = [ItemDraft(id=key, superseded_by_id=after) for key, after in newer.items()]
    ItemDraft.objects.bulk_update(rows, ["superseded_by"], batch_size=_AT_ONCE)


def _draft(one: Planned, city: str, person_id: UUID, at: datetime) -> ItemDraft | None:
    """The draft that a planned entry becomes, not yet written; None where nothing changes."""
    if one.document is None or one.body is None:
        return None
    draft = ItemDraft(
        city=city,
        body_id=one.body.body_id,
        document=one.document,
        findings=finding_rows(list(one.findings)),
        source_name=one.entry.source_name,
        source_digest=one.entry.digest,
        source_document=one.entry.source,
        drafted_by_id=person_id,
        revised_at=at,
    )
    if one.earlier is not None:
        # What an officer added goes on under that officer's name.
        draft.item_id = one.earlier.item_id
        draft.source_name = one.earlier.source_name or one.entry.source_name
        draft.additions = [
            row for row in one.earlier.additions if row["path"] not in one.taken
        ]
    return draft
