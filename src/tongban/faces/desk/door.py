"""The one door of the desk: whoever is no member of staff is turned away before any page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from tongban.capabilities.accounts.types import FACTOR_ASKED
from tongban.faces.refusing import answer_of
from tongban.ground.refusals import NotAllowed

DESK: Final = "desk"
FACTOR_PAGE: Final = "/my/second-factor"


class DeskDoor:
    """Looks at who asks for an address of the desk; each page still asks for its own right.

    Here and not in the pages: a page that forgets answers 404 to whoever is not signed in,
    or shows itself, and an address that says 404 to one and 403 to another tells a secret.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the address is known in `process_view`."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        """Turn away who is not signed in (to sign in) and who is no member of staff (403).

        Whose post asks for a second factor is led to it first: without it they act as
        nobody in office, here and through the API.
        """
        match = request.resolver_match
        if match is None or match.app_names[:1] != [DESK]:
            return None
        if request.actor.kind == "staff":  # type: ignore[attr-defined]
            if request.session.get(FACTOR_ASKED):
                return HttpResponseRedirect(FACTOR_PAGE)
            return None
        refusal = NotAllowed(
            _("这里是工作人员使用的页面，请用工作人员账号登录。"), turn_to=_("登录")
        )
        return answer_of(request, refusal)
