"""One table from refusals to answers, for every face that shows pages."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tongban.faces.limiting import wait_page
from tongban.faces.look.refusing import page_too_old, refusal_page
from tongban.ground.refusals import NotAllowed, Refusal
from tongban.plumbing.access.tallies import TooMany

csrf_failed = page_too_old


class RefusalMiddleware:
    """Turns a refusal into its page; one who is not signed in is asked to do so first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; refusals arrive through `process_exception`."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer a refusal; anything else is a bug and goes on to the error log."""
        if not isinstance(exception, Refusal):
            return None
        return answer_of(request, exception)


def answer_of(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of a refusal, or the way to the sign-in where that may help."""
    actor = request.actor  # type: ignore[attr-defined]
    if isinstance(refusal, NotAllowed) and actor.kind == "anonymous":
        back = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"/sign-in?{back}")
    if isinstance(refusal, TooMany):
        return wait_page(request, refusal)
    return refusal_page(request, refusal)
