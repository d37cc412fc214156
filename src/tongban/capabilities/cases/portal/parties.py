"""The pages on which the parties of an application are named, one after the other."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.cases.commands import keep_draft
from tongban.capabilities.cases.commands.checking import check_party
from tongban.capabilities.cases.portal.folder import Folder
from tongban.capabilities.cases.portal.steps import (
    address,
    after,
    applying,
    place_of,
    situation_done,
    wants_check,
)
from tongban.capabilities.cases.portal.taking_part import (
    entry_of,
    missing_roles,
    participants,
    room_in,
)
from tongban.ground.codes.identity import IdKind
from tongban.plumbing.access.requests import ActorRequest

PARTS = ("kind", "name", "id_kind", "id_number", "phone")
LONGEST = 120


@require_http_methods(["GET", "HEAD", "POST"])
@applying
def name_parties(request: ActorRequest, folder: Folder) -> HttpResponse:
    """Everybody who takes part, by role; one form adds one, a button takes one off."""
    if not situation_done(folder):
        return redirect(address(folder, "situation"))
    typed: dict[str, str] = {}
    errors: dict[str, str] = {}
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act.startswith("remove "):
            return _take_off(request, folder, act)
        typed = {
            name: request.POST.get(name, "").strip()[:LONGEST]
            for name in ("role", *PARTS)
        }
        is_adding = act == "add" or bool(typed["name"] or typed["id_number"])
        errors = _wrong(folder, typed) if is_adding else _too_few(folder)
        if is_adding and not errors:
            return _add(request, folder, typed)
        if not errors:
            return redirect(
                after(folder, "parties", back_to_check=wants_check(request))
            )
    return _page(request, folder, typed, errors)


def _page(
    request: ActorRequest,
    folder: Folder,
    typed: dict[str, str],
    errors: dict[str, str],
) -> HttpResponse:
    missing = missing_roles(folder)
    context = {
        "guide": folder.guide,
        "groups": [
            {
                "label": role.label,
                "few": role.fewest,
                "is_missing": role in missing,
                "people": participants(folder, role.role),
            }
            for role in folder.guide.party_roles
            if role.fewest or participants(folder, role.role)
        ],
        "fields": _fields(folder, typed, errors),
        "errors": errors,
        "back_to_check": wants_check(request),
        **place_of(folder, "parties"),
    }
    status = 422 if errors else 200
    return render(request, "cases/portal/parties.html", context, status=status)


def _fields(
    folder: Folder, typed: dict[str, str], errors: dict[str, str]
) -> list[dict[str, Any]]:
    missing = [row.role for row in missing_roles(folder)]
    roles = [
        {"value": row.role, "label": row.label}
        for row in folder.guide.party_roles
        if room_in(folder, row) > 0
    ]
    if not roles:
        return []
    fields: list[dict[str, Any]] = [
        {"name": "role", "label": _("身份"), "type": "choice", "choices": roles}
    ]
    fields[0]["value"] = missing[0] if missing else ""
    if set(folder.served) - {"natural_person"}:
        kinds = [
            {"value": "natural", "label": _("个人")},
            {"value": "legal", "label": _("单位")},
        ]
        fields.append(
            {
                "name": "kind",
                "label": _("个人还是单位"),
                "type": "choice",
                "choices": kinds,
                "value": "natural",
            }
        )
    fields += _document_fields()
    for field in fields:
        field["required"] = field["name"] != "phone"
        field["error"] = errors.get(field["name"], "")
        if typed.get(field["name"]):
            field["value"] = typed[field["name"]]
    return fields


def _document_fields() -> list[dict[str, Any]]:
    documents = [{"value": kind.value, "label": kind.label} for kind in IdKind]
    return [
        {
            "name": "name",
            "label": _("姓名或者单位名称"),
            "type": "text",
            "help": _("与证件上的一致"),
            "max_length": LONGEST,
        },
        {
            "name": "id_kind",
            "label": _("证件类型"),
            "type": "select",
            "help": _("单位不用选"),
            "choices": documents,
            "value": IdKind.CITIZEN.value,
        },
        {
            "name": "id_number",
            "label": _("证件号码"),
            "type": "identity_document",
            "help": _("单位填统一社会信用代码"),
        },
        {
            "name": "phone",
            "label": _("手机号码"),
            "type": "phone",
            "autocomplete": "off",
        },
    ]


def _wrong(folder: Folder, typed: dict[str, str]) -> dict[str, str]:
    role = folder.role(typed["role"])
    errors = {}
    if role is None:
        errors["role"] = _("请选这一位的身份，例如：%(label)s") % {
            "label": folder.guide.party_roles[0].label
        }
    elif room_in(folder, role) < 1:
        errors["role"] = _("“%(label)s”最多 %(most)s 位，已经满了，请先删掉一位。") % {
            "label": role.label,
            "most": role.most,
        }
    entry = entry_of(typed["role"], typed)
    found = check_party(entry, "party", folder.today)
    return errors | {
        field.removeprefix("party_"): message for field, message in found.items()
    }


def _too_few(folder: Folder) -> dict[str, str]:
    missing = missing_roles(folder)
    if not missing:
        return {}
    return {
        "name": _("还要填：%(labels)s。填好后点“加上这一位”。")
        % {"labels": "、".join(row.label for row in missing)}
    }


def _add(request: ActorRequest, folder: Folder, typed: dict[str, str]) -> HttpResponse:
    role = typed["role"]
    row = {name: typed[name] for name in PARTS}
    people = [*folder.parties.get(role, []), row]
    _keep(request, folder, role, people)
    messages.success(request, _("已经加上：%(name)s") % {"name": typed["name"]})
    return redirect(_here(request, folder))


def _take_off(request: ActorRequest, folder: Folder, act: str) -> HttpResponse:
    _remove, role, place = [*act.split(" "), "", ""][:3]
    people = list(folder.parties.get(role, []))
    if place.isdecimal() and int(place) < len(people):
        people.pop(int(place))
        _keep(request, folder, role, people)
    return redirect(_here(request, folder))


def _keep(
    request: ActorRequest, folder: Folder, role: str, people: list[dict[str, str]]
) -> None:
    keep_draft(
        actor=request.actor,
        version_id=folder.guide.version_id,
        answers={"parties": {role: people or None}},
        at=request.now,
    )


def _here(request: ActorRequest, folder: Folder) -> str:
    back = "?next=check" if wants_check(request) else ""
    return address(folder, "parties") + back
