"""Two versions of an item side by side: every element that differs, in words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongban.capabilities.catalogue.elements.differing import differences
from tongban.capabilities.catalogue.queries import (
    find_item_id,
    find_text,
    get_guide,
    list_versions,
)
from tongban.capabilities.catalogue.types import VersionCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.text.days import day_words


@require_GET
def compare(request: ActorRequest, code: str) -> HttpResponse:
    """Any two versions, the last two unless others are chosen."""
    actor = request.actor
    with reading(actor):
        item_id = find_item_id(actor=actor, handling_code=code)
        versions = list_versions(actor=actor, item_id=item_id) if item_id else []
        if not versions:
            raise NotFound(_("没有这个事项，请从事项列表进入。"))
        newest = versions[0]
        before = _chosen(
            versions, request.GET.get("from", ""), versions[1:2] or [newest]
        )
        after = _chosen(versions, request.GET.get("to", ""), [newest])
        texts = [
            find_text(actor=actor, version_id=one.version_id) for one in (before, after)
        ]
        guide = get_guide(actor=actor, version_id=newest.version_id)
    was, becomes = texts
    if was is None or becomes is None:
        raise NotFound(_("没有找到这两版的送审稿，或者它们不归您的单位管。"))
    context = {
        "nav_key": "items",
        "guide": guide,
        "item_href": reverse("desk:item", args=[code]),
        "fields": [
            _field("from", _("从哪一版"), versions, before),
            _field("to", _("到哪一版"), versions, after),
        ],
        "before": _words(before),
        "after": _words(after),
        "is_same": before == after,
        "changes": differences(was, becomes),
    }
    return render(request, "catalogue/desk/compare.html", context)


def _chosen(
    versions: list[VersionCard], number: str, otherwise: list[VersionCard]
) -> VersionCard:
    return next((one for one in versions if str(one.number) == number), otherwise[0])


def _words(one: VersionCard) -> str:
    day = day_words(one.effective_on, year=True)
    return _("第 %(number)s 版，%(day)s起") % {"number": one.number, "day": day}


def _field(
    name: str, label: str, versions: list[VersionCard], chosen: VersionCard
) -> dict[str, object]:
    return {
        "name": name,
        "label": label,
        "type": "select",
        "required": True,
        "value": str(chosen.number),
        "choices": [
            {
                "value": str(one.number),
                "label": _words(one),
            }
            for one in versions
        ],
    }
