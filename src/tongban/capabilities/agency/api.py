"""Assisted handling through the API: everything that the pages can do."""

from datetime import date
from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, File, Router, Schema, Status
from ninja.files import UploadedFile

from tongban.capabilities.agency import commands, queries
from tongban.capabilities.agency.permissions import KEEP_ROSTER
from tongban.capabilities.agency.types import (
    BodyCount,
    GapList,
    OrderAsked,
    OrderCard,
    OrderPage,
    PostCard,
    PostLine,
    RosterSeen,
)
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import document_file

router = Router(tags=["agency"])


class AgencyOrderBody(Schema):
    """What is to be done: by somebody on the roster, or by whoever serves at a body."""

    post_id: UUID | None = None
    body_id: UUID | None = None
    items: list[UUID] = Field(default=[], max_length=20)
    project: str = Field("", max_length=120)
    path: Literal["on_behalf", "remote"] = "on_behalf"
    firm_id: UUID | None = None
    # The last day of the mandate that is given with it to who is named.
    until: date | None = None


class AgencyNoteBody(Schema):
    """How it goes: under way, done with the outcome, given up with the reason."""

    kind: Literal["under_way", "done", "given_up"]
    words: str = Field("", max_length=200)


class AgencyCaseBody(Schema):
    """The number of the case that was filed for the principal."""

    case_number: str = Field(max_length=40)


class AgencyHandOnBody(Schema):
    """To whom on the roster, and why."""

    post_id: UUID
    words: str = Field(max_length=200)


class AgencyPostBody(Schema):
    """Who is to serve where, for what, from a day up to and with a day."""

    kind: Literal["village", "window", "firm"]
    body_id: UUID
    person_id: UUID
    valid_from: date
    valid_until: date
    themes: list[str] = Field(default=[], max_length=30)
    uscc: str = Field("", max_length=18)
    project: str = Field("", max_length=120)
    tag: Literal["", "key", "specialised"] = ""


class AgencyPostEndBody(Schema):
    """The last day of a post, and why."""

    last_day: date
    reason: str = Field(max_length=200)


class BenefitBody(Schema):
    """What benefit an item is, and which assisted paths are open."""

    kind: Literal["certification", "allowance", "none"]
    paths: list[Literal["family", "remote", "on_behalf"]] = Field(
        default=[], max_length=3
    )


class AgencyOrderKey(Schema):
    """The key of an order."""

    order_id: UUID


class AgencyPostKey(Schema):
    """The key of a post."""

    post_id: UUID


@router.get(
    "/agents",
    response={200: list[PostCard], **UNSEEN},
    summary="Agents of villages and windows",
)
def list_agents(request: ActorRequest, body_id: UUID | None = None) -> list[PostCard]:
    """By real name, with the phone and hours of the venue; public."""
    bodies = [body_id] if body_id else None
    return queries.list_posts(actor=request.actor, day=request.today, body_ids=bodies)


@router.get(
    "/agents/counts",
    response={200: list[BodyCount], **UNSEEN},
    summary="Orders of each village: counts",
)
def count_orders(request: ActorRequest) -> list[BodyCount]:
    """Asked, open, done; public."""
    return queries.count_by_body(actor=request.actor, day=request.today)


@router.get(
    "/orders",
    response={200: list[OrderCard], **REFUSED},
    auth=bearer,
    summary="My orders, or those I may serve",
)
def list_orders(request: ActorRequest) -> list[OrderCard]:
    """A citizen: what they asked for. Staff: open ones and those they have."""
    if request.actor.kind == "staff":
        return queries.list_to_serve(actor=request.actor)
    return queries.list_own_orders(actor=request.actor)


@router.post(
    "/orders",
    response={201: AgencyOrderKey, **REFUSED},
    auth=bearer,
    summary="Ask for an order",
)
def ask_order(request: ActorRequest, body: AgencyOrderBody) -> Status[AgencyOrderKey]:
    """Who is named gets a mandate for just these items."""
    asked = OrderAsked(**{**body.dict(), "items": tuple(body.items)})
    key = commands.ask_order(actor=request.actor, asked=asked, at=request.now)
    return Status(201, AgencyOrderKey(order_id=key))


@router.get(
    "/orders/{order_id}",
    response={200: OrderPage, **UNSEEN},
    auth=bearer,
    summary="One order with its steps",
)
def get_order(request: ActorRequest, order_id: UUID) -> OrderPage:
    """By the principal, who has it or may take it, and who oversees the body."""
    return queries.get_order(actor=request.actor, order_id=order_id)


@router.post(
    "/orders/{order_id}/take",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="Take an order",
)
def take_order(request: ActorRequest, order_id: UUID) -> Status[None]:
    """Under the principal's mandate, in force today and covering all of it."""
    commands.take_order(actor=request.actor, order_id=order_id, at=request.now)
    return Status(204, None)


@router.post(
    "/orders/{order_id}/notes",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="Tell how an order goes",
)
def note_step(
    request: ActorRequest, order_id: UUID, body: AgencyNoteBody
) -> Status[None]:
    """The principal is told."""
    commands.note_step(
        actor=request.actor,
        order_id=order_id,
        kind=body.kind,
        words=body.words,
        at=request.now,
    )
    return Status(204, None)


@router.post(
    "/orders/{order_id}/case",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="Link the case filed under an order",
)
def file_under_order(
    request: ActorRequest, order_id: UUID, body: AgencyCaseBody
) -> Status[None]:
    """A case of the principal, for an item of the order."""
    commands.file_under_order(
        actor=request.actor,
        order_id=order_id,
        case_number=body.case_number,
        at=request.now,
    )
    return Status(204, None)


@router.post(
    "/orders/{order_id}/hand-on",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="Hand an order on",
)
def hand_on(
    request: ActorRequest, order_id: UUID, body: AgencyHandOnBody
) -> Status[None]:
    """To somebody on the roster, who needs a mandate of their own."""
    commands.hand_on(
        actor=request.actor,
        order_id=order_id,
        post_id=body.post_id,
        words=body.words,
        at=request.now,
    )
    return Status(204, None)


@router.post(
    "/orders/{order_id}/stop",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="Stop an order",
)
def stop_order(request: ActorRequest, order_id: UUID) -> Status[None]:
    """By the principal, at any time; the mandate given with it ends too."""
    commands.stop_order(actor=request.actor, order_id=order_id, at=request.now)
    return Status(204, None)


@router.get(
    "/firms/{firm_id}/orders",
    response={200: list[OrderCard], **UNSEEN},
    auth=bearer,
    summary="The orders of a firm",
)
def list_of_firm(request: ActorRequest, firm_id: UUID) -> list[OrderCard]:
    """As far as one sees them."""
    _person = request.actor.natural_person
    return queries.list_of_firm(actor=request.actor, firm_id=firm_id)


@router.get(
    "/firms/{firm_id}/officers",
    response={200: list[PostCard], **UNSEEN},
    auth=bearer,
    summary="The officers of a firm and its projects",
)
def list_officers(request: ActorRequest, firm_id: UUID) -> list[PostCard]:
    """Told to who acts for the firm, and to staff."""
    _person = request.actor.natural_person
    return queries.list_firm_officers(
        actor=request.actor, day=request.today, firm_ids=[firm_id]
    )


@router.get(
    "/bodies/{body_id}/orders",
    response={200: list[OrderCard], **REFUSED},
    auth=bearer,
    summary="All orders of a body",
)
def list_of_body(request: ActorRequest, body_id: UUID) -> list[OrderCard]:
    """By whoever oversees them."""
    return queries.list_of_bodies(actor=request.actor, body_ids=[body_id])


@router.post(
    "/agents",
    response={201: AgencyPostKey, **REFUSED},
    auth=bearer,
    summary="Put an agent on the roster",
)
def register_post(request: ActorRequest, body: AgencyPostBody) -> Status[AgencyPostKey]:
    """Of a village, a window, or a firm."""
    line = PostLine(**{**body.dict(), "themes": tuple(body.themes)})
    key = commands.register_post(actor=request.actor, line=line, at=request.now)
    return Status(201, AgencyPostKey(post_id=key))


@router.post(
    "/agents/{post_id}/end",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="End a post before its time",
)
def end_post(
    request: ActorRequest, post_id: UUID, body: AgencyPostEndBody
) -> Status[None]:
    """After its last day."""
    commands.end_post(
        actor=request.actor,
        post_id=post_id,
        last_day=body.last_day,
        reason=body.reason,
        at=request.now,
    )
    return Status(204, None)


@router.post(
    "/agents/preview",
    response={200: RosterSeen, **REFUSED},
    auth=bearer,
    summary="See what a roster's file would register",
)
def preview_roster(request: ActorRequest, file: File[UploadedFile]) -> RosterSeen:
    """Line by line; writes nothing."""
    actor = request.actor
    require(actor, KEEP_ROSTER, org_id=actor.office_for(KEEP_ROSTER))
    return queries.preview_roster(actor=actor, content=file.read(), day=request.today)


@router.post(
    "/agents/import",
    response={200: RosterSeen, **REFUSED},
    auth=bearer,
    summary="Register what a roster's file says",
)
def import_roster(request: ActorRequest, file: File[UploadedFile]) -> RosterSeen:
    """A line that cannot be taken in hinders no other."""
    return commands.import_roster(
        actor=request.actor, content=file.read(), at=request.now
    )


@router.get(
    "/benefits",
    response={200: GapList, **UNSEEN},
    summary="Benefit items and their assisted paths",
)
def list_gaps(request: ActorRequest) -> GapList:
    """Those with gaps first; public."""
    return queries.list_gaps(actor=request.actor, day=request.today)


@router.get(
    "/benefits.csv",
    response=UNSEEN,
    summary="The list of gaps as a file",
    openapi_extra=document_file("text/csv"),
)
def export_gaps(request: ActorRequest) -> HttpResponse:
    """For spreadsheet programs; public."""
    content = queries.export_gaps(actor=request.actor, day=request.today)
    return HttpResponse(content, content_type="text/csv; charset=utf-8")


@router.post(
    "/benefits/{item_id}",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="Mark a benefit item",
)
def mark_item(request: ActorRequest, item_id: UUID, body: BenefitBody) -> Status[None]:
    """The newest counts."""
    commands.mark_item(
        actor=request.actor,
        item_id=item_id,
        kind=body.kind,
        paths=tuple(body.paths),
        at=request.now,
    )
    return Status(204, None)
