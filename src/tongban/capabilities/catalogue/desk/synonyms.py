"""What the search is taught, beside what it could not find: one click makes one of the other."""

import re
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.commands import (
    load_usual_synonyms,
    teach_synonym,
)
from tongban.capabilities.catalogue.permissions import TEACH_SEARCH
from tongban.capabilities.catalogue.queries import (
    list_misses,
    list_synonyms,
    search_items,
)
from tongban.capabilities.catalogue.searches import MissCard, SynonymCard
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest

MOST: Final = 60
MOST_MISSES: Final = 20
LONGEST: Final = 60
_BETWEEN: Final = re.compile(r"[、，,;；\s]+")


@require_http_methods(["GET", "POST"])
def show_words(request: ActorRequest) -> HttpResponse:
    """The words in use, those that nobody found, and a form for one of them."""
    actor = request.actor
    if not actor.may_anywhere(TEACH_SEARCH):
        raise NotAllowed(
            _("维护搜索说法要由编制或发布事项的人来做，请用那样的账号登录。"),
            turn_to=_("登录"),
        )
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            return redirect(_act(request))
        except Invalid as invalid:
            errors = dict(invalid.errors)
    context = _context(request, errors) | {"errors": errors}
    status = 422 if errors else 200
    return render(request, "catalogue/desk/synonyms.html", context, status=status)


def _act(request: ActorRequest) -> str:
    page, word = reverse("desk:search_words"), request.POST.get("word", "")[:LONGEST]
    match request.POST.get("do", ""):
        case "teach":
            names = [n for n in _BETWEEN.split(request.POST.get("means", "")) if n]
            if not names:
                raise Invalid(
                    {"means": _("请写它在事项名称里叫什么，例如：转移登记。")}
                )
            teach_synonym(actor=request.actor, word=word, means=names, at=request.now)
            return f"{page}?{urlencode({'taught': word})}"
        case "let_go":
            teach_synonym(actor=request.actor, word=word, means=[], at=request.now)
            return page
        case "usual":
            load_usual_synonyms(actor=request.actor, at=request.now)
            return page
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})


def _context(request: ActorRequest, errors: dict[str, str]) -> dict[str, Any]:
    actor = request.actor
    asked = request.GET.get("q", "").strip()[:LONGEST]
    with reading(actor):
        synonyms = list_synonyms(actor=actor, word=asked)
        misses = [
            miss
            for miss in list_misses(actor=actor, day=request.today)
            if not _is_found(request, miss)
        ]
        taught = request.GET.get("taught", "")[:LONGEST]
        found = (
            search_items(actor=actor, text=taught, day=request.today, limit=3)
            if taught
            else []
        )
    return {
        "nav_key": "items",
        "keys": [{"key": "F9", "label": _("保存")}],
        "taught": taught,
        "finds": [item.name for item in found],
        "fields": _fields(request, synonyms, errors),
        "search": {
            "name": "q",
            "label": _("说法或叫法"),
            "type": "search",
            "value": asked,
        },
        "synonyms": [_row(one) for one in synonyms[:MOST]],
        "total": len(synonyms),
        "is_cut": len(synonyms) > MOST,
        "may_load": not synonyms and not asked,
        "misses": [_miss(one) for one in misses[:MOST_MISSES]],
    }


def _is_found(request: ActorRequest, miss: MissCard) -> bool:
    """Whether the search has learned it meanwhile."""
    return bool(
        search_items(actor=request.actor, text=miss.words, day=request.today, limit=1)
    )


def _fields(
    request: ActorRequest, synonyms: list[SynonymCard], errors: dict[str, str]
) -> list[dict[str, Any]]:
    given = request.POST if request.method == "POST" else request.GET
    word = given.get("word", "")[:LONGEST]
    held = next((one.means for one in synonyms if one.word == word), ())
    return [
        {
            "name": "word",
            "label": _("老百姓的说法"),
            "type": "text",
            "required": True,
            "max_length": 20,
            "example": _("过户"),
            "value": word,
            "error": errors.get("word", ""),
        },
        {
            "name": "means",
            "label": _("事项名称里的叫法，几个就用顿号隔开"),
            "type": "text",
            "required": True,
            "max_length": 200,
            "example": _("转移登记、不动产"),
            "value": given.get("means", "、".join(held)),
            "error": errors.get("means", ""),
        },
    ]


def _row(one: SynonymCard) -> dict[str, Any]:
    return {
        "word": one.word,
        "means": "、".join(one.means),
        "href": f"?{urlencode({'word': one.word})}#teach",
    }


def _miss(one: MissCard) -> dict[str, Any]:
    is_masked = "*" in one.words or "#" in one.words
    return {
        "words": one.words,
        "times": one.times,
        "last": one.last,
        # What was masked nobody says: it cannot be taught.
        "href": "" if is_masked else f"?{urlencode({'word': one.words[:20]})}#teach",
    }
