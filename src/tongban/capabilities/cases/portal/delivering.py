"""How a result comes, told to the people of the case: fetched, posted, or downloaded."""

from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.capabilities.cases.commands.checking import WAY_WORDS
from tongban.capabilities.cases.numbering import pickup_code
from tongban.capabilities.cases.queries.own_part import OwnPart
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView, DeliveryView, Wish
from tongban.capabilities.catalogue.types import Guide
from tongban.ground.codes.mask import mask_mobile
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.text.days import day_words, moment_words

DECISIONS: Final = frozenset({"decision_granted", "decision_refused"})


@dataclass(frozen=True)
class Arrival:
    """What the panel says: the way, what to do, the code to fetch with, and particulars."""

    way: str
    words: str
    code: str = ""
    pairs: list[dict[str, str]] = field(default_factory=list)
    # The result itself, where it comes by download: it can be fetched again and again.
    files: list[dict[str, str]] = field(default_factory=list)


def tell_arrival(
    actor: Actor, case: CaseView, guide: Guide, own: OwnPart
) -> Arrival | None:
    """How the result of a decided case comes or came; before, what was wished."""
    delivery = case.delivery
    match case.state:
        case CaseState.DELIVERED if delivery:
            return _arrived(case, delivery, own)
        case CaseState.DISPATCHED if delivery:
            return _sent(delivery, own)
        case CaseState.GRANTED | CaseState.REFUSED if delivery:
            return _ready(actor, case, guide, own)
        case CaseState.WITHDRAWN | CaseState.NOT_ACCEPTED:
            return None
    return tell_wish(own)


def tell_wish(own: OwnPart) -> Arrival | None:
    """What was wished, before there is a result; for who filed."""
    if own.wish is None:
        return None
    words = _("办好以后这样给您。想改，请打电话或者到窗口说。")
    return Arrival(WAY_WORDS[own.wish.way], words, pairs=_address(own.wish))


def _ready(actor: Actor, case: CaseView, guide: Guide, own: OwnPart) -> Arrival:
    way = case.delivery.wished_way if case.delivery else ""
    if way == "post":
        words = _("正在准备寄给您，寄出后这里会写快递公司和单号。")
        return Arrival(WAY_WORDS["post"], words, pairs=_address(own.wish))
    words = _("带身份证到下面的地方领，或者报取件码。别人代领，要报取件码。")
    if way == "electronic":
        words = _("决定书现在就能下载。要纸质的，也可以到窗口领。")
    told = WAY_WORDS[way or "pickup"]
    return Arrival(
        told, words, _code(actor, case), _places(guide), _files(case, way or "pickup")
    )


def _files(case: CaseView, way: str) -> list[dict[str, str]]:
    """The decision to be downloaded, where that was the way."""
    if way != "electronic":
        return []
    return [
        {
            "href": reverse("cases:paper_file", args=[paper.paper_id]),
            "label": _("下载%(title)s（PDF）") % {"title": paper.title},
        }
        for paper in case.papers
        if paper.kind in DECISIONS
    ]


def _code(actor: Actor, case: CaseView) -> str:
    # Only for its people: whoever holds the code fetches the result.
    if actor.kind != "citizen":
        return ""
    return pickup_code(city=actor.city, number=case.number)


def _places(guide: Guide) -> list[dict[str, str]]:
    return [
        {
            "term": place.get("name", ""),
            "value": place.get("address", ""),
            "note": place.get("hours", ""),
        }
        for place in guide.elements.get("place") or ()
    ]


def _address(wish: Wish | None) -> list[dict[str, str]]:
    """Where to, for who filed: others among its people are not told."""
    if wish is None or wish.way != "post":
        return []
    return [
        {"term": _("收件人"), "value": f"{wish.name} {mask_mobile(wish.phone)}"},
        {"term": _("寄到"), "value": wish.address},
    ]


def _sent(delivery: DeliveryView, own: OwnPart) -> Arrival:
    pairs = [
        {"term": _("快递公司"), "value": delivery.courier},
        {"term": _("快递单号"), "value": delivery.tracking_number},
    ]
    if delivery.sent_at is not None:
        day = timezone.localtime(delivery.sent_at).date()
        pairs.append({"term": _("寄出日期"), "value": day_words(day)})
    words = _("结果在路上了。可以拿单号到快递公司查到哪了。")
    return Arrival(WAY_WORDS["post"], words, pairs=[*pairs, *_address(own.wish)])


def _arrived(case: CaseView, delivery: DeliveryView, own: OwnPart) -> Arrival:
    pairs: list[dict[str, Any]] = []
    if delivery.signed_for_at is not None:
        moment = moment_words(timezone.localtime(delivery.signed_for_at))
        pairs.append({"term": _("送达时间"), "value": moment})
    if delivery.taken_by and own.is_filer:
        pairs.append({"term": _("领取人"), "value": delivery.taken_by})
    if delivery.way == "post":
        pairs.append({"term": _("快递公司"), "value": delivery.courier})
        pairs.append({"term": _("快递单号"), "value": delivery.tracking_number})
    words = _("结果已经送到。")
    told = WAY_WORDS.get(delivery.way, "")
    # Whoever chose the download wants it still, whichever way the paper went.
    ways = {delivery.wished_way, delivery.way}
    files = _files(case, "electronic" if "electronic" in ways else "")
    return Arrival(told, words, pairs=pairs, files=files)
