"""A form of this room as a page: never kept by a browser, because secrets stand in it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tongban.plumbing.access.requests import ActorRequest


def render_form(
    request: ActorRequest,
    template: str,
    fields: list[dict[str, Any]],
    errors: dict[str, str],
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    """The page with its fields and what is wrong with them."""
    context = {"fields": fields, "errors": errors, "nav_key": "mine", **extra}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response
