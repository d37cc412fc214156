"""接入系统: the list, one system, registering, another secret, and ending it."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tongban.capabilities.federation.commands import (
    cover_client,
    end_client,
    register_client,
    renew_secret,
)
from tongban.capabilities.federation.permissions import REGISTER_CLIENT
from tongban.capabilities.federation.queries import get_client, list_clients
from tongban.capabilities.federation.types import SCOPES, Client, ClientLine
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.privacy.queries import list_sharing_assessments
from tongban.capabilities.privacy.types import SharingAssessment
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas.day_boxes import find_day, typed_day

KINDS: Final = (
    ("confidential", gettext_lazy("网站：有自己的服务器，能保管密钥")),
    ("public", gettext_lazy("手机应用或网页应用：保管不了密钥")),
)
SERVES: Final = (
    ("citizen", gettext_lazy("办事群众")),
    ("staff", gettext_lazy("工作人员")),
)


@require_safe
def show_clients(request: ActorRequest) -> HttpResponse:
    """All systems, those in use first."""
    clients = list_clients(actor=request.actor)
    may_register = request.actor.may_anywhere(REGISTER_CLIENT)
    context = {
        "nav_key": "systems",
        "clients": [{"row": one, "tag": _tag(one, request)} for one in clients],
        "may_register": may_register,
    }
    return render(request, "federation/desk/clients.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write_client(request: ActorRequest) -> HttpResponse:
    """Register a system; its secret is shown on the answer, once."""
    actor = request.actor
    require(actor, REGISTER_CLIENT, org_id=actor.office_for(REGISTER_CLIENT))
    if request.method != "POST":
        return _form(request, Told())
    told = Told()
    with told:
        made = register_client(actor=actor, line=_line(request), at=timezone.now())
        return _client_page(request, made.client_id, secret=made.secret)
    return _form(request, told)


@require_http_methods(["GET", "HEAD", "POST"])
def show_client(request: ActorRequest, client_id: UUID) -> HttpResponse:
    """One system; another secret, another assessment, or its end."""
    act = request.POST.get("act") if request.method == "POST" else ""
    told = Told()
    if act == "secret":
        secret = renew_secret(actor=request.actor, client_id=client_id)
        return _client_page(request, client_id, secret=secret)
    if act == "end":
        end_client(actor=request.actor, client_id=client_id, at=timezone.now())
        messages.success(request, _("已经停用，它的登录都结束了。"))
        return redirect("desk:system", client_id=client_id)
    if act == "cover":
        key = read_key(request.POST.get("assessment", "")) or NO_KEY
        with told:
            cover_client(actor=request.actor, client_id=client_id, assessment_id=key)
            messages.success(request, _("换好了，按这份评估提供。"))
            return redirect("desk:system", client_id=client_id)
    return _client_page(request, client_id, told=told)


def _client_page(
    request: ActorRequest,
    client_id: UUID,
    *,
    secret: str = "",
    told: Told | None = None,
) -> HttpResponse:
    said = told or Told()
    with reading(request.actor):
        client = get_client(actor=request.actor, client_id=client_id)
        fitting = _fitting(request, client)
    context = {
        "nav_key": "systems",
        "client": client,
        "tag": _tag(client, request),
        "secret": secret,
        "pairs": _pairs(client),
        "lacks_assessment": client.lacks_assessment(request.today),
        "fitting": fitting,
        "errors": said.errors,
        "refusal": said.refusal,
        "hands_over": [SCOPES[scope] for scope in SCOPES if scope in client.scopes],
        "may_register": request.actor.may_anywhere(REGISTER_CLIENT),
    }
    answer = render(request, "federation/desk/client.html", context, status=said.status)
    answer["Cache-Control"] = "no-store"
    return answer


def _fitting(request: ActorRequest, client: Client) -> list[dict[str, Any]]:
    """The question which assessment covers it; none where nothing is to be asked."""
    if not client.told_of_people or client.ended_at is not None:
        return []
    wanted = set(client.told_of_people)
    return [
        _assessment_field(
            request,
            [
                one
                for one in list_sharing_assessments(actor=request.actor)
                if one.receiver_id == client.body_id and wanted <= set(one.claims)
            ],
        )
    ]


def _assessment_field(
    request: ActorRequest, rows: list[SharingAssessment]
) -> dict[str, Any]:
    return {
        "name": "assessment",
        "label": _("按哪一份影响评估"),
        "type": "select",
        "required": False,
        "help": _("提供姓名、号码的，要有核准了、在有效期内的评估，写明给这个单位。"),
        "choices": [
            {
                "value": str(one.assessment_id),
                "label": _("%(what)s（到 %(day)s）")
                % {"what": one.processing, "day": one.valid_until.isoformat()},
            }
            for one in rows
        ],
        "value": request.POST.get("assessment", ""),
    }


def _pairs(client: Client) -> list[dict[str, str]]:
    kinds, serves = dict(KINDS), dict(SERVES)
    rows = [
        (_("系统标识（client_id）"), client.code),
        (_("单位"), client.body),
        (_("用途"), client.purpose),
        (_("种类"), str(kinds[client.kind])),
        (_("谁来登录"), str(serves[client.serves])),
        (_("登录回到的地址"), "\n".join(client.redirects)),
        (_("退出回到的地址"), "\n".join(client.after_sign_out) or _("没有登记")),
        (_("退出通知地址"), client.logout_address or _("没有登记")),
        (_("从哪天起"), client.valid_from.isoformat()),
        (_("到哪天止"), client.valid_to.isoformat() if client.valid_to else _("不限")),
        (_("影响评估有效到"), _until(client)),
        (_("登记人"), client.registered_by),
    ]
    return [{"term": term, "value": value} for term, value in rows]


def _until(client: Client) -> str:
    if not client.told_of_people:
        return _("不提供个人信息，不用评估")
    return client.assessed_until.isoformat() if client.assessed_until else _("没有评估")


def _tag(client: Client, request: ActorRequest) -> tuple[str, str]:
    if client.ended_at is not None:
        return _("已停用"), "plain"
    if client.valid_to is not None and client.valid_to <= request.today:
        return _("已到期"), "warn"
    if client.valid_from > request.today:
        return _("还没开始"), "info"
    if client.lacks_assessment(request.today):
        return _("缺影响评估"), "warn"
    return _("在用"), "ok"


def _line(request: ActorRequest) -> ClientLine:
    said = request.POST
    body_id = read_key(said.get("body", ""))
    if body_id is None:
        raise Invalid({"body": _("请选单位，例如：安澜市住房公积金管理中心")})
    return ClientLine(
        name=said.get("name", "").strip()[:60],
        body_id=body_id,
        kind="public" if said.get("kind") == "public" else "confidential",
        serves="staff" if said.get("serves") == "staff" else "citizen",
        purpose=said.get("purpose", "").strip()[:200],
        scopes=("openid", *(s for s in said.getlist("scopes") if s != "openid")),
        redirects=tuple(said.get("redirects", "").split()),
        valid_from=find_day(said, "valid_from") or request.today,
        valid_to=find_day(said, "valid_to"),
        after_sign_out=tuple(said.get("after_sign_out", "").split()),
        logout_address=said.get("logout_address", "").strip(),
        assessment_id=read_key(said.get("assessment", "")),
    )


def _form(request: ActorRequest, told: Told) -> HttpResponse:
    with reading(request.actor):
        fields = _fields(request)
    context = {
        "nav_key": "systems",
        "errors": told.errors,
        "refusal": told.refusal,
        "fields": [
            {**field, "error": told.errors.get(field["name"], "")} for field in fields
        ],
    }
    return render(request, "federation/desk/write.html", context, status=told.status)


def _fields(request: ActorRequest) -> list[dict[str, Any]]:
    said = request.POST
    return [
        _text("name", _("系统名称"), said, _("例如：公积金网上大厅")),
        body_field(request, _("单位")),
        _text("purpose", _("用途"), said, _("登录的人会看到，例如：查询和提取公积金")),
        _choice("kind", _("种类"), KINDS, said.get("kind", "confidential")),
        _choice("serves", _("谁来登录"), SERVES, said.get("serves", "citizen")),
        _scopes(said),
        _assessment_field(request, list_sharing_assessments(actor=request.actor)),
        _lines("redirects", _("登录回到的地址"), said, required=True),
        _lines("after_sign_out", _("退出回到的地址"), said, required=False),
        {
            **_text("logout_address", _("退出通知地址"), said, ""),
            "required": False,
            "help": _("有人退出时，平台向这个地址发通知（Back-Channel Logout）。"),
        },
        _day("valid_from", _("从哪天起"), said),
        _day("valid_to", _("到哪天止"), said),
    ]


def body_field(request: ActorRequest, label: str) -> dict[str, Any]:
    """The question which body it is."""
    bodies = list_bodies(actor=request.actor)
    return {
        "name": "body",
        "label": label,
        "type": "select",
        "required": True,
        "choices": [
            {"value": str(one.body_id), "label": one.name}
            for one in bodies
            if one.stands
        ],
        "value": request.POST.get("body", ""),
    }


def _scopes(said: Any) -> dict[str, Any]:
    return {
        "name": "scopes",
        "label": _("可以知道什么"),
        "type": "choices",
        "help": _("编号总是给；其余的少选一样，泄露的风险就少一样。"),
        "choices": [
            {"value": name, "label": words}
            for name, words in SCOPES.items()
            if name != "openid"
        ],
        "value": said.getlist("scopes"),
    }


def _day(name: str, label: str, said: Any) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "date",
        "value": typed_day(said, name),
    }


def _text(name: str, label: str, said: Any, example: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "text",
        "required": True,
        "help": example,
        "value": said.get(name, ""),
    }


def _lines(name: str, label: str, said: Any, *, required: bool) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "textarea",
        "required": required,
        "rows": 3,
        "help": _("每行一个，写完整的 https 地址，一个字也不能差。"),
        "value": said.get(name, ""),
    }


def _choice(name: str, label: str, choices: Any, value: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "choice",
        "required": True,
        "choices": [{"value": one, "label": str(words)} for one, words in choices],
        "value": value,
    }
