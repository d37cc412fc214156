"""岗位授权: who holds what; granting and ending. 角色: what each role holds."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.people.queries import system_permissions
from tongban.capabilities.rights.commands import (
    change_role,
    end_posting,
    grant_posting,
)
from tongban.capabilities.rights.desk.fields import (
    body_choices,
    read_body,
    read_staff,
    tabs_of,
)
from tongban.capabilities.rights.permissions import (
    CHANGE_ROLES,
    GRANT_POSTINGS,
    SEE_POSTINGS,
)
from tongban.capabilities.rights.queries import (
    list_permissions_given,
    list_postings,
    list_roles,
)
from tongban.capabilities.rights.types import GrantLine, RoleCard
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import NO_KEY, read_key, read_page
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import find_day, read_day
from tongban.plumbing.schemas.boxes import Boxes

FULL = 50


def ask_to_come_in(actor: Actor) -> None:
    """Only who looks after rights. Refuses with NotAllowed."""
    if not actor.may_anywhere(SEE_POSTINGS):
        raise NotAllowed(
            _("岗位授权由管理员办，请用那样的账号登录。"), turn_to=_("登录")
        )


@require_http_methods(["GET", "HEAD", "POST"])
def show_postings(request: ActorRequest) -> HttpResponse:
    """Who holds which post today; a post is granted or ended here."""
    actor, told = request.actor, Told()
    ask_to_come_in(actor)
    if request.method == "POST":
        with told:
            messages.success(request, _act(request))
            return redirect("desk:rights_postings")
    page = read_page(request.GET.get("page", ""))
    chosen = read_key(request.GET.get("at", ""))
    with reading(actor):
        rows = list_postings(actor=actor, day=request.today, body_id=chosen, page=page)
        boxes = Boxes(request, told, "grant")
        titles = [(card.role, card.title) for card in list_roles(actor=actor)]
        mine = body_choices(actor, actor.bodies_for(GRANT_POSTINGS))
        context = {
            "nav_key": "rights",
            "tabs": tabs_of(actor, "rights_postings"),
            "rows": rows,
            "filter": Boxes(request, Told()).pick(
                "at", _("单位"), body_choices(actor), required=False
            ),
            "previous_page": page - 1,
            "next_page": page + 1 if len(rows) == FULL else 0,
            "at": request.GET.get("at", ""),
            "may_grant": bool(mine),
            "fields": [
                boxes.text("login", _("授予谁（登录名）"), "liufang"),
                boxes.pick("body", _("在哪个单位"), mine),
                boxes.pick("role", _("什么角色"), titles),
                boxes.day("valid_from", _("从哪天起")),
                boxes.day("valid_until", _("到哪天为止"), required=False),
                boxes.text("document_number", _("凭什么文件"), "安政数〔2026〕3号"),
                boxes.text("reason", _("理由"), _("接替退休同志")),
            ],
            "errors": told.errors,
            "refusal": told.refusal,
        }
    return render(request, "rights/postings.html", context, status=told.status)


def _act(request: ActorRequest) -> str:
    actor, posted = request.actor, request.POST
    match posted.get("do", ""):
        case "grant":
            line = GrantLine(
                person_id=read_staff(actor, posted),
                body_id=read_body(posted),
                role=posted.get("role", ""),
                valid_from=read_day(posted, "valid_from"),
                valid_until=find_day(posted, "valid_until"),
                document_number=posted.get("document_number", ""),
                is_established=posted.get("is_established") == "yes",
                reason=posted.get("reason", ""),
            )
            granted = grant_posting(actor=actor, line=line, at=request.now)
            if granted.request_id:
                return _("已经提出，等另一名管理员确认。")
            return _("已经授予。")
        case "end":
            waiting = end_posting(
                actor=actor,
                posting_id=read_key(posted.get("posting", "")) or NO_KEY,
                last_day=read_day(posted, "last_day"),
                reason=posted.get("reason", ""),
                at=request.now,
            )
            if waiting:
                return _("已经提出，等另一名管理员确认。")
            return _("已经写明最后一天。")
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})


@require_http_methods(["GET", "HEAD", "POST"])
def show_roles(request: ActorRequest) -> HttpResponse:
    """What each role holds; a change is asked for here, and another person confirms it."""
    actor, told = request.actor, Told()
    ask_to_come_in(actor)
    if request.method == "POST":
        with told:
            _ask_for_change(request)
            messages.success(request, _("已经提出，等另一名管理员确认。"))
            return redirect("desk:rights_requests")
    with reading(actor):
        cards = list_roles(actor=actor)
    context = {
        "nav_key": "rights",
        "tabs": tabs_of(actor, "rights_roles"),
        "cards": cards,
        "may_change": actor.may_anywhere(CHANGE_ROLES),
        **_role_form(request, told, cards),
        "errors": told.errors,
        "refusal": told.refusal,
    }
    return render(request, "rights/roles.html", context, status=told.status)


def _ask_for_change(request: ActorRequest) -> None:
    posted = request.POST
    change_role(
        actor=request.actor,
        role=posted.get("role", "").strip(),
        title=posted.get("title", ""),
        permissions=posted.getlist("permissions"),
        document_number=posted.get("document_number", ""),
        reason=posted.get("reason", ""),
        at=request.now,
    )


def _role_form(
    request: ActorRequest, told: Told, cards: list[RoleCard]
) -> dict[str, Any]:
    wanted = request.GET.get("role", "")
    card = next((one for one in cards if one.role == wanted and not one.is_fixed), None)
    boxes = Boxes(request, told, "change")
    role = boxes.text("role", _("角色代码（新角色以 own_ 开头）"), "own_archivist")
    title = boxes.text("title", _("叫什么"), _("档案员"))
    chosen = set(request.POST.getlist("permissions"))
    if card and request.method != "POST":
        chosen = set(card.permissions)
        role, title = role | {"value": card.role}, title | {"value": card.title}
    return {
        "fields": [
            role,
            title,
            boxes.text("document_number", _("凭什么文件"), "安政数〔2026〕3号"),
            boxes.text("reason", _("理由"), _("分开受理和审查")),
            boxes.picks("permissions", _("今后能办什么"), _open_to_people(), chosen),
        ],
    }


def _open_to_people() -> dict[str, str]:
    systems = system_permissions()
    given = list_permissions_given().items()
    return {name: label for name, label in given if name not in systems}
