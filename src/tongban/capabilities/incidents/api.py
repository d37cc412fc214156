"""Incidents through the API: everything that the pages can do."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Router, Schema, Status
from pydantic import AwareDatetime

from tongban.capabilities.incidents import commands, queries
from tongban.capabilities.incidents.types import (
    Closure,
    DrillState,
    EntryDraft,
    IncidentCard,
    IncidentDraft,
    IncidentLine,
    PlanCard,
)
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["incidents"], auth=bearer)
_MOST_PEOPLE = 2_000_000_000


class IncidentPlanBody(Schema):
    """The next version of the plan: kinds, levels, steps, notices, days between drills."""

    title: str = Field(max_length=120)
    content: dict[str, Any]


class IncidentPlanPublicationBody(Schema):
    """The first day on which a version counts."""

    in_force_from: date


class IncidentBody(Schema):
    """What is reported; `kind` and `level` are codes of the plan in force."""

    kind: str = Field(max_length=30)
    level: str = Field(max_length=30)
    title: str = Field(max_length=120)
    words: str = Field(max_length=2000)
    found_at: AwareDatetime
    found_how: str = Field(max_length=200)
    data: str = Field("", max_length=300)
    people: int | None = Field(None, ge=0, le=_MOST_PEOPLE)
    is_drill: bool = False
    alarm: str = Field("", max_length=40)


class IncidentNoteBody(Schema):
    """What became known, or a better estimate."""

    kind: Literal["note", "estimate"]
    words: str = Field(max_length=2000)
    data: str = Field("", max_length=300)
    people: int | None = Field(None, ge=0, le=_MOST_PEOPLE)


class IncidentEntryBody(Schema):
    """A step that was done or is not needed, or another level."""

    kind: Literal["done", "excused", "level"]
    words: str = Field(max_length=2000)
    step_id: UUID | None = None
    receipt: str = Field("", max_length=200)
    level: str = Field("", max_length=30)
    happened_at: AwareDatetime | None = None


class IncidentClosureBody(Schema):
    """With what an incident is closed."""

    cause: str = Field(max_length=1000)
    measures: str = Field(max_length=1000)
    lessons: str = Field(max_length=1000)


class IncidentReopeningBody(Schema):
    """Why it is opened again."""

    words: str = Field(max_length=2000)


class IncidentKey(Schema):
    """The key of what was written."""

    id: UUID


class Incidents(Schema):
    """Incidents, and how many of each; drills apart."""

    incidents: list[IncidentLine]
    counts: dict[str, int]


@router.get("", response={200: Incidents, **REFUSED}, summary="List incidents")
def list_incidents(
    request: ActorRequest,
    which: Literal["open", "closed", "all"] = "open",
    is_drill: bool | None = None,
    level: str = "",
) -> Incidents:
    """What is due first stands first; reporters see their own."""
    actor = request.actor
    rows = queries.list_incidents(
        actor=actor, which=which, is_drill=is_drill, level=level
    )
    return Incidents(incidents=rows, counts=queries.count_incidents(actor=actor))


@router.post(
    "", response={201: IncidentKey, **REFUSED}, summary="Report an incident or a drill"
)
def open_incident(request: ActorRequest, body: IncidentBody) -> Status[IncidentKey]:
    """Any member of staff; drills by who leads."""
    draft = IncidentDraft(**body.dict())
    made = commands.open_incident(actor=request.actor, draft=draft, at=request.now)
    return Status(201, IncidentKey(id=made))


@router.get("/plans", response={200: list[PlanCard], **REFUSED}, summary="List plans")
def list_plans(request: ActorRequest) -> list[PlanCard]:
    """Every version that one may see."""
    return queries.list_incident_plans(actor=request.actor)


@router.post("/plans", response={201: IncidentKey, **REFUSED}, summary="Draft a plan")
def draft_plan(request: ActorRequest, body: IncidentPlanBody) -> Status[IncidentKey]:
    """It counts when somebody else has published it."""
    made = commands.draft_incident_plan(
        actor=request.actor, title=body.title, content=body.content, at=request.now
    )
    return Status(201, IncidentKey(id=made))


@router.post(
    "/plans/{plan_id}/publication",
    response={204: None, **REFUSED},
    summary="Publish a plan",
)
def publish_plan(
    request: ActorRequest, plan_id: UUID, body: IncidentPlanPublicationBody
) -> Status[None]:
    """By another person than who drafted it."""
    commands.publish_incident_plan(
        actor=request.actor,
        plan_id=plan_id,
        in_force_from=body.in_force_from,
        at=request.now,
    )
    return Status(204, None)


@router.get(
    "/drills", response={200: DrillState, **REFUSED}, summary="When is the next drill"
)
def get_drills(request: ActorRequest) -> DrillState:
    """The last one, and by when the next is due."""
    return queries.get_drill_state(actor=request.actor, today=request.today)


@router.get(
    "/alarms/{alarm}",
    response={200: IncidentDraft, **UNSEEN},
    summary="What is known behind an alarm",
)
def propose_from_alarm(
    request: ActorRequest, alarm: str, finding_id: UUID | None = None
) -> IncidentDraft:
    """A draft to be reported, with what is known filled in."""
    return queries.propose_from_alarm(
        actor=request.actor,
        alarm=alarm,
        now=request.now,
        today=request.today,
        finding_id=finding_id,
    )


@router.get(
    "/{incident_id}",
    response={200: IncidentCard, **UNSEEN},
    summary="Read an incident",
)
def get_incident(request: ActorRequest, incident_id: UUID) -> IncidentCard:
    """With its steps and everything that happened."""
    return queries.get_incident(actor=request.actor, incident_id=incident_id)


@router.post(
    "/{incident_id}/notes",
    response={204: None, **REFUSED},
    summary="Add what became known",
)
def report_more(
    request: ActorRequest, incident_id: UUID, body: IncidentNoteBody
) -> Status[None]:
    """By who reported it, leads or audits."""
    entry = EntryDraft(**body.dict())
    commands.report_more(
        actor=request.actor, incident_id=incident_id, entry=entry, at=request.now
    )
    return Status(204, None)


@router.post(
    "/{incident_id}/entries",
    response={204: None, **REFUSED},
    summary="Settle a step, or change the level",
)
def write_entry(
    request: ActorRequest, incident_id: UUID, body: IncidentEntryBody
) -> Status[None]:
    """By who leads."""
    entry = EntryDraft(**body.dict())
    commands.write_entry(
        actor=request.actor, incident_id=incident_id, entry=entry, at=request.now
    )
    return Status(204, None)


@router.post(
    "/{incident_id}/closure",
    response={204: None, **REFUSED},
    summary="Close an incident",
)
def close_incident(
    request: ActorRequest, incident_id: UUID, body: IncidentClosureBody
) -> Status[None]:
    """By another person than who opened it."""
    commands.close_incident(
        actor=request.actor,
        incident_id=incident_id,
        closure=Closure(**body.dict()),
        at=request.now,
    )
    return Status(204, None)


@router.post(
    "/{incident_id}/reopening",
    response={204: None, **REFUSED},
    summary="Open a closed incident again",
)
def reopen_incident(
    request: ActorRequest, incident_id: UUID, body: IncidentReopeningBody
) -> Status[None]:
    """The closure stays in the timeline."""
    commands.reopen_incident(
        actor=request.actor, incident_id=incident_id, words=body.words, at=request.now
    )
    return Status(204, None)
