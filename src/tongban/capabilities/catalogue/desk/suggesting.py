"""Items while they are typed, for every form of the desk that asks for one."""

from typing import Final

from django.http import JsonResponse
from django.views.decorators.http import require_GET

from tongban.capabilities.catalogue.queries import suggest_items
from tongban.plumbing.access.requests import ActorRequest

_LONGEST_QUERY: Final = 60


@require_GET
def suggest(request: ActorRequest) -> JsonResponse:
    """Items in force by words, pinyin, initials or code, each with why it matched."""
    found = suggest_items(
        actor=request.actor,
        text=request.GET.get("q", "")[:_LONGEST_QUERY],
        day=request.today,
    )
    options = [
        {
            "value": row.handling_code,
            "label": row.name,
            "code": row.handling_code,
            "note": f"{row.body_name} · {row.why}",
        }
        for row in found
    ]
    return JsonResponse({"options": options})
