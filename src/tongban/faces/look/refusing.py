"""Refusals as pages: what was refused, by which rule and article, and whom to turn to.

`refusal_page` serves every face; the functions below it are Django's handlers
(`handler400` … and `CSRF_FAILURE_VIEW`).
"""

import re
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongban.ground.refusals import Refusal

MISSING: Final = 404
LONGEST_HEADING: Final = 20
_END: Final = re.compile("[，。；：！？]")


def refusal_page(
    request: HttpRequest, refusal: Refusal, *, status: int | None = None
) -> HttpResponse:
    """Show one refusal to a person, with its own status."""
    status = status or refusal.status
    heading = _missing(refusal) if status == MISSING else _heading(status)
    context = {"refusal": refusal, "status": status, "heading": heading}
    return render(request, "look/refusal.html", context, status=status)


def bad_request(
    request: HttpRequest,
    exception: Exception,  # Django gives it
) -> HttpResponse:
    """400: what arrived could not be read."""
    return refusal_page(
        request,
        Refusal(_("这次提交的内容不完整，系统没能读懂。请返回上一页，刷新后再交一次")),
        status=400,
    )


def page_too_old(
    request: HttpRequest,
    reason: str = "",  # Django gives it
) -> HttpResponse:
    """403 from the forgery check: nearly always a page left open too long."""
    return refusal_page(
        request,
        Refusal(
            _("这个页面打开太久了，为了您的安全没有提交。请返回上一页，刷新后再交一次")
        ),
        status=403,
    )


def not_allowed(
    request: HttpRequest,
    exception: Exception,  # Django gives it
) -> HttpResponse:
    """403: the page is for others."""
    return refusal_page(request, Refusal(_("您没有查看这个页面的权限")), status=403)


def not_found(
    request: HttpRequest,
    exception: Exception,  # Django gives it
) -> HttpResponse:
    """404: missing and hidden look alike."""
    return refusal_page(
        request,
        Refusal(_("没有找到这个页面。可能是网址写错了，或者内容已经搬走了")),
        status=404,
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500: a bug. The page says that nothing was lost on the person's side."""
    return refusal_page(
        request,
        Refusal(_("系统出了问题，不是您的操作有误。请过几分钟再试")),
        status=500,
    )


def _missing(refusal: Refusal) -> str:
    """What is missing, in the first words of the refusal: two missing things differ."""
    first = _END.split(refusal.message, maxsplit=1)[0].strip()
    return first if 0 < len(first) <= LONGEST_HEADING else _heading(MISSING)


def _heading(status: int) -> str:
    headings = {
        400: _("没能读懂这次提交"),
        403: _("这一步您不能办理"),
        404: _("没有找到"),
        409: _("现在不能这样办"),
        422: _("这次办理没有通过"),
        429: _("操作太快了"),
    }
    return headings.get(status, _("系统暂时出了问题"))
