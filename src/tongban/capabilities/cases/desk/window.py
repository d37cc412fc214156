"""W2 and W7, comprehensive intake: person, item, situation, materials, F10.

One form on one page. Whatever is wrong, everything typed comes back with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.cases.commands import take_in_at_window
from tongban.capabilities.cases.desk import telling
from tongban.capabilities.cases.desk.asking import bound_forms, open_forms
from tongban.capabilities.cases.desk.case_page import staff_words
from tongban.capabilities.cases.desk.counter import find_counter
from tongban.capabilities.cases.desk.entering import (
    Typed,
    make_filing,
    place_errors,
    read_typed,
)
from tongban.capabilities.cases.desk.finding import (
    Found,
    facts_of,
    look_up,
    register_firm,
)
from tongban.capabilities.cases.desk.scanning import keep_scans
from tongban.capabilities.cases.desk.showing import (
    Chosen,
    firm_fields,
    item_context,
    keys_of,
    visitor_fields,
)
from tongban.capabilities.cases.queries import get_case, list_earlier_cases
from tongban.capabilities.cases.queries.windows import check_window_takes
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView
from tongban.capabilities.catalogue.queries import (
    find_version_in_force,
    get_guide,
    get_intake,
    suggest_items,
)
from tongban.capabilities.catalogue.types import Guide, IntakeCard
from tongban.capabilities.lists.queries import find_listed_items, list_own_duties
from tongban.capabilities.lists.types import WindowDuty
from tongban.capabilities.orgs.types import VenueCard
from tongban.ground.refusals import Invalid, MoveRefused, Refusal
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.schemas.pages import PageForm
from tongban.plumbing.text.days import day_words

FIND, TAKE, CHOOSE, MORE = "find", "take", "choose", "more-"
_LONGEST_QUERY = 60


@dataclass(frozen=True)
class Counter:
    """What the page stands on: where the clerk works, and the item that was chosen."""

    venue: VenueCard
    guide: Guide | None = None
    intake: IntakeCard | None = None
    error: str = ""
    # The windows of this hall at which the clerk works, and what their lists hold: None
    # where one of them is bound by no list.
    duties: tuple[WindowDuty, ...] = ()
    codes: frozenset[str] | None = None


@require_http_methods(["GET", "POST"])
def take_in(request: ActorRequest) -> HttpResponse:
    """Show and handle the intake page."""
    intent = request.POST.get("desk-intent", "")
    with reading(request.actor):
        counter = _stand_at(request, intent)
        typed = read_typed(request.POST, counter.guide)
        found = Found(typed, {})
        is_unnamed = typed.visitor["id_number"] and not typed.visitor["name"]
        is_whole = intent in {TAKE, *telling.INTENTS}
        if intent == FIND or (is_unnamed and not is_whole):
            found = look_up(request, typed)
        elif is_whole:
            found = Found(register_firm(request, typed), {})
    errors = dict(found.errors)
    if counter.error:
        errors["desk-item"] = counter.error
    typed = found.typed
    if counter.guide is not None and request.FILES:
        scanned = keep_scans(request, counter.guide, counter.venue.body_id)
        typed = typed.with_scans(scanned.kept)
        errors |= {f"scan-{key}": words for key, words in scanned.errors.items()}
    if is_whole and counter.guide is not None:
        return _take(request, counter, counter.guide, typed, errors)
    return _show(request, counter, typed, errors)


@require_GET
def suggest(request: ActorRequest) -> JsonResponse:
    """Items for the combobox, by pinyin initials, name or code."""
    with reading(request.actor):
        venue = find_counter(request)
        here = _find_duties(request, venue)
        rows = suggest_items(
            actor=request.actor,
            text=request.GET.get("q", "")[:_LONGEST_QUERY],
            venue_id=venue.venue_id,
            codes=here.codes,
            day=request.today,
        )
    options = [
        {
            "value": row.handling_code,
            "label": row.name,
            "code": row.handling_code,
            "note": row.body_name,
        }
        for row in rows
    ]
    return JsonResponse({"options": options})


@require_GET
def taken_in(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """What came of it: the number, the papers to print, the next visitor."""
    case = get_case(actor=request.actor, case_id=case_id)
    context = {
        "case": case,
        # The paper that closes this step is printed first.
        "papers": tuple(reversed(case.papers)),
        "state_words": staff_words(case.state),
        "nav_key": "window",
        "pairs": _pairs(case),
        "next_href": reverse("desk:window"),
        "case_href": reverse("desk:case", args=[case_id]),
        "keys": [{"key": "Enter", "label": _("打印")}],
    }
    return render(request, "cases/desk/taken_in.html", context)


def _pairs(case: CaseView) -> list[dict[str, str]]:
    pairs = [
        {"term": _("办件编号"), "value": case.number},
        {"term": _("申请人"), "value": case.parties[0].name},
    ]
    if case.promised_due_on and case.state == CaseState.ACCEPTED:
        words = day_words(case.promised_due_on, year=True)
        pairs.append({"term": _("承诺办结"), "value": words})
    return pairs


def _stand_at(request: ActorRequest, intent: str) -> Counter:
    here = _find_duties(request, find_counter(request))
    code = request.POST.get("desk-item", "")
    words = request.POST.get("desk-item_words", "")[:_LONGEST_QUERY]
    if not code and intent == CHOOSE:
        # Without a script the typed words come instead of a chosen code.
        code = _best_code(request, here, words)
    if not code:
        error = _("请选择要办的事项，例如输入 spjy 找食品经营许可。")
        return replace(here, error=error if intent in {TAKE, CHOOSE} else "")
    version_id = find_version_in_force(
        actor=request.actor, handling_code=code, day=request.today
    )
    if version_id is None:
        error = _("没有这个事项，或者它现在不在有效期内，请重新选择。")
        return replace(here, error=error)
    guide = get_guide(actor=request.actor, version_id=version_id)
    if here.codes is not None and code not in here.codes:
        try:
            check_window_takes(
                actor=request.actor,
                guide=guide,
                venue_id=here.venue.venue_id,
                day=request.today,
            )
        except MoveRefused as elsewhere:
            return replace(here, error=elsewhere.message)
    intake = get_intake(
        actor=request.actor,
        item_id=guide.item_id,
        venue_id=here.venue.venue_id,
        day=request.today,
    )
    return replace(here, guide=guide, intake=intake)


def _find_duties(request: ActorRequest, venue: VenueCard) -> Counter:
    """Where the clerk stands, and what the windows there take in."""
    duties = list_own_duties(
        actor=request.actor, venue_id=venue.venue_id, day=request.today
    )
    codes = find_listed_items(actor=request.actor, duties=duties)
    return Counter(venue, duties=tuple(duties), codes=codes)


def _best_code(request: ActorRequest, here: Counter, words: str) -> str:
    rows = suggest_items(
        actor=request.actor,
        text=words,
        venue_id=here.venue.venue_id,
        codes=here.codes,
        day=request.today,
        limit=1,
    )
    return rows[0].handling_code if rows and words else ""


def _take(
    request: ActorRequest,
    counter: Counter,
    guide: Guide,
    typed: Typed,
    errors: dict[str, str],
) -> HttpResponse:
    forms = bound_forms(guide, request.POST, request.today)
    values: dict[str, object] = {}
    for form in forms:
        values |= form.cleaned_data
        errors |= form.messages()
    filing = make_filing(guide, typed, values)
    notice = telling.Telling(guide, counter.venue, counter.intake, typed, filing)
    intent = request.POST.get("desk-intent", "")
    refusal: Refusal | None = None
    try:
        if intent in telling.INTENTS:
            return telling.answer(request, notice, errors)
        receipt = take_in_at_window(
            actor=request.actor,
            filing=filing,
            venue_id=counter.venue.venue_id,
            at=request.now,
        )
    except Invalid as invalid:
        errors = {**place_errors(guide, typed, invalid.errors), **errors}
    except Refusal as refused:
        refusal = refused
    else:
        return redirect("desk:taken_in", receipt.case_id)
    return _show(request, counter, typed, errors, forms=forms, refusal=refusal)


def _show(
    request: ActorRequest,
    counter: Counter,
    typed: Typed,
    errors: Mapping[str, str],
    *,
    forms: list[PageForm] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    guide, intent = counter.guide, request.POST.get("desk-intent", "")
    context: dict[str, Any] = {
        "nav_key": "window",
        "venue": counter.venue,
        # Said only where a list binds: who works at an open window too is bound by none.
        "duties": counter.duties if counter.codes is not None else (),
        "listed": len(counter.codes or ()),
        "typed": typed,
        "errors": errors,
        "refusal": refusal,
        "visitor": visitor_fields(typed, errors),
        "firm": firm_fields(typed, errors),
        "suggest_url": reverse("desk:suggest"),
        "item_value": guide.handling_code if guide else "",
        "item_words": guide.name if guide else request.POST.get("desk-item_words", ""),
        "item_error": errors.get("desk-item", ""),
        "keys": keys_of(None),
    }
    if guide is not None:
        if forms is None:
            with reading(request.actor):
                facts = facts_of(request, typed)
            is_looked_up = intent == FIND
            forms = open_forms(
                guide, request.POST, request.today, facts, facts_win=is_looked_up
            )
        more = intent.removeprefix(MORE) if intent.startswith(MORE) else ""
        chosen = Chosen(guide, counter.intake, forms)
        context |= item_context(chosen, typed, errors, more)
        context["earlier"] = list_earlier_cases(
            actor=request.actor,
            guide=guide,
            parties=make_filing(guide, typed, {}).parties,
        )
        context["keys"] = keys_of(chosen)
    status = refusal.status if refusal else 422 if errors else 200
    return render(request, "cases/desk/window.html", context, status=status)
