"""What the page of a case shows: clock, answers, materials with their pages, timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.capabilities.cases.commands.reveal_parties import (
    LONGEST_REASON,
    RevealedParty,
)
from tongban.capabilities.cases.desk.noticing import time_words
from tongban.capabilities.cases.queries.worklist import Days, Lamps, office_day
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import (
    CaseView,
    DeliveryView,
    EventLine,
    MaterialLine,
)
from tongban.plumbing.text.days import day_words

MOST_PAGES = 20
NEXT_WORDS = {
    CaseState.SUBMITTED: gettext_lazy("受理"),
    CaseState.ACCEPTED: gettext_lazy("审查"),
    CaseState.REVIEWED: gettext_lazy("决定"),
    CaseState.GRANTED: gettext_lazy("出件"),
    CaseState.REFUSED: gettext_lazy("送达"),
    CaseState.CORRECTING: gettext_lazy("补正"),
    CaseState.DISPATCHED: gettext_lazy("签收"),
}
STAFF_WORDS = {CaseState.CORRECTING: gettext_lazy("等申请人补正")}
WAYS = {
    "pickup": gettext_lazy("窗口领取"),
    "post": gettext_lazy("邮寄"),
    "electronic": gettext_lazy("网上送达"),
}
RECEIVED_WORDS = {
    "original_seen": gettext_lazy("已核原件"),
    "copy_kept": gettext_lazy("收复印件"),
    "paper_kept": gettext_lazy("收纸质件"),
    "electronic": gettext_lazy("电子件"),
    "waived": gettext_lazy("不用交"),
    "": gettext_lazy("未收"),
}
PICTURES = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True)
class Viewed:
    """The file in the viewer: which one, and how many pages it has."""

    file_id: UUID | None
    page_count: int


def revealed_pairs(shown: Sequence[RevealedParty]) -> list[dict[str, str]]:
    """What was shown whole, party by party."""
    return [
        {
            "term": party.name,
            "value": party.id_number,
            "note": "　".join(filter(None, (party.phone, party.address))),
        }
        for party in shown
    ]


def reason_field(typed: str, errors: Mapping[str, str]) -> dict[str, Any]:
    """Why somebody wants to see what is masked."""
    return {
        "name": "reason",
        "label": _("为什么要看完整号码"),
        "help": _("本人看得到这句话。"),
        "type": "text",
        "required": True,
        "max_length": LONGEST_REASON,
        "value": typed,
        "error": errors.get("reason", ""),
    }


def page_of(case: CaseView, lamps: Lamps) -> dict[str, Any]:
    """All that does not depend on who reads."""
    return {
        "nav_key": "worklist",
        "case": case,
        "state_words": staff_words(case.state),
        "clock": clock_of(case, lamps),
        "party_pairs": [
            {
                "term": party.label,
                "value": party.name,
                "note": f"{party.id_label} {party.id_masked} {party.phone_masked}",
            }
            for party in case.parties
        ],
        "value_pairs": [
            {"term": row.label, "value": row.text or "—"}
            for row in (*case.situations, *case.values)
        ],
        "delivery_pairs": delivery_pairs(case.delivery),
        "conditions": case.conditions,
        "timeline": timeline_of(case),
        "papers": case.papers,
    }


def staff_words(state: CaseState) -> str:
    """The state as staff read it: the words of the state itself speak to the applicant."""
    return str(STAFF_WORDS.get(state, state.label))


def last_day_of(case: CaseView, lamps: Lamps) -> date | None:
    """Until when a case that came is accepted, or its notice sent."""
    return _days_of(case, lamps)[1] if case.state == CaseState.SUBMITTED else None


def _days_of(case: CaseView, lamps: Lamps) -> Days:
    running = (
        office_day(case.accepted_at),
        case.promised_due_on,
        case.statutory_due_on,
    )
    arrived_on = office_day(case.corrected_at) or case.filed_on
    return lamps.days_of(case.state, arrived_on, running)


def clock_of(case: CaseView, lamps: Lamps) -> dict[str, Any]:
    """The light with used and whole working days; without a clock only the light."""
    begun_on, last, _statutory = days = _days_of(case, lamps)
    lamp, left = lamps.of(case.state, days)
    shown: dict[str, Any] = {
        "light": lamp,
        "days_left": left,
        "promised": case.promised_due_on,
        "statutory": case.statutory_due_on,
        "provisional": case.provisional_days,
        "runs": False,
        "note": _clock_note(case, last, lamps),
    }
    if begun_on is None or last is None or left is None:
        return shown
    total = lamps.calendar.working_days_between(begun_on, last)
    used = max(0, min(total, total - left))
    return shown | {"runs": total > 0, "used": used, "total": total}


def _clock_note(case: CaseView, last: date | None, lamps: Lamps) -> str:
    match case.state:
        case CaseState.SUBMITTED:
            return time_words(last, lamps.today, lamps.calendar)
        case CaseState.CORRECTING if case.correction is not None:
            day = day_words(case.correction.answer_by)
            return _("等申请人补正，请其 %(day)s前补齐；不计办理时限。") % {"day": day}
        case _:
            return ""


def delivery_pairs(delivery: DeliveryView | None) -> list[dict[str, Any]]:
    """How the result is to come, and how it came."""
    if delivery is None:
        return []
    wished = delivery.wished_way or "pickup"
    pairs = [{"term": _("申请人希望"), "value": WAYS[wished]}]
    if delivery.address:
        to = f"{delivery.name} {delivery.phone} {delivery.address}"
        pairs.append({"term": _("寄到"), "value": to})
    if delivery.sent_at:
        sent = f"{delivery.courier} {delivery.tracking_number}"
        pairs.append({"term": _("已寄出"), "value": sent})
    if delivery.signed_for_at:
        got = f"{delivery.taken_by} {WAYS[delivery.way]}"
        pairs.append({"term": _("已签收"), "value": got})
    return pairs


def timeline_of(case: CaseView) -> list[dict[str, Any]]:
    """What was done, and what comes next."""
    entries = [_entry(event) for event in case.events]
    if (wanted := NEXT_WORDS.get(case.state)) is not None:
        due = case.promised_due_on
        note = _("承诺 %(day)s前办好") % {"day": day_words(due)} if due else ""
        entries.append({"what": wanted, "state": "now", "note": note})
    return entries


def _entry(event: EventLine) -> dict[str, Any]:
    opinion = str(event.facts.get("opinion", ""))
    return {
        "what": _(event.words),
        "state": "done",
        "when": event.occurred_at,
        "who": f"{event.who} · {event.where}",
        "note": opinion,
    }


def choose_file(case: CaseView, wanted: str) -> MaterialLine | None:
    """The material in the viewer: the wanted one, else the first that has a file."""
    held = [row for row in case.materials if row.file_id is not None]
    for row in held:
        if str(row.file_id) == wanted:
            return row
    return held[0] if held else None


def viewer_of(
    case: CaseView, shown: MaterialLine | None, page_count: int
) -> dict[str, Any]:
    """All materials as tabs; of the chosen one its pages as pictures."""
    here = reverse("desk:case", args=[case.case_id])
    files = [
        {
            "id": row.key,
            "name": row.name,
            "href": f"{here}?file={row.file_id}",
            "current": shown is not None and row.key == shown.key,
            "trust": row.trust,
        }
        for row in case.materials
        if row.file_id is not None
    ]
    if shown is None or shown.file_id is None:
        return {"files": files, "pages": [], "download_href": "", "page_note": ""}
    return {
        "files": files,
        "pages": _pages(case, shown, page_count),
        "download_href": reverse("desk:case_file", args=[case.case_id, shown.file_id]),
        "page_note": _page_note(shown, page_count),
    }


def _pages(
    case: CaseView, shown: MaterialLine, page_count: int
) -> list[dict[str, str]]:
    if shown.media_type in PICTURES:
        src = reverse("desk:case_file", args=[case.case_id, shown.file_id])
        return [{"src": src, "alt": shown.name}]
    return [
        {
            "src": reverse("desk:case_page", args=[case.case_id, shown.file_id, at]),
            "alt": _("%(name)s第 %(number)s 页") % {"name": shown.name, "number": at},
        }
        for at in range(1, min(page_count, MOST_PAGES) + 1)
    ]


def _page_note(shown: MaterialLine, page_count: int) -> str:
    if page_count > MOST_PAGES:
        words = _("只显示前 %(most)s 页，共 %(total)s 页，其余请下载看。")
        return words % {"most": MOST_PAGES, "total": page_count}
    if shown.media_type not in PICTURES and not page_count:
        return _("这种文件不能在页面上看，请下载。")
    return ""


def material_rows(case: CaseView) -> list[Mapping[str, Any]]:
    """Every material of the guide with how it was received."""
    return [
        {
            "name": row.name,
            "trust": row.trust,
            "words": RECEIVED_WORDS[_form_of(row)],
            "kind": "warn" if not _form_of(row) else "ok",
            "file_href": f"?file={row.file_id}#viewer" if row.file_id else "",
        }
        for row in case.materials
    ]


def _form_of(row: MaterialLine) -> str:
    if row.is_waived and not row.received_form:
        return "waived"
    return row.received_form
