"""账号找回 on the desk: for citizens at a window, for staff by two administrators."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tongban.capabilities.accounts.commands import (
    ask_to_readmit_staff,
    readmit_citizen,
)
from tongban.capabilities.accounts.permissions import READMIT_CITIZEN, READMIT_STAFF
from tongban.capabilities.accounts.queries import list_readmissions
from tongban.capabilities.accounts.types import ReturnCode
from tongban.capabilities.orgs.queries import list_bodies
from tongban.ground.codes.identity import IdKind
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told

CITIZEN, STAFF = "citizen", "staff"
Field = dict[str, Any]
_LONGEST: Final = 200


@sensitive_post_parameters("id_number")
@require_http_methods(["GET", "HEAD", "POST"])
def show_readmissions(request: ActorRequest) -> HttpResponse:
    """The form of whoever may; the code is told once, on the page it was made on."""
    actor, told = request.actor, Told()
    if not actor.may_anywhere(READMIT_STAFF):
        require(actor, READMIT_CITIZEN, org_id=actor.office_for(READMIT_CITIZEN))
    given: ReturnCode | None = None
    if request.method == "POST":
        with told:
            if request.POST.get("do") == STAFF:
                _ask(request)
                messages.success(
                    request, _("已经提出，请系统管理员或者审计管理员到“危险操作”确认。")
                )
                return redirect("desk:readmissions")
            given = _readmit(request)
    return _page(request, told, given)


def _readmit(request: ActorRequest) -> ReturnCode:
    data = request.POST
    return readmit_citizen(
        actor=request.actor,
        body_id=_body(request),
        document=(
            data.get("name", ""),
            data.get("id_kind", ""),
            data.get("id_number", ""),
        ),
        papers=data.get("papers", ""),
        reason=data.get("reason", ""),
        at=request.now,
    )


def _ask(request: ActorRequest) -> None:
    ask_to_readmit_staff(
        actor=request.actor,
        login=request.POST.get("login", ""),
        document_number=request.POST.get("document_number", ""),
        reason=request.POST.get("staff_reason", ""),
        at=request.now,
    )


def _body(request: ActorRequest) -> UUID:
    said = read_key(request.POST.get("body", ""))
    return said or request.actor.office_for(READMIT_CITIZEN) or NO_KEY


def _page(request: ActorRequest, told: Told, given: ReturnCode | None) -> HttpResponse:
    actor = request.actor
    # What was done is not shown again for another time.
    typed: Mapping[str, str] = {} if given else request.POST
    errors = {
        "staff_reason" if name == "reason" and typed.get("do") == STAFF else name: words
        for name, words in told.errors.items()
    }
    with reading(actor):
        bodies = actor.bodies_for(READMIT_CITIZEN)
        context = {
            "nav_key": "readmissions",
            "code": given,
            "may_citizen": bool(bodies),
            "may_staff": actor.may_anywhere(READMIT_STAFF),
            "fields": _citizen_fields(actor, bodies, typed, errors),
            "staff_fields": _staff_fields(typed, errors),
            "rows": list_readmissions(actor=actor, body_id=_body(request))
            if actor.may(READMIT_CITIZEN, org_id=_body(request))
            else [],
            "errors": errors,
            "refusal": told.refusal,
        }
    answer = render(request, "accounts/desk.html", context, status=told.status)
    answer["Cache-Control"] = "no-store"
    return answer


def _citizen_fields(
    actor: Actor,
    bodies: tuple[UUID, ...],
    typed: Mapping[str, str],
    errors: Mapping[str, str],
) -> list[Field]:
    kinds = [{"value": kind.value, "label": kind.label} for kind in IdKind]
    fields: list[Field] = []
    if len(bodies) > 1:
        rows = list_bodies(actor=actor, only=list(bodies))
        choices = [{"value": str(one.body_id), "label": one.name} for one in rows]
        fields.append(
            _field("body", _("在哪个单位的窗口办"), "select", choices=choices)
        )
    fields += [
        _field("name", _("姓名"), "text"),
        _field("id_kind", _("证件"), "select", choices=kinds),
        _field(
            "id_number",
            _("证件号码"),
            "text",
            help=_("可以用读卡器，也可以照着证件输"),
        ),
        _field(
            "papers", _("当面看了什么"), "text", example=_("居民身份证原件，和本人相符")
        ),
        _field(
            "reason", _("为什么找回"), "text", example=_("手机丢了，恢复码也找不到")
        ),
    ]
    return _filled(fields, typed, errors, {"id_kind": IdKind.CITIZEN.value})


def _staff_fields(typed: Mapping[str, str], errors: Mapping[str, str]) -> list[Field]:
    fields = [
        _field("login", _("谁的账号（登录名）"), "text", example="liufang"),
        _field("document_number", _("凭什么文件"), "text", example="安政数〔2026〕3号"),
        _field("staff_reason", _("为什么找回"), "text", example=_("手机丢了")),
    ]
    return _filled(fields, typed, errors, {})


def _field(name: str, label: str, kind: str, **more: Any) -> Field:
    return {
        "name": name,
        "label": label,
        "type": kind,
        "required": True,
        "max_length": _LONGEST,
        **more,
    }


def _filled(
    fields: list[Field],
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    usual: Mapping[str, str],
) -> list[Field]:
    for field in fields:
        name = field["name"]
        field["value"] = typed.get(name) or usual.get(name, "")
        field["error"] = errors.get(name, "")
    return fields
