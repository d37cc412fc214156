"""接入系统 through the API: one's own systems; registering them; departments' own logins."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from ninja import Field, Router, Schema, Status

from tongban.capabilities.federation.commands import (
    cover_client,
    end_client,
    register_client,
    register_login,
    renew_secret,
    settle_login,
    withdraw_consent,
)
from tongban.capabilities.federation.permissions import SEE_CLIENTS
from tongban.capabilities.federation.queries import (
    count_logins,
    get_client,
    list_clients,
    list_logins,
    list_own_visits,
)
from tongban.capabilities.federation.types import (
    Client,
    ClientLine,
    DepartmentLogin,
    Kind,
    LoginFigure,
    LoginLine,
    NewClient,
    Serves,
    Visit,
)
from tongban.capabilities.privacy.queries import list_sharing_assessments
from tongban.capabilities.privacy.types import SharingAssessment
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN, Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["federation"], auth=bearer)
own_router = Router(tags=["session"], auth=bearer)


class ClientValues(Schema):
    """A system to be registered."""

    name: str = Field(max_length=60)
    body_id: UUID
    kind: Kind
    serves: Serves
    purpose: str = Field(max_length=200)
    scopes: list[str] = Field(max_length=10)
    redirects: list[str] = Field(max_length=10)
    valid_from: date
    valid_to: date | None = None
    after_sign_out: list[str] = Field(default=[], max_length=10)
    logout_address: str = Field(default="", max_length=300)
    # An approved assessment of sharing, where the system is told of people.
    assessment_id: UUID | None = None


class ClientAssessment(Schema):
    """On which assessment it rests that the system is told of people."""

    assessment_id: UUID


class NewSecret(Schema):
    """A secret, told once."""

    secret: str


class LoginValues(Schema):
    """A department's own login."""

    body_id: UUID
    name: str = Field(max_length=60)
    address: str = Field(default="", max_length=300)
    people: int = Field(ge=0, le=999_999_999)
    due_on: date


class LoginSettling(Schema):
    """Into which system a login was merged; none: it was closed."""

    client_id: UUID | None = None


class LoginRegister(Schema):
    """The register with its figure."""

    figure: LoginFigure
    logins: list[DepartmentLogin]


class LoginKey(Schema):
    """The key of a line."""

    login_id: UUID


@router.get("", response={200: list[Client], **UNSEEN}, summary="List systems")
def read_clients(request: ActorRequest) -> list[Client]:
    """The systems that may sign people in, those in use first."""
    return list_clients(actor=request.actor)


@router.post("", response={201: NewClient, **REFUSED}, summary="Register a system")
def add_client(request: ActorRequest, body: ClientValues) -> Status[NewClient]:
    """The answer holds its secret, once."""
    values = body.dict()
    lists = ("scopes", "redirects", "after_sign_out")
    line = ClientLine(**values | {name: tuple(values[name]) for name in lists})
    return Status(
        201, register_client(actor=request.actor, line=line, at=timezone.now())
    )


@router.get(
    "/assessments",
    response={200: list[SharingAssessment], **REFUSED},
    summary="Assessments that a system may rest on",
)
def read_assessments(request: ActorRequest) -> list[SharingAssessment]:
    """Those of sharing that were approved; what ran out too."""
    actor = request.actor
    require(actor, SEE_CLIENTS, org_id=actor.office_for(SEE_CLIENTS))
    return list_sharing_assessments(actor=actor)


@router.get(
    "/logins",
    response={200: LoginRegister, **UNSEEN},
    summary="List departments' own logins",
)
def read_logins(request: ActorRequest) -> LoginRegister:
    """Which are merged, which are not, which are late."""
    return LoginRegister(
        figure=count_logins(actor=request.actor, today=request.today),
        logins=list_logins(actor=request.actor, today=request.today),
    )


@router.post(
    "/logins",
    response={201: LoginKey, **REFUSED},
    summary="Register a department's own login",
)
def add_login(request: ActorRequest, body: LoginValues) -> Status[LoginKey]:
    """With the day by which it is to be merged."""
    line = LoginLine(**body.dict())
    made = register_login(actor=request.actor, line=line, at=timezone.now())
    return Status(201, LoginKey(login_id=made))


@router.post(
    "/logins/{login_id}/settled",
    response={204: None, **REFUSED},
    summary="Say that a login was merged or closed",
)
def add_settling(
    request: ActorRequest, login_id: UUID, body: LoginSettling
) -> Status[None]:
    """Once."""
    settle_login(
        actor=request.actor,
        login_id=login_id,
        client_id=body.client_id,
        at=timezone.now(),
    )
    return Status(204, None)


@router.get("/{client_id}", response={200: Client, **UNSEEN}, summary="Read a system")
def read_client(request: ActorRequest, client_id: UUID) -> Client:
    """As it was registered; never its secret."""
    return get_client(actor=request.actor, client_id=client_id)


@router.post(
    "/{client_id}/secret",
    response={200: NewSecret, **REFUSED},
    summary="Give a system another secret",
)
def add_secret(request: ActorRequest, client_id: UUID) -> NewSecret:
    """The old one opens nothing from now on."""
    return NewSecret(secret=renew_secret(actor=request.actor, client_id=client_id))


@router.post(
    "/{client_id}/assessment",
    response={204: None, **REFUSED},
    summary="Put a system on another assessment",
)
def add_assessment(
    request: ActorRequest, client_id: UUID, body: ClientAssessment
) -> Status[None]:
    """One that is approved, in force, and covers what the system is told."""
    cover_client(
        actor=request.actor, client_id=client_id, assessment_id=body.assessment_id
    )
    return Status(204, None)


@router.delete("/{client_id}", response={204: None, **REFUSED}, summary="End a system")
def remove_client(request: ActorRequest, client_id: UUID) -> Status[None]:
    """It signs nobody in any more; its sign-ins end."""
    end_client(actor=request.actor, client_id=client_id, at=timezone.now())
    return Status(204, None)


@own_router.get(
    "",
    response={200: list[Visit], 401: Problem},
    summary="Which systems did I sign in to",
)
def read_visits(request: ActorRequest) -> list[Visit]:
    """The systems one agreed to be known by."""
    return list_own_visits(actor=request.actor)


@own_router.delete(
    "/{consent_id}",
    response={204: None, 401: Problem, 404: Problem},
    summary="Take back that a system knows me",
)
def remove_consent(request: ActorRequest, consent_id: UUID) -> Status[None]:
    """What it was given ends."""
    withdraw_consent(actor=request.actor, consent_id=consent_id, at=timezone.now())
    return Status(204, None)
