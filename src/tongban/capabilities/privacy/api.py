"""Personal data through the API: everything that the pages can do."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from tongban.capabilities.privacy import commands, queries
from tongban.capabilities.privacy.permissions import KEEP_TEXTS
from tongban.capabilities.privacy.types import (
    AssessmentCard,
    AssessmentDraft,
    ConsentLine,
    MisuseReport,
    PrivacyRequestCard,
    RetentionLine,
    RunLine,
    SeenNotice,
    TextCard,
)
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import document_file, send_file

router = Router(tags=["privacy"], auth=bearer)
RequestKind = Literal["access", "export", "correct", "delete", "explain"]


class PrivacyAskedBody(Schema):
    """What is asked of one's data, and which of it."""

    kind: RequestKind
    words: str = Field("", max_length=500)


class PrivacyAskedAtWindowBody(PrivacyAskedBody):
    """The same at a window of `acting_body`, by somebody with a document."""

    acting_body: UUID
    name: str = Field(max_length=50)
    id_kind: str = Field(max_length=40)
    id_number: str = Field(max_length=40)


class PrivacyAnswerBody(Schema):
    """Done, or refused with the article and the way of remedy."""

    outcome: Literal["done", "refused"]
    reason: str = Field(max_length=500)
    article: str = Field("", max_length=200)
    remedy: str = Field("", max_length=200)


class PrivacyTextBody(Schema):
    """The next version of a text: a notice, a kind of consent, or a rule as data."""

    kind: Literal["notice", "consent", "clock", "retention", "misuse"]
    code: str = Field("", max_length=40)
    title: str = Field(max_length=120)
    content: dict[str, Any]


class PrivacyPublicationBody(Schema):
    """The first day on which a version counts."""

    in_force_from: date


class AssessmentBody(Schema):
    """What is processed, why, what could go wrong, what is done about it, until when."""

    processing: str = Field(max_length=200)
    necessity: str = Field(max_length=1000)
    risk: Literal["low", "medium", "high"]
    risks: str = Field(max_length=1000)
    measures: str = Field(max_length=1000)
    conclusion: str = Field(max_length=500)
    valid_from: date
    valid_until: date
    # Of sharing: to which body, and what of a person.
    receiver_id: UUID | None = None
    claims: list[Literal["profile", "real_name", "identity", "phone"]] = Field(
        default=[], max_length=4
    )


class OddReadsBody(Schema):
    """What reads were that stood out."""

    verdict: Literal["explained", "misused"]
    words: str = Field(max_length=300)


class PrivacyKey(Schema):
    """The key of what was written."""

    id: UUID


class PrivacyReceipt(Schema):
    """The receipt number of a request, and the day by which it is answered."""

    request_id: UUID
    number: str
    due_on: date


class OwnPrivacy(Schema):
    """What one was shown, agreed to and asked."""

    seen: list[SeenNotice]
    consents: list[ConsentLine]
    requests: list[PrivacyRequestCard]


class Retention(Schema):
    """What the schedule says, and what went by it."""

    lines: list[RetentionLine]
    runs: list[RunLine]


@router.get(
    "/notice", auth=None, response={200: TextCard, **UNSEEN}, summary="The notice"
)
def get_notice(request: ActorRequest) -> TextCard:
    """The notice in force, for everybody."""
    found = queries.find_notice(actor=request.actor, day=request.today)
    if found is None:
        raise NotFound("还没有公布个人信息处理告知。")
    return found


@router.get("/mine", response={200: OwnPrivacy, **REFUSED}, summary="My data")
def get_own(request: ActorRequest) -> OwnPrivacy:
    """One's own notices seen, consents and requests."""
    actor = request.actor
    return OwnPrivacy(
        seen=queries.list_seen_notices(actor=actor),
        consents=queries.list_own_consents(actor=actor, day=request.today),
        requests=queries.list_own_requests(actor=actor),
    )


@router.post(
    "/mine/notice", response={204: None, **REFUSED}, summary="I have seen the notice"
)
def acknowledge_notice(request: ActorRequest) -> Status[None]:
    """Note that one has seen the notice in force."""
    commands.acknowledge_notice(actor=request.actor, channel="api", at=request.now)
    return Status(204, None)


@router.post(
    "/texts/{text_id}/consent",
    response={201: PrivacyKey, **REFUSED},
    summary="Agree to one thing",
)
def give_consent(request: ActorRequest, text_id: UUID) -> Status[PrivacyKey]:
    """In the words that are in force."""
    key = commands.give_consent(actor=request.actor, text_id=text_id, at=request.now)
    return Status(201, PrivacyKey(id=key))


@router.delete(
    "/consents/{consent_id}", response={204: None, **REFUSED}, summary="Take it back"
)
def withdraw_consent(request: ActorRequest, consent_id: UUID) -> Status[None]:
    """At any moment, without a reason."""
    commands.withdraw_consent(
        actor=request.actor, consent_id=consent_id, at=request.now
    )
    return Status(204, None)


@router.post(
    "/mine/requests",
    response={201: PrivacyReceipt, **REFUSED},
    summary="Ask something of one's data",
)
def file_request(
    request: ActorRequest, body: PrivacyAskedBody
) -> Status[PrivacyReceipt]:
    """Acknowledged at once, with a number and a day."""
    filed = commands.file_privacy_request(
        actor=request.actor,
        kind=body.kind,
        words=body.words,
        channel="api",
        at=request.now,
    )
    receipt = PrivacyReceipt(
        request_id=filed.id, number=filed.number, due_on=filed.due_on
    )
    return Status(201, receipt)


@router.get(
    "/mine/requests/{request_id}/copy",
    response={**UNSEEN},
    summary="The copy of what is kept of me",
    openapi_extra=document_file("application/json"),
)
def get_copy(request: ActorRequest, request_id: UUID) -> HttpResponse:
    """For its person alone, for a week."""
    content = queries.read_copy(
        actor=request.actor, request_id=request_id, now=request.now
    )
    return send_file(content, "application/json", "personal-data.json")


@router.post(
    "/requests",
    response={201: PrivacyReceipt, **REFUSED},
    summary="Register a request at a window",
)
def take_in_request(
    request: ActorRequest, body: PrivacyAskedAtWindowBody
) -> Status[PrivacyReceipt]:
    """By somebody posted to the body, who has looked at the document."""
    filed = commands.take_in_privacy_request(
        actor=request.actor,
        body_id=body.acting_body,
        name=body.name,
        id_kind=body.id_kind,
        id_number=body.id_number,
        kind=body.kind,
        words=body.words,
        at=request.now,
    )
    receipt = PrivacyReceipt(
        request_id=filed.id, number=filed.number, due_on=filed.due_on
    )
    return Status(201, receipt)


@router.get(
    "/requests",
    response={200: list[PrivacyRequestCard], **REFUSED},
    summary="What people asked",
)
def list_requests(
    request: ActorRequest,
    *,
    is_open: bool = True,
) -> list[PrivacyRequestCard]:
    """Those that wait, the most urgent first; or the answered."""
    return queries.list_privacy_requests(actor=request.actor, is_open=is_open)


@router.post(
    "/requests/{request_id}/answer",
    response={204: None, **REFUSED},
    summary="Answer a request",
)
def answer_request(
    request: ActorRequest, request_id: UUID, body: PrivacyAnswerBody
) -> Status[None]:
    """A deletion that is done takes away what no law orders to be kept."""
    commands.answer_privacy_request(
        actor=request.actor,
        request_id=request_id,
        outcome=body.outcome,
        reason=body.reason,
        article=body.article,
        remedy=body.remedy,
        at=request.now,
    )
    return Status(204, None)


@router.get(
    "/texts", response={200: list[TextCard], **REFUSED}, summary="Texts and versions"
)
def list_texts(request: ActorRequest) -> list[TextCard]:
    """What is published; drafts too for who keeps them."""
    return queries.list_texts(actor=request.actor)


@router.post("/texts", response={201: PrivacyKey, **REFUSED}, summary="Draft a version")
def draft_text(request: ActorRequest, body: PrivacyTextBody) -> Status[PrivacyKey]:
    """It counts when somebody else has published it."""
    key = commands.draft_privacy_text(
        actor=request.actor,
        kind=body.kind,
        code=body.code,
        title=body.title,
        content=body.content,
        at=request.now,
    )
    return Status(201, PrivacyKey(id=key))


@router.post(
    "/texts/{text_id}/publication",
    response={204: None, **REFUSED},
    summary="Publish a version",
)
def publish_text(
    request: ActorRequest, text_id: UUID, body: PrivacyPublicationBody
) -> Status[None]:
    """By another person than who drafted it."""
    commands.publish_privacy_text(
        actor=request.actor,
        text_id=text_id,
        in_force_from=body.in_force_from,
        at=request.now,
    )
    return Status(204, None)


@router.get(
    "/assessments",
    response={200: list[AssessmentCard], **REFUSED},
    summary="Impact assessments",
)
def list_assessments(request: ActorRequest) -> list[AssessmentCard]:
    """The register, the newest first."""
    return queries.list_assessments(actor=request.actor)


@router.post(
    "/assessments",
    response={201: PrivacyKey, **REFUSED},
    summary="File an impact assessment",
)
def file_assessment(request: ActorRequest, body: AssessmentBody) -> Status[PrivacyKey]:
    """It stands when another person approves."""
    values = body.dict()
    draft = AssessmentDraft(**values | {"claims": tuple(values["claims"])})
    key = commands.file_assessment(actor=request.actor, draft=draft, at=request.now)
    return Status(201, PrivacyKey(id=key))


@router.post(
    "/assessments/{assessment_id}/approval",
    response={204: None, **REFUSED},
    summary="Approve an assessment",
)
def approve_assessment(request: ActorRequest, assessment_id: UUID) -> Status[None]:
    """By another person than who made it."""
    commands.approve_assessment(
        actor=request.actor, assessment_id=assessment_id, at=request.now
    )
    return Status(204, None)


@router.get(
    "/retention", response={200: Retention, **REFUSED}, summary="Retention and figures"
)
def get_retention(request: ActorRequest) -> Retention:
    """What the schedule says of each kind of record, and what went by it."""
    actor = request.actor
    require(actor, KEEP_TEXTS, org_id=actor.office_for(KEEP_TEXTS))
    return Retention(
        lines=queries.list_retention(actor=actor, day=request.today),
        runs=queries.list_retention_runs(actor=actor),
    )


@router.get(
    "/odd-reads",
    response={200: MisuseReport, **REFUSED},
    summary="Reads that stood out",
)
def get_odd_reads(request: ActorRequest) -> MisuseReport:
    """For the audit administrator, with figures of the last thirty days."""
    return queries.get_misuse_report(actor=request.actor, today=request.today)


@router.post(
    "/odd-reads/{finding_id}/verdict",
    response={204: None, **REFUSED},
    summary="Say what they were",
)
def settle_odd_reads(
    request: ActorRequest, finding_id: UUID, body: OddReadsBody
) -> Status[None]:
    """By the audit administrator, not about oneself."""
    commands.settle_odd_reads(
        actor=request.actor,
        finding_id=finding_id,
        verdict=body.verdict,
        words=body.words,
        at=request.now,
    )
    return Status(204, None)
