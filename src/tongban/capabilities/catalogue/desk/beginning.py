"""新建事项: name, body and type, and which item it begins as; the rest on the next pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.desk.staffing import missing_at, unreviewed_at
from tongban.capabilities.catalogue.elements.blank import blank_document
from tongban.capabilities.catalogue.elements.marks import marks_of
from tongban.capabilities.catalogue.elements.starting import copy_of, with_usual
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries import (
    find_text,
    get_guide,
    list_items,
    list_namesakes,
)
from tongban.capabilities.catalogue.types import ItemSummary, Namesake
from tongban.capabilities.catalogue.wording import ITEM_TYPE_LABELS
from tongban.capabilities.orgs.queries import (
    list_bodies,
    list_credit_codes,
    list_venues,
)
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.database.keys import new_key

Document = dict[str, Any]

_SAME_WORDS: Final = frozenset({"11", "21"})
_MOST: Final = 1000
_NO_SUCH: Final = gettext_lazy(
    "没有这个可以照着写的事项，请从列表里选，或者空着，例如：食品经营许可。"
)


@dataclass(frozen=True)
class Offer:
    """What the officer may begin from, and for whom."""

    bodies: list[BodyCard]
    items: list[ItemSummary]
    lacking: dict[UUID, str]


@dataclass(frozen=True)
class Alike:
    """Told once: what the body has already under nearly the name that was typed."""

    name: str
    found: list[Namesake]


@require_http_methods(["GET", "POST"])
def create(request: ActorRequest) -> HttpResponse:
    """A draft from nothing, or as a copy of an item in force."""
    actor = request.actor
    office = actor.office_for(DRAFT_ITEM)
    require(actor, DRAFT_ITEM, org_id=office)
    with reading(actor):
        bodies = [
            body
            for body in list_bodies(actor=actor)
            if body.stands and actor.may(DRAFT_ITEM, org_id=body.body_id)
        ]
        mine = {body.body_id for body in bodies}
        items = list_items(actor=actor, day=request.today, limit=_MOST)
        offer = Offer(
            bodies,
            [item for item in items if item.body_id in mine],
            _lacking(actor, mine, request.today),
        )
    errors: dict[str, str] = {}
    alike: Alike | None = None
    if request.method == "POST":
        alike = _alike(request, offer)
        try:
            if alike is None:
                return redirect("desk:draft", _create(request, offer, items))
        except Invalid as invalid:
            errors = dict(invalid.errors)
    context = {
        "nav_key": "items",
        **_told_of(alike),
        "errors": errors,
        "name_field": _name_field(request, errors),
        "type_field": _type_field(request, errors),
        "bodies": [_body_option(body, offer) for body in offer.bodies],
        "org": request.POST.get(
            "org", offer.bodies[0].code if len(offer.bodies) == 1 else ""
        ),
        "items": [
            {
                "value": item.version_id,
                "label": item.name,
                "note": item.body_name,
                "code": "",
            }
            for item in offer.items
        ],
        "begun_from": request.POST.get("begin_from", ""),
    }
    status = 422 if errors else 200
    return render(request, "catalogue/desk/new.html", context, status=status)


def _alike(request: ActorRequest, offer: Offer) -> Alike | None:
    """What is nearly the same; nothing once the officer has been told of this name."""
    name = request.POST.get("name", "").strip()
    body = next(
        (one for one in offer.bodies if one.code == request.POST.get("org", "")), None
    )
    if not name or body is None or request.POST.get("told_of") == name:
        return None
    found = list_namesakes(
        actor=request.actor, body_id=body.body_id, name=name, day=request.today
    )
    return Alike(name, found) if found else None


def _told_of(alike: Alike | None) -> dict[str, Any]:
    rows = [_namesake_row(one) for one in alike.found] if alike else []
    return {"alike": alike, "namesakes": rows}


def _namesake_row(one: Namesake) -> dict[str, str]:
    href = (
        reverse("desk:draft", args=[one.draft_id])
        if one.draft_id
        else reverse("desk:item", args=[one.handling_code])
    )
    return {
        "name": one.name,
        "href": href,
        "type": ITEM_TYPE_LABELS.get(one.item_type, ""),
        "standing": _("草稿") if one.draft_id else _("已经发布"),
    }


def _lacking(actor: Actor, bodies: set[UUID], day: date) -> dict[UUID, str]:
    """Whom each body lacks: to review a draft first, to accept and to decide later."""
    said = (unreviewed_at(actor, bodies, day), missing_at(actor, bodies, day))
    return {
        body_id: _("，").join(one[body_id] for one in said if body_id in one)
        for body_id in said[0].keys() | said[1].keys()
    }


def _body_option(body: BodyCard, offer: Offer) -> dict[str, str]:
    return {
        "value": body.code,
        "label": body.name,
        "keys": f"{body.short_name} {body.code}",
        "note": offer.lacking.get(body.body_id, ""),
    }


def _create(request: ActorRequest, offer: Offer, items: list[ItemSummary]) -> UUID:
    posted = request.POST
    name, kind = posted.get("name", "").strip(), posted.get("item_type", "")
    body = next((b for b in offer.bodies if b.code == posted.get("org", "")), None)
    chosen = posted.get("begin_from", "")
    example = next((one for one in offer.items if str(one.version_id) == chosen), None)
    errors = {}
    if not name:
        errors["name"] = _("请写事项名称，例如：食品经营许可。")
    if body is None:
        errors["org"] = _("请选实施机关，例如：安澜市市场监督管理局。")
    if kind not in ITEM_TYPE_LABELS:
        errors["item_type"] = _("请选事项类型，例如：行政许可。")
    if chosen and example is None:
        errors["begin_from"] = str(_NO_SUCH)
    if errors or body is None:
        raise Invalid(errors)
    document = _begun(request, body, name, kind, items)
    if example is not None:
        document = _copied(request, example, document)
    draft = save_draft(
        actor=request.actor,
        body_id=body.body_id,
        document=document,
        at=request.now,
        unchecked=marks_of(document),
    )
    return draft.draft_id


def _begun(  # a document begins with all of them
    request: ActorRequest,
    body: BodyCard,
    name: str,
    kind: str,
    items: list[ItemSummary],
) -> Document:
    actor = request.actor
    with reading(actor):
        credit = {code: uscc for uscc, code in list_credit_codes(actor=actor).items()}
        bodies = [one for one in list_bodies(actor=actor) if one.stands]
        standing = {one.body_id for one in bodies}
        venues = [one for one in list_venues(actor=actor) if one.body_id in standing]
        blank = blank_document(
            body,
            credit_code=credit.get(body.code, ""),
            name=name,
            item_type=kind,
            seed=new_key(),
        )
        told = _told(request, body, bodies, items)
        return with_usual(blank, body, bodies, venues, told)


def _told(
    request: ActorRequest,
    body: BodyCard,
    bodies: list[BodyCard],
    items: list[ItemSummary],
) -> Iterator[tuple[BodyCard, Document]]:
    """A guide of the body itself and one of a neighbour, as far as there are any."""
    known = {one.body_id: one for one in bodies}
    own = [one for one in items if one.body_id == body.body_id]
    near = [one for one in items if known[one.body_id].region_code == body.region_code]
    for item in (*own[:1], *near[:1]):
        guide = get_guide(actor=request.actor, version_id=item.version_id)
        yield known[item.body_id], dict(guide.elements)


def _copied(request: ActorRequest, example: ItemSummary, blank: Document) -> Document:
    text = find_text(actor=request.actor, version_id=example.version_id)
    if text is None:
        raise Invalid({"begin_from": str(_NO_SUCH)})
    return copy_of(text, blank)


def _name_field(request: ActorRequest, errors: dict[str, str]) -> dict[str, Any]:
    return {
        "name": "name",
        "label": _("事项名称"),
        "type": "text",
        "required": True,
        "example": _("食品经营许可"),
        "max_length": 200,
        "value": request.POST.get("name", ""),
        "error": errors.get("name"),
    }


def _type_field(request: ActorRequest, errors: dict[str, str]) -> dict[str, Any]:
    types = [
        {"value": key, "label": label}
        for key, label in ITEM_TYPE_LABELS.items()
        if key not in _SAME_WORDS
    ]
    return {
        "name": "item_type",
        "label": _("事项类型"),
        "type": "select",
        "required": True,
        "choices": types,
        "value": request.POST.get("item_type", ""),
        "error": errors.get("item_type"),
    }
