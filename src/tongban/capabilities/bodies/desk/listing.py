"""机构树: bodies by region, page by page; and one body with all that belongs to it."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.bodies.commands import close_body
from tongban.capabilities.bodies.desk.fields import ask_for_staff, tabs_of
from tongban.capabilities.bodies.permissions import CLOSE_BODY
from tongban.capabilities.bodies.queries import (
    get_body_page,
    get_overview,
    list_left_behind,
)
from tongban.capabilities.bodies.types import (
    KIND_WORDS,
    LEVEL_WORDS,
    BodyPage,
    Overview,
)
from tongban.capabilities.catalogue.commands import propose_to_successor
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.orgs.permissions import DRAFT_CHANGE
from tongban.capabilities.orgs.queries import (
    find_region,
    list_bodies_at,
    list_region_history,
    list_regions,
)
from tongban.capabilities.orgs.types import RegionCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.as_of import read_as_of
from tongban.plumbing.access.asking import NO_KEY, read_key, read_page
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told

FULL: Final = 50
_LONGEST_CODE: Final = 40
_MOST_SHOWN: Final = 20


@require_http_methods(["GET", "HEAD"])
def show_tree(request: ActorRequest) -> HttpResponse:
    """One region: its bodies, the regions right below it; at the top what is reported."""
    actor = request.actor
    ask_for_staff(actor)
    page = read_page(request.GET.get("page", ""))
    day = read_as_of(request.GET).on or request.today
    code = request.GET.get("at", "")[:_LONGEST_CODE] or actor.city
    with reading(actor):
        region = find_region(actor=actor, code=code, day=day)
        if region is None:
            raise NotFound(_("没有这个区划，请从机构树的顶上往下点。"))
        below = list_regions(actor=actor, day=day, parent=code, page=page)
        is_top = code == actor.city
        context = {
            "nav_key": "bodies",
            "tabs": tabs_of("bodies"),
            "day": day,
            "is_today": day == request.today,
            "region": region,
            "level": LEVEL_WORDS.get(region.level, ""),
            "crumbs": _above(request, region),
            "bodies": [
                {"card": card, "kind": KIND_WORDS.get(card.kind, card.kind)}
                for card in list_bodies_at(actor=actor, region_code=code, day=day)
            ],
            "below": below,
            "history": list_region_history(actor=actor, code=code),
            "previous_href": _href(code, page - 1) if page > 1 else "",
            "next_href": _href(code, page + 1) if len(below) == FULL else "",
            "may_draft": actor.may_anywhere(DRAFT_CHANGE),
        }
        if is_top:
            context |= _report(get_overview(actor=actor, day=day))
            left = list_left_behind(actor=actor, day=day)
            context["left"] = [{"card": card, "left": rest} for card, rest in left]
    return render(request, "bodies/tree.html", context)


def _href(code: str, page: int) -> str:
    return f"{reverse('desk:bodies')}?at={code}&page={page}"


def _above(request: ActorRequest, region: RegionCard) -> list[RegionCard]:
    found: list[RegionCard] = []
    while region.parent_code and len(found) < len(LEVEL_WORDS):
        above = find_region(
            actor=request.actor, code=region.parent_code, day=request.today
        )
        if above is None:
            break
        found.insert(0, above)
        region = above
    return found


def _report(seen: Overview) -> dict[str, Any]:
    return {
        "is_top": True,
        "levels": [
            {"term": words, "value": seen.by_level.get(level, 0)}
            for level, words in LEVEL_WORDS.items()
        ],
        "zones": seen.zones,
        "vertical": seen.vertical,
        "lacking": seen.without_contacts[:_MOST_SHOWN],
        "lacking_count": len(seen.without_contacts),
        "misnamed": seen.misnamed,
        "chiefless": seen.without_chief,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def show_body(request: ActorRequest, code: str) -> HttpResponse:
    """One body: facts over time, successors, halls, and what is left at it after its end."""
    actor, told = request.actor, Told()
    ask_for_staff(actor)
    day = read_as_of(request.GET).on or request.today
    page = get_body_page(actor=actor, code=code, day=day)
    if request.method == "POST":
        with told:
            if request.POST.get("do") == "items":
                return redirect("desk:batch", _propose_items(request, page))
            close_body(actor=actor, body_id=page.card.body_id, at=request.now)
            messages.success(request, _("已经收尾，剩下的岗位到今天为止。"))
            return redirect("desk:body", code)
    card = page.card
    context = {
        "nav_key": "bodies",
        "tabs": tabs_of(""),
        "day": day,
        "page": page,
        "card": card,
        "kind": KIND_WORDS.get(card.kind, card.kind),
        "level": LEVEL_WORDS.get(card.level, ""),
        "history": list(reversed(page.history)),
        "may_draft": actor.may_anywhere(DRAFT_CHANGE) and card.stands,
        "may_close": actor.may_anywhere(CLOSE_BODY)
        and page.history[-1].is_ended
        # It has ended, today, and nobody has closed it.
        and not card.stands
        and page.closed_at is None,
        "heirs": _heirs(request, page),
        "errors": told.errors,
        "refusal": told.refusal,
    }
    return render(request, "bodies/body.html", context, status=told.status)


def _heirs(request: ActorRequest, page: BodyPage) -> list[dict[str, str]]:
    """Who takes items over from the body, as far as the actor drafts there."""
    return [
        {"value": str(one.to_id), "label": one.to_name}
        for one in page.successions
        if one.from_id == page.card.body_id
        and page.left.items
        and request.actor.may(DRAFT_ITEM, org_id=one.to_id)
    ]


def _propose_items(request: ActorRequest, page: BodyPage) -> UUID:
    return propose_to_successor(
        actor=request.actor,
        from_body_id=page.card.body_id,
        to_body_id=read_key(request.POST.get("to", "")) or NO_KEY,
        reason=request.POST.get("reason", ""),
        at=request.now,
    )
