"""老年人待遇事项 on the desk: the list of gaps, and marking an item."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.agency.commands import mark_item
from tongban.capabilities.agency.desk.fields import ask_for_any, tabs_of
from tongban.capabilities.agency.permissions import MARK_BENEFITS
from tongban.capabilities.agency.queries import export_gaps, list_gaps
from tongban.capabilities.agency.types import ASSISTED_WORDS, BENEFIT_WORDS
from tongban.capabilities.catalogue.queries import find_item_id
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.asking import NO_KEY
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas.boxes import Boxes


@require_http_methods(["GET", "HEAD", "POST"])
def show_benefits(request: ActorRequest) -> HttpResponse:
    """Every benefit item with its three paths, those with gaps first."""
    actor, told = request.actor, Told()
    ask_for_any(actor, MARK_BENEFITS)
    require(actor, MARK_BENEFITS, org_id=actor.office_for(MARK_BENEFITS))
    if request.method == "POST":
        with told:
            posted = request.POST
            code = posted.get("code", "").strip()
            item = find_item_id(actor=actor, handling_code=code)
            mark_item(
                actor=actor,
                item_id=item or NO_KEY,
                kind=posted.get("kind", ""),
                paths=tuple(posted.getlist("paths")),
                at=request.now,
            )
            messages.success(request, _("标注好了。"))
            return redirect("desk:agency_benefits")
    with reading(actor):
        gaps = list_gaps(actor=actor, day=request.today)
    boxes = Boxes(request, told, "mark")
    chosen = set(request.POST.getlist("paths"))
    paths = boxes.picks("paths", _("开通了哪些途径"), ASSISTED_WORDS, chosen)
    context = {
        "nav_key": "agency",
        "tabs": tabs_of(actor, "agency_benefits"),
        "gaps": gaps,
        "rows": [
            {
                "row": row,
                "paths": [
                    {"label": words, "open": path in row.paths}
                    for path, words in ASSISTED_WORDS.items()
                ],
            }
            for row in gaps.rows
        ],
        "fields": [
            boxes.text(
                "code", _("业务办理项编码"), "12690100690107146K369119200500001"
            ),
            boxes.pick("kind", _("类别"), BENEFIT_WORDS.items(), "certification"),
            paths | {"required": False},
        ],
        "errors": told.errors,
        "refusal": told.refusal,
    }
    return render(request, "agency/benefits.html", context, status=told.status)


@require_GET
def take_gaps(request: ActorRequest) -> HttpResponse:
    """The list of gaps as a file."""
    actor = request.actor
    ask_for_any(actor, MARK_BENEFITS)
    content = export_gaps(actor=actor, day=request.today)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="gaps.csv"'
    return answer
