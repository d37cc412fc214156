"""导入导出: lists to take away, forms to fill in, and a file looked at before it is taken in.

The preview carries the file with it, so nothing is stored before somebody says so; a file that
was broken off is simply sent again: what is there already changes nothing.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.catalogue.commands import import_file
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries import (
    export_items,
    get_template,
    preview_file,
    refuse_size,
)
from tongban.capabilities.catalogue.types import ImportResult, RowReport
from tongban.capabilities.orgs.queries import list_bodies
from tongban.ground.refusals import Invalid, NotFound, Refusal
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.carrying import carry, read_carried
from tongban.plumbing.files.sending import send_file
from tongban.plumbing.text.tables import write_csv

# The page carries the file twice over the wire; larger ones are for the command line.
MOST_ROWS: Final = 200
MOST_CHANGES: Final = 12
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_KINDS: Final = {"imported": "ok", "changed": "warn", "rejected": "danger"}
_UNCHANGED: Final = "unchanged"
_NEWS_FIRST: Final = ("rejected", "changed", "imported", _UNCHANGED)


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: ActorRequest) -> HttpResponse:
    """Files to download; a file to upload, its preview, and its import."""
    _require(request)
    if request.method != "POST":
        return _show(request, {})
    try:
        name, content = read_carried(
            request,
            refuse=refuse_size,
            example="清单.xlsx",
            command="tongban items import 清单.xlsx",
        )
        if request.POST.get("do") == "import":
            return _take_in(request, name, content)
        seen = preview_file(
            actor=request.actor, content=content, name=name, org=_org(request)
        )
    except Invalid as invalid:
        return _show(request, {"errors": invalid.errors, "refusal": invalid})
    if request.POST.get("do") == "report":
        return _file(_report(seen), _("导入预览.csv"), "csv")
    return _show(request, {"preview": _result(seen)} | carry(name, content))


@require_GET
def download(request: ActorRequest, what: str, kind: str) -> HttpResponse:
    """`items` as a list that import reads back, or the `template` to fill in."""
    _require(request)
    if what not in {"items", "template"} or kind not in _TYPES:
        raise NotFound(_("没有这种文件，可以下载的在“导入导出”页上。"))
    if what == "template":
        return _file(get_template(f"x.{kind}"), _("事项清单模板") + f".{kind}", kind)
    content, _count = export_items(
        actor=request.actor,
        name=f"x.{kind}",
        day=request.today,
        with_drafts=request.GET.get("drafts") == "1",
        national=request.GET.get("names") == "national",
    )
    return _file(content, _("事项清单") + f"-{request.today:%Y%m%d}.{kind}", kind)


def _require(request: ActorRequest) -> None:
    actor = request.actor
    require(actor, DRAFT_ITEM, org_id=actor.office_for(DRAFT_ITEM))


def _org(request: ActorRequest) -> str:
    return request.POST.get("org", "")[:60]


def _take_in(request: ActorRequest, name: str, content: bytes) -> HttpResponse:
    result = import_file(
        actor=request.actor,
        content=content,
        name=name,
        org=_org(request),
        at=request.now,
    )
    return _show(request, {"done": _result(result), "file_name": name})


def _show(request: ActorRequest, more: dict[str, Any]) -> HttpResponse:
    actor = request.actor
    with reading(actor):
        bodies = [
            body
            for body in list_bodies(actor=actor)
            if body.stands and actor.may(DRAFT_ITEM, org_id=body.body_id)
        ]
    errors = more.get("errors") or {}
    refusal: Refusal | None = more.get("refusal")
    context = {
        "nav_key": "items",
        "files": _downloads(),
        "file_field": {
            "name": "file",
            "label": _("清单或指南文件"),
            "type": "file",
            "required": True,
            "help": _("Excel（.xlsx）、CSV，或者导出的 JSON；最大 3 MB。"),
            "error": errors.get("file", ""),
        },
        "bodies": [
            {
                "value": body.code,
                "label": body.name,
                "keys": f"{body.short_name} {body.code}",
            }
            for body in bodies
        ],
        "answering": _org(request) or (bodies[0].code if bodies else ""),
        "org_error": errors.get("org", ""),
        "org": _org(request),
        **more,
    }
    status = refusal.status if refusal else 200
    return render(request, "catalogue/desk/exchange.html", context, status=status)


def _downloads() -> list[dict[str, str]]:
    def to(what: str, kind: str, query: str = "") -> str:
        return reverse("desk:exchange_file", args=[what, kind]) + query

    return [
        {"href": to("template", "xlsx"), "label": _("空表（Excel，附示例和填写说明）")},
        {"href": to("template", "csv"), "label": _("空表（CSV）")},
        {"href": to("items", "xlsx"), "label": _("已发布的事项（Excel）")},
        {"href": to("items", "csv"), "label": _("已发布的事项（CSV）")},
        {
            "href": to("items", "csv", "?names=national"),
            "label": _("已发布的事项（CSV，国家字段名）"),
        },
        {"href": to("items", "json"), "label": _("已发布的指南，全部要素（JSON）")},
        {
            "href": to("items", "xlsx", "?drafts=1"),
            "label": _("连同没发布的草稿（Excel）"),
        },
    ]


def _result(result: ImportResult) -> dict[str, Any]:
    """The counts, and every row that is news; what stays as it is, is counted only."""
    rows = [row for row in _sorted(result.report) if row.outcome != _UNCHANGED]
    labels = _outcome_labels()
    return {
        "counts": [
            {"label": labels[name], "count": result.counts[name]}
            for name in ("imported", "changed", _UNCHANGED, "rejected")
        ],
        "read": result.counts["read"],
        "unknown": "、".join(result.unknown_headings),
        "rows": [_row(row, labels) for row in rows[:MOST_ROWS]],
        "left_out": max(0, len(rows) - MOST_ROWS),
        "is_news": bool(rows),
        "may_import": any(row.outcome in {"imported", "changed"} for row in rows),
    }


def _sorted(rows: Iterable[RowReport]) -> list[RowReport]:
    return sorted(rows, key=lambda row: (_NEWS_FIRST.index(row.outcome), row.line))


def _row(row: RowReport, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "line": row.line,
        "name": row.name or _("（没有名称）"),
        "href": reverse("desk:draft", args=[row.draft_id]) if row.draft_id else "",
        "outcome": labels[row.outcome],
        "kind": _KINDS.get(row.outcome, "plain"),
        "changes": row.changes[:MOST_CHANGES],
        "more_changes": max(0, len(row.changes) - MOST_CHANGES),
        "reason": row.reason,
        "findings": len(row.findings),
    }


def _outcome_labels() -> dict[str, str]:
    return {
        "imported": _("新的草稿"),
        "changed": _("有变化，另存一份草稿"),
        _UNCHANGED: _("没有变化"),
        "rejected": _("不收"),
    }


def _report(result: ImportResult) -> bytes:
    """Every row of the file in a table: a line for each element that changes."""
    first = [_("行"), _("事项"), _("结果"), _("要素")]
    return write_csv([*first, _("原来"), _("现在"), _("问题")], _report_rows(result))


def _report_rows(result: ImportResult) -> Iterator[list[str]]:
    labels = _outcome_labels()
    for row in result.report:
        said = "；".join(finding.message for finding in row.findings)
        changes = [(one.where, one.was, one.becomes) for one in row.changes]
        for at, change in enumerate(changes or [("", "", "")]):
            head = [str(row.line), row.name, labels[row.outcome]]
            yield [*head, *change, said if at == 0 else ""]


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = send_file(content, _TYPES[kind], name)
    response["Cache-Control"] = "no-store"
    return response
