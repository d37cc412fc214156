"""成批导入: accesses from a file, seen line by line before anything is recorded."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.catalogue.queries import refuse_size
from tongban.capabilities.networks.commands import import_accesses
from tongban.capabilities.networks.desk.fields import show
from tongban.capabilities.networks.permissions import RECORD_NETWORKS
from tongban.capabilities.networks.queries import (
    get_access_template,
    preview_accesses,
)
from tongban.capabilities.networks.types import NEWS, AccessFileSeen
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.files.carrying import carry, read_carried

_MOST_SHOWN: Final = 200
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LOOKS: Final = {"new": "ok", "corrected": "info", "same": "plain", "refused": "danger"}


@require_http_methods(["GET", "HEAD", "POST"])
def show_import(request: ActorRequest) -> HttpResponse:
    """A file is looked at first; what it says is then recorded."""
    actor, told = request.actor, Told()
    require(actor, RECORD_NETWORKS, org_id=actor.office_for(RECORD_NETWORKS))
    seen: dict[str, Any] = {}
    if request.method == "POST":
        with told:
            name, content = read_carried(
                request,
                refuse=refuse_size,
                example="网络接入.xlsx",
                command="tongban networks import 网络接入.xlsx",
            )
            if request.POST.get("do") == "import":
                done = import_accesses(actor=actor, content=content, at=request.now)
                count = done.count("new") + done.count("corrected")
                words = _("登记了 %(count)s 条。")
                messages.success(request, words % {"count": count})
                return redirect("desk:network_accesses")
            preview = preview_accesses(actor=actor, content=content)
            seen = _shown(preview) | carry(name, content)
    context = {
        "file_field": {
            "name": "file",
            "label": _("文件（CSV 或 XLSX）"),
            "type": "file",
            "required": True,
            "error": told.errors.get("file", ""),
        },
        "templates": [
            {
                "href": reverse("desk:network_template", args=[kind]),
                "label": f"网络接入模板（{kind.upper()}）",
            }
            for kind in _TYPES
        ],
        **seen,
    }
    return show(request, "network_import", told, context, tab="network_accesses")


def _shown(seen: AccessFileSeen) -> dict[str, Any]:
    # What is wrong first: it is what has to be mended.
    order = ("refused", "corrected", "new", "same")
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
        "may_import": seen.count("new") + seen.count("corrected") > 0,
    }


@require_GET
def take_template(request: ActorRequest, kind: str) -> HttpResponse:
    """A file to fill in."""
    actor = request.actor
    require(actor, RECORD_NETWORKS, org_id=actor.office_for(RECORD_NETWORKS))
    content = get_access_template(kind=kind)
    answer = HttpResponse(content, content_type=_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="accesses.{kind}"'
    return answer
