"""What every page of one's own begins and ends with."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.requests import ActorRequest


def citizen_of(request: ActorRequest) -> Actor:
    """The citizen of the session. Refuses whoever has not signed in, and staff."""
    actor = request.actor
    _person = actor.natural_person
    if actor.kind != "citizen":
        raise NotAllowed(_("这一页是给申请人的，请用您个人的账号登录。"))
    return actor


def show(
    request: ActorRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of one's own: kept nowhere."""
    response = render(request, template, {"nav_key": "mine", **context}, status=status)
    response["Cache-Control"] = "no-store"
    return response
