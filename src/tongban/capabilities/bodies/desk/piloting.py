"""试点推广: each measure at each body, since when, and who is late."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.bodies.desk.fields import ask_for_staff, tabs_of
from tongban.capabilities.bodies.types import PILOT_STATES
from tongban.capabilities.orgs.commands import set_pilot
from tongban.capabilities.orgs.permissions import DRAFT_CHANGE
from tongban.capabilities.orgs.queries import list_measures, list_rollout
from tongban.capabilities.orgs.types import MeasureCard, PilotCard, PilotLine
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import find_day
from tongban.plumbing.schemas.boxes import Boxes


@require_http_methods(["GET", "HEAD", "POST"])
def show_pilots(request: ActorRequest) -> HttpResponse:
    """The rollout by measure, the late first; a body is started, ended or asked here."""
    actor, told = request.actor, Told()
    ask_for_staff(actor)
    if request.method == "POST":
        with told:
            posted = request.POST
            line = PilotLine(
                measure=posted.get("measure", ""),
                body=posted.get("code", "").strip(),
                document_number=posted.get("document_number", ""),
                starts_on=find_day(posted, "starts_on"),
                last_on=find_day(posted, "last_on"),
                due_on=find_day(posted, "due_on"),
            )
            set_pilot(actor=actor, line=line, at=request.now)
            messages.success(request, _("已经登记。"))
            return redirect("desk:body_pilots")
    with reading(actor):
        measures = list_measures(actor=actor)
        rows = list_rollout(actor=actor, day=request.today)
    boxes = Boxes(request, told, "set")
    choices = [(one.code, one.title) for one in measures]
    context = {
        "nav_key": "bodies",
        "tabs": tabs_of("body_pilots"),
        "measures": [_measure(one, rows) for one in measures],
        "may_set": actor.may_anywhere(DRAFT_CHANGE),
        "fields": [
            boxes.pick("measure", _("哪项措施"), choices),
            boxes.text("code", _("单位代码"), "AL-MARKET"),
            boxes.day("starts_on", _("从哪天起"), required=False),
            boxes.day("last_on", _("到哪天为止"), required=False),
            boxes.day("due_on", _("文件要求最迟哪天开始"), required=False),
            boxes.text("document_number", _("凭什么文件"), "安政数〔2026〕3号"),
        ],
        "errors": told.errors,
        "refusal": told.refusal,
    }
    return render(request, "bodies/pilots.html", context, status=told.status)


def _measure(one: MeasureCard, rows: list[PilotCard]) -> dict[str, Any]:
    own = [row for row in rows if row.measure == one.code]
    order = list(PILOT_STATES)
    own.sort(key=lambda row: (row.state != "late", order.index(row.state), row.body))
    return {
        "card": one,
        "rows": [
            {
                "card": row,
                "state": PILOT_STATES[row.state][0],
                "look": PILOT_STATES[row.state][1],
            }
            for row in own
        ],
        "on": sum(row.state == "on" for row in own),
        "late": sum(row.state == "late" for row in own),
        "all": len(own),
    }
