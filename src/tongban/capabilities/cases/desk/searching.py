"""W5, find and go on: one box for a case number, a document, a phone or a name."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.cases.desk.case_page import NEXT_WORDS, staff_words
from tongban.capabilities.cases.queries.searching import (
    MOST_FOUND,
    FoundCase,
    search_cases,
)
from tongban.capabilities.cases.queries.worklist import office_day
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.text.days import day_words

_LONGEST = 60


@require_http_methods(["GET", "POST"])
def find(request: ActorRequest) -> HttpResponse:
    """Open the one case that fits, or list those that do.

    Numbers of people are posted and never stand in an address; a scanner reads the
    number of a case, which names nobody, into the address.
    """
    given = request.POST.get("words", "") or request.GET.get("number", "")
    words = given.strip()[:_LONGEST]
    found: list[FoundCase] = []
    # Also without words: who may not see cases is told so, and not that there are none.
    found = search_cases(actor=request.actor, words=words, today=request.today)
    if len(found) == 1:
        return redirect("desk:case", found[0].line.case_id)
    is_missed = bool(words) and not found
    context = {
        "nav_key": "worklist",
        "words": words,
        "is_missed": is_missed,
        "columns": _columns(),
        "rows": [_row(one) for one in found[:MOST_FOUND]],
        "is_cut": len(found) > MOST_FOUND,
        "keys": [
            {"key": "Enter", "label": _("查找、打开")},
            {"key": "Esc", "label": _("返回待办"), "href": reverse("desk:worklist")},
        ],
    }
    status = 404 if is_missed else 200
    return render(request, "cases/desk/search.html", context, status=status)


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("办件编号"), "kind": "num"},
        {"label": _("申请人")},
        {"label": _("证件号码"), "kind": "num"},
        {"label": _("事项")},
        {"label": _("到哪一步")},
        {"label": _("下一步")},
        {"label": _("收件")},
    ]


def _row(found: FoundCase) -> dict[str, Any]:
    line = found.line
    came = office_day(line.submitted_at)
    return {
        "href": reverse("desk:case", args=[line.case_id]),
        "label": f"{line.item_name} {line.number}",
        "cells": [
            {"text": line.number, "num": True},
            {"text": found.applicant},
            {"text": found.document, "num": True},
            {"text": line.item_name},
            {"text": staff_words(line.state)},
            {"text": NEXT_WORDS.get(line.state, "—")},
            {"text": day_words(came) if came else "—", "muted": True},
        ],
    }
