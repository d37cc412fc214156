"""顶岗和移交, 首席事务代表: who stands in for whom, and who acts for a department."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.rights.commands import (
    arrange_stand_in,
    hand_over_posts,
    recall_stand_in,
    register_chief,
)
from tongban.capabilities.rights.commands.standing_in import KINDS, RANKS
from tongban.capabilities.rights.desk.fields import (
    body_choices,
    read_body,
    read_staff,
    tabs_of,
)
from tongban.capabilities.rights.permissions import (
    ARRANGE_STAND_INS,
    GRANT_POSTINGS,
    REGISTER_CHIEFS,
)
from tongban.capabilities.rights.queries import list_chiefs, list_stand_ins
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import find_day, read_day
from tongban.plumbing.schemas.boxes import Boxes


@require_http_methods(["GET", "HEAD", "POST"])
def show_stand_ins(request: ActorRequest) -> HttpResponse:
    """Who is away and who stands in; arranging, recalling, handing over for good."""
    actor, told = request.actor, Told()
    if request.method == "POST":
        with told:
            messages.success(request, _act(request))
            return redirect("desk:stand_ins")
    with reading(actor):
        context = {
            "nav_key": "rights",
            "tabs": tabs_of(actor, "stand_ins"),
            "rows": _rows(request),
            **_forms(request, told),
            "errors": told.errors,
            "refusal": told.refusal,
        }
    return render(request, "rights/stand_ins.html", context, status=told.status)


def _rows(request: ActorRequest) -> list[dict[str, Any]]:
    actor = request.actor
    return [
        {
            "card": card,
            "kind": KINDS[card.kind],
            "may_recall": not card.is_recalled
            and card.last >= request.today
            and (
                card.person_id == actor.person_id
                or actor.may(ARRANGE_STAND_INS, org_id=card.body_id)
            ),
        }
        for card in list_stand_ins(actor=actor)
    ]


def _forms(request: ActorRequest, told: Told) -> dict[str, Any]:
    actor = request.actor
    places = set(actor.org_ids) | set(actor.bodies_for(ARRANGE_STAND_INS))
    granting = body_choices(actor, actor.bodies_for(GRANT_POSTINGS))
    away, over = Boxes(request, told, "arrange"), Boxes(request, told, "hand_over")
    who = _("谁离岗（登录名，不写就是我）")
    return {
        "may_hand_over": bool(granting),
        "away_fields": [
            away.pick("kind", _("为什么离岗"), KINDS.items()),
            away.pick("body", _("哪个单位的岗位"), body_choices(actor, places)),
            away.text("person", who, "liufang", required=False),
            away.text("deputy", _("谁顶岗（登录名）"), "hejing"),
            away.day("first", _("从哪天起")),
            away.day("last", _("到哪天为止")),
            away.text("reason", _("事由"), _("年休假")),
        ],
        "over_fields": [
            over.pick("body", _("哪个单位的岗位"), granting),
            over.text("person", _("谁移交（登录名）"), "liufang"),
            over.text("successor", _("谁接手（登录名）"), "hejing"),
            over.day("from_day", _("从哪天起")),
            over.text("document_number", _("凭什么文件"), "安政数〔2026〕3号"),
            over.text("reason", _("理由"), _("调离")),
        ],
    }


def _act(request: ActorRequest) -> str:
    actor, posted = request.actor, request.POST
    match posted.get("do", ""):
        case "arrange":
            own = not posted.get("person", "").strip()
            arrange_stand_in(
                actor=actor,
                kind=posted.get("kind", ""),
                body_id=read_body(posted),
                person_id=actor.natural_person
                if own
                else read_staff(actor, posted, "person"),
                deputy_id=read_staff(actor, posted, "deputy"),
                first=read_day(posted, "first"),
                last=read_day(posted, "last"),
                reason=posted.get("reason", ""),
                at=request.now,
            )
            return _("已经安排，岗位到日子自动转过去、到期自动转回来。")
        case "recall":
            recall_stand_in(
                actor=actor,
                stand_in_id=read_key(posted.get("stand_in", "")) or NO_KEY,
                back_on=read_day(posted, "back_on"),
                reason=posted.get("reason", ""),
                at=request.now,
            )
            return _("已经收回。")
        case "hand_over":
            hand_over_posts(
                actor=actor,
                body_id=read_body(posted),
                person_id=read_staff(actor, posted, "person"),
                successor_id=read_staff(actor, posted, "successor"),
                from_day=read_day(posted, "from_day"),
                document_number=posted.get("document_number", ""),
                reason=posted.get("reason", ""),
                at=request.now,
            )
            return _("已经移交。")
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})


@require_http_methods(["GET", "HEAD", "POST"])
def show_chiefs(request: ActorRequest) -> HttpResponse:
    """Each department with its chief representative; those without one come first."""
    actor, told = request.actor, Told()
    if request.method == "POST":
        with told:
            posted = request.POST
            register_chief(
                actor=actor,
                body_id=read_body(posted),
                person_id=read_staff(actor, posted),
                rank=posted.get("rank", ""),
                duty=posted.get("duty", ""),
                first=read_day(posted, "first"),
                last=find_day(posted, "last"),
                document_number=posted.get("document_number", ""),
                at=request.now,
            )
            messages.success(request, _("已经登记，岗位同时授予。"))
            return redirect("desk:chiefs")
    with reading(actor):
        cards = list_chiefs(actor=actor, day=request.today)
        boxes = Boxes(request, told, "register")
        mine = body_choices(actor, actor.bodies_for(REGISTER_CHIEFS))
        held = sum(1 for card in cards if card.person)
        context = {
            "nav_key": "rights",
            "tabs": tabs_of(actor, "chiefs"),
            "rows": [
                {"card": card, "rank": RANKS.get(card.rank, "")} for card in cards
            ],
            "held": held,
            "departments": len(cards),
            "may_register": bool(mine),
            "fields": [
                boxes.pick("body", _("哪个部门"), mine),
                boxes.text("login", _("谁（登录名）"), "liufang"),
                boxes.pick("rank", _("职级"), RANKS.items()),
                boxes.text("duty", _("职务"), _("副局长")),
                boxes.day("first", _("从哪天起")),
                boxes.day("last", _("到哪天为止"), required=False),
                boxes.text("document_number", _("凭什么文件"), "安组〔2026〕1号"),
            ],
            "errors": told.errors,
            "refusal": told.refusal,
        }
    return render(request, "rights/chiefs.html", context, status=told.status)
