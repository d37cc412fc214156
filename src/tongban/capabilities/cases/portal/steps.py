"""The few steps of an application: what is done, what is next, and where."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.capabilities.cases.portal.asking import screens_of, whole_form
from tongban.capabilities.cases.portal.folder import Folder, open_folder
from tongban.capabilities.cases.portal.taking_part import missing_roles, needs_parties
from tongban.plumbing.access.requests import ActorRequest

P = ParamSpec("P")
CHECK = "check"


@dataclass(frozen=True)
class Step:
    """One step, as the list of tasks shows it."""

    key: str
    title: str
    href: str
    is_done: bool
    note: str = ""
    state: str = "todo"


def applying(
    view: Callable[Concatenate[ActorRequest, Folder, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the application of this item and person; say so when the guide changed."""

    @wraps(view)
    def run(
        request: ActorRequest, code: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        folder, is_carried = open_folder(
            actor=request.actor, code=code, today=request.today, now=request.now
        )
        if is_carried:
            messages.info(
                request,
                _("办事指南刚刚更新了。您填过的内容已经带过来，请再核对一遍。"),
            )
        response = view(request, folder, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return run


def asks_situation(folder: Folder) -> bool:
    """Whether anything is to be answered before the form."""
    return bool(
        folder.guide.situations or folder.role_choices or len(folder.acting_choices) > 1
    )


def situation_done(folder: Folder) -> bool:
    """Whether every question of the first step has an answer."""
    answered = all(
        folder.situations.get(row.key) in {option.key for option in row.options}
        for row in folder.guide.situations
    )
    return bool(answered and folder.acting and folder.own_role)


def missing_materials(folder: Folder) -> list[str]:
    """Names of the materials that must still be uploaded."""
    return [
        row.name
        for row in folder.asked
        if row.necessity == "required"
        and not row.is_waived
        and row.key not in folder.uploads
    ]


def steps_of(folder: Folder) -> tuple[Step, ...]:
    """All steps in order, each with its state."""
    steps = []
    if asks_situation(folder):
        steps.append(
            Step(
                "situation",
                _("说说您的情况"),
                address(folder, "situation"),
                situation_done(folder),
                _("回答几个问题，只要您该交的材料"),
            )
        )
    if needs_parties(folder):
        missing = "、".join(row.label for row in missing_roles(folder))
        note = _("还要填：%(roles)s") % {"roles": missing} if missing else ""
        steps.append(
            Step(
                "parties",
                _("填写各方当事人"),
                address(folder, "parties"),
                situation_done(folder) and not missing,
                note,
            )
        )
    steps += [*_form_steps(folder), _material_step(folder)]
    done = all(step.is_done for step in steps)
    steps.append(Step(CHECK, _("核对并提交"), address(folder, CHECK), is_done=False))
    return _with_states(steps, can_submit=done)


def open_steps(folder: Folder) -> list[Step]:
    """What must still be done before one can submit."""
    return [step for step in steps_of(folder) if step.key != CHECK and not step.is_done]


def _form_steps(folder: Folder) -> list[Step]:
    _answers, errors = whole_form(folder)
    steps = []
    for screen in screens_of(folder):
        pages = [folder.schema.page(key) for key in screen]
        names = {spec.name for page in pages for spec in page.fields}
        title = _("填写%(topics)s") % {"topics": "、".join(row.title for row in pages)}
        is_done = situation_done(folder) and not names & set(errors)
        steps.append(Step(screen[0], title, form_address(folder, screen[0]), is_done))
    return steps


def _material_step(folder: Folder) -> Step:
    missing = missing_materials(folder)
    asked = [row for row in folder.asked if not row.is_waived]
    note = ""
    if missing and situation_done(folder):
        note = _("还差 %(count)s 样") % {"count": len(missing)}
    if not asked:
        note = _("一样都不用交")
    return Step(
        "materials",
        _("上传材料"),
        address(folder, "materials"),
        situation_done(folder) and not missing,
        note,
    )


def _with_states(steps: list[Step], *, can_submit: bool) -> tuple[Step, ...]:
    """Only the first step and the last one must wait for nothing, or for all."""
    first_done = not steps or steps[0].key != "situation" or steps[0].is_done
    shown = []
    for step in steps:
        state = "done" if step.is_done else "todo"
        waits = step.key == CHECK and not can_submit
        if waits or (not first_done and step.key != "situation"):
            state = "waiting"
        shown.append(
            Step(step.key, step.title, step.href, step.is_done, step.note, state)
        )
    return tuple(shown)


def address(folder: Folder, page: str = "tasks") -> str:
    """Where a page of this application is."""
    return reverse(f"cases:{page}", args=[folder.guide.handling_code])


def form_address(folder: Folder, page: str) -> str:
    """Where a page of the form is."""
    return reverse("cases:form", args=[folder.guide.handling_code, page])


def after(folder: Folder, key: str, *, back_to_check: bool) -> str:
    """Where to go from a finished step: on, or back to the check that one came from."""
    if back_to_check:
        return address(folder, CHECK)
    keys = [step.key for step in steps_of(folder)]
    place = keys.index(key) + 1 if key in keys else 0
    return steps_of(folder)[place].href


def place_of(folder: Folder, key: str) -> dict[str, object]:
    """Which step this is, of how many, and what lies before it: for the page's head."""
    steps = steps_of(folder)
    keys = [step.key for step in steps]
    place = keys.index(key) if key in keys else 0
    before = steps[place - 1].href if place else address(folder)
    return {"step": place + 1, "steps": len(steps), "before": before}


def wants_check(request: ActorRequest) -> bool:
    """Whether the person came from the check page and wants to be back there."""
    return CHECK in (request.POST.get("next"), request.GET.get("next"))
