"""告知和文本: every version, drafting the next one, publishing what another drafted."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.privacy.boxes import Box, Boxes
from tongban.capabilities.privacy.commands import (
    draft_privacy_text,
    publish_privacy_text,
)
from tongban.capabilities.privacy.desk.head import ask_to_come_in, show
from tongban.capabilities.privacy.queries import (
    list_retention,
    list_retention_runs,
    list_texts,
)
from tongban.capabilities.privacy.types import (
    CONSENT,
    CONSENT_PARTS,
    NOTICE_PARTS,
    REQUEST_WORDS,
    RULE_WORDS,
    TEXT_WORDS,
)
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day

_PARTS: Final = {"notice": NOTICE_PARTS, CONSENT: CONSENT_PARTS}
_MISUSE: Final = {
    **RULE_WORDS,
    "from_hour": "几点以前算下班",
    "to_hour": "几点以后算下班",
}


@require_http_methods(["GET", "HEAD", "POST"])
def show_texts(request: ActorRequest) -> HttpResponse:
    """The versions, and the form of the kind that was chosen."""
    actor, told = request.actor, Told()
    ask_to_come_in(actor, "privacy_texts")
    if request.method == "POST":
        with told:
            messages.success(request, _act(request))
            return redirect("desk:privacy_texts")
    wanted = request.POST.get("kind") or request.GET.get("kind", "")
    kind = wanted if wanted in TEXT_WORDS else "notice"
    with reading(actor):
        texts = list_texts(actor=actor)
        fields = _fields(request, told, kind)
    kinds = [
        {"label": words, "href": f"?kind={name}#draft", "current": name == kind}
        for name, words in TEXT_WORDS.items()
    ]
    context = {
        "rows": [
            {"card": one, "lines": say_content(one.kind, one.content)} for one in texts
        ],
        "kinds": kinds,
        "kind": kind,
        "kind_words": TEXT_WORDS[kind],
        "fields": fields,
        "own_id": actor.person_id,
    }
    return show(request, "privacy_texts", told, context)


@require_http_methods(["GET", "HEAD"])
def show_retention(request: ActorRequest) -> HttpResponse:
    """What the schedule says of each kind of record, and what went by it."""
    actor = request.actor
    ask_to_come_in(actor, "privacy_retention")
    with reading(actor):
        context = {
            "lines": list_retention(actor=actor, day=request.today),
            "runs": list_retention_runs(actor=actor),
        }
    return show(request, "privacy_retention", Told(), context)


def _act(request: ActorRequest) -> str:
    posted, actor = request.POST, request.actor
    match posted.get("act", ""):
        case "draft":
            kind = posted.get("kind", "")
            draft_privacy_text(
                actor=actor,
                kind=kind,
                code=posted.get("code", ""),
                title=posted.get("title", ""),
                content=read_content(kind, posted),
                at=request.now,
            )
            return _("编好了，等另一个人公布。")
        case "publish":
            publish_privacy_text(
                actor=actor,
                text_id=read_key(posted.get("text", "")) or NO_KEY,
                in_force_from=read_day(posted, "in_force_from", example=request.today),
                at=request.now,
            )
            return _("公布了。")
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})


def read_content(kind: str, posted: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a text from the boxes of its kind."""
    if kind in _PARTS:
        return {name: str(posted.get(name, "")) for name in _PARTS[kind]}
    if kind == "clock":
        days = {name: _number(posted, name) for name in REQUEST_WORDS}
        return {"working_days": days}
    if kind == "misuse":
        return {name: _number(posted, name) for name in _MISUSE}
    lines = [
        {
            "line": name.removeprefix("days_"),
            "days": _number(posted, name),
            "basis": str(posted.get(name.replace("days_", "basis_", 1), "")).strip(),
        }
        for name in posted
        if name.startswith("days_") and posted.get(name)
    ]
    return {"lines": lines}


def _number(posted: Mapping[str, Any], name: str) -> int:
    said = str(posted.get(name, "")).strip()
    if not (said.isascii() and said.isdigit() and len(said) <= len("00000")):
        raise Invalid({name: _("请写整数，例如 15。")})
    return int(said)


def _fields(request: ActorRequest, told: Told, kind: str) -> list[Box]:
    boxes = Boxes(request.POST, told.errors, "draft")
    fields = [boxes.text("title", _("标题"), TEXT_WORDS[kind])]
    if kind == CONSENT:
        fields.append(boxes.text("code", _("代码（同一件事的各版用同一个）"), "survey"))
    if kind in _PARTS:
        parts = _PARTS[kind].items()
        fields += [boxes.long_text(name, words, rows=2) for name, words in parts]
    elif kind == "clock":
        label = _("%(what)s，几个工作日")
        fields += [
            boxes.text(name, label % {"what": words}, "15", inputmode="numeric")
            for name, words in REQUEST_WORDS.items()
        ]
    elif kind == "misuse":
        label = _("%(what)s，一天多于几次")
        fields += [
            boxes.text(
                name,
                words if name.endswith("_hour") else label % {"what": words},
                "20",
                inputmode="numeric",
            )
            for name, words in _MISUSE.items()
        ]
    else:
        for line in list_retention(actor=request.actor, day=request.today):
            label = _("%(what)s，再留几天（%(least)d 到 %(most)d）") % {
                "what": line.title,
                "least": line.shortest_days,
                "most": line.longest_days,
            }
            now = "" if line.days is None else str(line.days)
            fields += [
                boxes.text(f"days_{line.code}", label, value=now, required=False),
                boxes.text(
                    f"basis_{line.code}",
                    _("依据"),
                    value=line.basis or line.why,
                    required=False,
                ),
            ]
    return fields


def say_content(kind: str, content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a text says, in words."""
    if kind in _PARTS:
        return [
            (words, str(content.get(name, ""))) for name, words in _PARTS[kind].items()
        ]
    if kind == "clock":
        days = content["working_days"]
        return [
            (words, _("%(count)s 个工作日") % {"count": days[name]})
            for name, words in REQUEST_WORDS.items()
        ]
    if kind == "misuse":
        return [(words, str(content[name])) for name, words in _MISUSE.items()]
    return [
        (
            line["line"],
            _("%(count)s 天，%(basis)s")
            % {"count": line["days"], "basis": line["basis"]},
        )
        for line in content["lines"]
    ]
