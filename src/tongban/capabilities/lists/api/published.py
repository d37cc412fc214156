"""Published lists through the API: in force on a day, their rows, files and differences."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from tongban.capabilities.lists import queries
from tongban.capabilities.lists.api.paging import page_of_rows
from tongban.capabilities.lists.types import ReleaseCard, ReleaseDifference, RowsPage
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.problems import Problem
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import document_file

router = Router(tags=["lists"])
_FILE = document_file(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv",
    "application/json",
    "application/pdf",
)


@router.get("", response={200: list[ReleaseCard], 422: Problem}, summary="List lists")
def list_lists(
    request: ActorRequest, on: date | None = None, known_at: datetime | None = None
) -> list[ReleaseCard]:
    """The release of each kind, and of each hall, that is in force on a day."""
    return queries.list_in_force(
        actor=request.actor, day=on or request.today, known_at=known_at
    )


@router.get(
    "/in-force/{kind}",
    response={200: ReleaseCard, 404: Problem, 422: Problem},
    summary="Find the list in force",
)
def find_list(  # noqa: PLR0917  # what a list is of, and as of when
    request: ActorRequest,
    kind: str,
    venue_id: UUID | None = None,
    window_class_id: UUID | None = None,
    on: date | None = None,
    known_at: datetime | None = None,
) -> ReleaseCard:
    """The release of a kind in force on a day, as it was known at a moment."""
    actor = request.actor
    with reading(actor):
        release_id = queries.find_in_force(
            actor=actor,
            kind=kind,
            venue_id=venue_id,
            window_class_id=window_class_id,
            day=on or request.today,
            known_at=known_at,
        )
        if release_id is None:
            raise NotFound("这种清单在这一天还没有公布。")
        return queries.get_release(actor=actor, release_id=release_id)


@router.get(
    "/{release_id}",
    response={200: ReleaseCard, 404: Problem},
    summary="Read what a release says of itself",
)
def read_release(request: ActorRequest, release_id: UUID) -> ReleaseCard:
    """Before its publication only for those who have to do with it."""
    return queries.get_release(actor=request.actor, release_id=release_id)


@router.get(
    "/{release_id}/rows",
    response={200: RowsPage, 404: Problem},
    summary="Read rows of a release",
)
def read_rows(
    request: ActorRequest, release_id: UUID, q: str = "", skip: int = 0, limit: int = 50
) -> RowsPage:
    """In the order of names; columns are read through the published versions."""
    return page_of_rows(request, release_id, q=q, skip=skip, limit=limit)


@router.get(
    "/{release_id}/changes",
    response={200: ReleaseDifference, 404: Problem, 422: Problem},
    summary="Compare a release with another",
)
def read_changes(
    request: ActorRequest, release_id: UUID, since: UUID
) -> ReleaseDifference:
    """What came, what went, and what reads otherwise than in `since`."""
    return queries.compare_releases(
        actor=request.actor, before_id=since, after_id=release_id
    )


@router.get(
    "/{release_id}/files/{kind}",
    response={404: Problem},
    summary="Take a release as a file",
    openapi_extra=_FILE,
)
def take_file(request: ActorRequest, release_id: UUID, kind: str) -> HttpResponse:
    """A published release as xlsx, csv, json or pdf."""
    file = queries.download_release(
        actor=request.actor,
        release_id=release_id,
        kind=kind,
        site=f"{request.scheme}://{request.get_host()}",
    )
    return HttpResponse(file.content, content_type=file.media_type)
