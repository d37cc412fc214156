"""The two rates of going online of one body, on a page of their own (PRT-03).

Counting a year of cases is not the worklist's business: that page is opened all day.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongban.capabilities.cases.desk.bodies import (
    bodies_seen,
    body_tabs,
    chosen_body,
)
from tongban.capabilities.cases.queries.rates import OnlineRates, Rate, count_online
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest


@require_GET
def show(request: ActorRequest) -> HttpResponse:
    """Both rates, and what each is made of."""
    with reading(request.actor):
        bodies = bodies_seen(request)
        body_id = chosen_body(request, bodies)
        rates = count_online(actor=request.actor, body_id=body_id, today=request.today)
    context = {
        "nav_key": "worklist",
        "body_tabs": body_tabs("desk:rates", bodies, body_id),
        "rates": _rates(rates),
    }
    return render(request, "cases/desk/rates.html", context)


def _rates(rates: OnlineRates) -> list[dict[str, str]]:
    """The two rates side by side, each with what it is made of; never one for the other."""
    return [
        {
            "term": _("网上可办率（事项）"),
            "value": _rate_words(rates.can_be),
            "note": _("能网上申请的 %(part)s 项，共 %(whole)s 项")
            % {"part": rates.can_be.part, "whole": rates.can_be.whole},
        },
        {
            "term": _("网上办理率（办件，今年）"),
            "value": _rate_words(rates.were),
            "note": _("网上提交的 %(part)s 件，共 %(whole)s 件")
            % {"part": rates.were.part, "whole": rates.were.whole},
        },
    ]


def _rate_words(rate: Rate) -> str:
    return "—" if rate.per_cent is None else f"{rate.per_cent:g}%"
