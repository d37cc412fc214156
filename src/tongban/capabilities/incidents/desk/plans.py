"""应急预案: every version; one is drafted here in lines, and another person publishes it."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.incidents.commands import (
    draft_incident_plan,
    publish_incident_plan,
)
from tongban.capabilities.incidents.desk.head import show
from tongban.capabilities.incidents.lines import (
    FORMS,
    TO_WORDS,
    read_lines,
    write_lines,
)
from tongban.capabilities.incidents.permissions import DRAFT_PLAN, PUBLISH_PLAN
from tongban.capabilities.incidents.queries import list_incident_plans
from tongban.capabilities.incidents.types import PlanCard
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day
from tongban.plumbing.schemas.boxes import Boxes

_ROWS: Final = {"kinds": 6, "levels": 5, "steps": 10, "notices": 6}


@require_http_methods(["GET", "HEAD", "POST"])
def show_plans(request: ActorRequest) -> HttpResponse:
    """Every version that one may see, and the form for the next."""
    actor, told = request.actor, Told()
    if request.method == "POST":
        with told:
            messages.success(request, _act(request))
            return redirect("desk:incident_plans")
    with reading(actor):
        cards = list_incident_plans(actor=actor)
    context = {
        "rows": [{"card": one, **_read_out(one)} for one in cards],
        "may_draft": actor.may_anywhere(DRAFT_PLAN),
        "may_publish": actor.may_anywhere(PUBLISH_PLAN),
        "own_id": actor.person_id,
        "fields": _fields(request, told, cards),
    }
    return show(request, "incident_plans", told, context)


def _act(request: ActorRequest) -> str:
    posted, actor = request.POST, request.actor
    match posted.get("do", ""):
        case "draft":
            require(actor, DRAFT_PLAN, org_id=actor.office_for(DRAFT_PLAN))
            said = {name: posted.get(name, "") for name in (*FORMS, "drill_days")}
            draft_incident_plan(
                actor=actor,
                title=posted.get("title", ""),
                content=read_lines(said),
                at=request.now,
            )
            return _("编好了，等另一个人公布。")
        case "publish":
            require(actor, PUBLISH_PLAN, org_id=actor.office_for(PUBLISH_PLAN))
            publish_incident_plan(
                actor=actor,
                plan_id=read_key(posted.get("plan", "")) or NO_KEY,
                in_force_from=read_day(posted, "in_force_from", example=request.today),
                at=request.now,
            )
            return _("公布了。")
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})


def _fields(
    request: ActorRequest, told: Told, cards: list[PlanCard]
) -> list[dict[str, Any]]:
    boxes = Boxes(request, told, "draft")
    usual = write_lines(cards[0].content) if cards else {"drill_days": "365"}
    usual["title"] = cards[0].title if cards else ""
    words = {
        "kinds": _("事件种类"),
        "levels": _("级别，重的在前"),
        "steps": _("步骤"),
        "notices": _("通知谁"),
    }
    fields = [boxes.text("title", _("名称"), _("安澜市政务服务平台应急预案"))]
    fields += [
        boxes.text(name, label, FORMS[name])
        | {"type": "textarea", "rows": _ROWS[name], "max_length": 10_000}
        for name, label in words.items()
    ]
    fields.append(boxes.text("drill_days", _("多少天内至少演练一次"), "365"))
    return [
        one | {"value": one["value"] or usual.get(one["name"], "")} for one in fields
    ]


def _read_out(card: PlanCard) -> dict[str, Any]:
    """The lines of a version, as people read them."""
    content, levels = card.content, card.levels

    def ending(line: dict[str, Any]) -> dict[str, Any]:
        named = [levels.get(code, code) for code in line.get("levels", [])]
        return {
            "levels": _("、").join(named),
            "to": TO_WORDS.get(line.get("to", ""), ""),
        }

    return {
        "levels": content["levels"],
        "steps": [line | ending(line) for line in content["steps"]],
        "notices": [line | ending(line) for line in content["notices"]],
        "kinds": _("、").join(card.kinds.values()),
        "drill_days": content["drill_days"],
    }
