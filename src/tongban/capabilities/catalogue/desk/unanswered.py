"""没答上的问题: what people asked in vain; each becomes a guide's question, a word, or nothing."""

import re
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.catalogue.commands import (
    answer_in_guide,
    answer_with_word,
    set_question_aside,
)
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM, TEACH_SEARCH
from tongban.capabilities.catalogue.queries import (
    get_open_question,
    list_open_questions,
    search_items,
)
from tongban.capabilities.catalogue.searches import OpenQuestionCard
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told

_BETWEEN: Final = re.compile(r"[、，,;；\s]+")
_LIKELY: Final = 8
_LONGEST_WORD: Final = 20
_BECAME: Final = {
    "faq": (gettext_lazy("写进常见问题"), "ok"),
    "synonym": (gettext_lazy("教成搜索说法"), "ok"),
    "set_aside": (gettext_lazy("不处理"), "plain"),
}


@require_GET
def show_queue(request: ActorRequest) -> HttpResponse:
    """What waits, the most asked first; below it what became of the others."""
    actor = request.actor
    _ask_to_come_in(actor)
    with reading(actor):
        waiting = list_open_questions(actor=actor)
        done = list_open_questions(actor=actor, answered=True)
    context = {
        "nav_key": "items",
        "columns": [
            {"label": _("问了什么"), "kind": "wide"},
            {"label": _("答到哪里没找到"), "kind": ""},
            {"label": _("几次"), "kind": "num"},
            {"label": _("最近"), "kind": ""},
        ],
        "rows": [_row(one) for one in waiting],
        "done_columns": [
            {"label": _("问了什么"), "kind": "wide"},
            {"label": _("怎么处理的"), "kind": ""},
            {"label": _("写成了"), "kind": ""},
        ],
        "done": [_done(one) for one in done],
        "was_answered": request.GET.get("answered") == "1",
        "keys": [
            {"key": "Enter", "label": _("打开第一行")},
            {"key": "↑ ↓", "label": _("换一行")},
        ],
    }
    return render(request, "catalogue/desk/unanswered.html", context)


@require_http_methods(["GET", "POST"])
def show_question(request: ActorRequest, question_id: UUID) -> HttpResponse:
    """One question, what the search gives for it, and the three ways to settle it."""
    _ask_to_come_in(request.actor)
    told = Told()
    if request.method == "POST":
        with told:
            return redirect(_act(request, question_id))
    return _page(request, question_id, told)


def _act(request: ActorRequest, question_id: UUID) -> str:
    actor, posted, at = request.actor, request.POST, request.now
    queue = f"{reverse('desk:unanswered')}?answered=1"
    match posted.get("do", ""):
        case "faq":
            draft_id = answer_in_guide(
                actor=actor,
                question_id=question_id,
                handling_code=posted.get("code", ""),
                asked=posted.get("asked", ""),
                answer=posted.get("answer", ""),
                at=at,
            )
            return reverse("desk:draft", args=[draft_id])
        case "word":
            answer_with_word(
                actor=actor,
                question_id=question_id,
                word=posted.get("word", ""),
                means=[
                    name for name in _BETWEEN.split(posted.get("means", "")) if name
                ],
                at=at,
            )
            return queue
        case "aside":
            set_question_aside(
                actor=actor,
                question_id=question_id,
                reason=posted.get("reason", ""),
                at=at,
            )
            return queue
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})


def _page(request: ActorRequest, question_id: UUID, told: Told) -> HttpResponse:
    actor, posted = request.actor, request.POST
    asked = request.GET.get("q", "").strip()[:60]
    with reading(actor):
        card = get_open_question(actor=actor, question_id=question_id)
        found = search_items(
            actor=actor, text=asked or card.words, day=request.today, limit=_LIKELY
        )
    said = {key: value for key, value in posted.items() if isinstance(value, str)}
    context = {
        "nav_key": "items",
        "card": card,
        "became": _BECAME.get(card.answer, ("", ""))[0],
        "items": [
            {"value": one.handling_code, "label": f"{one.name}（{one.body_name}）"}
            for one in found
        ],
        "chosen": said.get("code", found[0].handling_code if found else ""),
        "search": _text("q", _("换个叫法找事项"), asked, 60, _("转学")),
        "may_draft": actor.may_anywhere(DRAFT_ITEM),
        "faq_fields": _faq_fields(card, said, told.errors),
        "word_fields": _word_fields(card, said, told.errors),
        "reason": _text(
            "reason",
            _("为什么不处理"),
            said.get("reason", ""),
            200,
            _("不是政务服务事项"),
            told.errors,
        ),
        "doing": said.get("do", ""),
        "errors": told.errors,
        "refusal": told.refusal,
        "keys": [],
    }
    return render(
        request, "catalogue/desk/open_question.html", context, status=told.status
    )


def _ask_to_come_in(actor: Actor) -> None:
    if not actor.may_anywhere(TEACH_SEARCH):
        raise NotAllowed(
            _("没答上的问题由编制或发布事项的人处理，请用那样的账号登录。"),
            turn_to=_("登录"),
        )


def _row(one: OpenQuestionCard) -> dict[str, Any]:
    return {
        "href": reverse("desk:open_question", args=[one.question_id]),
        "act": _("处理"),
        "label": one.words,
        "cells": [
            {"text": one.words},
            {"text": one.path or _("（没有答问题）"), "muted": True},
            {"text": str(one.times), "num": True},
            {"text": one.last_on.isoformat(), "muted": True},
        ],
    }


def _done(one: OpenQuestionCard) -> dict[str, Any]:
    words, kind = _BECAME[one.answer]
    href = reverse("desk:open_question", args=[one.question_id])
    if one.draft_id:
        href = reverse("desk:draft", args=[one.draft_id])
    return {
        "href": href,
        "act": _("查看"),
        "label": one.words,
        "cells": [
            {"text": one.words},
            {"tag": words, "tag_kind": kind},
            {"text": one.told},
        ],
    }


def _faq_fields(
    card: OpenQuestionCard, said: dict[str, str], errors: dict[str, str]
) -> list[dict[str, Any]]:
    # What was masked nobody asks in public.
    usual = "" if _is_masked(card.words) else card.words
    asked = said.get("asked", usual)
    answer = _text(
        "answer",
        _("答复"),
        said.get("answer", ""),
        600,
        _("带户口簿，到学校领转学表。"),
        errors,
    )
    return [
        _text(
            "asked", _("老百姓会怎么问"), asked, 100, _("孩子转学要带什么？"), errors
        ),
        answer | {"type": "textarea", "rows": 4},
    ]


def _word_fields(
    card: OpenQuestionCard, said: dict[str, str], errors: dict[str, str]
) -> list[dict[str, Any]]:
    short = len(card.words) <= _LONGEST_WORD and not _is_masked(card.words)
    word = said.get("word", card.words if short else "")
    return [
        _text("word", _("老百姓的说法"), word, _LONGEST_WORD, _("过户"), errors),
        _text(
            "means",
            _("事项名称里的叫法，几个就用顿号隔开"),
            said.get("means", ""),
            200,
            _("转移登记、不动产"),
            errors,
        ),
    ]


def _is_masked(words: str) -> bool:
    return "*" in words or "#" in words


def _text(  # noqa: PLR0917  # a field has so many sides
    name: str,
    label: str,
    value: str,
    longest: int,
    example: str,
    errors: dict[str, str] | None = None,
) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "text",
        "required": errors is not None,
        "max_length": longest,
        "example": example,
        "value": value,
        "error": (errors or {}).get(name, ""),
    }
