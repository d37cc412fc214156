"""移动应用台账: the register with its three counts, one app, and its container."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongban.capabilities.containers.commands import (
    admit_container,
    end_container,
    register_app,
    set_standing,
)
from tongban.capabilities.containers.permissions import KEEP_APPS
from tongban.capabilities.containers.queries import count_apps, get_app, list_apps
from tongban.capabilities.containers.types import AppLine, ContainerLine, MobileApp
from tongban.capabilities.orgs.queries import list_bodies
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.schemas.day_boxes import find_day, read_day, typed_day

STATES: Final = (
    ("to_merge", gettext_lazy("待归并：写明哪天以前")),
    ("merged", gettext_lazy("已归并：它的事都在下面选的容器里办")),
    ("exempt", gettext_lazy("豁免：写明理由和到哪天止")),
)
LEVELS: Final = (
    ("2", gettext_lazy("2 级：应用核对过姓名和证件")),
    ("3", gettext_lazy("3 级：应用还刷过脸或者核过网号")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def show_apps(request: ActorRequest) -> HttpResponse:
    """The register with its figure; a form below puts an app on it."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            made = register_app(
                actor=request.actor, line=_app_line(request), at=timezone.now()
            )
        except Invalid as refusal:
            errors = refusal.errors
        else:
            messages.success(request, _("已经登记。"))
            return redirect("desk:app", app_id=made)
    actor, today = request.actor, request.today
    lines = list_apps(actor=actor, today=today)
    context = {
        "nav_key": "systems",
        "errors": errors,
        "figure": count_apps(actor=actor, today=today),
        "lines": [{"row": one, "tag": _tag(one)} for one in lines],
        "may_keep": actor.may_anywhere(KEEP_APPS),
        "fields": _with_errors(_app_fields(request), errors),
    }
    status = 422 if errors else 200
    return render(request, "containers/desk/apps.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def show_app(request: ActorRequest, app_id: UUID) -> HttpResponse:
    """One app: how it stands, and whether it may open our pages inside itself."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            said = _act(request, app_id)
        except Invalid as refusal:
            errors = refusal.errors
        else:
            messages.success(request, said)
            return redirect("desk:app", app_id=app_id)
    actor, today = request.actor, request.today
    app = get_app(actor=actor, app_id=app_id, today=today)
    open_ones = [
        one.container for one in list_apps(actor=actor, today=today) if one.container
    ]
    context = {
        "nav_key": "systems",
        "errors": errors,
        "app": app,
        "tag": _tag(app),
        "pairs": _pairs(app),
        "container": _container_pairs(app),
        "may_keep": actor.may_anywhere(KEEP_APPS),
        "standing_fields": _with_errors(_standing_fields(request, open_ones), errors),
        "container_fields": _with_errors(_container_fields(request), errors),
    }
    status = 422 if errors else 200
    return render(request, "containers/desk/app.html", context, status=status)


def _act(request: ActorRequest, app_id: UUID) -> str:
    said, at = request.POST, timezone.now()
    match said.get("act", ""):
        case "admit":
            made = admit_container(
                actor=request.actor, app_id=app_id, line=_container_line(request), at=at
            )
            return _("已经登记为容器，应用标识是 %(code)s。") % {"code": made.code}
        case "end":
            container_id = read_key(said.get("container", "")) or NO_KEY
            end_container(actor=request.actor, container_id=container_id, at=at)
            return _("已经停用，它不能再带人进来。")
        case _:
            state = said.get("state", "")
            known: Any = state if state in dict(STATES) else "to_merge"
            set_standing(
                actor=request.actor,
                app_id=app_id,
                state=known,
                into_id=read_key(said.get("into", "")),
                reason=said.get("reason", "").strip()[:200],
                due_on=find_day(said, "due_on"),
                at=at,
            )
            return _("已经记下。")


def _app_line(request: ActorRequest) -> AppLine:
    said = request.POST
    body_id = read_key(said.get("body", ""))
    if body_id is None:
        raise Invalid({"body": _("请选单位，例如：安澜市人力资源和社会保障局")})
    return AppLine(
        body_id=body_id,
        name=said.get("name", "").strip()[:60],
        address=said.get("address", "").strip()[:300],
        due_on=read_day(said, "due_on"),
    )


def _container_line(request: ActorRequest) -> ContainerLine:
    said = request.POST
    level = said.get("most_level", "")
    return ContainerLine(
        origin=said.get("origin", "").strip().rstrip("/"),
        public_key=said.get("public_key", ""),
        most_level=int(level) if level in dict(LEVELS) else 0,
        valid_from=find_day(said, "valid_from") or timezone.localdate(),
        valid_to=find_day(said, "valid_to"),
    )


def _tag(app: MobileApp) -> tuple[str, str]:
    if app.is_late:
        return _("到期了"), "danger"
    return {
        "merged": (_("已归并"), "ok"),
        "exempt": (_("豁免"), "info"),
        "to_merge": (_("待归并"), "warn"),
    }[app.state]


def _pairs(app: MobileApp) -> list[dict[str, str]]:
    rows = [
        (_("单位"), app.body),
        (_("下载或介绍的地址"), app.address),
        (_("归并到"), app.into),
        (_("理由"), app.reason),
        (_("到哪天"), app.due_on.isoformat() if app.due_on else ""),
    ]
    return [{"term": term, "value": value} for term, value in rows if value]


def _container_pairs(app: MobileApp) -> list[dict[str, str]]:
    one = app.container
    if one is None:
        return []
    rows = [
        (_("应用标识"), one.code),
        (_("网站地址（返回应用用）"), one.origin),
        (_("最高证明到"), _("%(level)d 级") % {"level": one.most_level}),
        (_("从哪天起"), one.valid_from.isoformat()),
        (_("到哪天止"), one.valid_to.isoformat() if one.valid_to else _("不限")),
    ]
    return [{"term": term, "value": value} for term, value in rows]


def _with_errors(
    fields: list[dict[str, Any]], errors: dict[str, str]
) -> list[dict[str, Any]]:
    return [{**one, "error": errors.get(one["name"], "")} for one in fields]


def _app_fields(request: ActorRequest) -> list[dict[str, Any]]:
    said = request.POST
    bodies = list_bodies(actor=request.actor)
    choices = [
        {"value": str(one.body_id), "label": one.name} for one in bodies if one.stands
    ]
    return [
        _choice("body", _("单位"), choices, said.get("body", "")) | {"type": "select"},
        _text("name", _("应用名称"), said, _("例如：安澜通")),
        {
            **_text("address", _("下载或介绍的地址"), said, _("没有网页的可以不填")),
            "required": False,
        },
        _day("due_on", _("哪天以前归并"), said, required=True),
    ]


def _standing_fields(request: ActorRequest, open_ones: list[Any]) -> list[Any]:
    said = request.POST
    states = [{"value": one, "label": str(words)} for one, words in STATES]
    fields = [_choice("state", _("现在是"), states, said.get("state", ""))]
    if open_ones:
        choices = [
            {"value": str(one.container_id), "label": one.name} for one in open_ones
        ]
        into = _choice("into", _("归并到哪个容器"), choices, said.get("into", ""))
        fields.append({**into, "required": False})
    reason = _text("reason", _("理由"), said, _("豁免的要写，例如：涉密业务"))
    fields.append({**reason, "required": False})
    return [*fields, _day("due_on", _("到哪天"), said)]


def _container_fields(request: ActorRequest) -> list[dict[str, Any]]:
    said = request.POST
    levels = [{"value": one, "label": str(words)} for one, words in LEVELS]
    key = {
        "name": "public_key",
        "label": _("应用的公钥"),
        "type": "textarea",
        "required": True,
        "rows": 6,
        "help": _("P-256，PEM 或 JWK。只要公钥；私钥留在应用的服务器上。"),
        "value": said.get("public_key", ""),
    }
    origin = _text(
        "origin", _("应用的网站地址"), said, _("例如 https://app.example.gov.cn")
    )
    return [
        origin,
        key,
        _choice("most_level", _("最高证明到"), levels, said.get("most_level", "2")),
        _day("valid_from", _("从哪天起"), said),
        _day("valid_to", _("到哪天止"), said),
    ]


def _choice(name: str, label: str, choices: Any, value: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "choice",
        "required": True,
        "choices": choices,
        "value": value,
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


def _day(name: str, label: str, said: Any, *, required: bool = False) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "date",
        "required": required,
        "value": typed_day(said, name),
    }
