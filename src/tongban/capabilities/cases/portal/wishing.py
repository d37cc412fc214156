"""How the result is to come: asked on the check page, kept with the draft, never a step."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from tongban.capabilities.cases.commands import keep_draft
from tongban.capabilities.cases.commands.checking import WAY_WORDS, check_wish
from tongban.capabilities.cases.portal.folder import Folder
from tongban.capabilities.cases.types import Wish
from tongban.plumbing.access.requests import ActorRequest

PARTS: Final = ("way", "name", "phone", "address")
POST: Final = "post"
LONGEST: Final = 200


def ways_of(folder: Folder) -> list[str]:
    """The ways that the guide names; none where there is nothing to deliver."""
    told = folder.guide.elements.get("result") or {}
    return [way for way in told.get("delivery") or () if way in WAY_WORDS]


def wish_of(folder: Folder, given: Mapping[str, Any] | None = None) -> Wish | None:
    """The wish as it stands: what is sent, else what the draft keeps, else the first way.

    Post costs the person an address, so it is nobody's default unless it is the only way.
    """
    ways = ways_of(folder)
    if not ways:
        return None
    kept = folder.answers.get("wish", {}) if given is None else given
    first = next((way for way in ways if way != POST), POST)
    parts = {"way": first, **_known(folder), **kept}
    return Wish(**{name: str(parts[name]) for name in PARTS})


def _known(folder: Folder) -> dict[str, str]:
    """Who one is and where one lives, or where the firm is: so that nothing is retyped."""
    own, firm = folder.own, folder.firm
    return {
        "name": own.name,
        "phone": own.phone,
        "address": firm.address if firm else own.address,
    }


def typed_wish(posted: Mapping[str, Any]) -> dict[str, str] | None:
    """What stands in the boxes of a post; None where the page did not ask."""
    if "wish_way" not in posted:
        return None
    typed = {name: _plain(posted.get(f"wish_{name}", "")) for name in PARTS}
    return typed if typed["way"] == POST else {"way": typed["way"]}


def keep_wish(request: ActorRequest, folder: Folder) -> dict[str, str] | None:
    """Keep what stands in the boxes with the draft, right or not yet; and give it."""
    typed = typed_wish(request.POST)
    if typed is None or not ways_of(folder):
        return None
    # Whoever does not want post need not be written to: an address goes off again.
    kept = {name: typed.get(name) for name in PARTS}
    keep_draft(
        actor=request.actor,
        version_id=folder.guide.version_id,
        answers={"wish": kept},
        at=request.now,
    )
    return typed


def _plain(words: str) -> str:
    """What can be kept at all; the command says what is wrong with the rest."""
    return "".join(sign for sign in words if sign.isprintable()).strip()[:LONGEST]


def wrong_wish(folder: Folder, wish: Wish | None) -> dict[str, str]:
    """What must be mended, by the box."""
    return check_wish(folder.guide, wish)


def wish_rows(wish: Wish) -> list[dict[str, str]]:
    """The choice as the check page says it."""
    rows = [{"label": _("领取方式"), "value": WAY_WORDS[wish.way]}]
    if wish.way == POST:
        rows += [
            {"label": _("收件人"), "value": wish.name},
            {"label": _("收件人电话"), "value": wish.phone},
            {"label": _("收件地址"), "value": wish.address},
        ]
    return rows


def wish_fields(
    folder: Folder, wish: Wish, errors: Mapping[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """The question, and the boxes that only post calls for."""
    ways = ways_of(folder)
    question = {
        "name": "wish_way",
        "label": _("办好以后怎么给您？"),
        "type": "choice",
        "required": True,
        "choices": [{"value": way, "label": WAY_WORDS[way]} for way in ways],
        "value": wish.way,
        "error": errors.get("wish_way", ""),
    }
    boxes = [
        _box("wish_name", _("收件人"), wish.name, "text", "name"),
        _box("wish_phone", _("收件人电话"), wish.phone, "phone", "tel"),
        _box("wish_address", _("收件地址"), wish.address, "text", "street-address"),
    ]
    for box in boxes:
        box["error"] = errors.get(box["name"], "")
    boxes[0]["help"] = _("选了邮寄才要填。")
    return {"wish_question": [question], "wish_boxes": boxes if POST in ways else []}


def _box(
    name: str, label: str, value: str, kind: str, autocomplete: str
) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": kind,
        "required": True,
        "value": value,
        "autocomplete": autocomplete,
        "max_length": LONGEST,
    }
