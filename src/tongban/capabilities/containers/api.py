"""移动应用 through the API: the register; and what apps' servers say, signed."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from tongban.capabilities.containers.adapter import take_answer, take_person
from tongban.capabilities.containers.commands import (
    admit_container,
    end_container,
    register_app,
    set_standing,
)
from tongban.capabilities.containers.queries import count_apps, get_app, list_apps
from tongban.capabilities.containers.statements import NotBelieved
from tongban.capabilities.containers.types import (
    AppFigure,
    AppLine,
    ContainerLine,
    MobileApp,
    NewContainer,
    Spoken,
    State,
)
from tongban.plumbing.access.addresses import client_address
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.permitting import PEOPLE, POSTS
from tongban.plumbing.access.problems import REFUSED, UNSEEN, Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["apps"], auth=bearer)
gate_router = Router(tags=["containers"])
HEARD = {403: Problem, 404: Problem, 409: Problem, 422: Problem, 503: Problem}
LONGEST_STATEMENT = 4000
Done = TypeVar("Done")


class AppValues(Schema):
    """An app to be put on the register."""

    body_id: UUID
    name: str = Field(max_length=60)
    address: str = Field(default="", max_length=300)
    due_on: date


class AppKey(Schema):
    """The key of an app."""

    app_id: UUID


class StandingValues(Schema):
    """How an app stands from now on."""

    state: State
    into_id: UUID | None = None
    reason: str = Field(default="", max_length=200)
    due_on: date | None = None


class ContainerValues(Schema):
    """An app that may open our pages inside itself; its public key as PEM or JWK."""

    origin: str = Field(max_length=200)
    public_key: str = Field(max_length=4000)
    most_level: int = Field(ge=1, le=4)
    valid_from: date
    valid_to: date | None = None


class AppRegister(Schema):
    """The register with its figure."""

    figure: AppFigure
    apps: list[MobileApp]


class AppStatement(Schema):
    """What an app's server says: its code, and the statement that it signed (JWS, ES256)."""

    app: str = Field(max_length=40)
    statement: str = Field(max_length=LONGEST_STATEMENT)


class Ticket(Schema):
    """A ticket, told once; the app's web view opens `address` within a minute."""

    ticket: str
    address: str
    seconds: int


@router.get("", response={200: AppRegister, **UNSEEN}, summary="List mobile apps")
def read_apps(request: ActorRequest) -> AppRegister:
    """Which are merged, which are to be, which are exempt."""
    actor, today = request.actor, request.today
    return AppRegister(
        figure=count_apps(actor=actor, today=today),
        apps=list_apps(actor=actor, today=today),
    )


@router.post("", response={201: AppKey, **REFUSED}, summary="Register a mobile app")
def add_app(request: ActorRequest, body: AppValues) -> Status[AppKey]:
    """With the day by which it is to be merged."""
    line = AppLine(**body.dict())
    made = register_app(actor=request.actor, line=line, at=timezone.now())
    return Status(201, AppKey(app_id=made))


@router.get("/{app_id}", response={200: MobileApp, **UNSEEN}, summary="Read an app")
def read_app(request: ActorRequest, app_id: UUID) -> MobileApp:
    """As it stands today."""
    return get_app(actor=request.actor, app_id=app_id, today=request.today)


@router.post(
    "/{app_id}/standing",
    response={204: None, **REFUSED},
    summary="Say how an app stands",
)
def add_standing(
    request: ActorRequest, app_id: UUID, body: StandingValues
) -> Status[None]:
    """To be merged, merged into a container, or exempt with a reason and a day."""
    set_standing(actor=request.actor, app_id=app_id, at=timezone.now(), **body.dict())
    return Status(204, None)


@router.post(
    "/{app_id}/containers",
    response={201: NewContainer, **REFUSED},
    summary="Let an app open pages inside",
)
def add_container(
    request: ActorRequest, app_id: UUID, body: ContainerValues
) -> Status[NewContainer]:
    """The answer holds what it calls itself by."""
    made = admit_container(
        actor=request.actor,
        app_id=app_id,
        line=ContainerLine(**body.dict()),
        at=timezone.now(),
    )
    return Status(201, made)


@router.delete(
    "/containers/{container_id}",
    response={204: None, **REFUSED},
    summary="End a container",
)
def remove_container(request: ActorRequest, container_id: UUID) -> Status[None]:
    """It brings nobody in any more."""
    end_container(actor=request.actor, container_id=container_id, at=timezone.now())
    return Status(204, None)


@gate_router.post(
    "/tickets", response={201: Ticket, **HEARD}, summary="Get a sign-in ticket"
)
def add_ticket(request: ActorRequest, body: AppStatement) -> Status[Ticket]:
    """For a person whom the app has identified; docs/container.md says what is signed."""
    made = _hear(request, body, take_person)
    site = _site(request)
    ticket = Ticket(
        ticket=made.ticket,
        address=f"{site}{made.path}",
        seconds=int((made.ends_at - timezone.now()).total_seconds()) + 1,
    )
    return Status(201, ticket)


@gate_router.post(
    "/answers", response={204: None, **HEARD}, summary="Answer what a page asked"
)
def add_answer(request: ActorRequest, body: AppStatement) -> Status[None]:
    """The outcome of a face check, a scan, a payment; never taken from the page."""
    _hear(request, body, take_answer)
    return Status(204, None)


def _hear(
    request: ActorRequest, body: AppStatement, take: Callable[[str, Spoken], Done]
) -> Done:
    """Many people stand behind one server: it is counted by its code, strangers by address."""
    try:
        spoken = Spoken(body.app, body.statement, _site(request), timezone.now())
        done = take(request.actor.city, spoken)
    except NotBelieved:
        address = client_address(request.META, settings.TRUSTED_PROXIES)
        most = settings.SIGN_IN_LIMITS.posts_an_address
        POSTS.take(address, most=most, careful=True)
        raise
    PEOPLE.take(body.app, most=settings.SIGN_IN_LIMITS.calls_a_person)
    return done


def _site(request: ActorRequest) -> str:
    """As whom the city is spoken to: the address under which it was asked."""
    return f"{request.scheme}://{request.get_host()}"
