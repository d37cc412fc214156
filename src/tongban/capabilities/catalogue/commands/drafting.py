"""What the commands on drafts share: finding one to change, and its value."""

import hashlib
from dataclasses import asdict
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.queries.drafts import draft_card
from tongban.capabilities.catalogue.types import Finding
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.plumbing.evidence.recording import canonical_text

__all__ = ["digest_of", "draft_card", "draft_to_change", "finding_rows"]


def draft_to_change(draft_id: UUID) -> ItemDraft:
    """The draft, locked. Refuses with NotFound; with MoveRefused once it is published."""
    draft = ItemDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotFound("没有找到这份草稿，或者它不归您的单位管。")
    if draft.published_version is not None:
        raise MoveRefused("这份草稿已经发布，不能再改。要调整，请另起草一份。")
    return draft


def finding_rows(findings: list[Finding]) -> list[dict[str, str]]:
    """Findings as they are kept beside the draft."""
    return [asdict(finding) for finding in findings]


def digest_of(document: Any) -> str:
    """SM3 over the canonical text: the same elements have the same digest anywhere."""
    return hashlib.new("sm3", canonical_text(document).encode()).hexdigest()
