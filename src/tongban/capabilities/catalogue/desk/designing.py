"""A2 表单设计: the form of a draft page by page, one field open at a time, and its preview.

Every button posts the whole page, so what was typed into the open field is kept whatever
is done next; a script only spares the way there and back.
"""

import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.checking.found import ERROR
from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.desk.editing import (
    kept,
    line_of,
    onward,
    tabs_of,
)
from tongban.capabilities.catalogue.desk.fields import (
    Design,
    field_controls,
    outline_of,
    page_controls,
)
from tongban.capabilities.catalogue.elements.designing import (
    Designed,
    Spot,
    Taken,
    act,
    find,
    lay_open,
    pages_of,
    spot_of,
)
from tongban.capabilities.catalogue.elements.editing import LOOKED_THROUGH
from tongban.capabilities.catalogue.elements.table import Block, Section, sections
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries import get_draft
from tongban.capabilities.catalogue.types import DraftCard
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.schemas import check_schema, page_form, read_schema

_SAVE: Final = "save"
_KEEP: Final = "keep"
# As whom one looks at the form: all at once, or one in its mode and width, to be tried.
TOGETHER: Final = "together"
VIEWS: Final = (TOGETHER, "desktop", "phone", "elder", "elder-phone")


def _section() -> Section:
    return next(one for one in sections() if one.key == "form")


def _block() -> Block:
    return _section().blocks[0]


@require_http_methods(["GET", "POST"])
def design(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """Show the form with one field open, or keep what was typed and do what was pressed."""
    draft = get_draft(actor=request.actor, draft_id=draft_id)
    require(request.actor, DRAFT_ITEM, org_id=draft.body_id)
    if request.method == "GET":
        now = Designed(draft.document, spot_of(request.GET.get("open", "")))
        return _page(request, draft, now)
    do = request.POST.get("do", _SAVE)
    now = _done(request, draft, do)
    try:
        saved = save_draft(
            actor=request.actor,
            body_id=draft.body_id,
            document=now.document,
            at=request.now,
            draft_id=draft_id,
            looked_through="form" if do in LOOKED_THROUGH else "",
        )
    except Refusal as refusal:
        return _page(request, draft, now, refusal=refusal)
    if do == _KEEP:
        return kept(request, saved, _section())
    if do == _SAVE:
        opened = f"&open={now.spot}" if now.spot else ""
        return redirect(f"{request.path}?saved=1{opened}")
    what, _sep, view = do.partition(":")
    if what == "preview":
        return redirect(_preview(saved, view, now.spot))
    ahead = onward(saved, _section(), do)
    return redirect(ahead) if ahead else _page(request, saved, now)


def _done(request: ActorRequest, draft: DraftCard, do: str) -> Designed:
    """What was typed laid over the open field, then what the button says."""
    posted = request.POST
    spot = spot_of(posted.get("open", ""))
    typed = {name: posted.getlist(name) for name in posted}
    document = lay_open(draft.document, spot, typed)
    lines = (_block(), posted.get("form-lines", ""))
    return act(document, do, spot, _taken(posted.get("taken", "")), lines)


def _taken(said: str) -> tuple[Taken, ...]:
    """What can be put back, as the page carries it along; what is damaged is left out."""
    try:
        listed = json.loads(said or "[]")
    except ValueError:
        return ()
    found = []
    for one in listed if isinstance(listed, list) else []:
        match one:
            case {"kind": "field" | "page" as kind, "what": dict() as what} if (
                isinstance(one.get("at"), int)
            ):
                at = max(0, one["at"])
                found.append(Taken(kind, what, str(one.get("page", "")), at))
    return tuple(found)


def _carried(taken: tuple[Taken, ...]) -> str:
    return json.dumps([vars(one) for one in taken], ensure_ascii=False)


def _page(
    request: ActorRequest,
    draft: DraftCard,
    now: Designed,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    section = _section()
    pages = pages_of(now.document)
    spot = now.spot if find(pages, now.spot) else _first(pages)
    made = Design(
        pages, spot, [one for one in draft.findings if one.where.startswith("form")]
    )
    context = line_of(draft, section) | {
        "nav_key": "items",
        "name": draft.name or _("还没有名称"),
        "pages": outline_of(made),
        "opened": _opened(made),
        "findings": _of_whole(made),
        "taken": _carried(now.taken),
        "last_taken": now.taken[-1].words or _("没有名称的") if now.taken else "",
        "lines": {
            "name": "form-lines",
            "label": _("一行写一栏，或者粘贴表格"),
            "type": "textarea",
            "rows": 4,
            "help": _block().lines,
        },
        "was_saved": request.GET.get("saved") == "1",
        "sections": tabs_of(now.document, section),
        "keys": [
            {"key": "Enter", "label": _("下一栏")},
            {"key": "F8", "label": _("加一栏")},
            {"key": "F7", "label": _("下一处要补的")},
            {"key": "F9", "label": _("保存")},
            {"key": "F10", "label": _("保存，填下一部分")},
        ],
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "catalogue/desk/design.html", context, status=status)


def _first(pages: list[dict[str, Any]]) -> Spot | None:
    """What is open while nobody has chosen: the first field there is, else its page."""
    for page in pages:
        if page["fields"]:
            return Spot("field", page["fields"][0]["name"])
    return Spot("page", pages[0]["key"]) if pages else None


def _opened(made: Design) -> dict[str, Any] | None:
    if made.spot is None:
        return None
    return page_controls(made) if made.spot.kind == "page" else field_controls(made)


def _of_whole(made: Design) -> list[dict[str, Any]]:
    """What is wrong with the form as a whole: it stands at no page and no field."""
    return [
        {"message": one.message, "is_error": one.severity == ERROR}
        for one in made.findings
        if "[" not in one.where
    ]


@require_http_methods(["GET", "POST"])
def show_preview(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """The form as applicants get it: on three screens side by side, or on one to try it out.

    What is typed here goes nowhere: it is checked by the form's own engine and forgotten.
    """
    draft = get_draft(actor=request.actor, draft_id=draft_id)
    view = request.GET.get("as", "")
    view = view if view in VIEWS else VIEWS[0]
    tried = request.POST if request.method == "POST" else None
    schema = draft.document.get("form")
    problems = check_schema(schema)
    if view == TOGETHER and tried is None and not problems:
        context = _around(request, draft, view) | {"frames": _frames(request, schema)}
        return render(request, "catalogue/desk/form_previews.html", context)
    # What was tried is judged on one screen.
    view = VIEWS[1] if view == TOGETHER else view
    forms, errors = ([], {}) if problems else _forms(request, schema, tried)
    context = _around(request, draft, view) | {
        "mode": "elder" if view.startswith("elder") else "standard",
        "is_phone": view.endswith("phone"),
        "problems": problems,
        "form_pages": forms,
        "errors": errors,
        "is_right": tried is not None and not errors and not problems,
    }
    status = 422 if errors else 200
    return render(request, "catalogue/desk/form_preview.html", context, status=status)


def _around(request: ActorRequest, draft: DraftCard, view: str) -> dict[str, Any]:
    """What stands around a preview: whose form it is, and the way to the others."""
    opened = request.GET.get("open", "")
    return {
        "name": draft.name or _("还没有名称"),
        "design_href": _design(draft, opened),
        "tabs": _views(draft, view, opened),
        "may_write": request.actor.may(DRAFT_ITEM, org_id=draft.body_id),
    }


def _frames(request: ActorRequest, schema: Any) -> list[dict[str, Any]]:
    """The same form three times, each with ids of its own."""
    labels = {"desktop": _("电脑"), "phone": _("手机"), "elder": _("大字版手机")}
    return [
        {
            "key": key,
            "label": label,
            "mode": "elder" if key == "elder" else "standard",
            "form_pages": _forms(request, schema, None, ids=f"{key}-")[0],
        }
        for key, label in labels.items()
    ]


def _forms(
    request: ActorRequest,
    schema: Any,
    tried: Mapping[str, Any] | None,
    *,
    ids: str = "",
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Each page by the widgets of the applicant, and what is wrong in what was tried."""
    known: dict[str, object] = {}
    errors: dict[str, str] = {}
    listed = []
    form = read_schema(schema)
    for page in form.pages:
        one = page_form(
            form, page.key, on=request.today, known=known, data=tried, ids=ids
        )
        if tried is not None:
            one.is_valid()
            known |= one.cleaned_data
            errors |= one.messages()
        labels = [field.label for field in page.fields if field.prefill]
        listed.append({"title": page.title, "form": one, "known": labels})
    return listed, errors


def _views(draft: DraftCard, view: str, opened: str) -> list[dict[str, Any]]:
    labels = (_("并排看"), _("电脑"), _("手机"), _("大字版"), _("大字版手机"))
    return [
        {
            "label": label,
            "href": _preview(draft, one, spot_of(opened)),
            "current": one == view,
        }
        for one, label in zip(VIEWS, labels, strict=True)
    ]


def _preview(draft: DraftCard, view: str, spot: Spot | None) -> str:
    address = reverse("desk:form_preview", args=[draft.draft_id])
    opened = f"&open={spot}" if spot else ""
    return f"{address}?as={view if view in VIEWS else VIEWS[0]}{opened}"


def _design(draft: DraftCard, opened: str) -> str:
    address = reverse("desk:draft_section", args=[draft.draft_id, "form"])
    spot = spot_of(opened)
    return f"{address}?open={spot}" if spot else address
