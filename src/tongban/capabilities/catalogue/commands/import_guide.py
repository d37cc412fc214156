"""Taking published guides in as drafts: the same file twice changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.checking.found import found, text
from tongban.capabilities.catalogue.checking.guide import check_guide, guide_name
from tongban.capabilities.catalogue.commands.drafting import digest_of, finding_rows
from tongban.capabilities.catalogue.importing import FORMAT, map_guide
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.types import Finding, ImportOutcome
from tongban.capabilities.orgs.queries import find_body
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_LONGEST_NAME = 200


@dataclass(frozen=True)
class _Mapped:
    """A guide or an item document, read."""

    name: str
    source_name: str
    document: dict[str, Any]
    findings: list[Finding]
    org: str


@command
def import_guides(
    *, actor: Actor, guides: Sequence[object], org: str, at: datetime
) -> list[ImportOutcome]:
    """Import all guides of a file in one transaction; `org` implements those that say none.

    Refuses with NotAllowed; a guide that cannot be read is rejected, and the rest goes on.
    """
    office = next(iter(actor.bodies_for(DRAFT_ITEM)), None)
    require(actor, DRAFT_ITEM, org_id=office)

    outcomes = [
        import_guide(actor=actor, guide=guide, org=org, at=at) for guide in guides
    ]

    record(
        actor,
        "catalogue.guides.imported",
        subject="city",
        subject_id=actor.city,
        read=len(outcomes),
        rejected=sum(one.outcome == "rejected" for one in outcomes),
    )
    return outcomes


@command
def import_guide(
    *, actor: Actor, guide: object, org: str, at: datetime
) -> ImportOutcome:
    """Import one guide, or one item document, as a draft with findings; keep its source.

    Refuses with NotAllowed. Whatever is odd in the guide itself is a finding; only what
    is no guide at all is rejected.
    """
    if actor.person_id is None:
        raise NotAllowed("导入要由具体的人来做，请用自己的账号登录。")
    mapped = _read(guide, org)
    body = find_body(actor=actor, code=mapped.org) if mapped else None
    if mapped is None or body is None:
        return _reject(guide, mapped)
    require(actor, DRAFT_ITEM, org_id=body.body_id)

    digest = digest_of(guide)
    earlier = ItemDraft.objects.filter(
        city=actor.city, body_id=body.body_id, source_name=mapped.source_name
    )
    held = {draft.source_digest: draft.id for draft in earlier.order_by("id")}
    if digest in held:
        return ImportOutcome(
            "unchanged", mapped.name, held[digest], tuple(mapped.findings)
        )
    draft = _draft_of(actor, mapped, body.body_id, at)
    draft.source_digest, draft.source_document = digest, guide
    draft.drafted_by_id = actor.person_id
    draft.save(force_insert=True)

    record(
        actor,
        "catalogue.guide.imported",
        subject="item_draft",
        subject_id=draft.id,
        source_digest=digest,
    )
    return ImportOutcome(
        "changed" if held else "imported",
        mapped.name,
        draft.id,
        tuple(mapped.findings),
    )


def _draft_of(actor: Actor, mapped: _Mapped, body_id: UUID, at: datetime) -> ItemDraft:
    return ItemDraft(
        city=actor.city,
        body_id=body_id,
        document=mapped.document,
        findings=finding_rows(mapped.findings),
        source_name=mapped.source_name,
        revised_at=at,
    )


def _read(guide: object, org: str) -> _Mapped | None:
    if not isinstance(guide, dict):
        return None
    if guide.get("format") == FORMAT:
        return _read_document(guide)
    name = guide_name(guide)
    if not name:
        return None
    return _Mapped(
        name=name[:_LONGEST_NAME],
        source_name=(text(guide, "id") or name)[:_LONGEST_NAME],
        document=map_guide(guide, org=org),
        findings=check_guide(guide),
        org=org,
    )


def _read_document(document: dict[str, Any]) -> _Mapped | None:
    name = text(document, "name")
    if not name:
        return None
    return _Mapped(
        name=name[:_LONGEST_NAME],
        source_name=(text(document, "handling_code") or name)[:_LONGEST_NAME],
        document=document,
        findings=check_document(document),
        org=text(document, "org"),
    )


def _reject(guide: object, mapped: _Mapped | None) -> ImportOutcome:
    if mapped is not None:
        return ImportOutcome(
            "rejected", mapped.name, None, (found("body.missing", "org"),)
        )
    named = guide.get("item_name", "") if isinstance(guide, dict) else ""
    return ImportOutcome(
        "rejected", str(named), None, (found("name.missing", "item_name"),)
    )
