"""代办员名册 on the desk: who serves where, put on it one by one or from a file, and ended."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.agency.commands import (
    end_post,
    import_roster,
    register_post,
)
from tongban.capabilities.agency.desk.fields import ask_for_any, tabs_of
from tongban.capabilities.agency.permissions import KEEP_ROSTER
from tongban.capabilities.agency.queries import (
    count_by_body,
    get_template,
    list_firm_officers,
    list_people_to_register,
    list_posts,
    preview_roster,
)
from tongban.capabilities.agency.types import (
    KIND_WORDS,
    NEWS,
    TAG_WORDS,
    PostCard,
    PostLine,
    RosterSeen,
)
from tongban.capabilities.catalogue.queries import list_groups, refuse_size
from tongban.capabilities.orgs.queries import list_bodies
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.files.carrying import carry, read_carried
from tongban.plumbing.schemas import read_day
from tongban.plumbing.schemas.boxes import Box, Boxes

_LOOKS: Final = {"new": "ok", "same": "plain", "refused": "danger"}
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
def show_roster(request: ActorRequest) -> HttpResponse:
    """Those of the bodies whose roster the actor keeps; one more; and one's end."""
    actor, told = request.actor, Told()
    ask_for_any(actor, KEEP_ROSTER)
    if request.method == "POST":
        with told:
            if request.POST.get("do") == "end":
                _end(request)
            else:
                _register(request)
            return redirect("desk:agency_roster")
    with reading(actor):
        context = _context(request, actor, told)
    return render(request, "agency/roster.html", context, status=told.status)


def _register(request: ActorRequest) -> None:
    posted = request.POST
    body, _sep, person = posted.get("person", "").partition("|")
    line = PostLine(
        posted.get("kind", ""),
        read_key(body) or NO_KEY,
        read_key(person) or NO_KEY,
        read_day(posted, "valid_from"),
        read_day(posted, "valid_until"),
        themes=tuple(posted.getlist("themes")[:30]),
        uscc=posted.get("uscc", "").strip(),
        project=posted.get("project", ""),
        tag=posted.get("tag", ""),
    )
    register_post(actor=request.actor, line=line, at=request.now)
    messages.success(request, _("登记好了。"))


def _end(request: ActorRequest) -> None:
    end_post(
        actor=request.actor,
        post_id=read_key(request.POST.get("post", "")) or NO_KEY,
        last_day=read_day(request.POST, "last_day"),
        reason=request.POST.get("reason", ""),
        at=request.now,
    )
    messages.success(request, _("到那一天就结束。"))


def _context(request: ActorRequest, actor: Actor, told: Told) -> dict[str, Any]:
    day, keys = request.today, actor.bodies_for(KEEP_ROSTER)
    posts = list_posts(actor=actor, day=day, body_ids=keys)
    officers = [
        one for one in list_firm_officers(actor=actor, day=day) if one.body_id in keys
    ]
    ending = Boxes(request, told, "end")
    choices = [(str(one.post_id), _said(one)) for one in [*posts, *officers]]
    return {
        "nav_key": "agency",
        "tabs": tabs_of(actor, "agency_roster"),
        "posts": posts,
        "officers": officers,
        "counts": [
            one for one in count_by_body(actor=actor, day=day) if one.body_id in keys
        ],
        "fields": _fields(request, actor, told),
        "ending": choices
        and [
            ending.pick("post", _("结束谁的"), choices),
            ending.day("last_day", _("最后一天")),
            ending.text("reason", _("为什么提前结束"), _("换届，不再担任代办员")),
        ],
        "errors": told.errors,
        "refusal": told.refusal,
    }


def _said(one: PostCard) -> str:
    return f"{one.name}（{one.firm or one.body_name}，{one.kind_words}）"


def _fields(request: ActorRequest, actor: Actor, told: Told) -> list[Box]:
    boxes = Boxes(request, told, "register")
    keys = actor.bodies_for(KEEP_ROSTER)
    people = [
        (f"{body.body_id}|{person}", f"{name}（{body.name}）")
        for body in list_bodies(actor=actor, only=list(keys))
        for person, name in list_people_to_register(
            actor=actor, body_id=body.body_id, day=request.today
        ).items()
    ]
    themes = {
        f"person:{group.key}": group.label
        for group in list_groups(actor=actor, day=request.today, who="person").themes
    }
    chosen = set(request.POST.getlist("themes"))
    tags = [(key, words) for key, words in TAG_WORDS.items() if key]
    optional = {"required": False}
    return [
        boxes.pick("person", _("谁"), people),
        boxes.pick("kind", _("类型"), KIND_WORDS.items(), "village"),
        boxes.day("valid_from", _("从哪天")),
        boxes.day("valid_until", _("到哪天")),
        boxes.picks("themes", _("只能请他办哪几类（不选就都可以）"), themes, chosen)
        | optional,
        boxes.text(
            "uscc", _("企业的统一社会信用代码"), "91690121690200199A", **optional
        ),
        boxes.pick("tag", _("企业的标签"), tags, required=False),
        boxes.text("project", _("投资项目"), _("河畔中央厨房"), **optional),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def show_import(request: ActorRequest) -> HttpResponse:
    """A file is looked at line by line first; then what can be is registered."""
    actor, told = request.actor, Told()
    ask_for_any(actor, KEEP_ROSTER)
    require(actor, KEEP_ROSTER, org_id=actor.office_for(KEEP_ROSTER))
    seen: dict[str, Any] = {}
    if request.method == "POST":
        with told:
            name, content = read_carried(
                request,
                refuse=refuse_size,
                example="名册.xlsx",
                command="tongban agency import 名册.xlsx",
            )
            if request.POST.get("do") == "import":
                done = import_roster(actor=actor, content=content, at=request.now)
                words = _("登记了 %(count)s 位。") % {"count": done.count("new")}
                messages.success(request, words)
                return redirect("desk:agency_roster")
            preview = preview_roster(actor=actor, content=content, day=request.today)
            seen = _shown(preview) | carry(name, content)
    context = {
        "nav_key": "agency",
        "tabs": tabs_of(actor, "agency_import"),
        "file_field": {
            "name": "file",
            "label": _("文件（CSV 或 XLSX）"),
            "type": "file",
            "required": True,
            "error": told.errors.get("file", ""),
        },
        "kinds": list(_TYPES),
        **seen,
        "errors": told.errors,
        "refusal": told.refusal,
    }
    return render(request, "agency/import.html", context, status=told.status)


def _shown(seen: RosterSeen) -> dict[str, Any]:
    # What is wrong first: it is what has to be mended.
    order = ("refused", "new", "same")
    lines = sorted(seen.lines, key=lambda one: (order.index(one.news), one.line))
    return {
        "counts": [
            {"label": words, "count": seen.count(news), "look": _LOOKS[news]}
            for news, words in NEWS.items()
        ],
        "lines": [
            {"line": one, "news": NEWS[one.news], "look": _LOOKS[one.news]}
            for one in lines
        ],
        "may_import": seen.count("new") > 0,
    }


@require_GET
def take_template(request: ActorRequest, kind: str) -> HttpResponse:
    """A file to fill in."""
    ask_for_any(request.actor, KEEP_ROSTER)
    content = get_template(kind=kind)
    answer = HttpResponse(content, content_type=_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="roster.{kind}"'
    return answer
