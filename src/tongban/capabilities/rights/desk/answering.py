"""危险操作: what waits for another person. 授权复核: what should be looked at."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.rights.commands import answer_request, review_posting
from tongban.capabilities.rights.desk.fields import tabs_of
from tongban.capabilities.rights.desk.granting import ask_to_come_in
from tongban.capabilities.rights.permissions import CONFIRM_REQUESTS, REVIEW_POSTINGS
from tongban.capabilities.rights.queries import (
    list_acts,
    list_postless,
    list_requests,
    list_reviews,
)
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told


@require_http_methods(["GET", "HEAD", "POST"])
def show_requests(request: ActorRequest) -> HttpResponse:
    """What was asked for, what waits, and which acts need two people."""
    actor, told = request.actor, Told()
    ask_to_come_in(actor)
    if request.method == "POST":
        with told:
            answer_request(
                actor=actor,
                request_id=read_key(request.POST.get("request", "")) or NO_KEY,
                outcome=request.POST.get("do", ""),
                reason=request.POST.get("reason", ""),
                at=request.now,
            )
            messages.success(request, _("已经答复。"))
            return redirect("desk:rights_requests")
    with reading(actor):
        context = {
            "nav_key": "rights",
            "tabs": tabs_of(actor, "rights_requests"),
            "requests": list_requests(actor=actor),
            "acts": list_acts(actor=actor),
            "may_answer": actor.may_anywhere(CONFIRM_REQUESTS),
            "own_id": actor.person_id,
            "errors": told.errors,
            "refusal": told.refusal,
        }
    return render(request, "rights/requests.html", context, status=told.status)


@require_http_methods(["GET", "HEAD", "POST"])
def show_review(request: ActorRequest) -> HttpResponse:
    """Posts that end soon or are not used, and people who can sign in without a post."""
    actor, told = request.actor, Told()
    ask_to_come_in(actor)
    if request.method == "POST":
        with told:
            review_posting(
                actor=actor,
                posting_id=read_key(request.POST.get("posting", "")) or NO_KEY,
                outcome=request.POST.get("do", ""),
                reason=request.POST.get("reason", ""),
                at=request.now,
            )
            messages.success(request, _("已经复核。"))
            return redirect("desk:rights_review")
    with reading(actor):
        context = {
            "nav_key": "rights",
            "tabs": tabs_of(actor, "rights_review"),
            "rows": list_reviews(actor=actor, today=request.today),
            "postless": list_postless(actor=actor, today=request.today),
            "may_review": actor.may_anywhere(REVIEW_POSTINGS),
            "errors": told.errors,
            "refusal": told.refusal,
        }
    return render(request, "rights/review.html", context, status=told.status)
