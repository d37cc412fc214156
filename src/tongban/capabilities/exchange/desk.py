"""省平台对账 on the desk: what was sent, what was answered, where both sides differ."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.exchange.adapter import ask_for_a_run
from tongban.capabilities.exchange.packing import Gap
from tongban.capabilities.exchange.queries import get_status
from tongban.capabilities.exchange.types import PackageCard, Reconciliation
from tongban.plumbing.access.requests import ActorRequest

MOST_GAPS = 100


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: ActorRequest) -> HttpResponse:
    """The last comparison with its differences, the packages, and a run right now."""
    status = get_status(actor=request.actor)
    if request.method == "POST":
        if settings.PROVINCE_URL:
            ask_for_a_run(actor=request.actor)
            messages.success(request, _("已经开始报送和对账，过一会儿刷新看结果。"))
        return redirect("desk:exchange_province")
    last = status.reconciliations[0] if status.reconciliations else None
    context = {
        "nav_key": "exchange",
        "peer": status.peer,
        "last": last,
        "pairs": _pairs(last) if last else [],
        "gaps": [_gap(one) for one in last.gaps[:MOST_GAPS]] if last else [],
        "gaps_left_out": max(0, len(last.gaps) - MOST_GAPS) if last else 0,
        "packages": [_package(one) for one in status.packages],
        "earlier": status.reconciliations[1:],
    }
    return render(request, "exchange/status.html", context)


def _pairs(last: Reconciliation) -> list[dict[str, str]]:
    return [
        {
            "term": _("我们这边"),
            "value": _("%(count)s 项") % {"count": last.our_count},
            "note": last.our_digest,
        },
        {
            "term": _("对方那边"),
            "value": _("没有问到")
            if last.trouble
            else _("%(count)s 项") % {"count": last.their_count},
            "note": last.their_digest,
        },
    ]


def _gap(gap: Gap) -> dict[str, str]:
    if not gap.theirs:
        what = _("对方没有")
    elif not gap.ours:
        what = _("对方多出来的")
    else:
        what = _("两边不是同一版")
    return {
        "name": gap.name or _("（我们没有这一项）"),
        "code": gap.code,
        "what": what,
        "ours": gap.ours[:16],
        "theirs": gap.theirs[:16],
    }


def _package(package: PackageCard) -> dict[str, Any]:
    return {
        "number": package.number,
        "made_at": package.made_at,
        "put": package.put,
        "remove": package.remove,
        "digest": package.digest[:16],
        "answered_at": package.answered_at,
        "accepted": package.accepted,
        "refused": package.refused,
        "signed": package.receipt_is_signed,
    }
