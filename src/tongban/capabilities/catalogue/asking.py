"""都不是？: who was led nowhere writes one sentence, which the office answers for the next one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.leading import address_of, answers_of
from tongban.capabilities.catalogue.queries import note_question
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.requests import ActorRequest

LONGEST = 60


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActorRequest) -> HttpResponse:
    """The form, with the answers that led here; kept without who wrote it."""
    answers = answers_of(request.GET)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            note_question(
                actor=request.actor,
                text=request.POST.get("words", "")[:LONGEST],
                answers=answers,
                day=request.today,
            )
        except Invalid as invalid:
            errors = dict(invalid.errors)
        else:
            return redirect(f"{reverse('catalogue:ask')}?kept=1")
    context = {
        "nav_key": "",
        "was_kept": request.GET.get("kept") == "1",
        "back_href": address_of(reverse("catalogue:lead"), answers),
        "field": _field(request, errors),
        "errors": errors,
    }
    status = 422 if errors else 200
    return render(request, "catalogue/ask.html", context, status=status)


def _field(request: ActorRequest, errors: dict[str, str]) -> dict[str, Any]:
    return {
        "name": "words",
        "label": _("您想办什么？写一句话就行"),
        "type": "text",
        "required": True,
        "max_length": LONGEST,
        "value": (request.POST.get("words") or request.GET.get("q", ""))[:LONGEST],
        "example": _("孩子从外地转学回来"),
        "help": _("不用写姓名、电话和证件号码。"),
        "error": errors.get("words", ""),
    }
