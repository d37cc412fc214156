"""One incident: what is due next stands first, one act for each step, the timeline below."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.incidents.commands import (
    close_incident,
    reopen_incident,
    report_more,
    write_entry,
)
from tongban.capabilities.incidents.desk.head import read_people, show
from tongban.capabilities.incidents.permissions import (
    CLOSE_INCIDENT,
    LEAD_INCIDENT,
    OPEN_INCIDENT,
)
from tongban.capabilities.incidents.queries import get_incident
from tongban.capabilities.incidents.types import (
    Closure,
    EntryDraft,
    IncidentCard,
)
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas.boxes import Boxes

_LONG: Final = {"type": "textarea", "rows": 3, "max_length": 1000}


@require_http_methods(["GET", "HEAD", "POST"])
def show_incident(request: ActorRequest, incident_id: UUID) -> HttpResponse:
    """Everything about one; acts by who may do each."""
    actor, told = request.actor, Told()
    if request.method == "POST":
        with told:
            messages.success(request, _act(request, incident_id))
            return redirect("desk:incident", incident_id=incident_id)
    with reading(actor):
        card = get_incident(actor=actor, incident_id=incident_id)
    context = {
        "template": "incident",
        "card": card,
        "line": card.line,
        "waiting": [_waiting(request, told, one) for one in card.waiting],
        "settled": [
            {"step": one, "is_late": one.is_overdue(request.now)}
            for one in card.settled
        ],
        "timeline": _timeline(card),
        "pairs": _pairs(card),
        **_may(actor, card),
        **_forms(request, told, card),
    }
    return show(request, "incidents", told, context)


def _may(actor: Actor, card: IncidentCard) -> dict[str, bool]:
    """What is offered: only what the database would not refuse to this person."""
    line = card.line
    is_own = line.opened_by_id == actor.person_id
    closes = actor.may_anywhere(CLOSE_INCIDENT)
    return {
        "may_lead": actor.may_anywhere(LEAD_INCIDENT) and not line.is_closed,
        "may_report": actor.may_anywhere(OPEN_INCIDENT)
        and not line.is_closed
        and (is_own or closes),
        "may_close": closes and not is_own and not line.is_closed,
        "is_own_to_close": closes and is_own and not line.is_closed,
        "may_reopen": closes and line.is_closed,
    }


def _act(request: ActorRequest, incident_id: UUID) -> str:
    posted, actor, act = request.POST, request.actor, request.POST.get("do", "")
    words, at = posted.get("words", ""), request.now
    match act.partition(":")[0]:
        case "note" | "estimate" as kind:
            people = read_people(posted.get("people", ""))
            entry = EntryDraft(kind, words, data=posted.get("data", ""), people=people)
            report_more(actor=actor, incident_id=incident_id, entry=entry, at=at)
            return _("记下了。")
        case "level":
            entry = EntryDraft("level", words, level=posted.get("level", ""))
            write_entry(actor=actor, incident_id=incident_id, entry=entry, at=at)
            return _("级别调整了，按预案该加的步骤已经加上。")
        case "done" | "excused" as kind:
            step = read_key(posted.get("step", "")) or NO_KEY
            receipt = posted.get("receipt", "") if kind == "done" else ""
            entry = EntryDraft(kind, words, step_id=step, receipt=receipt)
            write_entry(actor=actor, incident_id=incident_id, entry=entry, at=at)
            return _("记下了。")
        case "close":
            names = ("cause", "measures", "lessons")
            closure = Closure(*(posted.get(name, "") for name in names))
            close_incident(actor=actor, incident_id=incident_id, closure=closure, at=at)
            return _("关闭了。")
        case "reopen":
            reopen_incident(actor=actor, incident_id=incident_id, words=words, at=at)
            return _("重开了。")
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})


def _waiting(request: ActorRequest, told: Told, step: Any) -> dict[str, Any]:
    """A step with its form; what was typed for it stays."""
    posted = request.POST if request.POST.get("step") == str(step.step_id) else {}
    return {
        "step": step,
        "is_late": step.is_overdue(request.now),
        "words": posted.get("words", ""),
        "receipt": posted.get("receipt", ""),
        "is_open": bool(posted),
        "error": told.errors.get("words", "") if posted else "",
    }


def _forms(request: ActorRequest, told: Told, card: IncidentCard) -> dict[str, Any]:
    def long(boxes: Boxes, name: str, label: str, example: str) -> dict[str, Any]:
        return boxes.text(name, label, example) | _LONG

    note, estimate = Boxes(request, told, "note"), Boxes(request, told, "estimate")
    level, close = Boxes(request, told, "level"), Boxes(request, told, "close")
    reopen = Boxes(request, told, "reopen")
    return {
        "note": [long(note, "words", _("情况"), _("10:20 停用了账号"))],
        "estimate": [
            estimate.text("data", _("涉及哪些数据"), _("姓名、手机号"), required=False),
            estimate.text("people", _("大约多少人"), "120", required=False),
            long(estimate, "words", _("根据什么"), _("核对了登录记录")),
        ],
        "level": [
            level.pick("level", _("新的级别"), card.levels.items()),
            long(level, "words", _("为什么"), _("确认涉及 120 人")),
        ],
        "close": [
            long(close, "cause", _("原因"), _("离职人员的账号没有及时停用")),
            long(close, "measures", _("采取的措施"), _("停用账号，通知了本人")),
            long(close, "lessons", _("教训"), _("离岗当天两边一起停用账号")),
        ],
        "reopen": [long(reopen, "words", _("为什么重开"), _("又发现 3 个账号"))],
    }


def _timeline(card: IncidentCard) -> list[dict[str, Any]]:
    entries = [
        {
            "state": "done",
            "what": _("演练开始") if card.line.is_drill else _("报告"),
            "when": card.line.opened_at,
            "who": card.line.opened_by,
            "note": card.words,
        }
    ]
    for one in card.entries:
        said = [
            one.words if one.kind != "closed" else "",
            _("级别：%s") % one.level if one.level else "",
            _("数据：%s") % one.data if one.data else "",
            _("大约 %s 人") % one.people if one.people is not None else "",
            _("回执：%s") % one.receipt if one.receipt else "",
            _("原因：%s") % one.cause if one.cause else "",
            _("措施：%s") % one.measures if one.measures else "",
            _("教训：%s") % one.lessons if one.lessons else "",
        ]
        what = f"{one.kind_words}：{one.step}" if one.step else one.kind_words
        entries.append(
            {
                "state": "done",
                "what": what,
                "when": one.happened_at,
                "who": one.written_by,
                "note": _("；").join(filter(None, said)),
            }
        )
    return entries[::-1]


def _pairs(card: IncidentCard) -> list[dict[str, str]]:
    people = _("大约 %s 人") % card.people if card.people is not None else _("还不知道")
    rows = [
        (_("种类"), card.line.kind),
        (_("级别"), card.line.level),
        (_("怎么发现的"), card.found_how),
        (_("涉及哪些数据"), card.data or _("还不知道")),
        (_("涉及多少人"), people),
        (_("按哪一版预案"), _("第 %s 版") % card.plan_number),
        (_("报告人"), card.line.opened_by),
    ]
    return [{"term": term, "value": value} for term, value in rows]
