"""The living catalogue: every component in all its states, at `/_ui/`."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.faces.look.refusing import refusal_page
from tongban.faces.look.samples import read_samples
from tongban.ground.refusals import Refusal

PAGES = {
    "content": "look/ui/content.html",
    "forms": "look/ui/forms.html",
    "errors": "look/ui/errors.html",
    "guide": "look/ui/guide.html",
    "done": "look/ui/done.html",
    "home": "look/ui/home.html",
    "worklist": "look/ui/worklist.html",
    "intake": "look/ui/intake.html",
    "review": "look/ui/review.html",
    "paper": "look/ui/paper.html",
}


@require_safe
def show_index(request: HttpRequest) -> HttpResponse:
    """All pages of the catalogue."""
    return render(request, "look/ui/index.html", {"cards": read_samples()["pages"]})


@require_safe
def show_page(request: HttpRequest, page: str) -> HttpResponse:
    """One page of the catalogue; `refusal-409` shows how such a refusal looks."""
    if page.startswith("refusal-"):
        return _show_refusal(request, page.removeprefix("refusal-"))
    if page not in PAGES:
        raise Http404(page)
    context = {"s": read_samples()["parts"], "nav_key": page}
    if page == "errors":
        context["errors"] = read_samples()["errors"]
    return render(request, PAGES[page], context)


def _show_refusal(request: HttpRequest, status: str) -> HttpResponse:
    refusals = read_samples()["refusals"]
    if status not in refusals:
        raise Http404(status)
    message, rule, source, turn_to = refusals[status]
    refusal = Refusal(message, rule=rule, source=source, turn_to=turn_to)
    return refusal_page(request, refusal, status=int(status))
