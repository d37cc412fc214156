"""A5: the words of a paper on a real case, for who may see that case."""

from base64 import b64encode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from tongban.capabilities.cases.previewing import preview_wording
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.access.requests import ActorRequest


@require_POST
def show_on_case(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """The picture, or what keeps it from being; the number comes in the body alone."""
    context = {"version_id": version_id}
    try:
        picture = preview_wording(
            actor=request.actor,
            version_id=version_id,
            number=request.POST.get("number", ""),
            day=request.today,
        )
    except NotFound:
        raise
    except Refusal as refused:
        errors = getattr(refused, "errors", {})
        words = next(iter(errors.values()), refused.message)
        return render(
            request, "cases/desk/wording_preview.html", context | {"words": words}
        )
    return render(
        request,
        "cases/desk/wording_preview.html",
        context | {"picture": b64encode(picture).decode()},
    )
