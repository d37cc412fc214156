"""Turns a case and its event into the values of a paper, as the layouts ask for them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tongban.capabilities.cases.models import (
    Application,
    Case,
    CaseEvent,
    CaseMaterial,
    Paper,
    Party,
)
from tongban.capabilities.cases.numbering import query_code
from tongban.capabilities.cases.queries.pauses import list_provisional
from tongban.capabilities.cases.queries.turns import view_correction
from tongban.capabilities.cases.types import CorrectionView
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide, LimitCard
from tongban.capabilities.orgs.queries import get_body, get_calendar, get_venue
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.clock import Limit, due
from tongban.ground.codes.mask import mask_identity_number
from tongban.ground.refusals import NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.papers import QrCode
from tongban.plumbing.papers.titles import granted_words, refused_words

LICENSING = "中华人民共和国行政许可法"
LICENCE = "01"
# Licensing law, articles 32 (tell within five days) and 44 (hand over within ten).
TOLD_WITHIN = Limit(5, "working_day")
HANDED_OVER_WITHIN = Limit(10, "working_day")
MOST_ARTICLES = 3
# As many points as the receipt has room for; the last then holds the rest.
MOST_MISSING = 8

CHANNELS = {"web": "网上", "mobile": "手机", "window": "窗口", "api": "其他系统转来"}
FORMS = {
    "electronic": "电子",
    "original_seen": "核验原件",
    "copy_kept": "纸质复印件",
    "paper_kept": "纸质原件",
}
# The layouts put 个 before the unit, hence 自然日, and years as months.
UNITS = {"working_day": "工作日", "natural_day": "自然日", "month": "月", "year": "月"}
DELIVERIES = {"pickup": "窗口领取", "post": "邮寄", "electronic": "网上下载"}

Values = dict[str, Any]


@dataclass(frozen=True)
class Counted:
    """A counted day; provisional while the holidays of its year are not announced."""

    day: date
    provisional: bool

    def told(self, name: str) -> Values:
        """The day under the name that its place on paper has, marked where it may move."""
        return {name: self.day} | ({"provisional": True} if self.provisional else {})


@dataclass(frozen=True)
class PaperSource:
    """All that a paper is written from."""

    actor: Actor
    paper: Paper
    case: Case
    event: CaseEvent
    application: Application
    guide: Guide
    parties: tuple[Party, ...]
    organ: str
    foot: str
    promise: dict[str, str]

    def office_day(self, moment: datetime) -> date:
        """The day of a moment at the office."""
        return moment.astimezone(OFFICE_ZONE).date()

    def count(self, day: date, limit: Limit) -> "Counted":
        """The last day of a limit that begins after a day, by the city's calendar."""
        found = due(day, limit, get_calendar(actor=self.actor))
        return Counted(found.due_on or day, provisional=found.provisional)


def read_source(actor: Actor, paper: Paper, promise: dict[str, str]) -> PaperSource:
    """Read what a paper needs, as the actor may see it."""
    case = Case.objects.select_related("application").get(pk=paper.case_id)
    guide = get_guide(actor=actor, version_id=case.version_id)
    roles = {row.role: place for place, row in enumerate(guide.party_roles)}
    parties = Party.objects.filter(application_id=case.application_id)
    whose = case.body_id
    if paper.kind == "receipt" and case.received_body_id:
        whose = case.received_body_id
    day = paper.issued_at.astimezone(OFFICE_ZONE).date()
    body = get_body(actor=actor, body_id=whose, day=day)
    return PaperSource(
        actor=actor,
        paper=paper,
        case=case,
        event=CaseEvent.objects.get(pk=paper.event_id),
        application=case.application,
        guide=guide,
        parties=tuple(
            sorted(parties, key=lambda row: (roles.get(row.role, 99), row.place))
        ),
        organ=body.name,
        foot=foot_of(actor, case, body.name, body.address, body.phone),
        promise=promise,
    )


def paper_values(source: PaperSource) -> Values:
    """The values of the paper's layout."""
    makers = {
        "receipt": _receipt,
        "correction": _correction,
        "acceptance": _acceptance,
        "non_acceptance": _non_acceptance,
        "decision_granted": _decision_granted,
        "decision_refused": _decision_refused,
    }
    return _letter(source) | makers[source.paper.kind](source)


def foot_of(actor: Actor, case: Case, name: str, address: str, phone: str) -> str:
    """Where to go and whom to call: the hall when it was filed there, else the body."""
    if case.venue_id is not None:
        venue = get_venue(actor=actor, venue_id=case.venue_id)
        name, address, phone = venue.name, venue.address, venue.phone
    return "　".join(filter(None, (name, address, phone and f"电话 {phone}")))


def _letter(source: PaperSource) -> Values:
    is_receipt = source.paper.kind == "receipt"
    return {
        "organ": source.organ,
        "number": source.paper.number,
        "addressee": source.parties[0].name if source.parties else "申请人",
        "you": "你单位" if _is_firm(source) else "你",
        "case_number": source.case.number,
        "item_name": source.guide.name,
        "issued_on": source.office_day(source.paper.issued_at),
        "seal": {
            "organ": source.organ,
            "name": "收件专用章" if is_receipt else "行政审批专用章",
        },
        "verification": _verification(source),
        "foot": source.foot,
    }


def _is_firm(source: PaperSource) -> bool:
    return bool(source.parties) and source.parties[0].kind == "legal"


def _verification(source: PaperSource) -> Values:
    """The signed promise of the record behind the paper, to be checked offline."""
    return {
        "qr": QrCode(source.promise["text"]),
        "label": "扫码取得办理记录的签名承诺，可离线核对",
        "code": fingerprint(source.promise),
        "where": "核对方法：tongban receipt verify，或请大厅工作人员代查",
    }


def fingerprint(promise: dict[str, str]) -> str:
    """The first 16 digits of the record's hash, in fours, to be read out."""
    digits = promise["leaf_hash"][:16]
    return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


def _receipt(source: PaperSource) -> Values:
    case, event = source.case, source.event
    code = query_code(city=case.city, number=case.number)
    first = source.parties[0] if source.parties else None
    values: Values = {
        "received_at": event.occurred_at,
        "channel": CHANNELS[source.application.channel],
        "query_code": code,
        "materials": received_materials(source),
        "next_dates": _next_dates(source),
        "notes": _receipt_notes(source),
        "verification": {
            "qr": QrCode(f"{case.number} {code}"),
            "label": f"凭办件编号和查询码 {code}，可以查办到哪一步",
        },
        "promise": {
            "qr": QrCode(source.promise["text"]),
            "text": f"存证承诺：本次收件的记录最迟于{_moment(source.promise['by'])}"
            "列入存证日志，此后可离线核对。",
            "code": f"指纹 {fingerprint(source.promise)}",
        },
    }
    if missing := _missing_materials(source):
        values["missing"] = missing
    if first is not None:
        values["applicant_id"] = (
            first.id_number
            if first.kind == "legal"
            else mask_identity_number(first.id_number)
        )
    if agent := next((row for row in source.parties if row.role == "agent"), None):
        values["agent"] = agent.name
    if event.acting_body and event.actor_person:
        person: UUID = event.actor_person
        names = list_staff_names(actor=source.actor, person_ids=[person])
        values["received_by"] = names.get(person, "窗口工作人员")
    return values


def received_materials(source: PaperSource) -> list[Values]:
    """What was handed in, in the order of the guide; what was waived is not."""
    rows: QuerySet[CaseMaterial] = CaseMaterial.objects.filter(
        case=source.case
    ).order_by("round")
    received = {row.material_id: row for row in rows if row.received_form in FORMS}
    return [
        {
            "name": card.name,
            "form": FORMS[received[card.material_id].received_form],
            "copies": received[card.material_id].copies,
        }
        for card in source.guide.materials
        if card.material_id in received
    ]


def _missing_materials(source: PaperSource) -> list[str]:
    """What the guide requires and nobody brought: what came in later answers a notice."""
    rows = CaseMaterial.objects.filter(case=source.case, round=0)
    held = set(rows.values_list("material_id", flat=True))
    names = [
        card.name
        for card in source.guide.materials_for(source.application.situations)
        if card.necessity == "required"
        and not card.is_waived
        and card.material_id not in held
    ]
    if len(names) <= MOST_MISSING:
        return names
    return [*names[: MOST_MISSING - 1], "、".join(names[MOST_MISSING - 1 :])]


def _next_dates(source: PaperSource) -> list[Values]:
    filed_on = source.case.filed_on
    if source.guide.case_kind == "instant":
        return [{"on": filed_on, "what": "即办件，当场办理"}]
    told_by = source.count(filed_on, TOLD_WITHIN)
    done_by = source.count(told_by.day, _limit(source.guide.promised))
    return [
        told_by.told("on")
        | {"what": "告知是否受理；材料不齐的，一次告知全部要补的材料"},
        done_by.told("on") | {"what": "承诺办结日（最晚按前一个日子受理算）"},
    ]


def _receipt_notes(source: PaperSource) -> list[str]:
    notes = "本凭证只证明收到了材料，不代表已经受理。"
    if source.guide.case_kind == "instant":
        return []
    if source.guide.item_type == LICENCE:
        notes += (
            f"逾期没有告知的，自收到材料之日起就算受理（《{LICENSING}》第三十二条）。"
        )
    return [notes]


def _correction(source: PaperSource) -> Values:
    notice = view_correction(source.case, source.guide)
    if notice is None:
        raise NotFound("这个办件没有补正告知。")
    return _told(source, notice)


def notice_values(source: PaperSource, notice: CorrectionView) -> Values:
    """The values of a notice that is not written down yet, for its preview."""
    return _letter(source) | _told(source, notice)


def _told(source: PaperSource, notice: CorrectionView) -> Values:
    """Everything to mend, told once; the words of each line stand in its own row."""
    return {
        "applied_on": source.case.filed_on,
        "articles": _articles(source, "第三十二条"),
        "lines": [{"name": row.name, "reason": row.reason} for row in notice.lines],
        "answer_by": notice.answer_by,
    }


def _acceptance(source: PaperSource) -> Values:
    case, guide = source.case, source.guide
    has_statute = guide.statutory.value > 0
    facts = source.event.facts
    promised = _limit_words(guide.promised, _accepted_day(facts, "promised"))
    statutory = _limit_words(guide.statutory, _accepted_day(facts, "statutory"))
    values: Values = {
        "applied_on": case.filed_on,
        "accepted_on": source.office_day(source.event.occurred_at),
        "articles": _articles(source, "第三十二条"),
        "promised": promised,
        "statutory": statutory if has_statute else promised,
        "materials": received_materials(source),
        "notes": [],
    }
    if not has_statute:
        values["notes"].append("法律没有规定这个事项的办理时限，按承诺时限办理。")
    if list_provisional(facts):
        values["notes"].append(
            "标着“暂定”的日子，那一年的放假安排还没有公布，公布后重新算，有变化另行通知。"
        )
    outside = [
        f"{step.name}：{step.limit.value}个{UNITS[step.limit.unit]}。"
        for step in guide.steps
        if step.is_special and not step.counts
    ]
    return values | ({"special_steps": outside} if outside else {})


def _non_acceptance(source: PaperSource) -> Values:
    facts = source.paper.facts
    values: Values = {
        "applied_on": source.case.filed_on,
        "articles": _articles(source, "第三十二条"),
        "conditions": _conditions(source),
        "remedies": _remedies(source),
    }
    if turn_to := str(facts.get("turn_to", "")).strip():
        values["right_body"] = {"name": turn_to}
    return values


def _decision_granted(source: PaperSource) -> Values:
    guide = source.guide
    told = guide.elements.get("result") or {}
    decided_on = source.office_day(source.event.occurred_at)
    result: Values = {"name": told.get("name") or guide.name}
    if told.get("validity"):
        result["validity"] = str(told["validity"])
    ways = [DELIVERIES[way] for way in told.get("delivery", []) if way in DELIVERIES]
    if ways:
        result["delivery"] = "、".join(ways)
    if guide.item_type == LICENCE:
        result["deliver_by"] = source.count(decided_on, HANDED_OVER_WITHIN).day
    return _decision(source, grants=True) | {"result": result}


def _decision_refused(source: PaperSource) -> Values:
    return _decision(source, grants=False) | {
        "conditions": _conditions(source),
        "remedies": _remedies(source),
    }


def _decision(source: PaperSource, *, grants: bool) -> Values:
    item_type = source.guide.item_type
    words = granted_words(item_type) if grants else refused_words(item_type)
    accepted_at = source.case.accepted_at or source.event.occurred_at
    return {
        "title": words.title,
        "paper_word": words.paper_word,
        "decision": words.decision,
        "applied_on": source.case.filed_on,
        "accepted_on": source.office_day(accepted_at),
        "articles": _articles(source, "第三十八条"),
    }


def _conditions(source: PaperSource) -> list[Values]:
    found: dict[str, str] = source.paper.facts.get("conditions", {})
    return [
        {"condition": card.text, "finding": found[card.key]}
        for card in source.guide.conditions
        if card.key in found
    ]


def _remedies(source: PaperSource) -> Values:
    told = source.guide.elements.get("remedies") or {}
    review, litigation = told.get("review") or {}, told.get("litigation") or {}
    return {
        "review_body": review.get("body") or "上一级行政机关",
        "court": litigation.get("court") or "有管辖权的人民法院",
    }


def _articles(source: PaperSource, licensing_article: str) -> list[Values]:
    articles = [
        {"title": row.title.strip("《》"), "article": row.article}
        for row in source.guide.bases
        if row.article and row.title.strip("《》") != LICENSING
    ][:MOST_ARTICLES]
    if source.guide.item_type == LICENCE or not articles:
        articles.insert(0, {"title": LICENSING, "article": licensing_article})
    return articles


def _limit(card: LimitCard) -> Limit:
    return Limit(card.value, card.unit)  # type: ignore[arg-type]  # checked by the law


def _accepted_day(facts: dict[str, Any], name: str) -> Counted:
    """A due day as it was at acceptance: the law refuses an acceptance without its clock."""
    day = date.fromisoformat(facts[f"{name}_due_on"])
    return Counted(day, provisional=name in list_provisional(facts))


def _limit_words(card: LimitCard, counted: Counted) -> Values:
    months = 12 if card.unit == "year" else 1
    return {
        "days": card.value * months,
        "unit": UNITS[card.unit],
    } | counted.told("due_on")


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text).astimezone(OFFICE_ZONE)
    return f"{moment.year}年{moment.month}月{moment.day}日{moment:%H:%M}"
