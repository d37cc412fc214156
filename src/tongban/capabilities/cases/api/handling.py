"""Filing, the acts of the office, and reading: the straight way of a case."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Header, Router, Schema, Status

from tongban.capabilities.cases import commands, queries
from tongban.capabilities.cases.commands.reveal_parties import RevealedParty
from tongban.capabilities.cases.paper_files import (
    get_or_make_paper,
    get_own_receipt_document,
)
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import (
    CaseLine,
    CaseView,
    Filing,
    LineToMend,
    MaterialEntry,
    PartyEntry,
    Receipt,
    Wish,
)
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.evidence.documents import encode_document
from tongban.plumbing.files.storing import open_file

router = Router(tags=["cases"], auth=bearer)


# One for each act: whoever is not sure whether it was done sends it again with the same.
IdempotencyKey = Annotated[str, Header(alias="Idempotency-Key")]


class FilingBody(Schema):
    """What is filed: the answers, the values, the parties and the materials."""

    version_id: UUID
    situations: dict[str, str] = {}
    values: dict[str, Any] = {}
    parties: list[PartyEntry] = []
    materials: list[MaterialEntry] = []
    firm_id: UUID | None = None
    wish: Wish | None = None

    def filing(self, key: str) -> Filing:
        """The value that commands take."""
        return Filing(
            self.version_id,
            self.situations,
            self.values,
            tuple(self.parties),
            tuple(self.materials),
            key,
            self.firm_id,
            self.wish,
        )


class WindowBody(FilingBody):
    """What lies on the counter; `lines` list what lacks, for the one notice.

    `incomplete`: a window that only collects hands it on as it is.
    """

    lines: list[LineToMend] = []
    incomplete: bool = False


class ActBody(Schema):
    """Whom one acts for."""

    acting_body: UUID


class RevealBody(Schema):
    """Why somebody wants to see what is masked."""

    reason: str


class ReasonsBody(ActBody):
    """Unmet conditions of the guide, each with what was found; whom to turn to."""

    unmet: dict[str, str] = {}
    turn_to: str = ""


class ReviewBody(Schema):
    """An opinion, and the steps of the published flow that were taken."""

    opinion: str = ""
    steps_taken: list[str] = []


class DecisionBody(ActBody):
    """Grant or refuse; a refusal names unmet conditions."""

    grant: bool
    unmet: dict[str, str] = {}


class DeliveryBody(ActBody):
    """How the result was handed over."""

    way: Literal["pickup", "post", "electronic"]
    shown: str = ""
    window_id: UUID | None = None
    taken_by: str = ""


@router.post(
    "/applications", response={201: Receipt, **REFUSED}, summary="File an application"
)
def file_application(
    request: ActorRequest, body: FilingBody, idempotency_key: IdempotencyKey
) -> Status[Receipt]:
    """File; the same `Idempotency-Key` gives the same receipt again."""
    receipt = commands.file_application(
        actor=request.actor,
        filing=body.filing(idempotency_key),
        channel="api",
        at=request.now,
    )
    return Status(201, receipt)


@router.post(
    "/windows/{venue_id}/applications",
    response={201: Receipt, **REFUSED},
    summary="Take in at a window",
)
def take_in(
    request: ActorRequest,
    venue_id: UUID,
    body: WindowBody,
    idempotency_key: IdempotencyKey,
) -> Status[Receipt]:
    """Take in; what follows is the intake mode registered for the hall."""
    receipt = commands.take_in_at_window(
        actor=request.actor,
        filing=body.filing(idempotency_key),
        venue_id=venue_id,
        lines=tuple(body.lines),
        incomplete=body.incomplete,
        at=request.now,
    )
    return Status(201, receipt)


@router.get(
    "/cases", response={200: list[CaseLine], **UNSEEN}, summary="List own cases"
)
def list_own(
    request: ActorRequest, after: UUID | None = None, limit: int = 50
) -> list[CaseLine]:
    """The own cases, newest first; `after` is the last case of the page before."""
    return queries.list_own_cases(
        actor=request.actor, after=after, limit=max(1, min(limit, queries.PAGE))
    )


@router.get(
    "/earlier-cases",
    response={200: list[queries.EarlierCase], **UNSEEN},
    summary="Own earlier cases of an item of which one is enough",
)
def list_earlier(request: ActorRequest, version_id: UUID) -> list[queries.EarlierCase]:
    """What the signed-in person has, open or granted; to be shown before filing again."""
    return queries.list_own_earlier_cases(actor=request.actor, version_id=version_id)


@router.get(
    "/bodies/{body_id}/cases",
    response={200: list[CaseLine], **UNSEEN},
    summary="Worklist of a body",
)
def list_work(
    request: ActorRequest, body_id: UUID, after: UUID | None = None, limit: int = 50
) -> list[CaseLine]:
    """Open cases, least time left first; `after` is the last case of the page before."""
    cursor = None
    if after is not None:
        last = queries.get_case(actor=request.actor, case_id=after)
        cursor = (last.promised_due_on, after)
    return queries.list_worklist(
        actor=request.actor,
        body_id=body_id,
        after=cursor,
        limit=max(1, min(limit, queries.PAGE)),
    )


@router.get(
    "/cases/{case_id}", response={200: CaseView, **UNSEEN}, summary="Read a case"
)
def read_case(request: ActorRequest, case_id: UUID) -> CaseView:
    """One case with parties, materials, timeline and papers."""
    return queries.get_case(actor=request.actor, case_id=case_id)


@router.get(
    "/cases/{case_id}/receipt",
    response={200: dict[str, Any], **UNSEEN},
    summary="Take the receipt that can be checked offline",
)
def read_receipt(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The signed receipt, byte for byte what `tongban receipt verify` checks."""
    document = get_own_receipt_document(
        actor=request.actor, case_id=case_id, at=request.now
    )
    return HttpResponse(encode_document(document), content_type="application/json")


@router.get(
    "/case-numbers/{number}", response={200: CaseView, **UNSEEN}, summary="Find a case"
)
def find_case(request: ActorRequest, number: str) -> CaseView:
    """One case by its number."""
    case_id = queries.find_case(actor=request.actor, number=number)
    if case_id is None:
        raise NotFound("没有找到这个办件，请核对 22 位办件编号。")
    return queries.get_case(actor=request.actor, case_id=case_id)


@router.post(
    "/cases/{case_id}/reveal",
    response={200: list[RevealedParty], **REFUSED},
    summary="Show parties whole",
)
def reveal(
    request: ActorRequest, case_id: UUID, body: RevealBody
) -> list[RevealedParty]:
    """Numbers, phones and addresses, for a reason that the person reads."""
    return commands.reveal_parties(
        actor=request.actor, case_id=case_id, reason=body.reason
    )


@router.post(
    "/cases/{case_id}/acceptance",
    response={200: CaseState, **REFUSED},
    summary="Accept",
)
def accept(request: ActorRequest, case_id: UUID, body: ActBody) -> CaseState:
    """Accept: the clock starts."""
    return commands.accept_case(
        actor=request.actor,
        case_id=case_id,
        acting_body=body.acting_body,
        at=request.now,
    )


@router.post(
    "/cases/{case_id}/non-acceptance",
    response={200: CaseState, **REFUSED},
    summary="Refuse to accept",
)
def refuse_acceptance(
    request: ActorRequest, case_id: UUID, body: ReasonsBody
) -> CaseState:
    """Refuse to accept, naming conditions of the guide."""
    return commands.refuse_acceptance(
        actor=request.actor,
        case_id=case_id,
        acting_body=body.acting_body,
        unmet=body.unmet,
        turn_to=body.turn_to,
        at=request.now,
    )


@router.post(
    "/cases/{case_id}/review", response={200: CaseState, **REFUSED}, summary="Review"
)
def review(request: ActorRequest, case_id: UUID, body: ReviewBody) -> CaseState:
    """Pass on to decision."""
    return commands.review_case(
        actor=request.actor,
        case_id=case_id,
        opinion=body.opinion,
        steps_taken=tuple(body.steps_taken),
        at=request.now,
    )


@router.post(
    "/cases/{case_id}/decision", response={200: CaseState, **REFUSED}, summary="Decide"
)
def decide(request: ActorRequest, case_id: UUID, body: DecisionBody) -> CaseState:
    """Grant or refuse."""
    return commands.decide_case(
        actor=request.actor,
        case_id=case_id,
        acting_body=body.acting_body,
        grant=body.grant,
        unmet=body.unmet,
        at=request.now,
    )


@router.post(
    "/cases/{case_id}/delivery", response={200: CaseState, **REFUSED}, summary="Deliver"
)
def deliver(request: ActorRequest, case_id: UUID, body: DeliveryBody) -> CaseState:
    """Hand the result over."""
    return commands.deliver_result(
        actor=request.actor,
        case_id=case_id,
        acting_body=body.acting_body,
        way=body.way,
        shown=body.shown,
        window_id=body.window_id,
        taken_by=body.taken_by,
        at=request.now,
    )


@router.get(
    "/papers/{paper_id}.pdf",
    response=UNSEEN,
    summary="Open a paper",
    openapi_extra={
        "responses": {
            200: {
                "description": "OK",
                "content": {
                    "application/pdf": {
                        "schema": {"type": "string", "format": "binary"}
                    }
                },
            }
        }
    },
)
def open_paper(request: ActorRequest, paper_id: UUID) -> HttpResponse:
    """The paper as it was issued, a PDF."""
    actor = request.actor
    file_id = get_or_make_paper(actor=actor, paper_id=paper_id, at=request.now)
    with reading(actor), open_file(file_id) as file:
        answer = HttpResponse(file.read(), content_type="application/pdf")
    answer["Cache-Control"] = "no-store"
    return answer
