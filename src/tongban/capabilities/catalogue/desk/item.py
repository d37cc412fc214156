"""An item at the desk: its versions, a new draft, withdrawal, and who may take it in where."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.commands import (
    end_delegation,
    end_intake_mode,
    register_delegation,
    register_intake_mode,
    save_draft,
    withdraw_version,
)
from tongban.capabilities.catalogue.permissions import (
    DRAFT_ITEM,
    REGISTER_AUTHORITY,
    WITHDRAW_ITEM,
)
from tongban.capabilities.catalogue.queries import (
    find_item_id,
    find_text,
    get_guide,
    list_delegations,
    list_intake_modes,
    list_versions,
)
from tongban.capabilities.catalogue.types import Guide, VersionCard
from tongban.capabilities.catalogue.wording import LEVEL_OF_BODY
from tongban.capabilities.orgs.queries import list_bodies, list_venues
from tongban.capabilities.orgs.types import BodyCard, VenueCard
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.commands import reading, together
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import find_day, read_day, typed_day

MODES: Final = {
    "collect": gettext_lazy("收件：窗口只收件，部门受理"),
    "entrusted_acceptance": gettext_lazy("委托受理：窗口受理，部门决定"),
    "department_own": gettext_lazy("部门自办：部门自己收件、受理"),
    "instant": gettext_lazy("即办：窗口当场办结"),
}
POWERS: Final = {"accept": gettext_lazy("受理"), "decide": gettext_lazy("决定")}


@require_http_methods(["GET", "POST"])
def show_item(request: ActorRequest, code: str) -> HttpResponse:
    """Versions and authority of an item; each form on the page does one thing."""
    actor = request.actor
    item_id = find_item_id(actor=actor, handling_code=code)
    versions = list_versions(actor=actor, item_id=item_id) if item_id else []
    if item_id is None or not versions:
        raise NotFound(_("没有这个事项，请从事项列表进入。"))
    guide = get_guide(actor=actor, version_id=versions[0].version_id)
    told = Told()
    if request.method == "POST":
        with told:
            return redirect(_act(request, guide))
    context = _context(request, guide, versions, told.errors)
    context |= {"errors": told.errors, "refusal": told.refusal}
    return render(request, "catalogue/desk/item.html", context, status=told.status)


def _act(request: ActorRequest, guide: Guide) -> str:
    page = reverse("desk:item", args=[guide.handling_code])
    match request.POST.get("do", ""):
        case "draft":
            return reverse("desk:draft", args=[_draft_anew(request, guide)])
        case "end_mode" | "end_delegation":
            return _end(request) or page
        case "withdraw":
            withdraw_version(
                actor=request.actor,
                version_id=_version(request, guide),
                withdrawn_on=read_day(request.POST, "withdrawn_on"),
                reason=request.POST.get("reason", ""),
                at=request.now,
            )
        case "intake":
            _register_mode(request, guide)
        case "delegate":
            _register_delegation(request, guide)
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})
    return page


def _end(request: ActorRequest) -> str:
    """End an entry after a day; one that was a mistake holds from today on no more."""
    entry = _chosen(request, "entry", _("请从列表里选一条登记。"))
    day = request.today - timedelta(days=1)
    if "mistake" not in request.POST:
        day = read_day(request.POST, "last_day")
    if request.POST.get("do") == "end_mode":
        end_intake_mode(
            actor=request.actor, intake_mode_id=entry, last_day=day, at=request.now
        )
        return request.path + "?ended=1#intake"
    end_delegation(
        actor=request.actor, delegation_id=entry, last_day=day, at=request.now
    )
    return request.path + "?ended=1#delegations"


def _draft_anew(request: ActorRequest, guide: Guide) -> UUID:
    """A new draft with the text of a version, the newest unless another was chosen."""
    text = find_text(actor=request.actor, version_id=_version(request, guide))
    if text is None:
        raise NotFound(_("没有找到这一版的送审稿，或者它不归您的单位管。"))
    draft = save_draft(
        actor=request.actor, body_id=guide.body_id, document=text, at=request.now
    )
    return draft.draft_id


def _version(request: ActorRequest, guide: Guide) -> UUID:
    """The version that was chosen; the newest where none was."""
    if not request.POST.get("version"):
        return guide.version_id
    return _chosen(request, "version", _("请从版本里选一个。"))


def _halls(request: ActorRequest) -> list[UUID]:
    try:
        halls = [UUID(one) for one in request.POST.getlist("venue") if one]
    except ValueError:
        raise Invalid({"venue": _("请从列表里选大厅。")}) from None
    if not halls:
        raise Invalid({"venue": _("请选大厅，例如：安澜市政务服务中心。")})
    return list(dict.fromkeys(halls))


def _chosen(request: ActorRequest, name: str, message: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Invalid({name: message}) from None


def _register_mode(request: ActorRequest, guide: Guide) -> None:
    """At all the halls that were chosen, or where one is refused at none."""
    halls = _halls(request)
    begins = read_day(request.POST, "mode_from")
    ends = find_day(request.POST, "mode_until")
    with together(request.actor):
        for venue_id in halls:
            register_intake_mode(
                actor=request.actor,
                item_id=guide.item_id,
                venue_id=venue_id,
                mode=request.POST.get("mode", ""),
                valid_from=begins,
                valid_until=ends,
            )


def _register_delegation(request: ActorRequest, guide: Guide) -> None:
    register_delegation(
        actor=request.actor,
        item_id=guide.item_id,
        to_body_id=_chosen(
            request, "to_body", _("请选受委托的单位，例如：安澜市政务服务中心。")
        ),
        power=request.POST.get("power", ""),
        document_number=request.POST.get("document_number", ""),
        valid_from=read_day(request.POST, "power_from"),
        valid_until=find_day(request.POST, "power_until"),
    )


def _context(
    request: ActorRequest,
    guide: Guide,
    versions: list[VersionCard],
    errors: dict[str, str],
) -> dict[str, Any]:
    actor = request.actor
    with reading(actor):
        listed = list_bodies(actor=actor)
        standing = {row.body_id: row.name for row in listed if row.stands}
        bodies = {row.body_id: row.name for row in listed}
        halls = nearest_first(list_venues(actor=actor), listed, guide.body_id)
        venues = {row.venue_id: row.name for row in halls}
        modes = list_intake_modes(actor=actor, item_id=guide.item_id)
        delegations = list_delegations(actor=actor, item_id=guide.item_id)
    office = actor.office_for(REGISTER_AUTHORITY)
    return {
        "nav_key": "items",
        "guide": guide,
        "versions": versions,
        "was_ended": request.GET.get("ended") == "1",
        "was_published": request.GET.get("published") == "1",
        "guide_href": f"/items/{guide.handling_code}",
        "modes": [
            (venues.get(row.venue_id, ""), MODES.get(row.mode, row.mode), row)
            for row in modes
        ],
        "delegations": [
            (bodies.get(row.to_body_id, ""), POWERS.get(row.power, row.power), row)
            for row in delegations
        ],
        "end_day": {
            "name": "last_day",
            "label": _("最后一天"),
            "type": "date",
            "required": True,
            "value": request.today,
        },
        "may_draft": actor.may(DRAFT_ITEM, org_id=guide.body_id),
        "may_withdraw": actor.may_anywhere(WITHDRAW_ITEM)
        and versions[0].withdrawn_on is None,
        "may_register": office is not None,
        "intake_fields": _intake_fields(request, venues, errors),
        "delegation_fields": _delegation_fields(request, standing, errors),
        "withdraw_fields": _withdraw_fields(request, errors),
    }


def _day(
    request: ActorRequest, name: str, label: str, errors: dict[str, str], **more: Any
) -> dict[str, Any]:
    typed = typed_day(request.POST, name)
    return {
        "name": name,
        "label": label,
        "type": "date",
        # Three empty boxes are no day: what is usual may stand there.
        "value": typed if any(typed.values()) else "",
        "error": errors.get(name, ""),
    } | more


def _select(  # a list to open is made of all of them
    request: ActorRequest,
    name: str,
    label: str,
    choices: dict[Any, Any],
    errors: dict[str, str],
    *,
    kind: str = "select",
) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": kind,
        "required": True,
        "choices": [{"value": key, "label": words} for key, words in choices.items()],
        "value": request.POST.get(name, ""),
        "error": errors.get(name, ""),
    }


def _intake_fields(
    request: ActorRequest, venues: dict[UUID, str], errors: dict[str, str]
) -> list[dict[str, Any]]:
    first = _day(request, "mode_from", _("从哪一天起"), errors, required=True)
    tomorrow = request.today + timedelta(days=1)
    halls = _select(request, "venue", _("在哪些大厅"), venues, errors, kind="picks")
    return [
        halls
        | {
            "value": request.POST.getlist("venue"),
            "help": _("可以选几个。本地区的在前面，可以打名称里的几个字来找。"),
        },
        _select(request, "mode", _("怎么受理"), MODES, errors, kind="choice"),
        # Only the day that nobody has typed is marked.
        first
        | {"value": first["value"] or tomorrow, "is_prefilled": not first["value"]},
        _day(request, "mode_until", _("到哪一天止（不写就是一直有效）"), errors),
    ]


def nearest_first(
    venues: Iterable[VenueCard], bodies: Iterable[BodyCard], body_id: UUID
) -> list[VenueCard]:
    """The halls of the body's own region first, then by level, then by name."""
    regions = {row.body_id: row.region_code for row in bodies}
    own = regions.get(body_id, "")
    levels = list(LEVEL_OF_BODY)

    def place(hall: VenueCard) -> tuple[bool, int, str, str]:
        region = regions.get(hall.body_id, "")
        known = hall.level in levels
        level = levels.index(hall.level) if known else len(levels)
        return region != own, level, region, hall.name

    return sorted(venues, key=place)


def _delegation_fields(
    request: ActorRequest, bodies: dict[UUID, str], errors: dict[str, str]
) -> list[dict[str, Any]]:
    first = _day(request, "power_from", _("从哪一天起"), errors, required=True)
    return [
        _select(request, "to_body", _("委托给哪个单位"), bodies, errors),
        _select(request, "power", _("委托什么"), POWERS, errors, kind="choice"),
        {
            "name": "document_number",
            "label": _("委托文件文号"),
            "type": "text",
            "required": True,
            "example": _("安民函〔2025〕31号"),
            "value": request.POST.get("document_number", ""),
            "error": errors.get("document_number", ""),
        },
        first | {"value": first["value"] or request.today},
        _day(request, "power_until", _("到哪一天止（不写就是一直有效）"), errors),
    ]


def _withdraw_fields(
    request: ActorRequest, errors: dict[str, str]
) -> list[dict[str, Any]]:
    day = _day(request, "withdrawn_on", _("从哪一天起停用"), errors, required=True)
    return [
        day | {"value": day["value"] or request.today},
        {
            "name": "reason",
            "label": _("停用原因"),
            "type": "text",
            "required": True,
            "example": _("依据的条款已经废止。"),
            "max_length": 400,
            "value": request.POST.get("reason", ""),
            "error": errors.get("reason", ""),
        },
    ]
