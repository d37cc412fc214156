"""代办授权 on the desk: what windows registered, and registering what is shown on paper.

One form on one page. Whatever is wrong, everything typed comes back with it, the scan too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.mandates.asking import (
    FIND,
    SIDES,
    kind_field,
    mandate_fields,
    read_day,
    read_scope,
    tell_mandate,
)
from tongban.capabilities.mandates.commands import keep_mandate_scan, register_mandate
from tongban.capabilities.mandates.permissions import REGISTER_MANDATE
from tongban.capabilities.mandates.queries import get_scan, list_registered_at
from tongban.capabilities.mandates.types import KIND_WORDS, USCC
from tongban.capabilities.orgs.queries import list_bodies
from tongban.ground.codes.identity import IdKind
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.files.sending import send_file
from tongban.plumbing.files.storing import get_file, open_file

_LONGEST_NAME: Final = 50
Field = dict[str, Any]


@dataclass(frozen=True)
class Scan:
    """A scan that was kept before, or came just now; or why it was not."""

    file_id: UUID | None = None
    name: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def show_mandates(request: ActorRequest) -> HttpResponse:
    """What was registered here, and the form for the next."""
    actor = request.actor
    require(actor, REGISTER_MANDATE, org_id=actor.office_for(REGISTER_MANDATE))
    told, scan = Told(), Scan()
    if request.method == "POST":
        scan = _scan(request)
        told = Told(scan.errors)
        if request.POST.get("act") != FIND:
            with told:
                _register(request, scan)
                messages.success(
                    request, _("登记好了，双方都会收到消息，委托人随时可以收回。")
                )
                return redirect("desk:mandates")
    return _page(request, told, scan)


def _register(request: ActorRequest, scan: Scan) -> None:
    data = request.POST
    register_mandate(
        actor=request.actor,
        body_id=_body(request),
        principal=_document(data, "principal"),
        agent=_document(data, "agent"),
        kind=data.get("kind", ""),
        scope=read_scope(data),
        until=read_day(data, "until"),
        papers=data.get("papers", ""),
        scan_id=scan.file_id,
        at=request.now,
    )


@require_GET
def show_scan(request: ActorRequest, mandate_id: UUID) -> HttpResponse:
    """The scan of the paper, as a download."""
    actor = request.actor
    require(actor, REGISTER_MANDATE, org_id=actor.office_for(REGISTER_MANDATE))
    with reading(actor):
        facts = get_scan(actor=actor, mandate_id=mandate_id)
        with open_file(facts.id) as content:
            answer = send_file(content.read(), facts.media_type, facts.name)
    answer["Cache-Control"] = "no-store"
    return answer


def _body(request: ActorRequest) -> UUID:
    said = read_key(request.POST.get("body", ""))
    return said or request.actor.office_for(REGISTER_MANDATE) or NO_KEY


def _document(data: Mapping[str, str], side: str) -> tuple[str, str, str]:
    parts = ("name", "id_kind", "id_number")
    name, kind, number = (data.get(f"{side}_{part}", "") for part in parts)
    return name, kind, number


def _scan(request: ActorRequest) -> Scan:
    """What came with this post, else what was kept for the one before."""
    file = request.FILES.get("scan")
    if file is not None and not isinstance(file, list):
        try:
            file_id = keep_mandate_scan(
                actor=request.actor,
                body_id=_body(request),
                content=file.read(),
                name=file.name or "",
                declared_type=file.content_type or "",
                at=request.now,
            )
        except Refusal as refusal:
            return Scan(errors={"scan": refusal.message})
        return Scan(file_id, file.name or "")
    kept = read_key(request.POST.get("scan_id", ""))
    if kept is None:
        return Scan()
    try:
        with reading(request.actor):
            return Scan(kept, get_file(kept).name)
    except NotFound:
        return Scan()


def _page(request: ActorRequest, told: Told, scan: Scan) -> HttpResponse:
    actor, data, today = request.actor, request.POST, request.today
    errors = told.errors
    with reading(actor):
        bodies = actor.bodies_for(REGISTER_MANDATE)
        cards = list_registered_at(actor=actor, body_ids=bodies)
        context = {
            "nav_key": "mandates",
            "rows": [tell_mandate(actor, card, today) for card in cards],
            "before": [*_body_field(request, actor, bodies), *_people(data, errors)],
            "asked": mandate_fields(actor, today, data, errors, sides=SIDES),
            "kind_field": kind_field(
                data, errors, label=_("代办人是委托人的什么人"), kinds=tuple(KIND_WORDS)
            ),
            "after": _paper_fields(data, errors),
            "scan": scan,
            "errors": errors,
            "refusal": told.refusal,
        }
    answer = render(request, "mandates/desk.html", context, status=told.status)
    answer["Cache-Control"] = "no-store"
    return answer


def _body_field(
    request: ActorRequest, actor: Actor, bodies: tuple[UUID, ...]
) -> list[Field]:
    if len(bodies) == 1:
        return []
    rows = list_bodies(actor=actor, only=list(bodies))
    return [
        {
            "name": "body",
            "label": _("在哪个单位的窗口登记"),
            "type": "select",
            "required": True,
            "value": str(_body(request)),
            "choices": [{"value": str(one.body_id), "label": one.name} for one in rows],
        }
    ]


def _people(data: Mapping[str, str], errors: Mapping[str, str]) -> list[Field]:
    people = [{"value": kind.value, "label": kind.label} for kind in IdKind]
    firm = {"value": USCC, "label": _("统一社会信用代码（单位委托）")}
    return [
        *_side(data, errors, "principal", _("委托人"), [*people, firm]),
        *_side(data, errors, "agent", _("代办人"), people),
    ]


def _side(
    data: Mapping[str, str],
    errors: Mapping[str, str],
    side: str,
    who: str,
    kinds: list[dict[str, str]],
) -> list[Field]:
    fields: list[Field] = [
        {
            "name": f"{side}_name",
            "label": _("%(who)s姓名或单位名称") % {"who": who}
            if side == "principal"
            else _("%(who)s姓名") % {"who": who},
            "type": "text",
            "max_length": _LONGEST_NAME,
        },
        {
            "name": f"{side}_id_kind",
            "label": _("%(who)s的证件") % {"who": who},
            "type": "select",
            "choices": kinds,
            "value": IdKind.CITIZEN.value,
        },
        {
            "name": f"{side}_id_number",
            "label": _("%(who)s的证件号码") % {"who": who},
            "type": "text",
            "max_length": 40,
            "help": _("可以用读卡器，也可以照着证件输"),
        },
    ]
    for one in fields:
        name = one["name"]
        one |= {"required": True, "error": errors.get(name, "")}
        one["value"] = data.get(name) or one.get("value", "")
    return fields


def _paper_fields(data: Mapping[str, str], errors: Mapping[str, str]) -> list[Field]:
    return [
        {
            "name": "papers",
            "label": _("看了什么文件"),
            "type": "text",
            "required": True,
            "help": _(
                "写名称、编号或者签署日期，例如：授权委托书原件，2026 年 11 月 20 日签"
            ),
            "max_length": 200,
            "value": data.get("papers", ""),
            "error": errors.get("papers", ""),
        },
        {
            "name": "scan",
            "label": _("扫描件"),
            "type": "file",
            "required": False,
            "help": _("PDF、JPG、PNG 或者 OFD"),
            "error": errors.get("scan", ""),
        },
    ]
