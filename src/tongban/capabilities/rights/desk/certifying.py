"""窗口工作经历: one's own certificates; whoever grants posts issues them here."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.capabilities.rights.commands import issue_certificate
from tongban.capabilities.rights.desk.fields import (
    body_choices,
    read_body,
    read_staff,
    tabs_of,
)
from tongban.capabilities.rights.permissions import GRANT_POSTINGS
from tongban.capabilities.rights.queries import list_certificates, print_certificate
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.files.sending import send_file
from tongban.plumbing.schemas import read_day
from tongban.plumbing.schemas.boxes import Boxes


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: ActorRequest) -> HttpResponse:
    """Own certificates and those of the bodies that one looks after, and the form."""
    actor, told = request.actor, Told()
    if request.method == "POST":
        with told:
            issue_certificate(
                actor=actor,
                person_id=read_staff(actor, request.POST),
                body_id=read_body(request.POST),
                until=read_day(request.POST, "until"),
                at=request.now,
            )
            messages.success(request, _("已经开具，本人在这一页看得到。"))
            return redirect("desk:certificates")
    with reading(actor):
        boxes = Boxes(request, told, "issue")
        mine = body_choices(actor, actor.bodies_for(GRANT_POSTINGS))
        context = {
            "nav_key": "rights",
            "tabs": tabs_of(actor, "certificates"),
            "cards": list_certificates(actor=actor),
            "may_issue": bool(mine),
            "fields": [
                boxes.text("login", _("给谁（登录名）"), "liufang"),
                boxes.pick("body", _("在哪个单位的窗口"), mine),
                boxes.day("until", _("算到哪天")),
            ],
            "errors": told.errors,
            "refusal": told.refusal,
        }
    return render(request, "rights/certificates.html", context, status=told.status)


@require_safe
def take(request: ActorRequest, certificate_id: UUID) -> HttpResponse:
    """The paper, with where anybody checks it."""
    name, content = print_certificate(
        actor=request.actor,
        certificate_id=certificate_id,
        where=request.build_absolute_uri(reverse("rights:check_certificate")),
    )
    return send_file(content, "application/pdf", name)
