"""数据安全六环节: data resources by link, gaps first; a version is drafted and published."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.networks.commands import draft_resource, publish_resource
from tongban.capabilities.networks.desk.fields import body_choices, show
from tongban.capabilities.networks.permissions import (
    DRAFT_RESOURCE,
    PUBLISH_RESOURCE,
)
from tongban.capabilities.networks.queries import (
    download_matrix,
    get_resource,
    list_labels,
    list_resources,
    list_unregistered,
    read_labels,
)
from tongban.capabilities.networks.types import (
    LABEL_WORDS,
    LINK_WORDS,
    FieldLabel,
    ResourceCard,
    ResourceDraft,
    SafeguardSaid,
)
from tongban.capabilities.orgs.queries import list_bodies
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day
from tongban.plumbing.schemas.boxes import Boxes

_LOOKS: Final = {
    "privacy": "warn",
    "trade": "warn",
    "safety": "danger",
    "state": "danger",
}


@require_http_methods(["GET", "HEAD"])
def show_matrix(request: ActorRequest) -> HttpResponse:
    """Resource by link, those with gaps first."""
    actor = request.actor
    with reading(actor):
        cards = list_resources(actor=actor, day=request.today)
        may_draft = actor.may_anywhere(DRAFT_RESOURCE)
        missing = list_unregistered(actor=actor) if may_draft else {}
    context = {
        "cards": cards,
        "links": list(LINK_WORDS.values()),
        "blank": sum(one.gaps for one in cards),
        "may_draft": may_draft,
        "missing": missing,
    }
    return show(request, "data_resources", Told(), context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_one(request: ActorRequest, resource_id: Any) -> HttpResponse:
    """One version with its six links and the labels of its fields; published here."""
    actor, told = request.actor, Told()
    if request.method == "POST":
        with told:
            publish_resource(
                actor=actor,
                resource_id=resource_id,
                in_force_from=read_day(
                    request.POST, "in_force_from", example=request.today
                ),
                at=request.now,
            )
            messages.success(request, _("公布了。"))
            return redirect("desk:data_resource", resource_id=resource_id)
    with reading(actor):
        card = get_resource(actor=actor, resource_id=resource_id)
        versions = list_resources(
            actor=actor, day=request.today, code=card.code, every=True
        )
        labels = list_labels(actor=actor, resource=card.code)
    may_publish = actor.may(PUBLISH_RESOURCE, org_id=card.keeper_id)
    context = {
        "card": card,
        "versions": sorted(versions, key=lambda one: -one.number),
        "tables": _tables(card, labels),
        "may_draft": actor.may(DRAFT_RESOURCE, org_id=card.keeper_id),
        "may_publish": may_publish and not card.is_published,
        "is_own": card.drafted_by_id == actor.person_id,
        "day_field": Boxes(request, told).day("in_force_from", _("从哪天起用")),
    }
    return show(request, "data_resource", told, context, tab="data_resources")


def _tables(card: ResourceCard, labels: list[FieldLabel]) -> list[dict[str, Any]]:
    """The fields of each table by their class; what is of none is counted alone."""
    return [
        {
            "name": table,
            "classes": [
                {
                    "label": LABEL_WORDS[name],
                    "look": look,
                    "columns": [
                        one.column
                        for one in labels
                        if (one.table, one.label) == (table, name)
                    ],
                }
                for name, look in _LOOKS.items()
            ],
            "others": sum((one.table, one.label) == (table, "none") for one in labels),
        }
        for table in card.tables
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ActorRequest) -> HttpResponse:
    """A version is drafted: a first one, or one after another."""
    actor, told = request.actor, Told()
    require(actor, DRAFT_RESOURCE, org_id=actor.office_for(DRAFT_RESOURCE))
    if request.method == "POST":
        with told:
            made = draft_resource(actor=actor, draft=_read(request), at=request.now)
            messages.success(request, _("编好了，等另一个人公布。"))
            return redirect("desk:data_resource", resource_id=made)
    before = read_key(request.GET.get("after", ""))
    with reading(actor):
        card = get_resource(actor=actor, resource_id=before) if before else None
        every = [
            (str(one.body_id), one.name)
            for one in list_bodies(actor=actor, day=request.today)
            if one.stands
        ]
        keepers = body_choices(actor, actor.bodies_for(DRAFT_RESOURCE))
    boxes = Boxes(request, told)
    context = {
        "card": card,
        "head_fields": _head_fields(boxes, card, keepers),
        "links": _link_fields(boxes, card, every),
    }
    return show(request, "data_resource_new", told, context, tab="data_resources")


def _head_fields(
    boxes: Boxes, card: ResourceCard | None, keepers: list[tuple[str, str]]
) -> list[dict[str, Any]]:
    code = boxes.text("code", _("代码"), "person")
    name = boxes.text("name", _("名称"), _("自然人基本信息"))
    about = boxes.text("about", _("里面是什么"), _("姓名、证件号码、电话、地址"))
    if card is None:
        # From the list of what is missing.
        name["value"] = name["value"] or read_labels().resources.get(code["value"], "")
    else:
        for box, said in ((code, card.code), (name, card.name), (about, card.about)):
            box["value"] = box["value"] or said
    keeper = str(card.keeper_id) if card else ""
    return [code, name, about, boxes.pick("keeper", _("保管单位"), keepers, keeper)]


def _link_fields(
    boxes: Boxes, card: ResourceCard | None, bodies: list[tuple[str, str]]
) -> list[dict[str, Any]]:
    held = {one.link: one for one in card.links} if card else {}
    found = []
    for link, words in LINK_WORDS.items():
        was = held.get(link)
        control = boxes.text(
            f"{link}_control", _("保障措施"), _("国密加密"), required=False
        )
        asked = boxes.text(
            f"{link}_requirement", _("具体要求"), _("密钥分开存放"), required=False
        )
        body = boxes.pick(
            f"{link}_body",
            _("责任单位"),
            bodies,
            str(was.body_id) if was and was.body_id else "",
            required=False,
        )
        if was is not None:
            control["value"] = control["value"] or was.control
            asked["value"] = asked["value"] or was.requirement
        found.append({"words": words, "fields": [control, body, asked]})
    return found


def _read(request: ActorRequest) -> ResourceDraft:
    posted = request.POST
    links = {
        link: SafeguardSaid(
            posted.get(f"{link}_control", ""),
            read_key(posted.get(f"{link}_body", "")),
            posted.get(f"{link}_requirement", ""),
        )
        for link in LINK_WORDS
    }
    return ResourceDraft(
        posted.get("code", "").strip(),
        posted.get("name", ""),
        posted.get("about", ""),
        read_key(posted.get("keeper", "")) or NO_KEY,
        links,
    )


@require_GET
def take_matrix(request: ActorRequest) -> HttpResponse:
    """Resource by link as CSV."""
    content = download_matrix(actor=request.actor, day=request.today)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="data-resources.csv"'
    return answer
