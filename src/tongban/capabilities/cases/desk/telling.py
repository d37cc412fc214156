"""W4: what is missing at the window is told once, and what lies there is taken in with it."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.capabilities.cases.commands import take_in_at_window
from tongban.capabilities.cases.commands.checking import check_filing
from tongban.capabilities.cases.commands.take_in import ACCEPTS_AT_ONCE
from tongban.capabilities.cases.desk.entering import Typed, entry_of
from tongban.capabilities.cases.desk.noticing import (
    FIELD,
    MATERIAL,
    REASON,
    Held,
    is_fragment,
    is_of_notice,
    notice_context,
    read_lines,
    read_notice,
    show_preview,
)
from tongban.capabilities.cases.previewing import Arriving, preview_notice_at_window
from tongban.capabilities.cases.types import Filing
from tongban.capabilities.catalogue.types import Guide, IntakeCard
from tongban.capabilities.orgs.types import VenueCard
from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.access.requests import ActorRequest

TELL, PREVIEW, SEND, ADVISE = "tell", "preview", "send", "advise"
# As it is, from a window that only collects: the receipt lists what is missing.
HAND_ON: Final = "hand-on"
INTENTS: Final = frozenset({TELL, PREVIEW, SEND, ADVISE, HAND_ON})
# Controls of the window that must not come back: they are set anew by each button.
_NOT_CARRIED: Final = frozenset({"csrfmiddlewaretoken", "desk-intent"})


@dataclass(frozen=True)
class Telling:
    """What lies on the counter, and where."""

    guide: Guide
    venue: VenueCard
    intake: IntakeCard | None
    typed: Typed
    filing: Filing

    @property
    def may_send(self) -> bool:
        """Whether this window accepts; only then may it say what is missing, with effect."""
        return self.intake is not None and self.intake.mode in ACCEPTS_AT_ONCE

    def held(self) -> list[Held]:
        """The materials in this situation, and whether they lie here."""
        rows = []
        for card in self.guide.materials_for(self.typed.situations):
            if card.is_waived:
                continue
            is_here = entry_of(card, self.typed) is not None
            words = _("已收") if is_here else _("未收")
            rows.append(Held(card.key, card.name, card.necessity, is_here, words))
        return rows


def answer(
    request: ActorRequest, telling: Telling, errors: dict[str, str]
) -> HttpResponse:
    """One step of the notice. Refuses with Invalid for what the window itself must mend."""
    intent = request.POST.get("desk-intent", "")
    if intent == PREVIEW and is_fragment(request):
        return _preview(request, telling)
    if intent == SEND:
        return _send(request, telling)
    if errors:
        raise Invalid(errors)
    check_filing(
        telling.guide,
        telling.filing,
        on=request.today,
        at_window=True,
        lacking=True,
    )
    if intent == ADVISE:
        return _advise(request, telling)
    if intent == HAND_ON:
        return _hand_on(request, telling)
    return _show(request, telling)


def _preview(request: ActorRequest, telling: Telling) -> HttpResponse:
    lines = read_lines(request.POST)
    applicant = telling.filing.parties[0].name
    arriving = Arriving(telling.guide, applicant, telling.venue.venue_id)
    return show_preview(
        request,
        lines,
        lambda: preview_notice_at_window(
            actor=request.actor, arriving=arriving, lines=lines, at=request.now
        ),
    )


def _send(request: ActorRequest, telling: Telling) -> HttpResponse:
    lines = read_lines(request.POST)
    if not lines:
        # Without a line the window would accept what is not whole.
        words = _("请至少勾选一样要补的材料或内容；什么都不缺，就返回收件。")
        return _show(request, telling, errors={"lines": words})
    try:
        receipt = take_in_at_window(
            actor=request.actor,
            filing=telling.filing,
            venue_id=telling.venue.venue_id,
            at=request.now,
            lines=lines,
        )
    except Invalid as invalid:
        if not all(_is_of_lines(name) for name in invalid.errors):
            raise
        return _show(request, telling, errors=dict(invalid.errors))
    except Refusal as refusal:
        return _show(request, telling, refusal=refusal)
    return redirect("desk:taken_in", receipt.case_id)


def _hand_on(request: ActorRequest, telling: Telling) -> HttpResponse:
    try:
        receipt = take_in_at_window(
            actor=request.actor,
            filing=telling.filing,
            venue_id=telling.venue.venue_id,
            at=request.now,
            incomplete=True,
        )
    except Invalid:
        raise
    except Refusal as refusal:
        return _show(request, telling, refusal=refusal)
    return redirect("desk:taken_in", receipt.case_id)


def _is_of_lines(name: str) -> bool:
    return name == "lines" or name.startswith((MATERIAL, FIELD, REASON))


def _advise(request: ActorRequest, telling: Telling) -> HttpResponse:
    """The list of what is missing, to take home: advice, and no act of an office."""
    context = _about(telling) | {
        "visitor": telling.typed.visitor["name"],
        "today": request.today,
        "missing": [
            {
                "name": card.name,
                "standard": card.details.get("acceptance_standard", ""),
            }
            for card in telling.guide.materials_for(telling.typed.situations)
            if card.necessity == "required"
            and not card.is_waived
            and entry_of(card, telling.typed) is None
        ],
    }
    return render(request, "cases/desk/advice.html", context)


def _about(telling: Telling) -> dict[str, Any]:
    return {
        "nav_key": "window",
        "guide": telling.guide,
        "venue": telling.venue,
    }


def _show(
    request: ActorRequest,
    telling: Telling,
    *,
    errors: dict[str, str] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    is_first = request.POST.get("desk-intent") == TELL
    held = telling.held()
    posted = None if is_first else request.POST
    notice = read_notice(telling.guide, held, posted, errors or {})
    context = _about(telling) | notice_context(notice)
    context |= {
        "errors": errors or {},
        "refusal": refusal,
        "may_send": telling.may_send,
        "is_lacking": any(
            row.necessity == "required" and not row.is_received for row in held
        ),
        "time_words": _("今天收件，今天就可以告知；5 个工作日内不告知，视为受理。"),
        "carried": _carried(request, telling.typed),
        "preview_href": reverse("desk:window"),
        "intent_name": "desk-intent",
    }
    status = refusal.status if refusal else 422 if errors else 200
    return render(request, "cases/desk/tell.html", context, status=status)


def _carried(request: ActorRequest, typed: Typed) -> list[tuple[str, str]]:
    """All that was typed at the window, as it comes back with every button."""
    kept = [(f"upload-{key}", str(found)) for key, found in typed.scans.items()]
    own = _NOT_CARRIED | {name for name, _value in kept}
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in own and not is_of_notice(name)
        for value in values
    ] + kept
