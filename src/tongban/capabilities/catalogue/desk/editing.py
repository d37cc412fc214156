"""One section of a draft: fields and rows, saved as typed, with what is found in them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.checking.found import ERROR, rows, text
from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.desk.wording import rows_named
from tongban.capabilities.catalogue.elements.editing import lay_over, rows_of
from tongban.capabilities.catalogue.elements.reading import hints
from tongban.capabilities.catalogue.elements.table import (
    Block,
    Element,
    Section,
    section_of,
    sections,
)
from tongban.capabilities.catalogue.elements.values import shown, value_at
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries import get_draft
from tongban.capabilities.catalogue.types import DraftCard, Finding
from tongban.capabilities.orgs.queries import list_bodies
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest

Document = dict[str, Any]

# The control for each kind of value; a choice of more than four is a list to open.
_CONTROLS = {
    "text": "text",
    "long": "textarea",
    "lines": "textarea",
    "options": "textarea",
    "choices": "textarea",
    "number": "integer",
    "money": "money",
    "some": "choices",
    "when": "choices",
    "yes_no": "yes_no",
}
_MOST_RADIOS = 4


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, draft_id: UUID, section_key: str) -> HttpResponse:
    """Show the section, or keep what was typed; adding and taking out a row keeps all."""
    section = next((one for one in sections() if one.key == section_key), None)
    if section is None:
        raise NotFound(_("没有这一部分，请从草稿页面进入。"))
    draft = get_draft(actor=request.actor, draft_id=draft_id)
    require(request.actor, DRAFT_ITEM, org_id=draft.body_id)
    if request.method == "GET":
        return _page(request, draft, section)
    do = request.POST.get("do", "save")
    document = lay_over(draft.document, section, request.POST, do)
    try:
        saved = save_draft(
            actor=request.actor,
            body_id=draft.body_id,
            document=document,
            at=request.now,
            draft_id=draft_id,
        )
    except Refusal as refusal:
        return _page(request, draft, section, document=document, refusal=refusal)
    if do == "save":
        return redirect(
            reverse("desk:draft_section", args=[draft_id, section_key]) + "?saved=1"
        )
    if do == "next":
        return redirect(_next(draft_id, section))
    return _page(request, saved, section)


def _next(draft_id: UUID, section: Section) -> str:
    listed = list(sections())
    after = listed[listed.index(section) + 1 :]
    if not after:
        return reverse("desk:draft", args=[draft_id])
    return reverse("desk:draft_section", args=[draft_id, after[0].key])


def _page(
    request: ActorRequest,
    draft: DraftCard,
    section: Section,
    *,
    document: Document | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    document = draft.document if document is None else document
    with reading(request.actor):
        bodies = {
            body.code: body.name
            for body in list_bodies(actor=request.actor)
            if request.actor.may(DRAFT_ITEM, org_id=body.body_id)
        }
    found = [one for one in draft.findings if section_of(one.where) is section]
    context = {
        "nav_key": "items",
        "draft": draft,
        "name": draft.name or _("还没有名称"),
        "section": section,
        "blocks": [
            _block(document, block, found, bodies, request.POST.get("do", ""))
            for block in section.blocks
        ],
        "findings": [
            {"message": one.message, "is_error": one.severity == ERROR} for one in found
        ],
        "hints": hints(document) if section.key == "plain" else [],
        "was_saved": request.GET.get("saved") == "1",
        "sections": [
            {
                "label": one.title,
                "href": reverse("desk:draft_section", args=[draft.draft_id, one.key]),
                "current": one is section,
            }
            for one in sections()
        ],
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "catalogue/desk/section.html", context, status=status)


def _block(
    document: Document,
    block: Block,
    found: list[Finding],
    bodies: dict[str, str],
    done: str,
) -> dict[str, Any]:
    if not block.rows:
        return {
            "fields": [
                _field(
                    element,
                    element.path,
                    value_at(document, element.path),
                    document,
                    bodies,
                    _error(element, block, found),
                )
                for element in block.elements
            ]
        }
    listed = rows_of(document, block)
    return {
        "rows": [
            _row(document, block, number, row, found, bodies)
            for number, row in enumerate(listed)
        ],
        "name": block.rows,
        "count": len(listed),
        "label": block.row_label,
        "note": block.note,
        "focus": len(listed) - 1 if done == f"add:{block.rows}" else -1,
    }


def _row(  # noqa: PLR0917  # a row is made of all of them
    document: Document,
    block: Block,
    number: int,
    row: Document,
    found: list[Finding],
    bodies: dict[str, str],
) -> dict[str, Any]:
    return {
        "number": number,
        "place": number + 1,
        "findings": [
            one.message for one in found if number in rows_named(one.where, block.rows)
        ],
        "fields": [
            _field(
                element,
                f"{block.rows}-{number}-{element.path}",
                value_at(row, element.path),
                document,
                bodies,
                "",
            )
            for element in block.elements
        ],
    }


def _error(element: Element, block: Block, found: list[Finding]) -> str:
    """What must be mended in this element; what names only its group stands at the first."""
    top = element.path.split(".")[0]
    of_group = [one for one in block.elements if one.path.split(".")[0] == top]
    return "".join(
        one.message
        for one in found
        if one.severity == ERROR
        and (one.where == element.path or (one.where == top and of_group[0] is element))
    )


def _field(  # noqa: PLR0917  # a control is made of all of them
    element: Element,
    name: str,
    value: Any,
    document: Document,
    bodies: dict[str, str],
    error: str,
) -> dict[str, Any]:
    choices = element.choices or {}
    if element.path == "org":
        choices = bodies
    if element.kind == "when":
        choices = _answers(document)
    said = shown(element, value)
    field = {
        "name": name,
        "label": element.label,
        "type": _CONTROLS.get(element.kind, ""),
        "value": said,
        "help": element.help,
        "example": element.example,
        "required": not element.optional,
        "error": error,
        "rows": 3,
        "choices": [{"value": key, "label": label} for key, label in choices.items()],
    }
    if element.kind == "one":
        if said and str(said) not in choices:
            # A value from an import that is none of ours stays to be seen and changed.
            field["choices"] = [
                *field["choices"],
                {"value": said, "label": _("原值：%(value)s") % {"value": said}},
            ]
        field["type"] = "choice" if len(choices) <= _MOST_RADIOS else "select"
    return field


def _answers(document: Document) -> dict[str, str]:
    return {
        f"{text(situation, 'key')}:{text(option, 'key')}": (
            f"{text(situation, 'question')} {text(option, 'label')}"
        )
        for situation in rows(document, "situations")
        for option in rows(situation, "options")
    }
