"""What is asked for a mandate: the kind of agent, what may be done, until when.

Items are chosen by name: words are typed, the button finds, what fits is ticked. It needs
no script, and what was ticked stays while more is looked for.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.queries import (
    list_groups,
    list_item_ids,
    list_item_names,
    search_items,
)
from tongban.capabilities.mandates.types import KIND_WORDS, MandateCard, Scope
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import read_key

SIDES: Final = ("person", "firm")
# The value of the button that finds items.
FIND: Final = "find"
# How long a mandate lasts when nothing else is said: three months.
USUAL: Final = timedelta(days=90)
LONGEST: Final = 100
LONGEST_WORDS: Final = 60
_FOUND_AT_ONCE: Final = 8
_PERSONS: Final = tuple(kind for kind in KIND_WORDS if kind != "firm_agent")

Field = dict[str, Any]


def read_scope(data: QueryDict) -> Scope:
    """What was chosen: everything, some themes, or items that were ticked."""
    kind = data.get("scope", "")
    if kind == "themes":
        return Scope("themes", tuple(data.getlist("themes")[:LONGEST]))
    if kind == "items":
        return Scope("items", tuple(data.getlist("items")[:LONGEST]))
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
    errors: Mapping[str, str],
    *,
    sides: tuple[str, ...],
) -> dict[str, Any]:
    """What may be done, and until when; for the template `mandates/fields.html`."""
    is_looking = data.get("act") == FIND
    kind = "items" if is_looking else data.get("scope", "all")
    themes = _themes_field(actor, today, data, sides)
    return {
        "scope": _scope_field(kind, errors),
        "themes": themes,
        # Folded until it is asked for; what was ticked or chosen is never hidden.
        "has_themes": kind == "themes" or bool(themes["value"]),
        "themes_note": _("%(count)s 类，选“下面勾选的几类事”时才用")
        % {"count": len(themes["choices"])},
        **_item_fields(actor, today, data, is_wanted=kind == "items"),
        "until": _until_field(today, data, errors),
    }


def _scope_field(kind: str, errors: Mapping[str, str]) -> Field:
    kinds = {
        "all": _("所有的事"),
        "items": _("只办下面选好的几件事"),
        "themes": _("下面勾选的几类事"),
    }
    return {
        "name": "scope",
        "label": _("能办哪些事"),
        "type": "choice",
        "required": True,
        "value": kind,
        "error": errors.get("scope", ""),
        "choices": [{"value": value, "label": words} for value, words in kinds.items()],
    }


def _themes_field(
    actor: Actor, today: date, data: QueryDict, sides: tuple[str, ...]
) -> Field:
    return {
        "name": "themes",
        "label": _("哪几类"),
        "type": "choices",
        "required": False,
        "value": data.getlist("themes"),
        "choices": [
            {"value": f"{side}:{group.key}", "label": group.label}
            for side in sides
            for group in list_groups(actor=actor, day=today, who=side).themes
        ],
    }


def _item_fields(
    actor: Actor, today: date, data: QueryDict, *, is_wanted: bool
) -> dict[str, Any]:
    """The words that are looked for, and what was ticked before with what fits now."""
    words = data.get("item_words", "").strip()[:LONGEST_WORDS]
    ticked = [key for one in data.getlist("items")[:LONGEST] if (key := read_key(one))]
    names = list_item_names(actor=actor, item_ids=ticked)
    found: dict[UUID, str] = {}
    if words:
        rows = search_items(actor=actor, text=words, day=today, limit=_FOUND_AT_ONCE)
        keys = list_item_ids(
            actor=actor, handling_codes=[row.handling_code for row in rows]
        )
        found = {keys[row.handling_code]: row.name for row in rows}
    error = ""
    if is_wanted and words and not found:
        error = _("没有找到“%(words)s”，请换个词，例如：老年人优待证。") % {
            "words": words
        }
    choices = {**names, **found}
    return {
        "words": {
            "name": "item_words",
            "label": _("找事项"),
            "type": "text",
            "required": False,
            "help": _("写名称、平常的叫法或者编码，例如：老年证，再点“找事项”"),
            "max_length": LONGEST_WORDS,
            "value": words,
            "error": error,
        },
        "items": choices
        and {
            "name": "items",
            "label": _("勾选要办的事项"),
            "type": "choices",
            "required": False,
            "value": [str(key) for key in names],
            "choices": [
                {"value": str(key), "label": name} for key, name in choices.items()
            ],
        },
    }


def _until_field(today: date, data: QueryDict, errors: Mapping[str, str]) -> Field:
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


def kind_field(
    data: QueryDict,
    errors: Mapping[str, str],
    *,
    label: str = "",
    kinds: tuple[str, ...] = _PERSONS,
) -> Field:
    """Who the agent is to the principal."""
    return {
        "name": "kind",
        "label": label or _("代办人是您的什么人"),
        "type": "choice",
        "required": True,
        "value": data.get("kind", "family"),
        "error": errors.get("kind", ""),
        "choices": [{"value": kind, "label": KIND_WORDS[kind]} for kind in kinds],
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
