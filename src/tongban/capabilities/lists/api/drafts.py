"""Releases of lists through the API: all that the desk does on their way to publication."""

from datetime import date
from uuid import UUID

from ninja import Router, Schema, Status

from tongban.capabilities.lists import commands, queries
from tongban.capabilities.lists.api.paging import page_of_rows
from tongban.capabilities.lists.types import Entry, LegalBasis, ReleaseCard, RowsPage
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["list releases"], auth=bearer)


class BasisBody(Schema):
    """What a release rests on."""

    title: str
    rank: str
    article: str = ""
    number: str = ""

    def read(self) -> LegalBasis:
        """As a value."""
        return LegalBasis(self.title, self.rank, self.article, self.number)


class NewReleaseBody(Schema):
    """A release to begin; `venue_id` where each hall has a list of its own.

    `window_class_id` and `papers` (norm, procedure) where each class of windows has one.
    """

    kind: str
    body_id: UUID
    basis: BasisBody
    title: str = ""
    venue_id: UUID | None = None
    window_class_id: UUID | None = None
    papers: dict[str, str] = {}


class HeadBody(Schema):
    """What a release shall be called and rest on; papers left out stay as they are."""

    title: str
    basis: BasisBody
    papers: dict[str, str] | None = None


class RowBody(Schema):
    """A row to add: codes of what it names, and why where its kind asks that."""

    code: str
    part: str = ""
    reason: str = ""
    basis: str = ""
    terms: dict[str, str] = {}


class ReleaseReviewBody(Schema):
    """What a reviewer says; `digest` names what was looked at."""

    stage: str
    outcome: str
    opinion: str = ""
    digest: str


class ReleaseInForceBody(Schema):
    """From which day on the release is in force."""

    effective_on: date


@router.get(
    "",
    response={200: list[ReleaseCard], **UNSEEN},
    summary="List releases under way",
)
def list_open(request: ActorRequest) -> list[ReleaseCard]:
    """Those that the actor may see."""
    return queries.list_open_releases(actor=request.actor)


@router.post(
    "",
    response={201: ReleaseCard, **REFUSED},
    summary="Begin a release",
)
def begin_release(request: ActorRequest, body: NewReleaseBody) -> Status[ReleaseCard]:
    """With the rows that the guides in force today give."""
    card = commands.draft_release(
        actor=request.actor,
        kind=body.kind,
        body_id=body.body_id,
        basis=body.basis.read(),
        title=body.title,
        venue_id=body.venue_id,
        window_class_id=body.window_class_id,
        papers=body.papers,
        day=request.today,
        at=request.now,
    )
    return Status(201, card)


@router.put(
    "/{release_id}",
    response={200: ReleaseCard, **REFUSED},
    summary="Change title and basis",
)
def write_head(request: ActorRequest, release_id: UUID, body: HeadBody) -> ReleaseCard:
    """While its drafter has it."""
    commands.revise_release(
        actor=request.actor,
        release_id=release_id,
        title=body.title,
        basis=body.basis.read(),
        papers=body.papers,
        at=request.now,
    )
    return queries.get_release(actor=request.actor, release_id=release_id)


@router.delete(
    "/{release_id}",
    response={204: None, **REFUSED},
    summary="Give a release up",
)
def discard_release(request: ActorRequest, release_id: UUID) -> Status[None]:
    """For good; what was published cannot be given up."""
    commands.discard_release(actor=request.actor, release_id=release_id, at=request.now)
    return Status(204, None)


@router.post(
    "/{release_id}/rows",
    response={201: UUID, **REFUSED},
    summary="Add a row",
)
def add_row(request: ActorRequest, release_id: UUID, body: RowBody) -> Status[UUID]:
    """Gives its key."""
    key = commands.add_entry(
        actor=request.actor,
        release_id=release_id,
        entry=Entry(body.code, body.part, body.reason, body.basis, body.terms),
        day=request.today,
        at=request.now,
    )
    return Status(201, key)


@router.delete(
    "/{release_id}/rows/{row_id}",
    response={204: None, **REFUSED},
    summary="Take a row off",
)
def remove_row(request: ActorRequest, release_id: UUID, row_id: UUID) -> Status[None]:
    """While its drafter has the release."""
    commands.remove_entry(
        actor=request.actor, release_id=release_id, row_id=row_id, at=request.now
    )
    return Status(204, None)


@router.post(
    "/{release_id}/derivation",
    response={200: int, **REFUSED},
    summary="Draw the rows up again",
)
def derive_rows(request: ActorRequest, release_id: UUID) -> int:
    """By the guides in force today; gives how many rows there are."""
    return commands.derive_rows(
        actor=request.actor, release_id=release_id, day=request.today, at=request.now
    )


@router.post(
    "/{release_id}/hand-in",
    response={200: ReleaseCard, **REFUSED},
    summary="Hand a release in for review",
)
def hand_in_release(request: ActorRequest, release_id: UUID) -> ReleaseCard:
    """From here on it rests until it is sent back."""
    commands.hand_in_release(actor=request.actor, release_id=release_id, at=request.now)
    return queries.get_release(actor=request.actor, release_id=release_id)


@router.post(
    "/{release_id}/reviews",
    response={200: ReleaseCard, **REFUSED},
    summary="Review a release",
)
def review_release(
    request: ActorRequest, release_id: UUID, body: ReleaseReviewBody
) -> ReleaseCard:
    """Pass it, or return it with an opinion, at the stage whose turn it is."""
    commands.review_release(
        actor=request.actor,
        release_id=release_id,
        stage=body.stage,
        outcome=body.outcome,
        opinion=body.opinion,
        digest=body.digest,
        at=request.now,
    )
    return queries.get_release(actor=request.actor, release_id=release_id)


@router.post(
    "/{release_id}/publication",
    response={200: ReleaseCard, **REFUSED},
    summary="Publish a release",
)
def publish_release(
    request: ActorRequest, release_id: UUID, body: ReleaseInForceBody
) -> ReleaseCard:
    """Put it in force from a day."""
    commands.publish_release(
        actor=request.actor,
        release_id=release_id,
        effective_on=body.effective_on,
        at=request.now,
    )
    return queries.get_release(actor=request.actor, release_id=release_id)


@router.get(
    "/{release_id}",
    response={200: ReleaseCard, **UNSEEN},
    summary="Read a release under way",
)
def read_draft(request: ActorRequest, release_id: UUID) -> ReleaseCard:
    """Where it stands, with all opinions, for those who have to do with it."""
    return queries.get_release(actor=request.actor, release_id=release_id)


@router.get(
    "/{release_id}/rows",
    response={200: RowsPage, **UNSEEN},
    summary="Read rows of a release under way",
)
def read_draft_rows(
    request: ActorRequest, release_id: UUID, q: str = "", skip: int = 0, limit: int = 50
) -> RowsPage:
    """With their keys, by which they are taken off."""
    return page_of_rows(request, release_id, q=q, skip=skip, limit=limit)
