"""登录过的系统: where one signed in with the city's identity, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.federation.commands import withdraw_consent
from tongban.capabilities.federation.queries import list_own_visits
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.requests import ActorRequest

HERE = "/my/systems"


@require_http_methods(["GET", "HEAD", "POST"])
def show_systems(request: ActorRequest) -> HttpResponse:
    """The list; a button of each row takes back what was agreed to."""
    _person = request.actor.natural_person
    if request.method == "POST":
        consent_id = read_key(request.POST.get("consent", ""))
        if consent_id is None:
            raise NotFound(_("没有找到这个系统，可能已经撤回了。"))
        withdraw_consent(actor=request.actor, consent_id=consent_id, at=timezone.now())
        messages.success(request, _("已经撤回，那个系统里的登录也结束了。"))
        return HttpResponseRedirect(HERE)
    context = {
        "nav_key": "mine",
        "visits": list_own_visits(actor=request.actor),
    }
    answer = render(request, "federation/systems.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
