"""P11 the materials: one card each, what need not be handed in, and earlier files again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.cases.commands import keep_draft
from tongban.capabilities.cases.portal.folder import Folder
from tongban.capabilities.cases.portal.steps import (
    CHECK,
    address,
    after,
    applying,
    missing_materials,
    place_of,
    situation_done,
    wants_check,
)
from tongban.capabilities.cases.portal.upload_cards import (
    describe_card,
    form_links,
    offer_again,
    take_file,
)
from tongban.capabilities.catalogue.types import MaterialCard
from tongban.capabilities.materials.queries import list_own_uploads
from tongban.capabilities.materials.types import UploadCard
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.requests import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
@applying
def hand_in_materials(request: ActorRequest, folder: Folder) -> HttpResponse:
    """Upload, use again, take off; each keeps all the others as they are."""
    if not situation_done(folder):
        return redirect(address(folder, "situation"))
    errors: dict[str, str] = {}
    if request.method == "POST":
        cards = {row.key: row for row in folder.asked if not row.is_waived}
        card = cards.get(request.POST.get("material", ""))
        errors = _change(request, folder, card) if card else _unfinished(folder)
        if not errors and card is None:
            return redirect(
                after(folder, "materials", back_to_check=wants_check(request))
            )
        if not errors and card is not None:
            return redirect(_here(request, folder) + f"#m-{card.key}")
    is_refused = bool(errors) and "material" in request.POST
    return _page(request, folder, errors, is_refused=is_refused)


def _change(
    request: ActorRequest, folder: Folder, card: MaterialCard
) -> dict[str, str]:
    """Do what the button of one card says; what goes wrong is said beside the card."""
    act = request.GET.get("act", "")
    if act == "remove":
        _keep(request, folder, card, None)
        return {}
    if act == "reuse":
        offered = {str(row.upload_id): row for row in _earlier(request, [card])}
        chosen = offered.get(request.POST.get("reuse", ""))
        if chosen is None:
            return {card.key: _("这份材料已经不能再用了，请重新上传一份。")}
        _keep(request, folder, card, chosen.upload_id)
        return {}
    try:
        upload_id = take_file(request, card)
    except Invalid as refusal:
        return refusal.errors
    _keep(request, folder, card, upload_id)
    return {}


def _keep(
    request: ActorRequest, folder: Folder, card: MaterialCard, upload_id: UUID | None
) -> None:
    keep_draft(
        actor=request.actor,
        version_id=folder.guide.version_id,
        answers={"materials": {card.key: str(upload_id) if upload_id else None}},
        at=request.now,
    )


def _unfinished(folder: Folder) -> dict[str, str]:
    missing = set(missing_materials(folder))
    return {
        row.key: _("还缺“%(name)s”，请先上传，再继续。") % {"name": row.name}
        for row in folder.asked
        if row.name in missing
    }


def _earlier(request: ActorRequest, cards: list[MaterialCard]) -> list[UploadCard]:
    kinds = list({row.material_type_id for row in cards})
    return list_own_uploads(actor=request.actor, material_type_ids=kinds)


def _page(
    request: ActorRequest,
    folder: Folder,
    errors: dict[str, str],
    *,
    is_refused: bool = False,
) -> HttpResponse:
    cards = [row for row in folder.asked if not row.is_waived]
    open_cards = [row for row in cards if row.key not in folder.uploads]
    earlier = _earlier(request, open_cards) if open_cards else []
    here = _here(request, folder)
    mark = "&" if "?" in here else "?"
    context = {
        "guide": folder.guide,
        "cards": [
            {
                "m": describe_card(
                    row,
                    folder.uploads.get(row.key),
                    error=errors.get(row.key, ""),
                    is_refused=is_refused,
                )
                | form_links(folder.guide, row),
                "reuse": offer_again(row, earlier),
            }
            for row in cards
        ],
        "waived": [
            _waived(row) | form_links(folder.guide, row)
            for row in folder.asked
            if row.is_waived
        ],
        "count": len(cards),
        "missing": len(missing_materials(folder)),
        "action": here,
        "remove_action": f"{here}{mark}act=remove",
        "reuse_action": f"{here}{mark}act=reuse",
        "errors": errors,
        "back_to_check": wants_check(request),
        "next_href": after(folder, "materials", back_to_check=wants_check(request)),
        **place_of(folder, "materials"),
    }
    status = 422 if errors else 200
    return render(request, "cases/portal/materials.html", context, status=status)


def _here(request: ActorRequest, folder: Folder) -> str:
    back = f"?next={CHECK}" if wants_check(request) else ""
    return address(folder, "materials") + back


def _waived(card: MaterialCard) -> dict[str, str]:
    note = card.note or _("系统直接调取")
    return {"name": card.name, "note": str(note)}
