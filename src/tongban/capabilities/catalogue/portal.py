"""The public pages of items: home, search, the tree of items, guides, help. P1 to P4."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final
from urllib.parse import quote, urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.capabilities.catalogue.asking import ask
from tongban.capabilities.catalogue.facets import Search, read_search, show_facets
from tongban.capabilities.catalogue.form_papers import make_form_paper
from tongban.capabilities.catalogue.leading import lead
from tongban.capabilities.catalogue.queries import (
    find_documents,
    find_version_in_force,
    get_guide,
    list_groups,
    list_items,
    list_versions_of_code,
    note_miss,
    state_of_code,
    suggest_items,
    version_on,
)
from tongban.capabilities.catalogue.screens import show_document, show_guide, show_hit
from tongban.capabilities.catalogue.searches import Cut, Found
from tongban.capabilities.catalogue.telling import (
    make_notice_paper,
    read_situations,
    show_notice,
)
from tongban.capabilities.catalogue.types import (
    Guide,
    ItemGroup,
    VersionCard,
)
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.as_of import AsOf, read_as_of
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.shared_pages import share
from tongban.plumbing.files.sending import send_file

PDF: Final = "application/pdf"
FOUND: Final = 20
A_PAGE: Final = 20
POPULAR: Final = 6
SUGGESTED: Final = 8
THEMES_AT_HOME: Final = 6
LONGEST_QUERY: Final = 60
SIDES: Final = ("person", "firm")
WAYS: Final = ("theme", "org", "level")
TABS: Final = ("plain", "standard", "faq")
FORM_KINDS: Final = {"blank": "空白表格", "sample": "示范文本"}


@require_safe
def show_home(request: ActorRequest) -> HttpResponse:
    """P1: the search box first, what people do most, life and business by theme."""
    actor, today = request.actor, request.today
    with reading(actor):
        sides = {
            who: list_groups(actor=actor, day=today, who=who).themes for who in SIDES
        }
        popular = list_items(actor=actor, day=today, frequent=True, limit=POPULAR)
    context = {
        "nav_key": "home",
        "popular": [
            {"label": item.name, "href": _guide(item.handling_code)} for item in popular
        ],
        "person": _theme_cards("person", sides["person"][:THEMES_AT_HOME]),
        "firm": _theme_cards("firm", sides["firm"][:THEMES_AT_HOME]),
        "under_way": _under_way(signed_in=actor.kind == "citizen"),
        "big_keys": _big_keys(signed_in=actor.kind == "citizen"),
    }
    is_elder = request.mode == "elder"
    template = "catalogue/home_elder.html" if is_elder else "catalogue/home.html"
    return render(request, template, context)


def _big_keys(*, signed_in: bool) -> list[dict[str, str]]:
    """E1: six things that older people come for. What is not there yet is said on its page."""
    keys = (
        (_("查办件"), "/my/cases" if signed_in else "/track", "tray"),
        (_("我的证照"), "/help#licences", "file"),
        (_("养老社保"), "/search?q=" + quote("养老"), "user"),
        (_("预约"), "/help#booking", "clock"),
        (_("打 12345"), "tel:12345", "phone"),
        (_("请家人代办"), "/my/helpers", "help"),
    )
    return [{"label": label, "href": href, "icon": icon} for label, href, icon in keys]


def _under_way(*, signed_in: bool) -> list[dict[str, str]]:
    """The ways to what one has under way: with number and code nobody need sign in."""
    mine = {
        "title": _("我的办件"),
        "href": "/my/cases",
        "text": _("办到哪一步了，还要做什么"),
        "icon": "tray",
    }
    track = {
        "title": _("办件查询"),
        "href": "/track",
        "text": _("不用登录，有编号和查询码就能查"),
        "icon": "search",
    }
    return [mine, track] if signed_in else [track]


@require_safe
def search(request: ActorRequest) -> HttpResponse:
    """P2: what was found and why, cut by seven facets; nothing found is learned from."""
    asked, actor = read_search(request.GET), request.actor
    context: dict[str, Any] = {"q": asked.words, "found": []}
    if asked.words:
        with reading(actor):
            found = find_documents(
                actor=actor,
                text=asked.words,
                day=request.today,
                cut=asked.cut,
                limit=FOUND,
                skip=asked.skip,
            )
            if not found.total and asked.cut == Cut():
                note_miss(actor=actor, text=asked.words, day=request.today)
        context |= _found(asked, found)
    return render(request, "catalogue/search.html", context)


def _found(asked: Search, found: Found) -> dict[str, Any]:
    shown = show_facets(asked, found)
    further, before = asked.skip + FOUND, max(0, asked.skip - FOUND)
    return shown | {
        "found": [show_document(one) for one in found.documents],
        "total": found.total,
        "cut_words": "，".join(chip["label"] for chip in shown["chips"]),
        "next_href": asked.address(skip=str(further)) if further < found.total else "",
        "previous_href": asked.address(skip=str(before or "")) if asked.skip else "",
    }


@require_safe
def suggest(request: ActorRequest) -> HttpResponse:
    """What may be meant by what is typed so far: for the list under the search box."""
    found = suggest_items(
        actor=request.actor,
        text=request.GET.get("q", "")[:LONGEST_QUERY],
        day=request.today,
        limit=SUGGESTED,
    )
    return JsonResponse(
        {
            "items": [
                {
                    "label": item.name,
                    "why": item.why,
                    "href": _guide(item.handling_code),
                }
                for item in found
            ]
        }
    )


@require_safe
def show_items(request: ActorRequest) -> HttpResponse:
    """P3: the tree by theme, department and level; then the items of one branch."""
    chosen = _chosen(request)
    actor, today = request.actor, request.today
    online = True if chosen["online"] else None
    body_id = read_key(chosen["org"])
    with reading(actor):
        groups = list_groups(actor=actor, day=today, who=chosen["who"], online=online)
        found = list_items(
            actor=actor,
            day=today,
            who=chosen["who"],
            theme=chosen["theme"] or None,
            body_id=body_id,
            level=chosen["level"] or None,
            online=online,
            limit=A_PAGE + 1,
            cursor=chosen["after"] or None,
        )
    branches = {"theme": groups.themes, "org": groups.bodies, "level": groups.levels}
    branch = next((way for way in WAYS if chosen[way]), "")
    labels = {group.key: group.label for group in branches[chosen["by"]]}
    context = {
        "nav_key": "orgs" if chosen["by"] == "org" else chosen["who"],
        "list_title": _list_title(chosen),
        "total": groups.total,
        "sides": _side_tabs(chosen),
        "ways": _way_tabs(chosen),
        "branches": [_branch_card(chosen, group) for group in branches[chosen["by"]]],
        "branch": labels.get(chosen[branch], "") if branch else "",
        "items": [show_hit(item) for item in found[:A_PAGE]],
        "all_href": _items(chosen, theme="", org="", level="", after=""),
        "online": chosen["online"],
        "online_href": _items(chosen, online="" if chosen["online"] else "1", after=""),
        "next_href": _items(chosen, after=found[A_PAGE - 1].handling_code)
        if len(found) > A_PAGE
        else "",
    }
    return render(request, "catalogue/items.html", context)


@require_safe
def show_item(request: ActorRequest, code: str) -> HttpResponse:
    """P4: the guide in force, in plain words, by the standard, or as questions.

    What a version says never changes: passers-by share a page for as long as there are the
    same versions, which one look at the database tells. `?on=` asks for the guide of another
    day, `?known_at=` for what was known at a moment.
    """
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else TABS[0]
    make = partial(_make_guide_page, request, code, tab)
    if request.META.get("QUERY_STRING", "") not in {"", f"tab={tab}"}:
        # The page repeats its own address, which anybody can make up: not kept.
        return make()
    return share(make, partial(state_of_code, city=request.actor.city, code=code))


def _version_asked_for(
    request: ActorRequest, code: str, versions: Sequence[VersionCard], asked: AsOf
) -> VersionCard:
    day = asked.on or request.today
    if asked.known_at is None:
        return _in_force(versions, day)
    known = find_version_in_force(
        actor=request.actor, handling_code=code, day=day, known_at=asked.known_at
    )
    return _there(next((one for one in versions if one.version_id == known), None))


def _in_force(versions: Sequence[VersionCard], day: date) -> VersionCard:
    return _there(version_on(versions, day))


def _there(version: VersionCard | None) -> VersionCard:
    if version is None:
        raise NotFound(
            _("没有这个事项，或者它现在不在有效期内。请搜一搜，例如：开饭店。")
        )
    return version


def _make_guide_page(request: ActorRequest, code: str, tab: str) -> HttpResponse:
    asked = read_as_of(request.GET)
    versions = list_versions_of_code(actor=request.actor, handling_code=code)
    version = _version_asked_for(request, code, versions, asked)
    guide = get_guide(actor=request.actor, version_id=version.version_id)
    context = {
        "nav_key": "",
        "guide": show_guide(guide),
        "effective_on": guide.effective_on,
        "as_of": asked if asked.is_asked else None,
        "today_href": _guide(code),
        "versions": versions,
        "tab": tab,
        "tab_title": _tab_titles()[tab],
        "tabs": _guide_tabs(code, tab, asked),
        "apply_href": f"/apply/{code}",
        "notice_href": reverse("catalogue:notice", args=[code]),
        "crumbs": [
            {"label": _("首页"), "href": reverse("catalogue:home")},
            {"label": _("事项目录"), "href": reverse("catalogue:items")},
            {"label": guide.name},
        ],
    }
    return render(request, "catalogue/guide.html", context)


@require_safe
def tell_at_once(request: ActorRequest, code: str) -> HttpResponse:
    """The questions of a guide, and what one's own answers make of it: on one sheet."""
    guide = _guide_in_force(request, code)
    told = read_situations(guide, request.GET)
    context = {
        "nav_key": "",
        "guide": guide,
        "guide_href": _guide(code),
        "told": told,
        "errors": told.errors,
        "fields": told.fields,
    }
    if told.is_whole:
        context |= {
            "notice": show_notice(guide, told.answers),
            "paper_href": f"{reverse('catalogue:notice_paper', args=[code])}?{told.asked}",
            "again_href": f"{reverse('catalogue:notice', args=[code])}?{told.asked}&again=1",
            "apply_href": f"/apply/{code}",
        }
    status = 422 if told.errors else 200
    response = render(request, "catalogue/notice.html", context, status=status)
    return _kept_nowhere(response)


@require_safe
def download_notice(request: ActorRequest, code: str) -> HttpResponse:
    """The same as one page of PDF. Refuses with Invalid where a question is not answered."""
    guide = _guide_in_force(request, code)
    told = read_situations(guide, request.GET)
    if not told.is_whole:
        raise Invalid(
            told.errors, _("先回答全部问题，才知道您要带什么；不确定的选“不知道”。")
        )
    paper = make_notice_paper(guide, told.answers, day=request.today)
    name = _("{name}-一次性告知单.pdf").format(name=guide.name)
    return _kept_nowhere(send_file(paper, PDF, name))


def _guide_in_force(request: ActorRequest, code: str) -> Guide:
    versions = list_versions_of_code(actor=request.actor, handling_code=code)
    version = _in_force(versions, request.today)
    return get_guide(actor=request.actor, version_id=version.version_id)


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    # What somebody answered is nobody else's business.
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def download_form(request: ActorRequest, code: str, kind: str) -> HttpResponse:
    """The item's form on paper: blank, or filled with examples and marked so.

    `?version=` names the version that an application under way was begun on.
    """
    actor = request.actor
    with reading(actor):
        version_id = read_key(request.GET.get("version", "")) or find_version_in_force(
            actor=actor, handling_code=code, day=request.today
        )
        guide = get_guide(actor=actor, version_id=version_id) if version_id else None
    paper = None
    if guide is not None and guide.handling_code == code and kind in FORM_KINDS:
        paper = make_form_paper(guide, is_sample=kind == "sample")
    if guide is None or paper is None:
        raise NotFound(_("这个事项没有要填的表格，请看办事指南里要带什么。"))
    response = send_file(paper, PDF, f"{guide.name}-{FORM_KINDS[kind]}.pdf")
    response["Cache-Control"] = "public, max-age=3600"
    response["ETag"] = f'"{guide.digest}-{kind}"'
    return response


@require_safe
def show_help(request: ActorRequest) -> HttpResponse:
    """P26: how to get help, in the same place on each page."""
    return render(request, "catalogue/help.html")


@require_safe
def show_accessibility(request: ActorRequest) -> HttpResponse:
    """P26: what the site does for people who see, hear or move differently."""
    return render(request, "catalogue/accessibility.html")


def _chosen(request: ActorRequest) -> dict[str, str]:
    """What the address asks for; anything unknown is left out."""
    given = {
        name: request.GET.get(name, "")[:LONGEST_QUERY]
        for name in ("who", "by", "theme", "org", "level", "online", "after")
    }
    given["who"] = given["who"] if given["who"] in SIDES else "person"
    given["by"] = given["by"] if given["by"] in WAYS else "theme"
    return given


def _items(chosen: dict[str, str], **changes: str) -> str:
    asked = {name: value for name, value in (chosen | changes).items() if value}
    return f"{reverse('catalogue:items')}?{urlencode(asked)}"


def _guide(code: str) -> str:
    return reverse("catalogue:guide", args=[code])


def _theme_cards(who: str, themes: tuple[ItemGroup, ...]) -> list[dict[str, Any]]:
    return [
        {
            "title": group.label,
            "href": _items({"who": who, "theme": group.key}),
            "count": group.count,
        }
        for group in themes
    ]


def _list_title(chosen: dict[str, str]) -> str:
    """What tells this list from its sisters in the browser's own tabs (2.4.2)."""
    parts = [
        _side_labels()[chosen["who"]],
        _way_labels()[chosen["by"]],
        *([_("只看可网办")] if chosen["online"] else []),
        *([_("后面的事项")] if chosen["after"] else []),
    ]
    return _("事项目录（%(parts)s）") % {"parts": "，".join(parts)}


def _side_labels() -> dict[str, str]:
    return {"person": _("个人办事"), "firm": _("法人办事")}


def _way_labels() -> dict[str, str]:
    return {"theme": _("按主题"), "org": _("按部门"), "level": _("按层级")}


def _tab_titles() -> dict[str, str]:
    return {
        "plain": _("办事指南"),
        "standard": _("办事指南（标准）"),
        "faq": _("常见问题"),
    }


def _side_tabs(chosen: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "href": _items(
                {"who": who, "by": chosen["by"], "online": chosen["online"]}
            ),
            "current": chosen["who"] == who,
        }
        for who, label in _side_labels().items()
    ]


def _way_tabs(chosen: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "href": _items(
                {"who": chosen["who"], "by": way, "online": chosen["online"]}
            ),
            "current": chosen["by"] == way,
        }
        for way, label in _way_labels().items()
    ]


def _branch_card(chosen: dict[str, str], group: ItemGroup) -> dict[str, Any]:
    branch = {"theme": "", "org": "", "level": "", "after": ""}
    return {
        "title": group.label,
        "href": _items(chosen, **branch | {chosen["by"]: group.key}),
        "count": group.count,
    }


def _guide_tabs(code: str, tab: str, asked: AsOf) -> list[dict[str, Any]]:
    labels = {"plain": _("白话"), "standard": _("标准"), "faq": _("常见问题")}
    return [
        {
            "label": label,
            "href": f"{_guide(code)}?{urlencode({'tab': name} | asked.address)}",
            "current": tab == name,
        }
        for name, label in labels.items()
    ]


# Names are used with their namespace: "catalogue:guide".
urlpatterns: list[URLPattern] = [
    path("", show_home, name="home"),
    path("search", search, name="search"),
    path("search/words", suggest, name="suggest"),
    path("lead", lead, name="lead"),
    path("lead/ask", ask, name="ask"),
    path("items", show_items, name="items"),
    path("items/<str:code>", show_item, name="guide"),
    path("items/<str:code>/notice", tell_at_once, name="notice"),
    path("items/<str:code>/notice.pdf", download_notice, name="notice_paper"),
    path("items/<str:code>/form-<slug:kind>.pdf", download_form, name="form_paper"),
    path("help", show_help, name="help"),
    path("accessibility", show_accessibility, name="accessibility"),
]
