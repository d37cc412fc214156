"""部门自建登录: which departments still have a login of their own, and by when it goes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tongban.capabilities.federation.commands import register_login, settle_login
from tongban.capabilities.federation.desk.clients import body_field
from tongban.capabilities.federation.permissions import KEEP_LOGINS
from tongban.capabilities.federation.queries import (
    count_logins,
    list_clients,
    list_logins,
)
from tongban.capabilities.federation.types import LoginLine
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.schemas.day_boxes import read_day, typed_day

LONGEST_NUMBER = 9


@require_http_methods(["GET", "HEAD", "POST"])
def show_logins(request: ActorRequest) -> HttpResponse:
    """The register with its figure; a form below puts a login on it."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            register_login(actor=request.actor, line=_line(request), at=timezone.now())
        except Invalid as refusal:
            errors = refusal.errors
        else:
            messages.success(request, _("已经登记。"))
            return redirect("desk:logins")
    actor, today = request.actor, request.today
    clients = [one for one in list_clients(actor=actor) if one.ended_at is None]
    lines = list_logins(actor=actor, today=today)
    context = {
        "nav_key": "systems",
        "errors": errors,
        "figure": count_logins(actor=actor, today=today),
        "lines": [
            {
                "row": line,
                "clients": [one for one in clients if one.body_id == line.body_id],
            }
            for line in lines
        ],
        "may_keep": actor.may_anywhere(KEEP_LOGINS),
        "fields": [
            {**field, "error": errors.get(field["name"], "")}
            for field in _fields(request)
        ],
    }
    status = 422 if errors else 200
    return render(request, "federation/desk/logins.html", context, status=status)


@require_POST
def settle(request: ActorRequest, login_id: UUID) -> HttpResponse:
    """A login is merged into a system of its department, or closed."""
    closes = request.POST.get("act") == "close"
    client_id = None if closes else read_key(request.POST.get("client", "")) or NO_KEY
    settle_login(
        actor=request.actor,
        login_id=login_id,
        client_id=client_id,
        at=timezone.now(),
    )
    messages.success(request, _("已经记下。"))
    return redirect("desk:logins")


def _line(request: ActorRequest) -> LoginLine:
    said = request.POST
    people = said.get("people", "").strip()
    if not (people.isascii() and people.isdigit() and len(people) <= LONGEST_NUMBER):
        raise Invalid({"people": _("请填人数，例如 120000；不知道的填 0")})
    body_id = read_key(said.get("body", ""))
    if body_id is None:
        raise Invalid({"body": _("请选部门，例如：安澜市人力资源和社会保障局")})
    return LoginLine(
        body_id=body_id,
        name=said.get("name", "").strip()[:60],
        address=said.get("address", "").strip()[:300],
        people=int(people),
        due_on=read_day(said, "due_on"),
    )


def _fields(request: ActorRequest) -> list[dict[str, Any]]:
    said = request.POST
    rows: list[tuple[str, str, str, str]] = [
        ("name", _("系统名称"), "text", _("例如：社保网上服务大厅")),
        ("address", _("登录页地址"), "text", _("没有网页的可以不填")),
        ("people", _("注册人数"), "integer", _("大约多少人在用它注册")),
        ("due_on", _("归并期限"), "date", ""),
    ]
    fields: list[dict[str, Any]] = [
        {
            "name": name,
            "label": label,
            "type": kind,
            "help": words,
            "required": name != "address",
            "value": typed_day(said, name) if kind == "date" else said.get(name, ""),
        }
        for name, label, kind, words in rows
    ]
    return [body_field(request, _("部门")), *fields]
