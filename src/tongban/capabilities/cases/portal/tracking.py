"""P17 the state of a case by its number and code: for anybody, and nothing about a person."""

import re
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tongban.capabilities.cases.portal.awaiting import what_comes, what_tracker_reads
from tongban.capabilities.cases.portal.mine import KINDS
from tongban.capabilities.cases.queries import TooManyTries, track_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import TrackedCase
from tongban.capabilities.orgs.queries import get_calendar
from tongban.ground.codes.writing import tidy_number
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.text.days import day_words

NUMBER: Final = re.compile(r"[0-9]{22}")
CODE: Final = re.compile(r"[0-9]{6}")
# What is typed stays in the box; nothing longer than a pasted line is.
LONGEST: Final = 60


@dataclass(frozen=True)
class _Question:
    """What was typed, and as it is meant: pasted with spaces is fine."""

    number: str = ""
    code: str = ""

    def wrong(self) -> dict[str, str]:
        """What cannot be a number or a code at all; this is no try."""
        errors = {}
        number, code = tidy_number(self.number), tidy_number(self.code)
        if not NUMBER.fullmatch(number):
            errors["number"] = _(
                "办件编号是 22 位数字，您填了 %(count)s 位，例如：%(example)s"
            ) % {"count": len(number), "example": "6901002611220000001234"}
        if not CODE.fullmatch(code):
            errors["code"] = _(
                "查询码是 6 位数字，您填了 %(count)s 位，例如：402913"
            ) % {"count": len(code)}
        return errors


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: ActorRequest) -> HttpResponse:
    """Two boxes and a button; the answer stands on the same page."""
    if request.method != "POST":
        return _page(request, _Question())
    asked = _Question(
        request.POST.get("number", "")[:LONGEST], request.POST.get("code", "")[:LONGEST]
    )
    errors = asked.wrong()
    if errors:
        return _page(request, asked, errors, status=422)
    try:
        found = track_case(
            actor=request.actor, number=asked.number, code=asked.code, at=request.now
        )
    except TooManyTries as refusal:
        return _page(request, asked, rests=refusal.message, status=refusal.status)
    except Invalid as refusal:
        return _page(request, asked, refusal.errors, status=422)
    return _page(request, asked, found=found)


def _page(
    request: ActorRequest,
    asked: _Question,
    errors: dict[str, str] | None = None,
    *,
    found: TrackedCase | None = None,
    rests: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "fields": _fields(asked, errors or {}, is_answered=found is not None),
        "errors": errors or {},
        "rests": rests,
        "nav_key": "track",
    }
    if found is not None:
        context |= _answer(request, found)
    response = render(request, "cases/portal/track.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _answer(request: ActorRequest, found: TrackedCase) -> dict[str, Any]:
    with reading(request.actor):
        calendar = get_calendar(actor=request.actor)
    days = [
        (_("提交日期"), found.submitted_at),
        (_("办结日期"), found.closed_at),
    ]
    return {
        "found": found,
        "state_kind": KINDS.get(found.state, "info"),
        "words": what_tracker_reads(found.state),
        "has_result": found.state in {CaseState.GRANTED, CaseState.DELIVERED},
        "coming": what_comes(found, calendar),
        "days": [
            {
                "term": term,
                "value": day_words(timezone.localtime(moment).date(), year=True),
            }
            for term, moment in days
            if moment is not None
        ],
    }


def _fields(
    asked: _Question, errors: dict[str, str], *, is_answered: bool
) -> list[dict[str, Any]]:
    return [
        {
            "name": "number",
            "label": _("办件编号"),
            "type": "text",
            "help": _("收件凭证上的 22 位数字，可以粘贴。"),
            "required": True,
            "inputmode": "numeric",
            "autocomplete": "off",
            "max_length": LONGEST,
            # The answer says the number; the boxes are there for another one.
            "value": "" if is_answered else asked.number,
            "error": errors.get("number", ""),
        },
        {
            "name": "code",
            "label": _("查询码"),
            "type": "code",
            "help": _("收件凭证上的 6 位数字。"),
            "required": True,
            "inputmode": "numeric",
            "autocomplete": "off",
            "max_length": LONGEST,
            "value": "" if is_answered else asked.code,
            "error": errors.get("code", ""),
        },
    ]
