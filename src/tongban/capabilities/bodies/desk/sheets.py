"""考核表: the scheme, what a sheet would say, and those that were published."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.bodies.commands import publish_scheme, publish_sheet
from tongban.capabilities.bodies.desk.fields import ask_for_staff, tabs_of
from tongban.capabilities.bodies.permissions import PUBLISH_SHEET
from tongban.capabilities.bodies.queries import (
    download_sheet,
    find_scheme,
    get_sheet,
    list_sheets,
)
from tongban.capabilities.bodies.types import SheetCard
from tongban.capabilities.indicators.queries import list_indicator_titles
from tongban.capabilities.orgs.queries import find_body
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day
from tongban.plumbing.schemas.boxes import Boxes

_LONGEST_NUMBER = 4


@require_http_methods(["GET", "HEAD", "POST"])
def show_sheets(request: ActorRequest) -> HttpResponse:
    """Published sheets; the scheme and a further sheet are published here."""
    actor, told = request.actor, Told()
    ask_for_staff(actor)
    if request.method == "POST":
        with told:
            return _publish(request)
    with reading(actor):
        titles = list_indicator_titles(actor=actor)
        scheme = find_scheme(actor=actor)
        sheets = list_sheets(actor=actor)
    sheet, rules = Boxes(request, told, "sheet"), Boxes(request, told, "scheme")
    held = {row["figure"]: row["points"] for row in scheme.weights} if scheme else {}
    context = {
        "nav_key": "bodies",
        "tabs": tabs_of("body_sheets"),
        "sheets": [sheet_row(one) for one in sheets],
        "scheme": scheme,
        "weights": [
            {"title": titles.get(key, key), "points": points}
            for key, points in held.items()
        ],
        "may_publish": actor.may_anywhere(PUBLISH_SHEET),
        "sheet_fields": [
            sheet.text("code", _("单位代码"), "AL-MARKET"),
            sheet.day("first_day", _("从哪天起")),
            sheet.day("last_day", _("到哪天为止")),
        ],
        "scheme_fields": [
            rules.text("title", _("办法名称"), _("2026 年政务服务考核办法")),
            rules.text("document_number", _("凭什么文件"), "安政数〔2026〕9号"),
            *(
                rules.text(f"points-{key}", title, "20", required=False)
                for key, title in titles.items()
            ),
        ],
        "errors": told.errors,
        "refusal": told.refusal,
    }
    return render(request, "bodies/sheets.html", context, status=told.status)


def _publish(request: ActorRequest) -> HttpResponse:
    actor, posted = request.actor, request.POST
    if posted.get("do") == "scheme":
        publish_scheme(
            actor=actor,
            title=posted.get("title", ""),
            points=_points(request),
            document_number=posted.get("document_number", ""),
            at=request.now,
        )
        messages.success(request, _("考核办法已经公布，今后的考核表按它算。"))
        return redirect("desk:body_sheets")
    body = find_body(actor=actor, code=posted.get("code", "").strip())
    if body is None:
        raise Invalid({"code": _("没有这个单位，请写单位代码，例如 AL-MARKET。")})
    last: date = read_day(posted, "last_day")
    made = publish_sheet(
        actor=actor,
        body_id=body.body_id,
        first_day=read_day(posted, "first_day"),
        last_day=last,
        at=request.now,
    )
    messages.success(request, _("考核表已经公布，今后不能改。"))
    return redirect("desk:body_sheet", made)


def _points(request: ActorRequest) -> dict[str, int]:
    found = {}
    for name, said in request.POST.items():
        text = str(said).strip()
        if not name.startswith("points-") or not text:
            continue
        if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
            raise Invalid({name: _("请写 1 到 1000 的整数，或者不写。")})
        found[name.removeprefix("points-")] = int(text)
    return found


@require_GET
def show_sheet(request: ActorRequest, sheet_id: UUID) -> HttpResponse:
    """One published sheet."""
    ask_for_staff(request.actor)
    sheet = get_sheet(actor=request.actor, sheet_id=sheet_id)
    context = {"nav_key": "bodies", "tabs": tabs_of("body_sheets")} | sheet_row(sheet)
    return render(request, "bodies/sheet.html", context)


@require_GET
def take_sheet(request: ActorRequest, sheet_id: UUID) -> HttpResponse:
    """The same as CSV."""
    ask_for_staff(request.actor)
    name, content = download_sheet(actor=request.actor, sheet_id=sheet_id)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=name
    )
    return answer


def sheet_row(sheet: SheetCard) -> dict[str, Any]:
    """A sheet as pages show it: points from tenths."""
    return {
        "sheet": sheet,
        "got": f"{sheet.got / 10:.1f}",
        "of": f"{sheet.of / 10:.0f}",
        "rows": [
            {**row, "got": None if row["got"] is None else f"{row['got'] / 10:.1f}"}
            for row in sheet.rows
        ],
    }
