"""不知道办哪一项: one question a page, until few items are left; every address can be kept."""

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.capabilities.catalogue.finding.leading import SKIPPED
from tongban.capabilities.catalogue.queries.leading import ASKED, lead_to_items
from tongban.capabilities.catalogue.screens import show_hit
from tongban.capabilities.catalogue.searches import Leading
from tongban.plumbing.access.requests import ActorRequest

_LONGEST: Final = 60


@require_safe
def lead(request: ActorRequest) -> HttpResponse:
    """The next question, or the items that are left."""
    answers = answers_of(request.GET)
    found = lead_to_items(actor=request.actor, day=request.today, answers=answers)
    here = reverse("catalogue:lead")
    context = {
        "nav_key": "",
        "question": _questions().get(found.facet, ""),
        "choices": _choices(found, answers, here),
        "skip_href": address_of(here, answers | {found.facet: SKIPPED}),
        "answered": _answered(found, answers, here),
        "back_href": _back(answers, here),
        "left": found.left,
        "ask_href": address_of(reverse("catalogue:ask"), answers),
        "items": [
            show_hit(one)
            | {"notice_href": reverse("catalogue:notice", args=[one.handling_code])}
            for one in found.items
        ],
        "step": len(answers) + 1,
    }
    return render(request, "catalogue/lead.html", context)


def answers_of(given: QueryDict) -> dict[str, str]:
    """The answers so far, in the order of the address: that in which they were given."""
    return {
        name: said.strip()[:_LONGEST]
        for name, said in given.items()
        if name in ASKED and isinstance(said, str) and said.strip()
    }


def _questions() -> dict[str, str]:
    return {
        "who": _("您给谁办？"),
        "theme": _("和哪方面有关？"),
        "want": _("您想要什么？"),
        "kind": _("您希望当场办好，还是可以等几天？"),
        "online": _("您想在哪里办？"),
        "level": _("由哪一级办？"),
        "org": _("归哪个部门管？"),
    }


def _choices(
    found: Leading, answers: dict[str, str], here: str
) -> list[dict[str, Any]]:
    return [
        {
            "title": one.label,
            "count": one.count,
            "href": address_of(here, answers | {found.facet: one.key}),
        }
        for one in found.choices
    ]


def _answered(
    found: Leading, answers: dict[str, str], here: str
) -> list[dict[str, str]]:
    """What was answered, each to be answered otherwise: what came after it is asked again."""
    names = list(answers)
    return [
        {
            "question": _questions()[name],
            "answer": label or _("不知道"),
            "href": address_of(
                here, {before: answers[before] for before in names[: names.index(name)]}
            ),
        }
        for name, _said, label in found.answered
    ]


def _back(answers: dict[str, str], here: str) -> str:
    if not answers:
        return reverse("catalogue:home")
    return address_of(here, dict(list(answers.items())[:-1]))


def address_of(here: str, answers: dict[str, str]) -> str:
    """The page with these answers given."""
    return f"{here}?{urlencode(answers)}" if answers else here
