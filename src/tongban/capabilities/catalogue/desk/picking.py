"""Materials of a draft picked from the one catalogue, or proposed for it where it has none."""

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.checking.found import rows, text
from tongban.capabilities.catalogue.commands import propose_material, save_draft
from tongban.capabilities.catalogue.desk.staffing import who_answers
from tongban.capabilities.catalogue.elements.coding import material_code
from tongban.capabilities.catalogue.elements.picking import taken_over, with_picked
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries import (
    find_material_types,
    get_draft,
    list_material_entries,
    search_materials,
)
from tongban.capabilities.catalogue.types import DraftCard, MaterialEntry
from tongban.capabilities.catalogue.types.catalogue_materials import CatalogueMaterial
from tongban.capabilities.catalogue.wording import MATERIAL_KIND_LABELS
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.requests import ActorRequest

LONGEST: Final = 60
# Says on the page of the section that something waits for an answer from now on.
PROPOSED: Final = "proposed=1"


@require_http_methods(["GET", "POST"])
def pick(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """Find an entry, look at what it changes, take it for a row; or propose another."""
    draft = get_draft(actor=request.actor, draft_id=draft_id)
    require(request.actor, DRAFT_ITEM, org_id=draft.body_id)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            return redirect(_act(request, draft))
        except Invalid as invalid:
            errors = dict(invalid.errors)
    context = _context(request, draft, errors)
    status = 422 if errors else 200
    return render(request, "catalogue/desk/pick_material.html", context, status=status)


def _act(request: ActorRequest, draft: DraftCard) -> str:
    posted, key = request.POST, request.POST.get("row", "")
    do, _sep, code = posted.get("do", "").partition(":")
    section = reverse("desk:draft_section", args=[draft.draft_id, "materials"])
    if do == "take":
        # What stands in the row stays, but for what the officer has ticked.
        instead = posted.getlist("instead")
        entry = _entry(request, code)
        _keep(request, draft, with_picked(draft.document, key, entry, instead))
        return f"{section}?saved=1"
    if do == "propose":
        name = posted.get("name", "").strip()
        kind, issuer = posted.get("kind", ""), posted.get("issuer", "")
        _propose(request, draft, name, kind=kind, issuer=issuer)
        usual = {"material_kind": kind, "issuer": issuer.strip()}
        told = {one: said for one, said in usual.items() if said}
        _lay(request, draft, key, MaterialEntry(material_code(name), name, told))
        return f"{section}?saved=1&{PROPOSED}"
    if do == "propose_all":
        _propose_all(request, draft)
        return f"{section}?saved=1&{PROPOSED}"
    raise Invalid({"": _("请从页面上的按钮里选一个。")})


def _propose_all(request: ActorRequest, draft: DraftCard) -> None:
    """Every row that the catalogue has not; a name that cannot be proposed is said."""
    errors: list[str] = []
    document = draft.document
    for row in _outside(request, draft):
        name, kind = text(row, "name"), text(row, "material_kind")
        try:
            _propose(request, draft, name, kind=kind, issuer=text(row, "issuer"))
        except Invalid as invalid:
            errors += [f"“{name}”：{said}" for said in invalid.errors.values()]
            continue
        entry = MaterialEntry(material_code(name), name, {})
        document = with_picked(document, text(row, "key"), entry)
    _keep(request, draft, document)
    if errors:
        raise Invalid({"": "".join(errors)})


def _propose(
    request: ActorRequest, draft: DraftCard, name: str, *, kind: str, issuer: str
) -> None:
    propose_material(
        actor=request.actor,
        body_id=draft.body_id,
        name=name,
        kind=kind if kind in MATERIAL_KIND_LABELS else "",
        issuer=issuer,
        at=request.now,
    )


def _entry(request: ActorRequest, code: str) -> MaterialEntry:
    found = list_material_entries(actor=request.actor, codes=[code], names=[])
    if not found:
        raise Invalid({"q": _("目录里没有这个编码，请从列表里选，例如：营业执照。")})
    return found[0]


def _lay(
    request: ActorRequest, draft: DraftCard, key: str, entry: MaterialEntry
) -> None:
    _keep(request, draft, with_picked(draft.document, key, entry))


def _keep(request: ActorRequest, draft: DraftCard, document: dict[str, Any]) -> None:
    save_draft(
        actor=request.actor,
        body_id=draft.body_id,
        document=document,
        at=request.now,
        draft_id=draft.draft_id,
    )


def _outside(request: ActorRequest, draft: DraftCard) -> list[dict[str, Any]]:
    """The rows whose material the catalogue has not."""
    listed = [row for row in rows(draft.document, "materials") if text(row, "name")]
    codes = {text(row, "catalogue_code") for row in listed}
    held = find_material_types(actor=request.actor, codes=codes)
    return [row for row in listed if text(row, "catalogue_code") not in held]


def _context(
    request: ActorRequest, draft: DraftCard, errors: dict[str, str]
) -> dict[str, Any]:
    key = request.POST.get("row") or request.GET.get("row", "")
    row = next(
        (one for one in rows(draft.document, "materials") if text(one, "key") == key),
        {},
    )
    asked = request.GET.get("q", text(row, "name")).strip()[:LONGEST]
    found = search_materials(actor=request.actor, text=asked)
    outside = _outside(request, draft)
    look = _look(request, draft, key)
    here = urlencode(
        {name: said for name, said in (("row", key), ("q", asked)) if said}
    )
    return {
        "nav_key": "items",
        "draft": draft,
        "name": draft.name or _("还没有名称"),
        "row": key,
        "row_name": text(row, "name"),
        "back": reverse("desk:draft_section", args=[draft.draft_id, "materials"]),
        "search": {
            "name": "q",
            "label": _("名称、拼音或编码"),
            "type": "search",
            "value": asked,
        },
        "asked": asked,
        "here": f"?{here}",
        "look": look,
        "entries": [
            entry_row(one) | {"href": f"?{here}&{urlencode({'take': one.code})}"}
            for one in found
        ],
        "who_answers": who_answers(request.actor, request.today),
        "fields": _fields(request, row, asked, errors),
        "outside": [text(one, "name") for one in outside] if not key else [],
        "errors": errors,
        "keys": [
            {"key": "F10", "label": _("就用这一样")}
            if look
            else {"key": "Enter", "label": _("查找")}
        ],
    }


def _look(request: ActorRequest, draft: DraftCard, key: str) -> dict[str, Any] | None:
    """What taking the entry would change, before it is taken."""
    code = request.GET.get("take", "")
    if not code or request.method != "GET":
        return None
    entry = _entry(request, code)
    return {
        "code": entry.code,
        "name": entry.name,
        "rows": taken_over(draft.document, key, entry),
    }


def entry_row(one: CatalogueMaterial) -> dict[str, Any]:
    """An entry as lists show it."""
    return {
        "code": one.code,
        "name": one.name,
        "kind": MATERIAL_KIND_LABELS.get(one.kind, "–"),
        "issuer": one.issuer or "–",
        "items": one.items,
        "aliases": "、".join(one.aliases),
        "why": one.why,
    }


def _fields(
    request: ActorRequest, row: dict[str, Any], asked: str, errors: dict[str, str]
) -> list[dict[str, Any]]:
    posted = request.POST
    return [
        {
            "name": "name",
            "label": _("材料叫什么"),
            "type": "text",
            "required": True,
            "max_length": 200,
            "example": _("食品安全管理制度目录"),
            "value": posted.get("name", text(row, "name") or asked),
            "error": errors.get("name", ""),
        },
        {
            "name": "kind",
            "label": _("材料类型"),
            "type": "select",
            "choices": [
                {"value": key, "label": label}
                for key, label in MATERIAL_KIND_LABELS.items()
            ],
            "value": posted.get("kind", text(row, "material_kind")),
            "error": errors.get("kind", ""),
        },
        {
            "name": "issuer",
            "label": _("谁出具"),
            "type": "text",
            "max_length": 200,
            "value": posted.get("issuer", text(row, "issuer")),
            "error": errors.get("issuer", ""),
        },
    ]


def address(draft: DraftCard, number: str) -> str:
    """Where a material is picked for the row of that number; for a new one without."""
    listed = rows(draft.document, "materials")
    at = int(number) if number.isdecimal() else len(listed)
    key = text(listed[at], "key") if at < len(listed) else ""
    page = reverse("desk:pick_material", args=[draft.draft_id])
    return f"{page}?{urlencode({'row': key})}" if key else page
