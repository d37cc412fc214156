"""Pre-review (APP-11): the office reads a draft as far as the wall shows it, and answers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.cases.commands import answer_pre_review
from tongban.capabilities.cases.commands.pre_review import LONGEST_OPINION
from tongban.capabilities.cases.permissions import PRE_REVIEW
from tongban.capabilities.cases.queries import get_pre_review, list_pre_reviews
from tongban.capabilities.cases.queries.worklist import office_day
from tongban.capabilities.cases.types import PreReviewView
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.queries import get_calendar
from tongban.ground.codes.identity import IdKind
from tongban.ground.codes.mask import mask_identity_number, mask_mobile
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas.answers import read_answers
from tongban.plumbing.schemas.schema import FieldType
from tongban.plumbing.text.days import day_words


@require_GET
def show_all(request: ActorRequest) -> HttpResponse:
    """What waits for a pre-review at the bodies of the actor, the most urgent first."""
    actor = request.actor
    bodies = actor.bodies_for(PRE_REVIEW)
    if not bodies:
        require(actor, PRE_REVIEW)
    with reading(actor):
        found = [
            row
            for body in bodies
            for row in list_pre_reviews(actor=actor, body_id=body)
        ]
        calendar = get_calendar(actor=actor)
    found.sort(key=lambda row: (row.due_on, row.pre_review_id))
    rows = []
    for row in found:
        left = calendar.working_days_between(request.today, row.due_on)
        late = calendar.working_days_between(row.due_on, request.today)
        lamp = "red" if late else "yellow" if left <= 1 else "green"
        asked_on = office_day(row.asked_at)
        rows.append(
            {
                "href": reverse("desk:pre_review", args=[row.pre_review_id]),
                "label": row.item_name,
                "cells": [
                    {"light": lamp, "days_left": left - late},
                    {"text": row.item_name},
                    {"text": day_words(asked_on) if asked_on else "—"},
                    {"text": day_words(row.due_on)},
                ],
            }
        )
    context = {
        "nav_key": "worklist",
        "columns": [
            {"label": _("剩余时间")},
            {"label": _("事项"), "kind": "wide"},
            {"label": _("请求预审")},
            {"label": _("答复期限")},
        ],
        "rows": rows,
        "keys": [
            {"key": "Enter", "label": _("看第一份")},
            {"key": "Esc", "label": _("返回待办"), "href": reverse("desk:worklist")},
        ],
    }
    return render(request, "cases/desk/pre_reviews.html", context)


@require_http_methods(["GET", "POST"])
def show(request: ActorRequest, pre_review_id: UUID) -> HttpResponse:
    """One draft with its answers; pass it, or say what is still to be mended."""
    if request.method != "POST":
        return _page(request, pre_review_id, Told())
    told = Told()
    with told:
        answer_pre_review(
            actor=request.actor,
            pre_review_id=pre_review_id,
            passes=request.POST.get("act") == "pass",
            opinion=request.POST.get("opinion", ""),
            at=request.now,
        )
        return redirect("desk:pre_reviews")
    return _page(request, pre_review_id, told)


def _page(request: ActorRequest, pre_review_id: UUID, told: Told) -> HttpResponse:
    with reading(request.actor):
        view = get_pre_review(actor=request.actor, pre_review_id=pre_review_id)
        guide = get_guide(actor=request.actor, version_id=view.version_id)
    written = request.POST.get("opinion", view.opinion)
    context = {
        "nav_key": "worklist",
        "view": view,
        "errors": told.errors,
        "refusal": told.refusal,
        "is_open": not view.outcome,
        "outcome_words": _("预审通过") if view.outcome == "passed" else _("已退回修改"),
        "asked_words": _("请在 %(day)s前答复") % {"day": day_words(view.due_on)},
        "parties": _parties(guide, view),
        "values": _values(guide, view),
        "materials": _materials(guide, view),
        "opinion": {
            "name": "opinion",
            "label": _("预审意见（退回就要写）"),
            "type": "textarea",
            "rows": 4,
            "max_length": LONGEST_OPINION,
            "value": written,
            "error": told.errors.get("opinion", ""),
        },
        "phrases": [
            _("材料看起来齐全，可以提交。"),
            _("填写的内容与材料不一致，请核对。"),
            _("还缺材料，请补上再提交。"),
        ],
        "keys": [
            {"key": "Esc", "label": _("返回预审"), "href": reverse("desk:pre_reviews")}
        ],
    }
    return render(request, "cases/desk/pre_review.html", context, status=told.status)


def _parties(guide: Guide, view: PreReviewView) -> list[dict[str, Any]]:
    """The parties that were typed, numbers masked; the applicant's own card is not here."""
    labels = {row.role: row.label for row in guide.party_roles}
    kinds = {kind.value: kind.label for kind in IdKind}
    rows = []
    for role, people in dict(view.answers.get("parties", {})).items():
        for row in people:
            number = mask_identity_number(str(row.get("id_number", "")))
            kind = kinds.get(str(row.get("id_kind", "")), "")
            phone = mask_mobile(str(row.get("phone", "")))
            rows.append(
                {
                    "term": labels.get(role, role),
                    "value": str(row.get("name", "")) or "—",
                    "note": f"{kind} {number} {phone}".strip(),
                }
            )
    return rows


def _values(guide: Guide, view: PreReviewView) -> list[dict[str, Any]]:
    given = dict(view.answers.get("situations", {}))
    pairs = []
    for situation in guide.situations:
        labels = {option.key: option.label for option in situation.options}
        words = labels.get(str(given.get(situation.key, "")), "—")
        pairs.append({"term": situation.question, "value": words})
    schema = guide.form
    for page in read_answers(schema, dict(view.answers.get("values", {}))):
        for answer in page.answers:
            spec = schema.fields[answer.name]
            is_number = spec.type is FieldType.IDENTITY_DOCUMENT
            words = mask_identity_number(answer.words) if is_number else answer.words
            pairs.append({"term": answer.label, "value": words or "—"})
    return pairs


def _materials(guide: Guide, view: PreReviewView) -> list[dict[str, Any]]:
    """Names only: a person's file opens to an office with the case, and not before."""
    given = dict(view.answers.get("situations", {}))
    uploaded = set(view.answers.get("materials", {}))
    return [
        {
            "name": card.name,
            "need": "waived" if card.is_waived else card.necessity,
            "is_uploaded": card.key in uploaded,
            "is_waived": card.is_waived,
        }
        for card in guide.materials_for(given)
    ]
