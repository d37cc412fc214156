"""The work list of findings: what the guide compiler found, cut by rule, opened in the editor."""

import re
from collections import Counter
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongban.capabilities.catalogue.checking.found import (
    ERROR,
    known_kinds,
    known_rules,
)
from tongban.capabilities.catalogue.commands import recheck_drafts
from tongban.capabilities.catalogue.elements.mending import section_of
from tongban.capabilities.catalogue.elements.table import Section
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries import list_findings
from tongban.capabilities.catalogue.queries.findings import Wanted
from tongban.capabilities.catalogue.types import Finding, FindingRow, FindingsPage
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.orgs.types import BodyCard
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest

SEVERITIES: Final = ("", ERROR, "warning")
_MARK: Final = re.compile(r"([0-9a-f-]{36})\.(\d{1,6})")
# What a list says of the department stands at the body of the draft.
_STANDS_AT: Final = {"department": "org", "listed.department_code": "org"}
_ROW: Final = re.compile(r"([a-z_]+)\[(\d+)")


@require_GET
def show(request: ActorRequest) -> HttpResponse:
    """One page of findings; every filter is in the address."""
    actor = request.actor
    wanted = _wanted(request)
    with reading(actor):
        bodies = {body.body_id: body for body in list_bodies(actor=actor)}
        page = list_findings(actor=actor, day=request.today, wanted=wanted)
    context = {
        "nav_key": "findings",
        "fields": _fields(wanted, page, bodies),
        "chips": _chips(wanted, page),
        "columns": [
            {"label": _("事项"), "kind": "wide"},
            {"label": _("单位"), "kind": ""},
            {"label": _("问题"), "kind": ""},
            {"label": _("在哪里、怎么改"), "kind": "wide"},
            {"label": _("依据"), "kind": ""},
        ],
        "rows": [_row(row, bodies) for row in page.rows],
        "next_href": _next(wanted, page),
        "first_href": _href(wanted) if wanted.after else "",
        "may_recheck": actor.may_anywhere(DRAFT_ITEM),
        "was_rechecked": request.GET.get("rechecked", ""),
        "keys": [
            {"key": "Enter", "label": _("打开第一行")},
            {"key": "↑ ↓", "label": _("换一行")},
        ],
    }
    return render(request, "catalogue/findings.html", context)


@require_POST
def recheck(request: ActorRequest) -> HttpResponse:
    """重新检查: all drafts of the officer's bodies, by the rules as they stand now."""
    changed = recheck_drafts(actor=request.actor, at=request.now)
    return redirect(f"{reverse('desk:findings')}?rechecked={changed}")


def _wanted(request: ActorRequest) -> Wanted:
    asked = request.GET
    severity, kind = asked.get("severity", ""), asked.get("kind", "")
    rule = asked.get("rule", "")
    mark = _MARK.fullmatch(asked.get("after", ""))
    return Wanted(
        rule=rule if rule in known_rules() else "",
        kind=kind if kind in known_kinds() else "",
        severity=severity if severity in SEVERITIES else "",
        body_id=_key(asked.get("body", "")),
        after=(UUID(mark[1]), int(mark[2])) if mark and _key(mark[1]) else None,
    )


def _key(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _fields(
    wanted: Wanted, page: FindingsPage, bodies: dict[UUID, BodyCard]
) -> list[dict[str, Any]]:
    rules = known_rules()
    by_rule: Counter[str] = Counter()
    for (rule, _severity), (found, _drafts) in page.counts.items():
        by_rule[rule] += found
    by_kind: Counter[str] = Counter()
    for rule, found in by_rule.items():
        if rule in rules:
            by_kind[rules[rule].kind] += found
    kinds = [
        (kind, f"{label}（{by_kind[kind]}）")
        for kind, label in known_kinds().items()
        if by_kind[kind]
    ]
    titles = [
        (rule, f"{rules[rule].title}（{found}）")
        for rule, found in by_rule.most_common()
        if rule in rules and wanted.kind in {"", rules[rule].kind}
    ]
    named = _bodies_named(wanted, page, bodies)
    return [
        _select("kind", _("哪一类"), wanted.kind, kinds),
        _select("rule", _("哪一条规则"), wanted.rule, titles),
        _select("body", _("哪个单位"), str(wanted.body_id or ""), named),
    ]


def _bodies_named(
    wanted: Wanted, page: FindingsPage, bodies: dict[UUID, BodyCard]
) -> list[tuple[str, str]]:
    """The bodies with findings, and the one that was asked for, each with how many."""
    chosen = [
        body
        for key, body in bodies.items()
        if key in page.by_body or key == wanted.body_id
    ]
    return [
        (
            str(body.body_id),
            f"{body.short_name}（{page.by_body.get(body.body_id, 0)}）",
        )
        for body in sorted(chosen, key=lambda body: body.code)
    ]


def _select(
    name: str, label: str, value: str, choices: list[tuple[str, str]]
) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "select",
        "required": True,
        "value": value,
        "choices": [
            {"value": key, "label": words} for key, words in [("", _("全部")), *choices]
        ],
    }


def _chips(wanted: Wanted, page: FindingsPage) -> list[dict[str, Any]]:
    """All, what must be mended, and advice, with how many of each."""
    counted: Counter[str] = Counter()
    for (rule, severity), (found, _drafts) in page.counts.items():
        known = known_rules().get(rule)
        if wanted.rule in {"", rule} and (
            not wanted.kind or (known and known.kind == wanted.kind)
        ):
            counted[severity] += found
    labels = {"": _("全部"), ERROR: _("必须改"), "warning": _("建议改")}
    return [
        {
            "label": labels[severity],
            "href": _href(wanted, severity=severity),
            "current": severity == wanted.severity,
            "count": counted.total() if not severity else counted[severity],
        }
        for severity in SEVERITIES
    ]


def _row(row: FindingRow, bodies: dict[UUID, BodyCard]) -> dict[str, Any]:
    body = bodies.get(row.body_id)
    name = row.item_name or _("还没有名称")
    is_error = row.finding.severity == ERROR
    source = _("已发布") if row.is_published else _("导入") if row.is_imported else ""
    return {
        "href": _place(row),
        "label": _("%(name)s：%(title)s") % {"name": name, "title": row.title},
        "cells": [
            {"text": f"{name}（{source}）" if source else name},
            {"text": body.short_name if body else ""},
            {"tag": row.title, "tag_kind": "danger" if is_error else "warn"},
            {"text": row.finding.message},
            {"text": row.article, "muted": True},
        ],
    }


def _place(row: FindingRow) -> str:
    """Where it is mended: the section of the draft, at the row that the finding names."""
    if row.is_published:
        return reverse("desk:item", args=[row.handling_code])
    section = section_of(row.finding.where)
    at = _ROW.match(row.finding.where)
    anchor = f"#row-{at[1]}-{int(at[2]) - 1}" if at else _field(section, row.finding)
    return reverse("desk:draft_section", args=[row.draft_id, section.key]) + anchor


def _field(section: Section, finding: Finding) -> str:
    """The control of the element that a finding names, or the first of its group."""
    where = _STANDS_AT.get(finding.where, finding.where)
    paths = [
        element.path
        for block in section.blocks
        if not block.rows
        for element in block.elements
        if element.path == where or element.path.startswith(f"{where}.")
    ]
    return f"#f-{paths[0]}" if paths else ""


def _next(wanted: Wanted, page: FindingsPage) -> str:
    if not page.has_more:
        return ""
    last = page.rows[-1]
    return _href(wanted, after=f"{last.draft_id}.{last.place}")


def _href(wanted: Wanted, **changes: str) -> str:
    asked = {
        "kind": wanted.kind,
        "rule": wanted.rule,
        "severity": wanted.severity,
        "body": str(wanted.body_id or ""),
    } | changes
    said = urlencode({name: value for name, value in asked.items() if value})
    return reverse("desk:findings") + (f"?{said}" if said else "")
