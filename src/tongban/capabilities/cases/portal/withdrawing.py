"""Withdrawal: what it means, and the button; for who filed, before the decision."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.cases.commands import withdraw_application
from tongban.capabilities.cases.portal.mine import private, signed_in_citizen
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.queries.own_part import get_own_part
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView
from tongban.ground.refusals import MoveRefused, NotAllowed, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Ask once more, then withdraw. Pressing twice is no mistake."""
    actor = signed_in_citizen(request)
    with reading(actor):
        case = get_case(actor=actor, case_id=case_id)
        own = get_own_part(actor=actor, case_id=case_id)
    if case.state is CaseState.WITHDRAWN:
        return redirect("cases:case", case_id)
    if not own.is_filer:
        raise NotAllowed(
            _("只有提交申请的人能撤回。请让提交的人登录后撤回，或者打 12345 问一问。")
        )
    if "withdrawn" not in case.moves:
        raise MoveRefused(
            _("这个办件现在是“%(state)s”，已经不能撤回了。撤回要在作出决定以前。")
            % {"state": case.state.label}
        )
    if request.method == "POST":
        _withdraw(request, actor, case)
        return redirect("cases:case", case_id)
    context = {"case": case, "nav_key": "mine"}
    return private(render(request, "cases/portal/withdraw.html", context))


def _withdraw(request: ActorRequest, actor: Actor, case: CaseView) -> None:
    try:
        withdraw_application(actor=actor, case_id=case.case_id, at=request.now)
    except Refusal:
        # Two clicks at once: the other one has done it.
        now = get_case(actor=actor, case_id=case.case_id)
        if now.state is not CaseState.WITHDRAWN:
            raise
    messages.success(request, _("已经撤回，这个办件不再办了。"))
