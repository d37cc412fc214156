"""Indicators at the desk: of the city or of one's own body, and the baselines behind them."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.catalogue.queries import find_item_id
from tongban.capabilities.indicators.commands import register_baseline
from tongban.capabilities.indicators.desk_windows import (
    show_grouping as show_grouping,  # noqa: PLC0414  # a page of this desk
)
from tongban.capabilities.indicators.desk_windows import (
    take_grouping as take_grouping,  # noqa: PLC0414
)
from tongban.capabilities.indicators.permissions import REGISTER_BASELINE, SEE_GROUPING
from tongban.capabilities.indicators.queries import (
    get_figure,
    list_baselines_of,
    list_figures,
)
from tongban.capabilities.indicators.screens import (
    figure_context,
    groups_of,
    with_query,
)
from tongban.capabilities.indicators.types import BaselineCard, Counted
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.as_of import read_as_of
from tongban.plumbing.access.asking import read_page
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.schemas import read_day, typed_day

_NUMBERS: Final = ("materials", "steps", "visits")
# More bodies than these are looked for, not read through.
_MOST_TABS: Final = 8
_EXAMPLE: Final = date(2018, 9, 30)
_LONGEST_NUMBER: Final = 9
_LONGEST_CODE: Final = 64


@require_GET
def show_all(request: ActorRequest) -> HttpResponse:
    """All figures: of the city, or of one body that the actor is posted to."""
    day = read_as_of(request.GET).on or request.today
    here = reverse("desk:indicators")
    with reading(request.actor):
        bodies = list_bodies(actor=request.actor, only=request.actor.org_ids)
        body_id = _body(request, {one.body_id for one in bodies})
        figures = list_figures(actor=request.actor, day=day, body_id=body_id)
    context = {
        "nav_key": "indicators",
        "day": day,
        "tabs": _tabs(bodies, body_id) if len(bodies) <= _MOST_TABS else [],
        "bodies": _options(bodies) if len(bodies) > _MOST_TABS else [],
        "body_id": body_id or "",
        "groups": groups_of(figures, here, body=body_id),
        "may_group": request.actor.may_anywhere(SEE_GROUPING),
        "may_register": request.actor.may_anywhere(REGISTER_BASELINE),
        "keys": [],
    }
    return render(request, "indicators/desk/indicators.html", context)


def _tabs(bodies: list[BodyCard], body_id: UUID | None) -> list[dict[str, Any]]:
    here = reverse("desk:indicators")
    return [
        {"label": _("全市"), "href": here, "current": body_id is None},
        *(
            {
                "label": one.short_name,
                "href": with_query(here, body=one.body_id),
                "current": one.body_id == body_id,
            }
            for one in bodies
        ),
    ]


def _options(bodies: list[BodyCard]) -> list[dict[str, Any]]:
    """Too many for tabs: found by name, initials or code."""
    return [
        {
            "value": one.body_id,
            "label": one.name,
            "keys": f"{one.short_name} {one.code}",
        }
        for one in bodies
    ]


@require_GET
def show_one(request: ActorRequest, key: str) -> HttpResponse:
    """One figure with its rows."""
    day = read_as_of(request.GET).on or request.today
    body_id = _body(request, set(request.actor.org_ids))
    figure = get_figure(actor=request.actor, key=key, day=day, body_id=body_id)
    here = reverse("desk:indicator", args=[key])
    asked = {"body": str(body_id)} if body_id else {}
    context = {
        "nav_key": "indicators",
        "day": day,
        "back_href": with_query(reverse("desk:indicators"), **asked),
        "keys": [],
        **figure_context(figure, here, read_page(request.GET.get("page", "")), asked),
        # Files are the public ones: what a department sees, anybody may check.
        "files": [],
        "public_href": f"/indicators/{key}",
    }
    return render(request, "indicators/desk/indicator.html", context)


@require_http_methods(["GET", "POST"])
def register(request: ActorRequest) -> HttpResponse:
    """What an item asked before: register it, or correct what was registered."""
    office = request.actor.office_for(REGISTER_BASELINE)
    require(request.actor, REGISTER_BASELINE, org_id=office)
    errors: dict[str, str] = {}
    asked = request.POST if request.method == "POST" else request.GET
    # What was typed and not picked is a code that somebody knows by heart.
    code = asked.get("code") or asked.get("code_words", "")
    code = code.strip()[:_LONGEST_CODE]
    if request.method == "POST":
        try:
            register_baseline(
                actor=request.actor,
                handling_code=code,
                counted=_counted(request),
                day=request.today,
                at=request.now,
            )
            return redirect(with_query(reverse("desk:baselines"), code=code, done=1))
        except Invalid as invalid:
            errors = dict(invalid.errors)
        except NotFound as missing:
            errors = {"code": missing.message}
    context = {
        "nav_key": "indicators",
        "errors": errors,
        "fields": _fields(request, code, errors),
        "is_done": "done" in request.GET and not errors,
        "registered": [_registered(one) for one in _held(request, code)],
        "keys": [{"key": "F10", "label": _("登记")}],
    }
    status = 422 if errors else 200
    return render(request, "indicators/desk/baselines.html", context, status=status)


def _body(request: ActorRequest, known: set[UUID]) -> UUID | None:
    wanted = request.GET.get("body", "")
    return next((key for key in known if str(key) == wanted), None)


def _held(request: ActorRequest, code: str) -> list[BaselineCard]:
    with reading(request.actor):
        item_id = (
            find_item_id(actor=request.actor, handling_code=code) if code else None
        )
        if item_id is None:
            return []
        return list_baselines_of(actor=request.actor, item_id=item_id)


def _registered(card: BaselineCard) -> list[dict[str, str]]:
    said = card.counted
    pairs = [
        {"term": _("基准日期"), "value": said.counted_on.isoformat()},
        {
            "term": _("材料、环节、跑动"),
            "value": _("%(materials)s 份、%(steps)s 个环节、%(visits)s 趟")
            % {
                "materials": said.materials,
                "steps": said.steps,
                "visits": said.visits,
            },
        },
        {"term": _("出处"), "value": said.source},
        {"term": _("登记日期"), "value": card.registered_on.isoformat()},
    ]
    if said.reason:
        pairs.append({"term": _("为什么更正"), "value": said.reason})
    return pairs


def _counted(request: ActorRequest) -> Counted:
    posted = request.POST
    numbers = {name: posted.get(name, "").strip() for name in _NUMBERS}
    errors = {
        name: _("请写整数，例如 6。")
        for name, said in numbers.items()
        if not (said.isascii() and said.isdigit() and len(said) <= _LONGEST_NUMBER)
    }
    try:
        day = read_day(posted, "counted_on", example=_EXAMPLE)
    except Invalid as invalid:
        raise Invalid({**invalid.errors, **errors}) from None
    if errors:
        raise Invalid(errors)
    return Counted(
        counted_on=day,
        source=posted.get("source", ""),
        reason=posted.get("reason", ""),
        **{name: int(said) for name, said in numbers.items()},
    )


def _fields(
    request: ActorRequest, code: str, errors: dict[str, str]
) -> list[dict[str, Any]]:
    posted = request.POST
    fields = _blank_fields(code)
    for field in fields:
        name = field["name"]
        field["error"] = errors.get(name, "")
        field.setdefault("value", posted.get(name, ""))
        if field["type"] == "date":
            field["value"] = typed_day(posted, name)
    return fields


def _blank_fields(code: str) -> list[dict[str, Any]]:
    numbers = {
        "materials": _("那时要交几份材料"),
        "steps": _("那时有几个环节"),
        "visits": _("那时要跑几趟"),
    }
    return [
        {
            "name": "code",
            "label": _("事项"),
            "type": "text",
            "required": True,
            "suggest": reverse("desk:item_suggest"),
            "help": _("名称、拼音首字母或者编码，打几个字就能选。"),
            "value": code,
        },
        {
            "name": "counted_on",
            "label": _("哪一天的数"),
            "type": "date",
            "required": True,
        },
        *(
            {"name": name, "label": label, "type": "integer", "required": True}
            for name, label in numbers.items()
        ),
        {
            "name": "source",
            "label": _("出处"),
            "type": "text",
            "required": True,
            "max_length": 300,
            "example": _("2018 年 9 月公布的办事指南汇编第 12 页"),
        },
        {
            "name": "reason",
            "label": _("为什么更正"),
            "type": "text",
            "max_length": 400,
            "help": _("第一次登记不用写。"),
        },
    ]
