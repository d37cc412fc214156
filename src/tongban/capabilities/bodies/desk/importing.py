"""成批导入: regions or bodies from a file, seen line by line before anything is drafted."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.bodies.commands import import_orgs
from tongban.capabilities.bodies.desk.fields import ask_for_staff, tabs_of
from tongban.capabilities.bodies.queries import get_template, preview_import
from tongban.capabilities.bodies.types import NEWS, ImportSeen
from tongban.capabilities.catalogue.queries import refuse_size
from tongban.capabilities.orgs.permissions import DRAFT_CHANGE
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.files.carrying import carry, read_carried
from tongban.plumbing.schemas import read_day
from tongban.plumbing.schemas.boxes import Boxes

WHAT: Final = {"regions": "区划（到村）", "bodies": "单位"}
_MOST_SHOWN: Final = 200
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LOOKS: Final = {"new": "ok", "changed": "info", "same": "plain", "refused": "danger"}


@require_http_methods(["GET", "HEAD", "POST"])
def show_import(request: ActorRequest) -> HttpResponse:
    """A file is looked at first; what it changes is then drafted for approval."""
    actor, told = request.actor, Told()
    ask_for_staff(actor)
    require(actor, DRAFT_CHANGE, org_id=actor.office_for(DRAFT_CHANGE))
    seen: dict[str, Any] = {}
    if request.method == "POST":
        with told:
            name, content = read_carried(
                request,
                refuse=refuse_size,
                example="区划.xlsx",
                command="tongban orgs import regions 区划.xlsx",
            )
            what, day = (
                request.POST.get("what", ""),
                read_day(request.POST, "effective_on"),
            )
            preview = preview_import(actor=actor, what=what, content=content, day=day)
            seen = _shown(preview) | carry(name, content)
            if request.POST.get("do") == "import":
                return _take_in(request, what, content)
    context = {
        "nav_key": "bodies",
        "tabs": tabs_of("body_import"),
        "fields": _fields(Boxes(request, told, request.POST.get("do", "preview"))),
        "file_field": {
            "name": "file",
            "label": _("文件（CSV 或 XLSX）"),
            "type": "file",
            "required": True,
            "error": told.errors.get("file", ""),
        },
        "templates": [
            {
                "href": reverse("desk:body_template", args=[what, kind]),
                "label": f"{words}模板（{kind.upper()}）",
            }
            for what, words in WHAT.items()
            for kind in _TYPES
        ],
        **seen,
        "errors": told.errors,
        "refusal": told.refusal,
    }
    return render(request, "bodies/import.html", context, status=told.status)


def _take_in(request: ActorRequest, what: str, content: bytes) -> HttpResponse:
    done = import_orgs(
        actor=request.actor,
        what=what,
        content=content,
        document_number=request.POST.get("document_number", ""),
        effective_on=read_day(request.POST, "effective_on"),
        reason=request.POST.get("reason", ""),
        at=request.now,
    )
    words = _("已经起草 %(count)s 份变动，等另一个人审定。")
    messages.success(request, words % {"count": len(done.changes)})
    return redirect("desk:body_changes")


def _fields(boxes: Boxes) -> list[dict[str, Any]]:
    return [
        boxes.pick("what", _("导入什么"), WHAT.items()),
        boxes.day("effective_on", _("从哪天起生效")),
        boxes.text("document_number", _("凭什么文件"), "安编〔2026〕5号"),
        boxes.text("reason", _("理由"), _("首次登记")),
    ]


def _shown(seen: ImportSeen) -> dict[str, Any]:
    # What is wrong first: it is what has to be mended.
    order = ("refused", "changed", "new", "same")
    lines = sorted(seen.lines, key=lambda one: (order.index(one.news), one.line))
    return {
        "counts": [
            {"label": words, "count": seen.count(news), "look": _LOOKS[news]}
            for news, words in NEWS.items()
        ],
        "lines": [
            {"line": one, "news": NEWS[one.news], "look": _LOOKS[one.news]}
            for one in lines[:_MOST_SHOWN]
        ],
        "more": max(len(lines) - _MOST_SHOWN, 0),
        "may_import": seen.count("new") + seen.count("changed") > 0,
    }


@require_GET
def take_template(request: ActorRequest, what: str, kind: str) -> HttpResponse:
    """A file to fill in."""
    ask_for_staff(request.actor)
    content = get_template(what=what, kind=kind)
    answer = HttpResponse(content, content_type=_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{what}.{kind}"'
    return answer
