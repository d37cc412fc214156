"""The everyday turns of a case through the API: correction, withdrawal, post, tracking."""

from typing import Any
from uuid import UUID

from ninja import Router, Schema

from tongban.capabilities.cases import commands, queries
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import LineToMend, MaterialEntry, TrackedCase
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["cases"], auth=bearer)


class NoticeBody(Schema):
    """For whom one acts, and everything that has to be mended."""

    acting_body: UUID
    lines: list[LineToMend]


class CorrectionBody(Schema):
    """What the notice lists; `acting_body` when it came over a counter."""

    materials: list[MaterialEntry] = []
    values: dict[str, Any] = {}
    acting_body: UUID | None = None


class ParcelBody(Schema):
    """Who carries the result, and under which number."""

    acting_body: UUID
    courier: str
    tracking_number: str


class UrgeBody(Schema):
    """What the window says; may be empty."""

    words: str = ""


class UrgeDone(Schema):
    """1: urged; 2: past the promised day, the chief representative was told as well."""

    level: int


class TrackBody(Schema):
    """A case number and its query code: not in the address, which is logged."""

    number: str
    code: str


@router.post(
    "/cases/{case_id}/correction-notice",
    response={200: CaseState, **REFUSED},
    summary="Tell once what is to be mended",
)
def ask_correction(request: ActorRequest, case_id: UUID, body: NoticeBody) -> CaseState:
    """The one notice of a case, within five working days of the filing."""
    return commands.ask_correction(
        actor=request.actor,
        case_id=case_id,
        acting_body=body.acting_body,
        lines=tuple(body.lines),
        at=request.now,
    )


@router.post(
    "/cases/{case_id}/correction",
    response={200: CaseState, **REFUSED},
    summary="Hand in what the notice lists",
)
def correct(request: ActorRequest, case_id: UUID, body: CorrectionBody) -> CaseState:
    """All of it at once, and nothing else."""
    return commands.correct_application(
        actor=request.actor,
        case_id=case_id,
        materials=tuple(body.materials),
        values=body.values,
        acting_body=body.acting_body,
        at=request.now,
    )


@router.post(
    "/cases/{case_id}/withdrawal",
    response={200: CaseState, **REFUSED},
    summary="Withdraw",
)
def withdraw(request: ActorRequest, case_id: UUID) -> CaseState:
    """Withdraw an own application before it is decided."""
    return commands.withdraw_application(
        actor=request.actor, case_id=case_id, at=request.now
    )


@router.post(
    "/cases/{case_id}/dispatch",
    response={200: CaseState, **REFUSED},
    summary="Send the result by post",
)
def dispatch(request: ActorRequest, case_id: UUID, body: ParcelBody) -> CaseState:
    """Give the result to a courier, where the applicant asked for post."""
    return commands.dispatch_result(
        actor=request.actor,
        case_id=case_id,
        acting_body=body.acting_body,
        courier=body.courier,
        tracking_number=body.tracking_number,
        at=request.now,
    )


@router.post(
    "/cases/{case_id}/urges",
    response={200: UrgeDone, **REFUSED},
    summary="Urge a case that the window took in",
)
def urge(request: ActorRequest, case_id: UUID, body: UrgeBody) -> dict[str, int]:
    """Once a day; past the promised day the chief representative is told."""
    level = commands.urge_case(
        actor=request.actor, case_id=case_id, words=body.words, at=request.now
    )
    return {"level": level}


@router.post(
    "/tracking",
    auth=None,
    response={200: TrackedCase, 422: Problem, 429: Problem},
    summary="Track without signing in",
)
def track(request: ActorRequest, body: TrackBody) -> TrackedCase:
    """The state of a case for whoever holds its number and code; no person, no item."""
    return queries.track_case(
        actor=request.actor, number=body.number, code=body.code, at=request.now
    )
