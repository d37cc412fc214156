"""Figures through the API: all of a day, one with its rows, and the baselines they rest on."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema, Status

from tongban.capabilities.indicators import commands, queries
from tongban.capabilities.indicators.definitions.grouping import (
    BodyMeasures,
    ClassMeasures,
    ItemMeasures,
)
from tongban.capabilities.indicators.queries.downloads import facts_of, row_facts
from tongban.capabilities.indicators.queries.grouping import grouping_facts
from tongban.capabilities.indicators.types import BaselineCard, Counted
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN, Problem
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import document_file

router = Router(tags=["indicators"])
_FILE = document_file(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv",
    "application/json",
)


class ClauseOut(Schema):
    """A paper that asks for a figure, and its words."""

    number: str
    title: str
    place: str
    words: str


class FigureOut(Schema):
    """A figure of a day: its formula in words, numerator, denominator, aim and sources."""

    key: str
    group: str
    title: str
    kind: str
    unit: str
    formula: str
    remark: str
    on: date
    numerator: int
    denominator: int
    value: str
    target: int | None
    target_is_most: bool
    target_by: str
    is_met: bool | None
    excluded: int
    clauses: list[ClauseOut]


class RowOut(Schema):
    """One row that a figure is the sum of, or why it is left out."""

    code: str
    name: str
    body: str
    numerator: int
    denominator: int
    note: str
    excluded: str


class FigureWithRows(FigureOut):
    """A figure with everything that it is the sum of."""

    rows: list[RowOut]


class GroupingOut(Schema):
    """By what windows are set: the formula in words, items, bodies, and the suggestion."""

    on: date
    formula: str
    items: list[ItemMeasures]
    bodies: list[BodyMeasures]
    classes: list[ClassMeasures]


class BaselineBody(Schema):
    """What an item asked on a day of the past."""

    handling_code: str
    counted_on: date
    materials: int
    steps: int
    visits: int
    source: str
    reason: str = ""


@router.get(
    "",
    response={200: list[FigureOut], 404: Problem, 422: Problem},
    summary="List figures",
)
def list_figures(
    request: ActorRequest, on: date | None = None, body_id: UUID | None = None
) -> list[dict[str, Any]]:
    """All figures of a day; of one body's items where it is named."""
    day = on or request.today
    found = queries.list_figures(actor=request.actor, day=day, body_id=body_id)
    return [facts_of(one) for one in found]


@router.post(
    "/baselines",
    response={201: BaselineCard, **REFUSED},
    summary="Register a baseline",
    auth=bearer,
)
def register_baseline(
    request: ActorRequest, body: BaselineBody
) -> Status[BaselineCard]:
    """What an item asked before it was made simpler; a second registration corrects the first."""
    told = body.dict()
    code = told.pop("handling_code")
    card = commands.register_baseline(
        actor=request.actor,
        handling_code=code,
        counted=Counted(**told),
        day=request.today,
        at=request.now,
    )
    return Status(201, card)


@router.get(
    "/window-grouping",
    response={200: GroupingOut, **UNSEEN},
    summary="Read by what windows are set",
    auth=bearer,
)
def read_grouping(request: ActorRequest, on: date | None = None) -> dict[str, Any]:
    """Yearly volume, online depth, instant share and relatedness, and a suggested grouping."""
    day = on or request.today
    found = queries.get_grouping(actor=request.actor, day=day)
    return grouping_facts(found, day)


@router.get(
    "/window-grouping/files/{kind}",
    response=UNSEEN,
    summary="Take by what windows are set as a file",
    auth=bearer,
    openapi_extra=_FILE,
)
def take_grouping(
    request: ActorRequest, kind: str, on: date | None = None
) -> HttpResponse:
    """The same as xlsx, csv or json."""
    file = queries.download_grouping(
        actor=request.actor, day=on or request.today, kind=kind
    )
    return HttpResponse(file.content, content_type=file.media_type)


@router.get(
    "/{key}",
    response={200: FigureWithRows, 404: Problem, 422: Problem},
    summary="Read a figure with its rows",
)
def read_figure(
    request: ActorRequest,
    key: str,
    on: date | None = None,
    body_id: UUID | None = None,
) -> dict[str, Any]:
    """Whoever adds the rows up gets the figure."""
    day = on or request.today
    figure = queries.get_figure(actor=request.actor, key=key, day=day, body_id=body_id)
    return facts_of(figure) | {"rows": [row_facts(row) for row in figure.rows]}
