"""A request that is larger than anything we take is refused before a byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tongban.faces.look.refusing import refusal_page
from tongban.ground.refusals import Refusal

TOO_LARGE = 413
_MEGABYTE = 1024 * 1024


class BodyBounds:
    """Looks at the announced length only; a body without one is no body to Django."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse, or go on."""
        size = _announced(request)
        if size <= settings.MOST_BYTES_A_REQUEST:
            return self.get_response(request)
        # Whoever it is: the page is not worth a look into the database.
        request.actor = None  # type: ignore[attr-defined]
        return refusal_page(request, _too_large(size), status=TOO_LARGE)


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _too_large(size: int) -> Refusal:
    return Refusal(
        _(
            "这次上传的内容太大：%(has)s MB，一次最多 %(most)s MB。请返回上一页，"
            "把照片压缩或者把文件分成几份再上传，例如每份不超过 10 MB。"
        )
        % {
            "has": f"{size / _MEGABYTE:.0f}",
            "most": settings.MOST_BYTES_A_REQUEST // _MEGABYTE,
        }
    )
