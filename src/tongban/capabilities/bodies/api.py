"""Bodies through the API: history, changes, imports, pilots, closing, assessment sheets."""

from datetime import date
from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from tongban.capabilities.bodies import commands, queries
from tongban.capabilities.bodies.types import (
    BodyPage,
    ImportDone,
    ImportSeen,
    Overview,
    SchemeCard,
    SheetCard,
)
from tongban.capabilities.catalogue.commands import propose_to_successor
from tongban.capabilities.orgs import commands as orgs
from tongban.capabilities.orgs.permissions import DRAFT_CHANGE
from tongban.capabilities.orgs.queries import (
    list_changes,
    list_measures,
    list_regions,
    list_rollout,
)
from tongban.capabilities.orgs.types import (
    BodyChange,
    BodySaid,
    ChangeAsked,
    ChangeCard,
    MeasureCard,
    PilotCard,
    PilotLine,
    RegionCard,
    RegionChange,
    Takes,
)
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["bodies"])


class TakesBody(Schema):
    """Who takes over, and what."""

    code: str = Field(max_length=40)
    takes: str = Field("", max_length=200)


class BodySaidBody(Schema):
    """What a body is to be; what is left out stays as it is."""

    name: str | None = Field(None, max_length=120)
    short_name: str | None = Field(None, max_length=60)
    kind: str | None = Field(None, max_length=24)
    parent: str | None = Field(None, max_length=40)
    is_vertical: bool | None = None
    leader: str | None = Field(None, max_length=60)
    section: str | None = Field(None, max_length=60)
    phone: str | None = Field(None, max_length=40)
    address: str | None = Field(None, max_length=200)


class BodyChangeBody(Schema):
    """One body in a change."""

    code: str = Field(max_length=40)
    said: BodySaidBody | None = None
    uscc: str = Field("", max_length=18)
    level: str = Field("", max_length=12)
    region: str = Field("", max_length=12)
    ends: bool = False
    successors: list[TakesBody] = Field([], max_length=9)


class ItemsToSuccessorBody(Schema):
    """Under which successor, by its code, and why."""

    to: str = Field(max_length=40)
    reason: str = Field(max_length=400)


class RegionChangeBody(Schema):
    """One region in a change."""

    code: str = Field(max_length=12)
    name: str | None = Field(None, max_length=60)
    kind: str | None = Field(None, max_length=24)
    parent: str | None = Field(None, max_length=12)
    level: str = Field("", max_length=12)
    ends: bool = False
    successors: list[TakesBody] = Field([], max_length=9)


class OrgChangeBody(Schema):
    """A change as somebody drafts it."""

    kind: str = Field(max_length=24)
    document_number: str = Field(max_length=120)
    effective_on: date
    reason: str = Field(max_length=300)
    bodies: list[BodyChangeBody] = Field([], max_length=500)
    regions: list[RegionChangeBody] = Field([], max_length=500)


class OrgChangeAnswerBody(Schema):
    """Approved or sent back."""

    outcome: Literal["confirmed", "declined"]
    reason: str = Field("", max_length=300)


class PilotBody(Schema):
    """Since when a measure runs at a body, until when, or by when it is wanted."""

    measure: str = Field(max_length=40)
    body: str = Field(max_length=40)
    document_number: str = Field(max_length=120)
    starts_on: date | None = None
    last_on: date | None = None
    due_on: date | None = None


class AssessmentSchemeBody(Schema):
    """Points by the key of an indicator."""

    title: str = Field(max_length=60)
    points: dict[str, int]
    document_number: str = Field(max_length=120)


class AssessmentSheetBody(Schema):
    """The sheet of a body and period."""

    body_id: UUID
    first_day: date
    last_day: date


class OrgImportBody(Schema):
    """What a file holds, from when on it is so, and by which document."""

    what: Literal["regions", "bodies"]
    effective_on: date
    document_number: str = Field("", max_length=120)
    reason: str = Field("", max_length=300)


class OrgKeyMade(Schema):
    """The key of what was written."""

    id: UUID


def _require_staff(actor: Actor) -> None:
    if actor.kind != "staff":
        raise NotAllowed("机构管理是工作人员的接口，请用工作账号登录。", turn_to="登录")


@router.get(
    "", response={200: Overview, **UNSEEN}, auth=bearer, summary="Report bodies"
)
def overview(request: ActorRequest, on: date | None = None) -> Overview:
    """How many stand at each level, departments without contacts, misnamed halls."""
    _require_staff(request.actor)
    return queries.get_overview(actor=request.actor, day=on or request.today)


@router.get(
    "/regions",
    response={200: list[RegionCard], **UNSEEN},
    auth=bearer,
    summary="List regions below one",
)
def regions(
    request: ActorRequest, parent: str, on: date | None = None, page: int = 1
) -> list[RegionCard]:
    """Fifty to a page."""
    _require_staff(request.actor)
    return list_regions(
        actor=request.actor,
        day=on or request.today,
        parent=parent,
        page=max(1, min(page, 10_000)),
    )


@router.get(
    "/of/{code}", response={200: BodyPage, **UNSEEN}, auth=bearer, summary="One body"
)
def show(request: ActorRequest, code: str, on: date | None = None) -> BodyPage:
    """As it is on a day, its history, who came after it, and what is left at it."""
    _require_staff(request.actor)
    return queries.get_body_page(
        actor=request.actor, code=code, day=on or request.today
    )


@router.post(
    "/of/{code}/closing",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="Close a body that ended",
)
def close(request: ActorRequest, code: str) -> Status[None]:
    """Nothing is left at it: its last posts end today."""
    _require_staff(request.actor)
    actor, at = request.actor, request.now
    page = queries.get_body_page(actor=actor, code=code, day=request.today)
    commands.close_body(actor=actor, body_id=page.card.body_id, at=at)
    return Status(204, None)


@router.post(
    "/of/{code}/items-to-successor",
    response={201: OrgKeyMade, **REFUSED},
    auth=bearer,
    summary="Draft all items of a body under its successor",
)
def propose_items(
    request: ActorRequest, code: str, body: ItemsToSuccessorBody
) -> Status[OrgKeyMade]:
    """In one act; each is reviewed and published as always. Gives the key of the batch."""
    _require_staff(request.actor)
    actor, day = request.actor, request.today
    page = queries.get_body_page(actor=actor, code=code, day=day)
    heir = queries.get_body_page(actor=actor, code=body.to, day=day)
    made = propose_to_successor(
        actor=actor,
        from_body_id=page.card.body_id,
        to_body_id=heir.card.body_id,
        reason=body.reason,
        at=request.now,
    )
    return Status(201, OrgKeyMade(id=made))


@router.get(
    "/changes",
    response={200: list[ChangeCard], **UNSEEN},
    auth=bearer,
    summary="List changes of bodies",
)
def changes(request: ActorRequest) -> list[ChangeCard]:
    """What waits first."""
    _require_staff(request.actor)
    return list_changes(actor=request.actor)


@router.post(
    "/changes",
    response={201: OrgKeyMade, **REFUSED},
    auth=bearer,
    summary="Draft a change of bodies",
)
def draft(request: ActorRequest, body: OrgChangeBody) -> Status[OrgKeyMade]:
    """Nothing is so before another person approves it."""
    asked = ChangeAsked(
        body.kind,
        body.document_number,
        body.effective_on,
        body.reason,
        bodies=tuple(_body_change(one) for one in body.bodies),
        regions=tuple(_region_change(one) for one in body.regions),
    )
    made = orgs.draft_change(actor=request.actor, asked=asked, at=request.now)
    return Status(201, OrgKeyMade(id=made))


def _body_change(one: BodyChangeBody) -> BodyChange:
    whole = one.dict(exclude={"said", "successors"})
    return BodyChange(
        said=BodySaid(**one.said.dict()) if one.said else BodySaid(),
        successors=tuple(Takes(**after.dict()) for after in one.successors),
        **whole,
    )


def _region_change(one: RegionChangeBody) -> RegionChange:
    whole = one.dict(exclude={"successors"})
    return RegionChange(
        successors=tuple(Takes(**after.dict()) for after in one.successors), **whole
    )


@router.post(
    "/changes/{change_id}/answer",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="Approve a change or send it back",
)
def answer(
    request: ActorRequest, change_id: UUID, body: OrgChangeAnswerBody
) -> Status[None]:
    """By another natural person than who drafted it."""
    orgs.answer_change(
        actor=request.actor,
        change_id=change_id,
        outcome=body.outcome,
        reason=body.reason,
        at=request.now,
    )
    return Status(204, None)


@router.post(
    "/import/preview",
    response={200: ImportSeen, **REFUSED},
    auth=bearer,
    summary="See what a file would change",
)
def preview(
    request: ActorRequest, body: Form[OrgImportBody], file: File[UploadedFile]
) -> ImportSeen:
    """Line by line; writes nothing."""
    actor = request.actor
    require(actor, DRAFT_CHANGE, org_id=actor.office_for(DRAFT_CHANGE))
    return queries.preview_import(
        actor=actor, what=body.what, content=file.read(), day=body.effective_on
    )


@router.post(
    "/import",
    response={200: ImportDone, **REFUSED},
    auth=bearer,
    summary="Draft what a file changes",
)
def take_in(
    request: ActorRequest, body: Form[OrgImportBody], file: File[UploadedFile]
) -> ImportDone:
    """A line that cannot be taken in hinders no other."""
    return commands.import_orgs(
        actor=request.actor,
        what=body.what,
        content=file.read(),
        document_number=body.document_number,
        effective_on=body.effective_on,
        reason=body.reason,
        at=request.now,
    )


@router.get(
    "/measures",
    response={200: list[MeasureCard], **UNSEEN},
    auth=bearer,
    summary="List measures that start body by body",
)
def measures(request: ActorRequest) -> list[MeasureCard]:
    """What can be piloted."""
    _require_staff(request.actor)
    return list_measures(actor=request.actor)


@router.get(
    "/pilots",
    response={200: list[PilotCard], **UNSEEN},
    auth=bearer,
    summary="Rollout of measures",
)
def pilots(request: ActorRequest, on: date | None = None) -> list[PilotCard]:
    """Each measure at each body, since when, and who is late."""
    _require_staff(request.actor)
    return list_rollout(actor=request.actor, day=on or request.today)


@router.post(
    "/pilots",
    response={201: OrgKeyMade, **REFUSED},
    auth=bearer,
    summary="Start, end or ask for a measure at a body",
)
def pilot(request: ActorRequest, body: PilotBody) -> Status[OrgKeyMade]:
    """The newest row of a body counts."""
    line = PilotLine(**body.dict())
    made = orgs.set_pilot(actor=request.actor, line=line, at=request.now)
    return Status(201, OrgKeyMade(id=made))


@router.get(
    "/assessment-scheme",
    response={200: SchemeCard | None, **UNSEEN},
    auth=bearer,
    summary="By what bodies are assessed",
)
def scheme(request: ActorRequest) -> SchemeCard | None:
    """The one that counts for new sheets."""
    _require_staff(request.actor)
    return queries.find_scheme(actor=request.actor)


@router.post(
    "/assessment-scheme",
    response={201: OrgKeyMade, **REFUSED},
    auth=bearer,
    summary="Publish by what bodies are assessed",
)
def set_scheme(request: ActorRequest, body: AssessmentSchemeBody) -> Status[OrgKeyMade]:
    """It counts from now on."""
    made = commands.publish_scheme(actor=request.actor, at=request.now, **body.dict())
    return Status(201, OrgKeyMade(id=made))


@router.get(
    "/assessment-sheets",
    response={200: list[SheetCard], **UNSEEN},
    auth=bearer,
    summary="List assessment sheets",
)
def sheets(request: ActorRequest, body_id: UUID | None = None) -> list[SheetCard]:
    """Of one body or of all."""
    _require_staff(request.actor)
    return queries.list_sheets(actor=request.actor, body_id=body_id)


@router.post(
    "/assessment-sheets",
    response={201: OrgKeyMade, **REFUSED},
    auth=bearer,
    summary="Publish an assessment sheet",
)
def publish(request: ActorRequest, body: AssessmentSheetBody) -> Status[OrgKeyMade]:
    """A snapshot: it never changes."""
    made = commands.publish_sheet(actor=request.actor, at=request.now, **body.dict())
    return Status(201, OrgKeyMade(id=made))


@router.get(
    "/assessment-sheets/{sheet_id}.csv",
    response={200: None, **UNSEEN},
    auth=bearer,
    summary="An assessment sheet as CSV",
)
def take_sheet(request: ActorRequest, sheet_id: UUID) -> HttpResponse:
    """The rows as they were published."""
    _require_staff(request.actor)
    _name, content = queries.download_sheet(actor=request.actor, sheet_id=sheet_id)
    return HttpResponse(content, content_type="text/csv; charset=utf-8")
