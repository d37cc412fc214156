"""P8 the list of tasks, and P9 the questions that decide what is asked."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.cases.commands import discard_draft, keep_draft
from tongban.capabilities.cases.portal.folder import FOR, Folder, open_folder
from tongban.capabilities.cases.portal.reviewing import tell_review
from tongban.capabilities.cases.portal.steps import (
    after,
    applying,
    place_of,
    steps_of,
    wants_check,
)
from tongban.capabilities.mandates.queries import list_principals
from tongban.capabilities.mandates.types import ACTING_FOR
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.requests import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
@applying
def show_tasks(request: ActorRequest, folder: Folder) -> HttpResponse:
    """What has to be done, what is done, and until when the draft is kept."""
    if request.method == "POST":
        discard_draft(actor=request.actor, version_id=folder.guide.version_id)
        messages.success(request, _("草稿已经删掉了，您填的内容没有留下。"))
        return redirect("cases:mine")
    steps = steps_of(folder)
    first = next((place for place, step in enumerate(steps) if step.state == "todo"), 0)
    left = (folder.expires_on - folder.today).days if folder.expires_on else None
    context = {
        "folder": folder,
        "guide": folder.guide,
        "tasks": [
            {
                "title": step.title,
                "href": step.href,
                "state": step.state,
                "note": step.note,
            }
            for step in steps
        ],
        "next_href": steps[first].href,
        "next_number": first + 1,
        "is_begun": any(step.state == "done" for step in steps),
        "left": left,
        "review": tell_review(request.actor, folder, request.today),
    }
    return render(request, "cases/portal/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@applying
def ask_situation(request: ActorRequest, folder: Folder) -> HttpResponse:
    """All questions of the item on one page; every one has a 不知道 where it may be."""
    errors: dict[str, str] = {}
    typed: dict[str, str] = {}
    if request.method == "POST":
        typed = {
            field["name"]: request.POST.get(field["name"], "")
            for field in _fields(folder)
        }
        errors = _wrong(folder, typed)
        if not errors:
            return _keep(request, folder, typed)
    back_to_check = wants_check(request)
    context = {
        "guide": folder.guide,
        "fields": _fields(folder, typed, errors),
        "errors": errors,
        "back_to_check": back_to_check,
        **place_of(folder, "situation"),
    }
    status = 422 if errors else 200
    return render(request, "cases/portal/situation.html", context, status=status)


def _keep(request: ActorRequest, folder: Folder, typed: dict[str, str]) -> HttpResponse:
    answers: dict[str, Any] = {
        "situations": {
            row.key: typed[f"situation_{row.key}"] for row in folder.guide.situations
        }
    }
    answers |= {name: typed[name] for name in ("acting", "own_role") if name in typed}
    actor = _act_for(request, folder, typed.get("acting", ""))
    keep_draft(
        actor=actor,
        version_id=folder.guide.version_id,
        answers=answers,
        at=request.now,
    )
    # Read again: who applies decides whether further parties and which gaps there are.
    folder, _carried = open_folder(
        actor=actor,
        code=folder.guide.handling_code,
        today=request.today,
        now=request.now,
    )
    return redirect(after(folder, "situation", back_to_check=wants_check(request)))


def _act_for(request: ActorRequest, folder: Folder, said: str) -> Actor:
    """Whoever applies for another person does so from here on, with a draft of its own.

    What was typed before under one's own name, and says for whom, stays where it is. A firm
    of one's own is chosen with the answers: its draft waits on every device of who leads it.
    """
    actor = request.actor
    wanted = read_key(said.removeprefix(FOR)) if said.startswith(FOR) else None
    if wanted is None or actor.acting is not None or folder.acting == said:
        return actor
    found = next(
        one
        for one in list_principals(actor=actor, today=request.today)
        if one.subject_id == wanted
    )
    request.session[ACTING_FOR] = str(wanted)
    messages.info(request, _("从现在起，您替%(name)s办事。") % {"name": found.name})
    return actor.for_principal(found)


def _fields(
    folder: Folder,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = []
    if len(folder.acting_choices) > 1:
        choices = [
            {"value": value, "label": label} for value, label in folder.acting_choices
        ]
        fields.append(
            {"name": "acting", "label": _("以谁的名义办？"), "choices": choices}
        )
        fields[-1]["value"] = folder.acting
    if folder.role_choices:
        choices = [
            {"value": row.role, "label": row.label} for row in folder.role_choices
        ]
        fields.append(
            {"name": "own_role", "label": _("您是哪一方？"), "choices": choices}
        )
        fields[-1]["value"] = folder.own_role
    for row in folder.guide.situations:
        choices = [{"value": one.key, "label": one.label} for one in row.options]
        fields.append(
            {
                "name": f"situation_{row.key}",
                "label": row.question,
                "help": row.help,
                "choices": choices,
                "value": folder.situations.get(row.key, ""),
            }
        )
    for field in fields:
        field |= {"type": "choice", "required": True}
        field["error"] = (errors or {}).get(field["name"], "")
        if typed:
            field["value"] = typed[field["name"]]
    return fields


def _wrong(folder: Folder, typed: dict[str, str]) -> dict[str, str]:
    errors = {}
    for field in _fields(folder):
        name, labels = field["name"], [str(one["label"]) for one in field["choices"]]
        is_answered = typed[name] in {one["value"] for one in field["choices"]}
        if not is_answered:
            errors[name] = _("请回答“%(question)s”，从这些里选一个：%(labels)s") % {
                "question": field["label"],
                "labels": "、".join(labels),
            }
    return errors
