"""What the intake page shows: words of the intake mode, fields, materials, hot keys."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.capabilities.cases.desk.asking import topics_of
from tongban.capabilities.cases.desk.entering import USCC, Row, Typed, taken_places
from tongban.capabilities.catalogue.types import Guide, IntakeCard, MaterialCard
from tongban.ground.codes.identity import IdKind
from tongban.plumbing.schemas.pages import PageForm


@dataclass(frozen=True)
class ModeWords:
    """What taking in means in one mode, and what stands on the button."""

    title: str | Promise
    note: str | Promise
    button: str | Promise


MODES = {
    "collect": ModeWords(
        gettext_lazy("只收件"),
        gettext_lazy("当场出收件凭证，由主管部门受理。"),
        gettext_lazy("收件并打印"),
    ),
    "entrusted_acceptance": ModeWords(
        gettext_lazy("委托受理"),
        gettext_lazy("当场受理，出受理通知书。"),
        gettext_lazy("受理并打印"),
    ),
    "department_own": ModeWords(
        gettext_lazy("本部门受理"),
        gettext_lazy("当场受理，出受理通知书。"),
        gettext_lazy("受理并打印"),
    ),
    "instant": ModeWords(
        gettext_lazy("即办"),
        gettext_lazy("当场办结，出结果文书。"),
        gettext_lazy("办结并打印"),
    ),
}


@dataclass(frozen=True)
class Chosen:
    """The item at hand: its guide, how this hall takes it in, its forms as they stand."""

    guide: Guide
    intake: IntakeCard | None
    forms: list[PageForm]


def visitor_fields(typed: Typed, errors: Mapping[str, str]) -> list[dict[str, Any]]:
    """The person at the counter."""
    return _person_fields("visitor", typed.visitor, errors, with_firms=False)


def firm_fields(typed: Typed, errors: Mapping[str, str]) -> list[dict[str, Any]]:
    """The firm for which the visitor came, if any."""
    return [
        _field("firm-uscc", _("统一社会信用代码"), typed.firm["uscc"], errors, "uscc"),
        _field("firm-name", _("单位名称"), typed.firm["name"], errors, "text"),
    ]


def _person_fields(
    prefix: str, row: Row, errors: Mapping[str, str], *, with_firms: bool
) -> list[dict[str, Any]]:
    kinds = [{"value": kind.value, "label": kind.label} for kind in IdKind]
    if with_firms:
        kinds.append({"value": USCC, "label": _("统一社会信用代码（单位）")})
    number = _field(
        f"{prefix}-id_number",
        _("证件号码"),
        row.get("id_number", ""),
        errors,
        "identity_document",
    )
    kind = _field(
        f"{prefix}-id_kind",
        _("证件类型"),
        row.get("id_kind") or IdKind.CITIZEN.value,
        errors,
        "select",
        choices=kinds,
    )
    name = _field(f"{prefix}-name", _("姓名"), row.get("name", ""), errors, "text")
    phone = _field(f"{prefix}-phone", _("手机"), row.get("phone", ""), errors, "phone")
    return [
        kind | {"required": True},
        number | {"required": True},
        name | {"required": True},
        phone,
        _field(f"{prefix}-address", _("住址"), row.get("address", ""), errors, "text"),
    ]


def _field(
    name: str,
    label: str,
    value: str,
    errors: Mapping[str, str],
    kind: str,
    **more: Any,
) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": kind,
        "value": value,
        "error": errors.get(name, ""),
        # A clerk's browser must not offer the data of the visitor before.
        "autocomplete": "off",
        **more,
    }


def item_context(
    chosen: Chosen, typed: Typed, errors: Mapping[str, str], more: str
) -> dict[str, Any]:
    """Everything below the choice of the item."""
    guide, intake = chosen.guide, chosen.intake
    roles = _roles(guide, typed, errors, more)
    return {
        "guide": guide,
        "intake_mode": MODES[intake.mode] if intake else None,
        "roles": [role for role in roles if role["rows"]],
        "add_roles": [role for role in roles if role["may_add"] and not role["rows"]],
        "situations": _situations(guide, typed, errors),
        "topics": topics_of(chosen.forms),
        # All of them: which are asked follows the digits without asking the server.
        "materials": [
            material_row(card, typed, errors)
            for card in guide.materials
            if not card.is_waived
        ],
        "waived": [
            _asked(card, typed) | {"name": card.name}
            for card in guide.materials
            if card.is_waived
        ],
    }


def _roles(
    guide: Guide, typed: Typed, errors: Mapping[str, str], more: str
) -> list[dict[str, Any]]:
    """Rows for further parties: as many as must be, were typed, or were asked for."""
    roles = []
    for role in guide.party_roles:
        start = taken_places(guide, typed, role.role)
        given = typed.parties.get(role.role, ())
        wanted = max(role.fewest - start, len(given) + (more == role.role))
        rows = [
            {
                "fields": _person_fields(
                    f"party-{role.role}-{start + place}",
                    given[place] if place < len(given) else {},
                    errors,
                    with_firms=True,
                ),
                "number": start + place + 1,
            }
            for place in range(min(wanted, role.most - start))
        ]
        roles.append(
            {
                "role": role.role,
                "label": role.label,
                "error": errors.get(f"party-{role.role}", ""),
                "rows": rows,
                "panel_id": f"party-{role.role}",
                "may_add": start + len(rows) < role.most,
            }
        )
    return roles


def _situations(
    guide: Guide, typed: Typed, errors: Mapping[str, str]
) -> list[dict[str, Any]]:
    return [
        {
            "name": f"situation-{row.key}",
            "label": row.question,
            "help": row.help,
            "options": [
                {"value": option.key, "label": option.label} for option in row.options
            ],
            "value": typed.situations.get(row.key, ""),
            "error": errors.get(f"situation-{row.key}", ""),
        }
        for row in guide.situations
    ]


def _asked(card: MaterialCard, typed: Typed) -> dict[str, Any]:
    return {
        "asked": json.dumps(card.when, ensure_ascii=True),
        "is_asked": card.is_asked(typed.situations),
    }


def material_row(
    card: MaterialCard, typed: Typed, errors: Mapping[str, str]
) -> dict[str, Any]:
    """A row of the list of what was received."""
    return _asked(card, typed) | {
        "key": card.key,
        "name": card.name,
        "need": card.necessity,
        "trust": card.trust,
        "standard": card.details.get("acceptance_standard", ""),
        "received": card.key in typed.received,
        "check_original": card.trust == "C",
        "original_checked": card.key in typed.originals,
        "may_scan": card.form == "electronic",
        "scan": typed.scans.get(card.key),
        "error": errors.get(f"material-{card.key}")
        or errors.get(f"scan-{card.key}", ""),
    }


def keys_of(chosen: Chosen | None) -> list[dict[str, str | Promise]]:
    """The hot keys; F9 and F10 are buttons here, so that they are always in sight."""
    keys: list[dict[str, str | Promise]] = [
        {"key": "Enter", "label": _("查找、下一处")}
    ]
    if chosen is None:
        return keys
    keys.append({"key": "1–9", "label": _("选情形")})
    if any(not card.is_waived for card in chosen.guide.materials):
        act = "complete-materials"
        keys.append({"key": "F9", "label": _("材料收齐"), "act": act})
        if chosen.intake is not None:
            keys.append(
                {
                    "key": "F7",
                    "label": _("缺材料，一次告知"),
                    "form": "intake",
                    "name": "desk-intent",
                    "value": "tell",
                }
            )
    if chosen.intake is not None:
        keys.append(
            {
                "key": "F10",
                "label": MODES[chosen.intake.mode].button,
                "form": "intake",
                "name": "desk-intent",
                "value": "take",
            }
        )
    return keys
