"""What is asked for a mandate: the kind of agent, what may be done, until when."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.queries import (
    list_groups,
    list_item_ids,
    list_item_names,
)
from tongban.capabilities.mandates.types import KIND_WORDS, MandateCard, Scope
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.requests import ActorRequest

SIDES: Final = ("person", "firm")
# How long a mandate lasts when nothing else is said: three months.
USUAL: Final = timedelta(days=90)
LONGEST: Final = 400


def citizen_of(request: ActorRequest) -> Actor:
    """The citizen of the session. Refuses whoever has not signed in, and staff."""
    actor = request.actor
    _person = actor.natural_person
    if actor.kind != "citizen":
        raise NotAllowed(_("这一页是给申请人的，请用您个人的账号登录。"))
    return actor


def read_scope(actor: Actor, data: QueryDict) -> Scope:
    """What was chosen: everything, some themes, or items by their codes."""
    kind = data.get("scope", "")
    if kind == "themes":
        return Scope("themes", tuple(data.getlist("themes")[:LONGEST]))
    if kind == "items":
        codes = data.get("items", "")[:LONGEST].replace("，", " ").split()
        found = list_item_ids(actor=actor, handling_codes=codes)
        keys = tuple(str(key) for key in found.values())
        # One that is not known makes the whole choice wrong, and is told so.
        return Scope("items", keys if len(found) == len(set(codes)) else ())
    return Scope(kind or "none")


def read_day(data: QueryDict, name: str) -> date:
    """The date of three boxes; the first day there is where it is none."""
    parts = [data.get(f"{name}-{part}", "") for part in ("year", "month", "day")]
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return date.min


def mandate_fields(
    actor: Actor,
    today: date,
    data: QueryDict,
    errors: dict[str, str],
    *,
    sides: tuple[str, ...],
) -> list[dict[str, Any]]:
    """What may be done, and until when."""
    return [
        *_scope_fields(actor, today, data, errors, sides),
        _until_field(today, data, errors),
    ]


def _scope_fields(
    actor: Actor,
    today: date,
    data: QueryDict,
    errors: dict[str, str],
    sides: tuple[str, ...],
) -> list[dict[str, Any]]:
    themes = [
        {"value": f"{side}:{group.key}", "label": group.label}
        for side in sides
        for group in list_groups(actor=actor, day=today, who=side).themes
    ]
    kinds = {
        "all": _("所有的事"),
        "themes": _("下面勾选的几类事"),
        "items": _("只办一两件事（填业务办理项编码）"),
    }
    return [
        {
            "name": "scope",
            "label": _("能办哪些事"),
            "type": "choice",
            "required": True,
            "value": data.get("scope", "all"),
            "error": errors.get("scope", ""),
            "choices": [
                {"value": kind, "label": words} for kind, words in kinds.items()
            ],
        },
        {
            "name": "themes",
            "label": _("哪几类"),
            "type": "choices",
            "required": False,
            "value": data.getlist("themes"),
            "choices": themes,
        },
        {
            "name": "items",
            "label": _("业务办理项编码"),
            "type": "text",
            "required": False,
            "help": _("办事指南最下面有，几件事用空格隔开"),
            "max_length": LONGEST,
            "value": data.get("items", ""),
        },
    ]


def _until_field(
    today: date, data: QueryDict, errors: dict[str, str]
) -> dict[str, Any]:
    latest = today + timedelta(days=settings.SIGN_IN_LIMITS.mandate_days)
    typed = {part: data.get(f"until-{part}", "") for part in ("year", "month", "day")}
    return {
        "name": "until",
        "label": _("办到哪一天为止"),
        "type": "date",
        "required": True,
        "help": _("最晚 %(year)s 年 %(month)s 月 %(day)s 日")
        % {"year": latest.year, "month": latest.month, "day": latest.day},
        "value": typed if any(typed.values()) else today + min(USUAL, latest - today),
        "error": errors.get("until", ""),
    }


def kind_field(data: QueryDict, errors: dict[str, str]) -> dict[str, Any]:
    """Who the agent is to the principal."""
    return {
        "name": "kind",
        "label": _("代办人是您的什么人"),
        "type": "choice",
        "required": True,
        "value": data.get("kind", "family"),
        "error": errors.get("kind", ""),
        "choices": [
            {"value": kind, "label": words}
            for kind, words in KIND_WORDS.items()
            if kind != "firm_agent"
        ],
    }


def tell_mandate(actor: Actor, card: MandateCard, today: date) -> dict[str, Any]:
    """A mandate for a page: both names, what, until when, how it was given."""
    if card.ended_at is not None:
        state = _("已辞去") if card.ended_because == "renounced" else _("已收回")
    else:
        state = _("有效") if card.holds_on(today) else _("已到期")
    return {
        "card": card,
        "state": state,
        "holds": card.holds_on(today),
        "scope_words": say_scope(actor, card.scope, today),
    }


def say_scope(actor: Actor, scope: Scope, today: date) -> str:
    """What is entrusted, in words."""
    if scope.kind == "items":
        keys = [UUID(key) for key in scope.keys]
        return "、".join(list_item_names(actor=actor, item_ids=keys).values())
    if scope.kind == "themes":
        names = {
            f"{side}:{group.key}": group.label
            for side in SIDES
            for group in list_groups(actor=actor, day=today, who=side).themes
        }
        return "、".join(names.get(key, key) for key in scope.keys)
    return _("所有的事")


def show(
    request: ActorRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of one's own: kept nowhere."""
    response = render(request, template, {"nav_key": "mine", **context}, status=status)
    response["Cache-Control"] = "no-store"
    return response
