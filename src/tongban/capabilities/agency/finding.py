"""Items are chosen by name: words are typed, the button finds, what fits is ticked."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.queries import (
    list_item_ids,
    list_item_names,
    search_items,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import read_key

# The value of the button that finds items.
FIND: Final = "find"
LONGEST_WORDS: Final = 60
MOST: Final = 20
_FOUND_AT_ONCE: Final = 8

Field = dict[str, Any]


def ticked(data: QueryDict) -> tuple[UUID, ...]:
    """The items that are ticked, or named by a link to this page."""
    said = data.getlist("items") or data.getlist("item")
    return tuple(key for one in said[: MOST + 1] if (key := read_key(one)))


def item_fields(
    actor: Actor, today: date, data: QueryDict, errors: Mapping[str, str]
) -> dict[str, Any]:
    """The words that are looked for, and what was ticked before with what fits now."""
    words = data.get("item_words", "").strip()[:LONGEST_WORDS]
    names = list_item_names(actor=actor, item_ids=ticked(data))
    found: dict[UUID, str] = {}
    if words:
        rows = search_items(actor=actor, text=words, day=today, limit=_FOUND_AT_ONCE)
        keys = list_item_ids(
            actor=actor, handling_codes=[row.handling_code for row in rows]
        )
        found = {keys[row.handling_code]: row.name for row in rows}
    nothing = _("没有找到“%(words)s”，请换个词，例如：养老金资格认证。") % {
        "words": words
    }
    choices = {**names, **found}
    error = errors.get("items", "")
    return {
        "words": {
            "name": "item_words",
            "label": _("找要办的事"),
            "type": "text",
            "required": False,
            "help": _("写名称或者平常的叫法，例如：养老金认证，再点“找事项”"),
            "max_length": LONGEST_WORDS,
            "value": words,
            "error": nothing if words and not found else "" if choices else error,
        },
        "items": choices
        and {
            "name": "items",
            "label": _("勾选要办的事"),
            "type": "choices",
            "required": False,
            "value": [str(key) for key in names],
            "error": error,
            "choices": [
                {"value": str(key), "label": name} for key, name in choices.items()
            ],
        },
    }
