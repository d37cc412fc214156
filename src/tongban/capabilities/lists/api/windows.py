"""Windows of classes through the API: the classes, the windows of a hall, and classing one."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status

from tongban.capabilities.lists import commands, queries
from tongban.capabilities.lists.types import WindowDuty
from tongban.capabilities.orgs.queries import get_venue, list_window_classes
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.problems import REFUSED, Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["windows"])


class WindowClassOut(Schema):
    """A class of windows, and the subjects whose items it is for, as "firm:040"."""

    window_class_id: UUID
    code: str
    name: str
    about: str
    themes: list[str]


class ClassingBody(Schema):
    """Of which class a window is from a day on; without a class it takes in all of its hall."""

    window_id: UUID
    window_class_id: UUID | None = None
    effective_on: date


@router.get(
    "/window-classes",
    response={200: list[WindowClassOut]},
    summary="List the classes of windows",
)
def list_classes(request: ActorRequest) -> list[dict[str, Any]]:
    """With the subjects whose items each is for."""
    return [
        asdict(one) | {"themes": sorted(one.themes)}
        for one in list_window_classes(actor=request.actor)
    ]


@router.get(
    "/halls/{venue_id}/windows",
    response={200: list[WindowDuty], 404: Problem, 422: Problem},
    summary="List the windows of a hall",
)
def list_duties(
    request: ActorRequest, venue_id: UUID, on: date | None = None
) -> list[WindowDuty]:
    """Each with its class on a day, and the release that says what it takes in."""
    with reading(request.actor):
        get_venue(actor=request.actor, venue_id=venue_id)
        return queries.list_window_duties(
            actor=request.actor, venue_id=venue_id, day=on or request.today
        )


@router.post(
    "/window-classings",
    auth=bearer,
    response={201: UUID, **REFUSED},
    summary="Say of which class a window is",
)
def class_window(request: ActorRequest, body: ClassingBody) -> Status[UUID]:
    """From a day on; the class must have its list, with its papers, at that hall."""
    key = commands.class_window(
        actor=request.actor,
        window_id=body.window_id,
        window_class_id=body.window_class_id,
        effective_on=body.effective_on,
        at=request.now,
    )
    return Status(201, key)
