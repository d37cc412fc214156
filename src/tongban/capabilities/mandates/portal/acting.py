"""切换身份: for whom one acts from now on, on every page, until one switches back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.mandates.portal.asking import citizen_of, show
from tongban.capabilities.mandates.queries import list_principals
from tongban.capabilities.mandates.types import ACTING_FOR
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.database.rules import rules


@require_http_methods(["GET", "HEAD", "POST"])
def choose_principal(request: ActorRequest) -> HttpResponse:
    """Oneself, and everybody for whom one may act today; one button each."""
    actor = citizen_of(request)
    principals = list_principals(actor=actor, today=request.today)
    if request.method == "POST":
        wanted = read_key(request.POST.get("for", ""))
        if wanted is None:
            request.session.pop(ACTING_FOR, None)
            messages.success(request, _("已经切回您本人。"))
            return HttpResponseRedirect("/")
        found = next((one for one in principals if one.subject_id == wanted), None)
        if found is None:
            rule = rules()["acts_for_another_only_by_mandate"]
            raise NotAllowed(rule.message, rule=rule.rule_id, source=rule.article)
        request.session[ACTING_FOR] = str(found.subject_id)
        messages.success(
            request, _("从现在起，您替%(name)s办事。") % {"name": found.name}
        )
        return HttpResponseRedirect("/")
    context = {"principals": principals, "acting": actor.acting}
    return show(request, "mandates/acting.html", context)
