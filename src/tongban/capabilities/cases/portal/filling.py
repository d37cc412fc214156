"""P10 the form: known values stand as they are with their source, gaps are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.capabilities.cases.commands import keep_draft
from tongban.capabilities.cases.portal.asking import (
    Topic,
    read_topics,
    screens_of,
    suggestions,
    whole_form,
)
from tongban.capabilities.cases.portal.folder import Folder
from tongban.capabilities.cases.portal.steps import (
    address,
    after,
    applying,
    form_address,
    place_of,
    situation_done,
    wants_check,
)
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.schemas.pages import PageForm


@dataclass(frozen=True)
class Section:
    """A topic on the screen: what is known, what is asked, where to change."""

    topic: Topic
    form: PageForm
    change_href: str


@require_http_methods(["GET", "HEAD", "POST"])
@applying
def fill_form(request: ActorRequest, folder: Folder, page: str) -> HttpResponse:
    """One screen of the form. What is typed stays, whether it is right or not yet."""
    if not situation_done(folder):
        return redirect(address(folder, "situation"))
    folder.schema.page(page)  # refuses a page that the form has not
    screen = next(keys for keys in screens_of(folder) if page in keys)
    is_sent = request.method == "POST"
    opened = (request.POST if is_sent else request.GET).getlist("change")
    topics = [row for row in read_topics(folder, opened) if row.key in screen]
    sections = _sections(request, folder, topics, opened)
    errors: dict[str, str] = {}
    if is_sent:
        answers, errors = _read(sections)
        is_autosave = request.headers.get("X-Autosave") == "1"
        _keep(request, folder, answers, topics)
        if is_autosave:
            return HttpResponse(status=204)
        if not errors:
            return redirect(
                after(folder, screen[0], back_to_check=wants_check(request))
            )
    context = {
        "guide": folder.guide,
        "sections": sections,
        "opened": opened,
        "errors": errors,
        "title": "、".join(row.title for row in topics),
        "page": screen[0],
        "has_gaps": any(row.gaps for row in topics),
        "has_held": any(row.held for row in topics),
        "back_to_check": wants_check(request),
        **place_of(folder, screen[0]),
    }
    status = 422 if errors else 200
    return render(request, "cases/portal/form.html", context, status=status)


def _sections(
    request: ActorRequest, folder: Folder, topics: list[Topic], opened: list[str]
) -> list[Section]:
    known: dict[str, object] = {**whole_form(folder)[0]}
    for topic in read_topics(folder, opened):
        known |= {row.name: row.value for row in topic.held}
    first = suggestions(folder)
    data = request.POST if request.method == "POST" else None
    sections = []
    for topic in topics:
        form = PageForm(
            folder.schema,
            topic.page,
            on=folder.today,
            known=_without(known, topic),
            data=data,
            initial=first,
        )
        if data is not None:
            form.is_valid()
            known |= form.cleaned_data
        sections.append(Section(topic, form, _change_href(request, folder, topic)))
    return sections


def _without(known: Mapping[str, object], topic: Topic) -> dict[str, object]:
    """What a topic asks itself is not known yet: an old answer must not speak for it."""
    asked = {spec.name for spec in topic.gaps}
    return {name: value for name, value in known.items() if name not in asked}


def _change_href(request: ActorRequest, folder: Folder, topic: Topic) -> str:
    if not topic.may_change:
        return ""
    back = "&next=check" if wants_check(request) else ""
    here = form_address(folder, topic.key)
    return f"{here}?change={topic.key}{back}#topic-{topic.key}"


def _read(sections: list[Section]) -> tuple[dict[str, Any], dict[str, str]]:
    answers: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for section in sections:
        answers |= section.form.cleaned_data
        errors |= section.form.messages()
    return answers, errors


def _keep(
    request: ActorRequest,
    folder: Folder,
    answers: dict[str, Any],
    topics: list[Topic],
) -> None:
    """Keep what is right; what is wrong stays on the page until it is mended."""
    asked = [spec.name for topic in topics for spec in topic.gaps]
    if not asked:
        return
    kept = {name: answers.get(name) for name in asked}
    keep_draft(
        actor=request.actor,
        version_id=folder.guide.version_id,
        answers={"values": kept},
        at=request.now,
    )
