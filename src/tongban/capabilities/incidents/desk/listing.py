"""事件和演练: the list, and reporting a new one; from an alarm with what is known."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.capabilities.incidents.commands import open_incident
from tongban.capabilities.incidents.desk.head import (
    read_moment,
    read_people,
    show,
)
from tongban.capabilities.incidents.permissions import (
    LEAD_INCIDENT,
    OPEN_INCIDENT,
    SEE_INCIDENTS,
)
from tongban.capabilities.incidents.queries import (
    count_incidents,
    find_incident_plan,
    get_drill_state,
    list_incidents,
    propose_from_alarm,
)
from tongban.capabilities.incidents.types import IncidentDraft, PlanCard
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas.boxes import Boxes

_WHICH = ("open", "closed", "drills", "all")


@require_safe
def show_incidents(request: ActorRequest) -> HttpResponse:
    """Those that one may see; what is due first stands first."""
    actor, told = request.actor, Told()
    asked = request.GET.get("which", "open")
    which = asked if asked in _WHICH else "open"
    is_drill = {"drills": True, "all": None}.get(which, False)
    state = which if which in {"open", "closed"} else "all"
    with reading(actor):
        rows = list_incidents(actor=actor, which=state, is_drill=is_drill)
        counts = count_incidents(actor=actor)
        oversees = actor.may_anywhere(SEE_INCIDENTS)
        drills = get_drill_state(actor=actor, today=request.today) if oversees else None
    context = {
        "rows": [
            {"line": one, "is_late": one.next_due and one.next_due < request.now}
            for one in rows
        ],
        "chips": _chips(which, counts),
        "drills": drills,
        "is_drill_late": bool(drills and drills.is_overdue(request.today)),
        "may_lead": actor.may_anywhere(LEAD_INCIDENT),
    }
    return show(request, "incidents", told, context)


def _chips(which: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    words = {"open": _("处置中"), "closed": _("已关闭"), "drills": _("演练")}
    chips = [
        {"label": label, "count": counts[name], "href": f"?which={name}"}
        | {"current": name == which}
        for name, label in words.items()
    ]
    whole = {"label": _("全部"), "count": sum(counts.values()), "href": "?which=all"}
    return [*chips, whole | {"current": which == "all"}]


@require_http_methods(["GET", "HEAD", "POST"])
def write_incident(request: ActorRequest) -> HttpResponse:
    """Report one; `alarm` in the address fills in what the platform knows."""
    actor, told = request.actor, Told()
    require(actor, OPEN_INCIDENT, org_id=actor.office_for(OPEN_INCIDENT))
    if request.method == "POST":
        with told:
            made = open_incident(actor=actor, draft=_read(request), at=request.now)
            messages.success(request, _("报告了。安全管理员会按预案处置。"))
            return redirect("desk:incident", incident_id=made)
    known: IncidentDraft | None = None
    with reading(actor):
        plan = find_incident_plan(actor=actor, day=request.today)
        asked = request.GET
        if asked.get("alarm") and request.method != "POST":
            known = propose_from_alarm(
                actor=actor,
                alarm=asked["alarm"],
                now=request.now,
                today=request.today,
                finding_id=read_key(asked.get("finding", "")),
            )
    context = {
        "template": "write",
        "plan": plan,
        "fields": _fields(request, told, plan, known) if plan else [],
        "alarm": known.alarm if known else request.POST.get("alarm", ""),
    }
    return show(request, "incidents", told, context)


def _read(request: ActorRequest) -> IncidentDraft:
    posted = request.POST
    return IncidentDraft(
        kind=posted.get("kind", ""),
        level=posted.get("level", ""),
        title=posted.get("title", ""),
        words=posted.get("words", ""),
        found_at=read_moment(request, "found_at"),
        found_how=posted.get("found_how", ""),
        data=posted.get("data", ""),
        people=read_people(posted.get("people", "")),
        is_drill=posted.get("is_drill") == "yes",
        alarm=posted.get("alarm", ""),
    )


def _fields(
    request: ActorRequest, told: Told, plan: PlanCard, known: IncidentDraft | None
) -> list[dict[str, Any]]:
    boxes = Boxes(request, told, "open")
    found = (known.found_at if known else request.now).astimezone(OFFICE_ZONE)
    usual: dict[str, Any] = {"found_at_time": f"{found:%H:%M}", "is_drill": "no"}
    if known:
        names = ("kind", "level", "title", "words", "found_how", "data")
        usual |= {name: getattr(known, name) for name in names}
    day = {"year": found.year, "month": found.month, "day": found.day}
    levels = {
        one["code"]: f"{one['name']}：{one['when']}" for one in plan.content["levels"]
    }
    found_on = boxes.day("found_at", _("哪天发现的"))
    if not any(found_on["value"].values()):
        found_on["value"] = {part: str(value) for part, value in day.items()}
    more = {"type": "textarea", "rows": 4, "max_length": 2000}
    fields = [
        boxes.text("title", _("标题"), _("离职人员账号仍能登录")),
        boxes.pick("kind", _("种类"), plan.kinds.items()),
        boxes.pick(
            "level", _("级别（先按现在知道的选，以后可以调整）"), levels.items()
        ),
        found_on,
        boxes.text("found_at_time", _("几点几分（24 小时制）"), "09:30"),
        boxes.text("found_how", _("怎么发现的"), _("值班时看登录记录")),
        boxes.text("words", _("发生了什么（不要写群众的姓名和号码）")) | more,
        boxes.text("data", _("涉及哪些数据"), _("姓名、手机号"), required=False),
        boxes.text("people", _("大约多少人"), "120", required=False),
    ]
    if request.actor.may_anywhere(LEAD_INCIDENT):
        choices = [("no", _("真实事件")), ("yes", _("演练（以后不能改）"))]
        fields.append(boxes.pick("is_drill", _("是不是演练"), choices))
    return [
        one | {"value": one["value"] or usual.get(one["name"], "")} for one in fields
    ]
