"""Rights through the API: why, posts, dangerous acts, roles, reviews, stand-ins, chiefs."""

from datetime import date
from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Field, Router, Schema, Status

from tongban.capabilities.rights import commands, queries
from tongban.capabilities.rights.permissions import SEE_POSTINGS
from tongban.capabilities.rights.types import (
    CertificateCard,
    CertificateCheck,
    ChiefCard,
    Explanation,
    Granted,
    GrantLine,
    PostingRow,
    RequestCard,
    ReviewRow,
    RoleCard,
    StandInCard,
)
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN, Problem
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import document_file, send_file

router = Router(tags=["rights"])


class CertificateBody(Schema):
    """For whom, of which body, as far as which day."""

    person_id: UUID
    body_id: UUID
    until: date


class PostingGrantBody(Schema):
    """A post that somebody is to hold, from a day up to and with a day."""

    person_id: UUID
    body_id: UUID
    role: str = Field(max_length=40)
    valid_from: date
    document_number: str = Field(max_length=120)
    valid_until: date | None = None
    region_id: UUID | None = None
    window_id: UUID | None = None
    is_established: bool = False
    reason: str = Field("", max_length=300)


class PostingEndBody(Schema):
    """The last day of a post, and why."""

    last_day: date
    reason: str = Field(max_length=300)


class ActAnswerBody(Schema):
    """Confirm or decline."""

    outcome: Literal["confirmed", "declined"]
    reason: str = Field("", max_length=300)


class RoleBody(Schema):
    """What a role is to hold from now on."""

    title: str = Field("", max_length=60)
    permissions: list[str] = Field(max_length=200)
    document_number: str = Field(max_length=120)
    reason: str = Field(max_length=300)


class PostingReviewBody(Schema):
    """Keep a post or end it today."""

    outcome: Literal["keep", "end"]
    reason: str = Field(max_length=300)


class StandInBody(Schema):
    """Who is away, who stands in, where, up to and with which day."""

    kind: Literal["leave", "travel", "training", "other"]
    body_id: UUID
    person_id: UUID
    deputy_id: UUID
    first: date
    last: date
    reason: str = Field(max_length=300)


class RecallBody(Schema):
    """The first day back."""

    back_on: date
    reason: str = Field(max_length=300)


class PostHandOverBody(Schema):
    """Whose posts at a body go to whom, from a day on, for good."""

    body_id: UUID
    person_id: UUID
    successor_id: UUID
    from_day: date
    document_number: str = Field(max_length=120)
    reason: str = Field(max_length=300)


class ChiefRepresentativeBody(Schema):
    """Who acts for a department with full scope."""

    body_id: UUID
    person_id: UUID
    rank: str = Field(max_length=16)
    duty: str = Field(max_length=60)
    first: date
    document_number: str = Field(max_length=120)
    last: date | None = None


class ActAsked(Schema):
    """The request that waits for another person, where the act needs one."""

    request_id: UUID | None


class FactMade(Schema):
    """The key of what was written."""

    id: UUID


@router.get(
    "/explanation",
    response={200: Explanation, **UNSEEN},
    auth=bearer,
    summary="Why may somebody do something, or why not",
)
def explain(
    request: ActorRequest,
    permission: str,
    body_id: UUID,
    person_id: UUID | None = None,
    on: date | None = None,
) -> Explanation:
    """The posts that give the permission at a body; or what is missing and who gives it."""
    actor = request.actor
    return queries.explain_right(
        actor=actor,
        permission=permission,
        body_id=body_id,
        on=on or request.today,
        person_id=person_id or actor.natural_person,
    )


@router.get(
    "/postings",
    response={200: list[PostingRow], **UNSEEN},
    auth=bearer,
    summary="List posts",
)
def list_postings(
    request: ActorRequest,
    body_id: UUID | None = None,
    person_id: UUID | None = None,
    page: int = 1,
) -> list[PostingRow]:
    """Posts held today that one sees, fifty to a page."""
    _require_staff(request.actor)
    return queries.list_postings(
        actor=request.actor,
        day=request.today,
        body_id=body_id,
        person_id=person_id,
        page=max(1, min(page, 10_000)),
    )


@router.post(
    "/postings", response={200: Granted, **REFUSED}, auth=bearer, summary="Grant a post"
)
def grant(request: ActorRequest, body: PostingGrantBody) -> Granted:
    """At once; an administrator's waits for another person."""
    line = GrantLine(**body.dict())
    return commands.grant_posting(actor=request.actor, line=line, at=request.now)


@router.post(
    "/postings/{posting_id}/end",
    response={200: ActAsked, **REFUSED},
    auth=bearer,
    summary="End a post",
)
def end(request: ActorRequest, posting_id: UUID, body: PostingEndBody) -> ActAsked:
    """After its last day; an administrator's waits for another person."""
    waiting = commands.end_posting(
        actor=request.actor,
        posting_id=posting_id,
        last_day=body.last_day,
        reason=body.reason,
        at=request.now,
    )
    return ActAsked(request_id=waiting)


@router.post(
    "/postings/{posting_id}/review",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="Review a post",
)
def review(
    request: ActorRequest, posting_id: UUID, body: PostingReviewBody
) -> Status[None]:
    """Keep it or end it today."""
    commands.review_posting(
        actor=request.actor,
        posting_id=posting_id,
        outcome=body.outcome,
        reason=body.reason,
        at=request.now,
    )
    return Status(204, None)


@router.get(
    "/reviews",
    response={200: list[ReviewRow], **UNSEEN},
    auth=bearer,
    summary="List posts to review",
)
def list_reviews(request: ActorRequest) -> list[ReviewRow]:
    """Posts that end soon, or whose holder has not signed in for long."""
    return queries.list_reviews(actor=request.actor, today=request.today)


@router.get(
    "/requests",
    response={200: list[RequestCard], **UNSEEN},
    auth=bearer,
    summary="List dangerous acts",
)
def list_requests(request: ActorRequest) -> list[RequestCard]:
    """What waits for another person first, then what was answered."""
    _require_looking_after(request.actor)
    return queries.list_requests(actor=request.actor)


@router.post(
    "/requests/{request_id}/answer",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="Confirm or decline a dangerous act",
)
def answer(
    request: ActorRequest, request_id: UUID, body: ActAnswerBody
) -> Status[None]:
    """Confirmed, it is done at once."""
    commands.answer_request(
        actor=request.actor,
        request_id=request_id,
        outcome=body.outcome,
        reason=body.reason,
        at=request.now,
    )
    return Status(204, None)


@router.get(
    "/roles",
    response={200: list[RoleCard], **UNSEEN},
    auth=bearer,
    summary="List roles",
)
def list_roles(request: ActorRequest) -> list[RoleCard]:
    """What each role holds in this city."""
    _require_staff(request.actor)
    return queries.list_roles(actor=request.actor)


@router.post(
    "/roles/{role}/changes",
    response={200: ActAsked, **REFUSED},
    auth=bearer,
    summary="Ask for a role to change",
)
def change_role(request: ActorRequest, role: str, body: RoleBody) -> ActAsked:
    """Another person confirms it."""
    asked = commands.change_role(
        actor=request.actor,
        role=role,
        title=body.title,
        permissions=body.permissions,
        document_number=body.document_number,
        reason=body.reason,
        at=request.now,
    )
    return ActAsked(request_id=asked)


@router.get(
    "/stand-ins",
    response={200: list[StandInCard], **UNSEEN},
    auth=bearer,
    summary="List stand-ins",
)
def list_stand_ins(request: ActorRequest) -> list[StandInCard]:
    """Own ones and those of one's bodies, the newest first."""
    _require_staff(request.actor)
    return queries.list_stand_ins(actor=request.actor)


@router.post(
    "/stand-ins",
    response={200: FactMade, **REFUSED},
    auth=bearer,
    summary="Arrange a stand-in",
)
def arrange(request: ActorRequest, body: StandInBody) -> FactMade:
    """All posts at the body are the deputy's for these days."""
    made = commands.arrange_stand_in(actor=request.actor, at=request.now, **body.dict())
    return FactMade(id=made)


@router.post(
    "/stand-ins/{stand_in_id}/recall",
    response={204: None, **REFUSED},
    auth=bearer,
    summary="Recall a stand-in",
)
def recall(request: ActorRequest, stand_in_id: UUID, body: RecallBody) -> Status[None]:
    """The posts go back from a day on."""
    commands.recall_stand_in(
        actor=request.actor,
        stand_in_id=stand_in_id,
        back_on=body.back_on,
        reason=body.reason,
        at=request.now,
    )
    return Status(204, None)


@router.post(
    "/hand-overs",
    response={200: FactMade, **REFUSED},
    auth=bearer,
    summary="Hand posts over for good",
)
def hand_over(request: ActorRequest, body: PostHandOverBody) -> FactMade:
    """From a day on they are the successor's."""
    made = commands.hand_over_posts(actor=request.actor, at=request.now, **body.dict())
    return FactMade(id=made)


@router.get(
    "/chief-representatives",
    response={200: list[ChiefCard], **UNSEEN},
    auth=bearer,
    summary="List chief representatives",
)
def list_chiefs(request: ActorRequest) -> list[ChiefCard]:
    """Every department; those without one come first."""
    _require_staff(request.actor)
    return queries.list_chiefs(actor=request.actor, day=request.today)


@router.post(
    "/chief-representatives",
    response={200: FactMade, **REFUSED},
    auth=bearer,
    summary="Register a chief representative",
)
def register_chief(request: ActorRequest, body: ChiefRepresentativeBody) -> FactMade:
    """One for a department, of the rank; the post comes with it."""
    made = commands.register_chief(actor=request.actor, at=request.now, **body.dict())
    return FactMade(id=made)


@router.get(
    "/certificates",
    response={200: list[CertificateCard], **UNSEEN},
    auth=bearer,
    summary="List certificates of window service",
)
def list_certificates(request: ActorRequest) -> list[CertificateCard]:
    """Own ones and those of the bodies that one looks after, the newest first."""
    _require_staff(request.actor)
    return queries.list_certificates(actor=request.actor)


@router.post(
    "/certificates",
    response={200: FactMade, **REFUSED},
    auth=bearer,
    summary="Issue a certificate of window service",
)
def issue_certificate(request: ActorRequest, body: CertificateBody) -> FactMade:
    """The database counts the days from the posts."""
    made = commands.issue_certificate(
        actor=request.actor, at=request.now, **body.dict()
    )
    return FactMade(id=made)


@router.get(
    "/certificates/{certificate_id}/paper",
    response=UNSEEN,
    openapi_extra=document_file("application/pdf"),
    auth=bearer,
    summary="Take the paper of a certificate",
)
def take_certificate(request: ActorRequest, certificate_id: UUID) -> HttpResponse:
    """As PDF/A, the same bytes each time."""
    name, content = queries.print_certificate(
        actor=request.actor,
        certificate_id=certificate_id,
        where=request.build_absolute_uri(reverse("rights:check_certificate")),
    )
    return send_file(content, "application/pdf", name)


@router.get(
    "/certificates/by-number/{number}",
    response={200: CertificateCheck, 404: Problem},
    summary="Check a certificate by its number",
)
def check_certificate(request: ActorRequest, number: str) -> CertificateCheck:
    """What the paper must say, the name half hidden; for anybody who holds it."""
    found = queries.check_certificate(actor=request.actor, number=number)
    if found is None:
        raise NotFound("没有这个编号的证明，请对照纸上的编号再输一次。")
    return found


def _require_staff(actor: Actor) -> None:
    if actor.kind != "staff":
        raise NotAllowed("岗位和角色由工作人员查看，请用工作人员账号登录。")


def _require_looking_after(actor: Actor) -> None:
    if not actor.may_anywhere(SEE_POSTINGS):
        raise NotAllowed("危险操作由管理员查看，请用那样的账号登录。")
