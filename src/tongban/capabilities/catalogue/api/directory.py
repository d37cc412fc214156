"""The basic directory through the API: entries for everybody, changes and claims for offices."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ninja import Router, Schema

from tongban.capabilities.catalogue import commands, queries
from tongban.capabilities.catalogue.directory.cards import (
    DirectoryTotals,
    EntryCard,
    EntryDetail,
    EntryPublished,
    ProposalCard,
)
from tongban.capabilities.catalogue.types import Basis
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN, Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["directory"])


class EntryBody(Schema):
    """A version of an entry: whose directory, who may claim it, what is alike, on what basis."""

    level: str
    levels: list[str]
    elements: dict[str, Any]
    basis_title: str
    basis_number: str = ""
    basis_rank: str
    reason: str = ""
    effective_on: date


class ClaimBody(Schema):
    """The body that takes the entry on itself."""

    body_id: UUID


@dataclass(frozen=True)
class Claimed:
    """The key of the claim."""

    claim_id: UUID


@dataclass(frozen=True)
class TakenOver:
    """The draft into which the proposal went."""

    draft_id: UUID


@dataclass(frozen=True)
class DirectoryPage:
    """Entries by code, the figures of the whole, and the code after which the next begin."""

    totals: DirectoryTotals
    entries: list[EntryCard]
    next_after: str


_MOST = 100


@router.get(
    "", response={200: DirectoryPage, 422: Problem}, summary="List directory entries"
)
def list_entries(  # noqa: PLR0917  # the facets of the list
    request: ActorRequest,
    q: str = "",
    level: str = "",
    after: str = "",
    limit: int = 50,
    on: date | None = None,
    *,
    drifting: bool = False,
) -> DirectoryPage:
    """The entries in force on a day, with claims, implementations, drift and uniformity."""
    day, limit = on or request.today, max(1, min(limit, _MOST))
    cards = queries.list_entries(
        actor=request.actor,
        day=day,
        words=q,
        level=level,
        drifting=drifting,
        after=after,
        limit=limit,
    )
    following = cards[-1].basic_code if len(cards) == limit else ""
    totals = queries.total_directory(actor=request.actor, day=day)
    return DirectoryPage(totals, cards, following)


# Before the codes: else "proposals" would be read as one.
@router.get(
    "/proposals",
    response={200: list[ProposalCard], **UNSEEN},
    auth=bearer,
    summary="List what the directory asks of own implementations",
)
def list_proposals(request: ActorRequest) -> list[ProposalCard]:
    """The proposals that wait at the bodies of the actor; all for the keepers of the list."""
    return queries.list_proposals(actor=request.actor)


@router.post(
    "/proposals/{proposal_id}/draft",
    response={200: TakenOver, **REFUSED},
    auth=bearer,
    summary="Take a proposal over into a draft",
)
def take_over(request: ActorRequest, proposal_id: UUID) -> TakenOver:
    """A new draft, or the one under way written on in the elements that depart."""
    return TakenOver(
        commands.take_over_proposal(
            actor=request.actor, proposal_id=proposal_id, at=request.now
        )
    )


@router.get(
    "/{basic_code}",
    response={200: EntryDetail, 404: Problem, 422: Problem},
    summary="Read an entry beside its implementations",
)
def read_entry(
    request: ActorRequest, basic_code: str, on: date | None = None
) -> EntryDetail:
    """Versions, claims, and what each body has in force, element by element."""
    return queries.get_entry(
        actor=request.actor, basic_code=basic_code, day=on or request.today
    )


@router.post(
    "/{basic_code}/versions",
    response={200: EntryPublished, **REFUSED},
    auth=bearer,
    summary="Publish an entry or its next version",
)
def publish_entry(
    request: ActorRequest, basic_code: str, body: EntryBody
) -> EntryPublished:
    """Every implementation that departs is asked in the same act."""
    return commands.publish_entry(
        actor=request.actor,
        basic_code=basic_code,
        level=body.level,
        levels=body.levels,
        elements=body.elements,
        basis=Basis(body.basis_title, body.basis_number, body.basis_rank),
        reason=body.reason,
        effective_on=body.effective_on,
        at=request.now,
    )


@router.post(
    "/{basic_code}/claims",
    response={200: Claimed, **REFUSED},
    auth=bearer,
    summary="Claim an entry for a body",
)
def claim(request: ActorRequest, basic_code: str, body: ClaimBody) -> Claimed:
    """The same claim twice is one."""
    return Claimed(
        commands.claim_entry(
            actor=request.actor,
            basic_code=basic_code,
            body_id=body.body_id,
            at=request.now,
        )
    )
