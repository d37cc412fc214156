"""Refusals as `application/problem+json` (RFC 9457), with rule, article, whom to ask."""

import json
from typing import Any

from django.http import HttpResponse

from tongban.ground.refusals import Invalid, Refusal


def problem_of(refusal: Refusal) -> HttpResponse:
    """The problem document of a refusal."""
    extra: dict[str, Any] = {}
    if refusal.rule:
        extra["rule"] = refusal.rule
    if refusal.source:
        extra["source"] = refusal.source
    if refusal.turn_to:
        extra["turn_to"] = refusal.turn_to
    if isinstance(refusal, Invalid):
        extra["errors"] = refusal.errors
    kind = refusal.rule or type(refusal).__name__
    return problem(refusal.status, refusal.message, "", kind=kind, **extra)


def problem(
    status: int, title: str, detail: str, *, kind: str = "about:blank", **extra: Any
) -> HttpResponse:
    """One problem document."""
    body = {
        "type": kind if kind == "about:blank" else f"urn:tongban:{kind}",
        "title": title,
        "status": status,
        **({"detail": detail} if detail else {}),
        **extra,
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=status,
        content_type="application/problem+json; charset=utf-8",
    )
