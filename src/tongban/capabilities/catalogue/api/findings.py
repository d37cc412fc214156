"""Findings through the API: the work list of the guide compiler, and checking again."""

from dataclasses import dataclass
from uuid import UUID

from ninja import Router

from tongban.capabilities.catalogue import commands, queries
from tongban.capabilities.catalogue.queries.findings import MOST, Wanted
from tongban.capabilities.catalogue.types import FindingRow
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["item findings"], auth=bearer)


@dataclass(frozen=True)
class FindingsReport:
    """One page; where there are more, `draft_id` and `place` of the last row lead on."""

    rows: list[FindingRow]
    has_more: bool


@dataclass(frozen=True)
class Rechecked:
    """How many drafts have other findings now."""

    changed: int


@router.get("", response={200: FindingsReport, **UNSEEN}, summary="List findings")
def list_findings(
    request: ActorRequest,
    rule: str = "",
    severity: str = "",
    after_draft: UUID | None = None,
    after_place: int = 0,
) -> FindingsReport:
    """Findings in the drafts and items that the caller may see, newest draft first."""
    wanted = Wanted(
        rule=rule,
        severity=severity,
        after=(after_draft, after_place) if after_draft else None,
    )
    page = queries.list_findings(
        actor=request.actor, day=request.today, wanted=wanted, limit=MOST
    )
    return FindingsReport(list(page.rows), page.has_more)


@router.post(
    "/recheck", response={200: Rechecked, **REFUSED}, summary="Check drafts again"
)
def recheck(request: ActorRequest) -> Rechecked:
    """Check all drafts of the caller's bodies by the rules as they stand now."""
    return Rechecked(commands.recheck_drafts(actor=request.actor, at=request.now))
