"""核对证明: anybody who holds a certificate of window service compares it by its number."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from tongban.capabilities.rights.queries import check_certificate
from tongban.plumbing.access.requests import ActorRequest


@require_safe
def check(request: ActorRequest) -> HttpResponse:
    """What the paper of a number must say; the name half hidden."""
    number = request.GET.get("number", "").strip()
    found = check_certificate(actor=request.actor, number=number) if number else None
    return render(request, "rights/check.html", {"number": number, "found": found})


urlpatterns: list[URLPattern] = [
    path("service-certificates", check, name="check_certificate"),
]
