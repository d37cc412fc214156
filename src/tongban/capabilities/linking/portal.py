"""关联的账号: one's own linked accounts; adding one leads away, taking one away is a button."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.linking.adapter import list_open_kinds
from tongban.capabilities.linking.commands import unlink_account
from tongban.capabilities.linking.queries import list_own_links
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.requests import ActorRequest

HERE: Final = "/my/links"


@require_http_methods(["GET", "HEAD", "POST"])
def show_links(request: ActorRequest) -> HttpResponse:
    """The list; a button of each row takes it away, one below adds another kind."""
    _person = request.actor.natural_person
    if request.method == "POST":
        link_id = read_key(request.POST.get("link", ""))
        if link_id is None:
            raise NotFound(_("没有找到这个关联，可能已经取消了。"))
        unlink_account(actor=request.actor, link_id=link_id, at=timezone.now())
        messages.success(request, _("已经取消，那个账号不能再登录这里。"))
        return HttpResponseRedirect(HERE)
    links = list_own_links(actor=request.actor)
    held = {one.kind for one in links}
    context = {
        "nav_key": "mine",
        "links": links,
        "open": [one for one in list_open_kinds() if one.kind not in held],
    }
    answer = render(request, "linking/links.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


urlpatterns: list[URLPattern] = [path("my/links", show_links, name="links")]
