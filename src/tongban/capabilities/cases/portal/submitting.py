"""P12 the check before submitting, and P13 the page that says what happens next."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.capabilities.accounts.queries import own_level
from tongban.capabilities.cases.commands import LevelTooLow, file_application
from tongban.capabilities.cases.portal.asking import read_topics, whole_form
from tongban.capabilities.cases.portal.awaiting import coming_events
from tongban.capabilities.cases.portal.delivering import tell_wish
from tongban.capabilities.cases.portal.folder import Folder
from tongban.capabilities.cases.portal.mine import signed_in
from tongban.capabilities.cases.portal.reviewing import tell_review
from tongban.capabilities.cases.portal.steps import (
    CHECK,
    address,
    applying,
    asks_situation,
    form_address,
    open_steps,
    place_of,
)
from tongban.capabilities.cases.portal.taking_part import (
    list_parties,
    participants,
    room_in,
)
from tongban.capabilities.cases.portal.wishing import (
    keep_wish,
    wish_fields,
    wish_of,
    wish_rows,
    wrong_wish,
)
from tongban.capabilities.cases.queries import (
    find_receipt,
    get_case,
    get_receipt,
    list_earlier_cases,
)
from tongban.capabilities.cases.queries.own_part import get_own_part
from tongban.capabilities.cases.types import Filing, MaterialEntry, Wish
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.orgs.queries import get_calendar
from tongban.capabilities.privacy.queries import find_notice
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.schemas.answers import say_answer
from tongban.plumbing.schemas.validation import is_shown

LONGEST_KEY = 64


@require_http_methods(["GET", "HEAD", "POST"])
def check_and_submit(request: ActorRequest, code: str) -> HttpResponse:
    """Submitting twice with the same page gives the same number."""
    given = request.POST.get("key", "")[:LONGEST_KEY]
    key = given if given.isascii() and given.isalnum() else ""
    # The draft is gone after the first time, so its receipt is looked for before it.
    if request.method == "POST" and key and request.actor.account_id is not None:
        receipt = find_receipt(actor=request.actor, idempotency_key=key)
        if receipt is not None:
            return redirect("cases:applied", receipt.case_id)
    return _check(request, code, key)


@applying
def _check(request: ActorRequest, folder: Folder, key: str) -> HttpResponse:
    errors: dict[str, str] = {}
    promised = request.POST.get("promise") == "yes"
    wish = wish_of(folder)
    if request.method == "POST":
        wish = wish_of(folder, keep_wish(request, folder))
        if request.headers.get("X-Autosave") == "1":
            return HttpResponse(status=204)
        errors = _missing_steps(folder) | wrong_wish(folder, wish)
        if not promised:
            errors["promise"] = _("请先勾选承诺，再提交申请。")
        if not errors:
            try:
                receipt = file_application(
                    actor=request.actor,
                    filing=_filing(folder, key or uuid4().hex, wish),
                    channel="web",
                    at=request.now,
                )
            except Invalid as refusal:
                errors = _by_card(folder, refusal.errors)
            except LevelTooLow:
                return redirect(step_up(request, folder))
            else:
                return redirect("cases:applied", receipt.case_id)
    context = _told_beside(request, folder) | {
        "guide": folder.guide,
        "both_names": folder.both_names,
        "cards": _cards(folder),
        "errors": errors,
        "promised": promised,
        "open_steps": [] if errors else open_steps(folder),
        "is_whole": not open_steps(folder),
        "step_up": step_up(request, folder),
        "key": key or uuid4().hex,
        **_asking_for_wish(request, folder, wish, errors),
        **place_of(folder, CHECK),
    }
    status = 422 if errors else 200
    return render(request, "cases/portal/check.html", context, status=status)


def _told_beside(request: ActorRequest, folder: Folder) -> dict[str, Any]:
    """What is told beside the answers, read in one transaction."""
    actor, today = request.actor, request.today
    with reading(actor):
        parties = list_parties(folder)
        return {
            "earlier": list_earlier_cases(
                actor=actor, guide=folder.guide, parties=parties
            ),
            "review": tell_review(actor, folder, today),
            "privacy_notice": find_notice(actor=actor, day=today),
        }


def _asking_for_wish(
    request: ActorRequest, folder: Folder, wish: Wish | None, errors: dict[str, str]
) -> dict[str, Any]:
    """The choice as it was made, with a link to change it; or the question itself."""
    if wish is None:
        return {}
    is_asked = (
        "wish" not in folder.answers
        or request.GET.get("change") == "wish"
        or bool(wrong_wish(folder, wish))
    )
    if is_asked:
        return wish_fields(folder, wish, errors)
    href = f"{address(folder, CHECK)}?change=wish#f-wish"
    return {"wish_card": _card("wish", _("怎么领结果"), wish_rows(wish), href)}


def step_up(request: ActorRequest, folder: Folder) -> str:
    """Where to prove oneself once more, and back here; empty where one is known enough."""
    asked = folder.guide.assurance
    if asked == 1 or own_level(actor=request.actor) >= asked:
        return ""
    back = {"level": asked, "next": address(folder, CHECK)}
    return f"{reverse('accounts:verify')}?{urlencode(back)}"


def _filing(folder: Folder, key: str, wish: Wish | None) -> Filing:
    values, _errors = whole_form(folder)
    firm = folder.firm
    return Filing(
        version_id=folder.guide.version_id,
        situations={
            row.key: folder.situations[row.key] for row in folder.guide.situations
        },
        values=values,
        parties=list_parties(folder),
        materials=tuple(
            MaterialEntry(row.key, "electronic", folder.uploads[row.key].upload_id)
            for row in folder.asked
            if row.key in folder.uploads and not row.is_waived
        ),
        idempotency_key=key,
        firm_id=firm.firm_id if firm else None,
        wish=wish,
        principal_id=folder.principal.person_id if folder.principal else None,
    )


def _missing_steps(folder: Folder) -> dict[str, str]:
    return {
        step.key: _("“%(step)s”还没有完成，请点“修改”补上。") % {"step": step.title}
        for step in open_steps(folder)
    }


def _by_card(folder: Folder, errors: dict[str, str]) -> dict[str, str]:
    """Each message at the card that can mend it."""
    pages = {
        spec.name: page.key for page in folder.schema.pages for spec in page.fields
    }
    found: dict[str, str] = {}
    for field, message in errors.items():
        if field.startswith("wish_"):
            found[field] = message
            continue
        head = field.partition("_")[0]
        place = {"situation": "situation", "party": "parties", "parties": "parties"}
        card = pages.get(field) or place.get(head) or "materials"
        found[card] = f"{found[card]} {message}" if card in found else message
    return found


def _cards(folder: Folder) -> list[dict[str, Any]]:
    back = "?next=check"
    cards: list[dict[str, Any]] = []
    if asks_situation(folder):
        href = address(folder, "situation") + back
        cards.append(_card("situation", _("您的情况"), _situation_rows(folder), href))
    rows = [
        {"label": role.label, "value": "\n".join(_lines(folder, role.role))}
        for role in folder.guide.party_roles
        if participants(folder, role.role)
    ]
    has_room = any(room_in(folder, role) > 0 for role in folder.guide.party_roles)
    href = address(folder, "parties") + back if has_room else ""
    cards.append(_card("parties", _("当事人"), rows, href))
    cards += _form_cards(folder, back)
    href = address(folder, "materials") + back
    cards.append(_card("materials", _("材料"), _material_rows(folder), href))
    return cards


def _card(
    key: str, title: str, rows: list[dict[str, str]], href: str
) -> dict[str, Any]:
    return {"key": key, "title": title, "rows": rows, "href": href}


def _lines(folder: Folder, role: str) -> list[str]:
    return [
        "，".join(part for part in (row.name, row.document, row.phone) if part)
        for row in participants(folder, role)
    ]


def _situation_rows(folder: Folder) -> list[dict[str, str]]:
    rows = []
    if len(folder.acting_choices) > 1:
        words = dict(folder.acting_choices).get(folder.acting, "")
        rows.append({"label": _("以谁的名义办"), "value": words})
    if folder.role_choices:
        words = next(
            (row.label for row in folder.role_choices if row.role == folder.own_role),
            "",
        )
        rows.append({"label": _("您是哪一方"), "value": words})
    for row in folder.guide.situations:
        labels = {one.key: one.label for one in row.options}
        answer = folder.situations.get(row.key, "")
        rows.append({"label": row.question, "value": labels.get(answer, "")})
    return rows


def _form_cards(folder: Folder, back: str) -> list[dict[str, Any]]:
    answers, _errors = whole_form(folder)
    cards = []
    for topic in read_topics(folder):
        sources = {row.name: row.source for row in topic.held}
        rows = [
            {
                "label": spec.label,
                "value": say_answer(spec, answers[spec.name])
                if spec.name in answers
                else "",
                "source": sources.get(spec.name, ""),
            }
            for spec in folder.schema.page(topic.key).fields
            if is_shown(folder.schema, spec, answers)
        ]
        href = form_address(folder, topic.key) + back + f"&change={topic.key}"
        can_change = topic.gaps or topic.may_change
        cards.append(_card(topic.key, topic.title, rows, href if can_change else ""))
    return cards


def _material_rows(folder: Folder) -> list[dict[str, str]]:
    rows = []
    for card in folder.asked:
        upload = folder.uploads.get(card.key)
        if card.is_waived:
            value = _("不用交")
        elif upload is not None:
            value = _("已上传：%(name)s") % {"name": upload.name}
        else:
            value = _("还没有上传")
        rows.append({"label": card.name, "value": value})
    return rows


@require_safe
def show_applied(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The number, what comes next and when, and the receipt to keep."""
    actor = signed_in(request)
    with reading(actor):
        receipt = get_receipt(actor=actor, case_id=case_id)
        case = get_case(actor=actor, case_id=case_id)
        guide = get_guide(actor=actor, version_id=case.version_id)
        calendar = get_calendar(actor=actor)
        own = get_own_part(actor=actor, case_id=case_id)
    paper = reverse("cases:paper_file", args=[receipt.paper_id])
    context = {
        "receipt": receipt,
        "case": case,
        "next_events": coming_events(guide, case, calendar),
        "receipt_href": paper if receipt.paper_id else "",
        "arrival": tell_wish(own),
        "contact": _contact(guide.elements),
    }
    response = render(request, "cases/portal/applied.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _contact(elements: dict[str, Any]) -> str:
    phones = elements.get("consult_phones") or ["12345"]
    return _("有问题请打 %(phone)s") % {"phone": phones[0]}
