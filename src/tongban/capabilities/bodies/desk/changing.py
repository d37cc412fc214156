"""机构变动: what waits for approval, and drafting a change of each kind."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.bodies.desk.fields import ask_for_staff, read_takes, tabs_of
from tongban.capabilities.bodies.queries import list_changes_named
from tongban.capabilities.bodies.types import CHANGE_WORDS, KIND_WORDS, LEVEL_WORDS
from tongban.capabilities.orgs.commands import answer_change, draft_change
from tongban.capabilities.orgs.permissions import APPROVE_CHANGE, DRAFT_CHANGE
from tongban.capabilities.orgs.types import (
    BodyChange,
    BodySaid,
    ChangeAsked,
    RegionChange,
)
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day
from tongban.plumbing.schemas.boxes import Box, Boxes

_MOST_LINES: Final = 20
_LONGEST: Final = 120
# Which boxes each kind of change has besides those of all.
_BOXES: Final = {
    "rename": ("code", "name", "short_name"),
    "contacts": ("code", "leader", "section", "phone", "address", "is_vertical"),
    "merge": ("code", "successors"),
    "split": ("code", "successors"),
    "abolish": ("code",),
    "found": (
        *("code", "name", "short_name", "uscc", "level", "body_kind", "region"),
        *("parent", "leader", "section", "phone", "address"),
    ),
    "region_rename": ("code", "name"),
    "region_merge": ("code", "successors"),
    "region_split": ("code", "successors"),
    "region_abolish": ("code",),
}
_ENDING: Final = frozenset({"merge", "split", "abolish"})


@require_http_methods(["GET", "HEAD", "POST"])
def show_changes(request: ActorRequest) -> HttpResponse:
    """What waits first, then what was approved or sent back."""
    actor, told = request.actor, Told()
    ask_for_staff(actor)
    if request.method == "POST":
        with told:
            answer_change(
                actor=actor,
                change_id=read_key(request.POST.get("change", "")) or NO_KEY,
                outcome=request.POST.get("do", ""),
                reason=request.POST.get("reason", ""),
                at=request.now,
            )
            messages.success(request, _("已经答复。"))
            return redirect("desk:body_changes")
    with reading(actor):
        rows = [
            {
                "card": card,
                "kind": CHANGE_WORDS.get(card.kind, card.kind),
                "drafted_by": drafter,
                "answered_by": answerer,
                "lines": card.lines[:_MOST_LINES],
                "more": max(len(card.lines) - _MOST_LINES, 0),
                "is_own": card.drafted_by_id == actor.person_id,
            }
            for card, drafter, answerer in list_changes_named(actor=actor)
        ]
    context = {
        "nav_key": "bodies",
        "tabs": tabs_of("body_changes"),
        "rows": rows,
        "kinds": [
            {"value": kind, "label": words}
            for kind, words in CHANGE_WORDS.items()
            if kind in _BOXES
        ],
        "may_draft": actor.may_anywhere(DRAFT_CHANGE),
        "may_answer": actor.may_anywhere(APPROVE_CHANGE),
        "errors": told.errors,
        "refusal": told.refusal,
    }
    return render(request, "bodies/changes.html", context, status=told.status)


@require_http_methods(["GET", "HEAD", "POST"])
def write_change(request: ActorRequest, kind: str) -> HttpResponse:
    """Draft one change of a kind; another person approves it."""
    actor, told = request.actor, Told()
    ask_for_staff(actor)
    require(actor, DRAFT_CHANGE, org_id=actor.office_for(DRAFT_CHANGE))
    kind = kind.replace("-", "_")
    kind = kind if kind in _BOXES else "rename"
    if request.method == "POST":
        with told:
            draft_change(actor=actor, asked=_asked(request, kind), at=request.now)
            messages.success(request, _("已经起草，等另一个人审定。"))
            return redirect("desk:body_changes")
    boxes = Boxes(request, told, "draft")
    context = {
        "nav_key": "bodies",
        "tabs": tabs_of("body_changes"),
        "kind": CHANGE_WORDS[kind],
        "fields": [
            *_boxes(boxes, _BOXES[kind]),
            boxes.day("effective_on", _("从哪天起生效（最早是审定的第二天）")),
            boxes.text("document_number", _("凭什么文件"), "安编〔2026〕5号"),
            boxes.text("reason", _("理由"), _("机构改革")),
        ],
        "errors": told.errors,
        "refusal": told.refusal,
    }
    return render(request, "bodies/change.html", context, status=told.status)


def _boxes(boxes: Boxes, wanted: tuple[str, ...]) -> list[Box]:
    vertical = [("", _("不变")), ("yes", _("垂直管理")), ("no", _("不是垂直管理"))]
    after = boxes.text(
        "successors",
        _("由谁承接，一行一个：单位代码=承接什么"),
        _("AL-DATA=数据资源管理"),
    )
    made = [
        boxes.text("code", _("哪个单位（区划）的代码"), "AL-MARKET"),
        boxes.text("name", _("新名称"), _("安澜市数据资源管理局")),
        boxes.text("short_name", _("简称"), _("市数据局"), required=False),
        boxes.text("uscc", _("统一社会信用代码"), "11690100690100171P"),
        boxes.pick("level", _("层级"), LEVEL_WORDS.items()),
        boxes.pick("body_kind", _("单位性质"), KIND_WORDS.items()),
        boxes.text("region", _("所在区划的代码"), "690121"),
        boxes.text("parent", _("上级单位的代码"), "AL-GOV", required=False),
        boxes.text("leader", _("分管领导"), _("王建国")),
        boxes.text("section", _("责任科室"), _("政务服务科")),
        boxes.text("phone", _("电话"), "0699-6012345", required=False),
        boxes.text("address", _("地址"), _("澜心大道1号"), required=False),
        boxes.pick("is_vertical", _("垂直管理"), vertical, required=False),
        after | {"type": "textarea"},
    ]
    return [box for box in made if box["name"] in wanted]


def _asked(request: ActorRequest, kind: str) -> ChangeAsked:
    posted = request.POST

    def said(name: str) -> str | None:
        return posted.get(name, "").strip()[:_LONGEST] or None

    code, after = posted.get("code", "").strip(), read_takes(posted)
    ends = kind.removeprefix("region_") in _ENDING
    bodies: tuple[BodyChange, ...] = ()
    regions: tuple[RegionChange, ...] = ()
    if kind.startswith("region_"):
        regions = (RegionChange(code, name=said("name"), ends=ends, successors=after),)
    else:
        vertical = {"yes": True, "no": False}.get(posted.get("is_vertical", ""))
        name = said("name")
        whole = BodySaid(
            name=name,
            short_name=said("short_name") or name,
            kind=said("body_kind"),
            parent=said("parent"),
            is_vertical=vertical,
            leader=said("leader"),
            section=said("section"),
            phone=said("phone"),
            address=said("address"),
        )
        bodies = (
            BodyChange(
                code,
                whole,
                uscc=posted.get("uscc", "").strip(),
                level=posted.get("level", ""),
                region=posted.get("region", "").strip(),
                ends=ends,
                successors=after,
            ),
        )
    return ChangeAsked(
        kind,
        posted.get("document_number", "")[:_LONGEST],
        read_day(posted, "effective_on"),
        posted.get("reason", ""),
        bodies=bodies,
        regions=regions,
    )
