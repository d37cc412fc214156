"""影响评估 and 异常查看: two registers, each with what is still to be done in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.orgs.types import BodyCard
from tongban.capabilities.privacy.boxes import Boxes
from tongban.capabilities.privacy.commands import (
    approve_assessment,
    file_assessment,
    settle_odd_reads,
)
from tongban.capabilities.privacy.desk.head import ask_to_come_in, show
from tongban.capabilities.privacy.queries import get_misuse_report, list_assessments
from tongban.capabilities.privacy.types import (
    CLAIM_WORDS,
    RISK_WORDS,
    RULE_WORDS,
    AssessmentDraft,
)
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day


@require_http_methods(["GET", "HEAD", "POST"])
def show_assessments(request: ActorRequest) -> HttpResponse:
    """The register; one is filed here, and another person approves it."""
    actor, told = request.actor, Told()
    ask_to_come_in(actor, "privacy_assessments")
    if request.method == "POST":
        with told:
            messages.success(request, _act(request))
            return redirect("desk:privacy_assessments")
    with reading(actor):
        cards = list_assessments(actor=actor)
        bodies = list_bodies(actor=actor)
    names = {one.body_id: one.name for one in bodies}
    rows = [
        {
            "card": one,
            "is_over": one.said.valid_until < request.today,
            "receiver": names.get(one.said.receiver_id or NO_KEY, ""),
            "claims": [CLAIM_WORDS[name] for name in one.said.claims],
        }
        for one in cards
    ]
    context = {
        "rows": rows,
        "fields": _fields(request, told, bodies),
        "own_id": actor.person_id,
    }
    return show(request, "privacy_assessments", told, context)


def _act(request: ActorRequest) -> str:
    posted, actor = request.POST, request.actor
    match posted.get("act", ""):
        case "file":
            draft = AssessmentDraft(
                posted.get("processing", ""),
                posted.get("necessity", ""),
                posted.get("risk", ""),
                posted.get("risks", ""),
                posted.get("measures", ""),
                posted.get("conclusion", ""),
                read_day(posted, "valid_from", example=request.today),
                read_day(posted, "valid_until", example=request.today),
                read_key(posted.get("receiver", "")),
                tuple(posted.getlist("claims")),
            )
            file_assessment(actor=actor, draft=draft, at=request.now)
            return _("登记了，等另一个人核准。")
        case "approve":
            key = read_key(posted.get("assessment", "")) or NO_KEY
            approve_assessment(actor=actor, assessment_id=key, at=request.now)
            return _("核准了。")
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})


def _fields(
    request: ActorRequest, told: Told, known: list[BodyCard]
) -> list[dict[str, Any]]:
    boxes = Boxes(request.POST, told.errors, "file")
    bodies = [(str(one.body_id), one.name) for one in known]
    return [
        boxes.text("processing", _("处理活动"), _("人脸核验登录")),
        boxes.long_text("necessity", _("目的和必要性"), rows=2, max_length=1000),
        boxes.pick("risk", _("风险高低"), RISK_WORDS.items()),
        boxes.long_text("risks", _("对个人的影响和风险"), rows=2, max_length=1000),
        boxes.long_text("measures", _("保护措施"), rows=2, max_length=1000),
        boxes.long_text("conclusion", _("结论"), rows=2, max_length=500),
        boxes.day("valid_from", _("从哪天起")),
        boxes.day("valid_until", _("到哪天为止（最长三年）")),
        boxes.pick("receiver", _("提供给哪个单位（提供给别的单位的才选）"), bodies)
        | {"type": "select", "required": False},
        {
            "name": "claims",
            "label": _("提供什么"),
            "type": "choices",
            "choices": [
                {"value": name, "label": words} for name, words in CLAIM_WORDS.items()
            ],
            "value": request.POST.getlist("claims"),
            "error": told.errors.get("claims", ""),
        },
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def show_misuse(request: ActorRequest) -> HttpResponse:
    """Reads that stood out, with figures; the audit administrator says what each was."""
    actor, told = request.actor, Told()
    ask_to_come_in(actor, "privacy_misuse")
    if request.method == "POST":
        with told:
            posted = request.POST
            settle_odd_reads(
                actor=actor,
                finding_id=read_key(posted.get("finding", "")) or NO_KEY,
                verdict=posted.get("act", ""),
                words=posted.get("words", ""),
                at=request.now,
            )
            messages.success(request, _("记下了。"))
            return redirect("desk:privacy_misuse")
    with reading(actor):
        report = get_misuse_report(actor=actor, today=request.today)
    context = {
        "report": report,
        # Another room's door, by its name: who may report finds it filled in.
        "may_report": actor.may_anywhere("incidents.ticket.open"),
        "figures": [
            (words, report.by_rule.get(name, 0)) for name, words in RULE_WORDS.items()
        ],
    }
    return show(request, "privacy_misuse", told, context)
