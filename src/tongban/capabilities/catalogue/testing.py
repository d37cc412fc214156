"""Makers for tests: an item document that is whole, and items that are in force."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.commands import (
    claim_entry,
    hand_in_draft,
    publish_draft,
    publish_entry,
    register_delegation,
    register_intake_mode,
    review_draft,
    save_draft,
    take_in_materials,
)
from tongban.capabilities.catalogue.commands.take_in_materials import entries_of
from tongban.capabilities.catalogue.directory.cards import EntryPublished
from tongban.capabilities.catalogue.directory.slots import elements_of, usual_schema
from tongban.capabilities.catalogue.permissions import TAKE_IN_MATERIALS
from tongban.capabilities.catalogue.queries import get_draft, get_guide
from tongban.capabilities.catalogue.types import Basis, Guide
from tongban.capabilities.catalogue.wording import limit_words
from tongban.capabilities.orgs.testing import CITY, TestCity, make_city
from tongban.capabilities.people.testing import Post, make_staff_together
from tongban.ground.refusals import Refusal
from tongban.ground.reviews import PASSED, STAGES
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.database.testing import remembered

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
EFFECTIVE_ON = date(2026, 1, 5)
MARKET_USCC = "116901006901006815"
# The basic directory of the tests: one entry, and the bodies that may implement it.
ENTRY_CODE = "000190001000"
ORG_USCC = {"MARKET": MARKET_USCC, "CIVIL": "1169010069010085X4"}
LAW = Basis("食品经营许可和备案管理办法", "国家市场监督管理总局令第78号", "rule")
_serial = count(1)


@dataclass(frozen=True)
class Office:
    """The five people that an item needs to be published."""

    drafter: Actor
    publisher: Actor
    first_reviewer: Actor
    lawyer: Actor
    gatekeeper: Actor

    @property
    def reviewers(self) -> dict[str, Actor]:
        """Who reviews at which stage, in order."""
        return dict(
            zip(
                STAGES, (self.first_reviewer, self.lawyer, self.gatekeeper), strict=True
            )
        )


@remembered(unless_filled="city")
def make_city_and_office() -> tuple[TestCity, Office]:
    """A city, and its office: what most tests of items begin with."""
    city = make_city()
    return city, make_office(city)


def make_office(city: TestCity) -> Office:
    """A drafter and a first reviewer at every body, the others at the city's office."""
    take_in(_DOCUMENT, city=city.code)
    bodies = (city.market, city.civil, city.approval, city.centre)
    at_the_city = (city.approval,)
    return Office(
        *make_staff_together(
            Post("catalogue_drafter", bodies, "林晓"),
            Post("catalogue_publisher", at_the_city, "唐文"),
            Post("catalogue_first_reviewer", bodies, "郭明"),
            Post("catalogue_legality_reviewer", at_the_city, "宋岚"),
            Post("catalogue_gatekeeper", at_the_city, "秦朗"),
            city=city.code,
        )
    )


def take_in(*documents: dict[str, Any], city: str = CITY) -> None:
    """The material catalogue has what these documents name."""
    keeper = system("sample", city=city, grants=frozenset({(TAKE_IN_MATERIALS, None)}))
    take_in_materials(actor=keeper, entries=entries_of(documents), at=AT)


def make_document(**changes: Any) -> dict[str, Any]:
    """A whole item document with a code of its own; `changes` replace whole elements."""
    implementation = f"{MARKET_USCC}3000190{next(_serial):06d}"[:31]
    document = deepcopy(_DOCUMENT) | {
        "basic_code": implementation[19:],
        "implementation_code": implementation,
        "handling_code": f"{implementation}01",
    }
    return _in_step(document | changes, changes)


def _in_step(document: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """What a change takes with it unless it is given too: reasons and plain words."""
    visits, fees, promised = (
        changes.get(name) for name in ("visits", "fees", "promised_limit")
    )
    plain = dict(document["plain"]) if isinstance(document["plain"], dict) else {}
    if isinstance(visits, int) and visits > 0:
        document.setdefault("visit_reason", "")
        document["visit_reason"] = document["visit_reason"] or "要当面核对身份。"
        plain["visits"] = f"要来 {visits} 趟。"
    if isinstance(fees, list) and fees and isinstance(fees[0], dict):
        plain["cost"] = f"{(fees[0].get('amount_fen') or 0) / 100:g} 元。"
    if isinstance(promised, dict):
        value, unit = promised.get("value"), promised.get("unit")
        plain["how_long"] = limit_words(value or 0, unit or "") + "。"
    if "plain" not in changes:
        document["plain"] = plain
    return document


def publish_item(
    city: TestCity,
    office: Office | None = None,
    *,
    effective_on: date = EFFECTIVE_ON,
    **changes: Any,
) -> Guide:
    """An item of the market office in force, with its guide."""
    office = office or make_office(city)
    draft_id = begin_draft(office, city, **changes)
    version_id = publish_reviewed(office, draft_id, effective_on=effective_on)
    return get_guide(actor=office.publisher, version_id=version_id)


def begin_draft(office: Office, city: TestCity, **changes: Any) -> UUID:
    """A draft of the test item, but for the changes; gives its key."""
    draft = save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=make_document(**changes),
        at=AT,
    )
    return draft.draft_id


def rule_of(act: Callable[[], object]) -> str | None:
    """The rule by which an act is refused; an act that goes through is a failure."""
    try:
        act()
    except Refusal as refused:
        return refused.rule
    raise AssertionError("nothing refused it")


def pass_reviews(
    office: Office, draft_id: UUID, *, stages: Sequence[str] = STAGES
) -> None:
    """Hand the draft in and let it pass these stages, by the people of the office."""
    draft = get_draft(actor=office.drafter, draft_id=draft_id)
    take_in(draft.document, city=office.drafter.city)
    hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)
    for stage in stages:
        review(office, draft_id, stage)


def review(
    office: Office, draft_id: UUID, stage: str, outcome: str = PASSED, opinion: str = ""
) -> None:
    """One review of what was handed in last, by the person of that stage."""
    actor = office.reviewers[stage]
    draft = get_draft(actor=actor, draft_id=draft_id)
    review_draft(
        actor=actor,
        draft_id=draft_id,
        stage=stage,
        outcome=outcome,
        opinion=opinion,
        digest=draft.digest,
        at=AT,
    )


def publish_reviewed(
    office: Office, draft_id: UUID, *, effective_on: date = EFFECTIVE_ON
) -> UUID:
    """The whole way of a draft: handed in, passed three times, published."""
    pass_reviews(office, draft_id)
    return publish_draft(
        actor=office.publisher, draft_id=draft_id, effective_on=effective_on, at=AT
    )


def entry_document(org: str, **changes: Any) -> dict[str, Any]:
    """The item of the test directory's entry at one body: its own codes, the entry's elements."""
    implementation = f"{ORG_USCC[org]}3{ENTRY_CODE}"
    return make_document(
        org=org,
        basic_code=ENTRY_CODE,
        implementation_code=implementation,
        handling_code=f"{implementation}01",
        **changes,
    )


def publish_test_entry(
    office: Office, *, day: date = EFFECTIVE_ON, **changes: Any
) -> EntryPublished:
    """The entry, or its next version: as `entry_document` says it, but for the changes."""
    elements = elements_of(entry_document("MARKET"), usual_schema())
    return publish_entry(
        actor=office.publisher,
        basic_code=ENTRY_CODE,
        level="national",
        levels=["3", "4"],
        elements=elements | changes,
        basis=LAW,
        effective_on=day,
        at=AT,
    )


def implement_entry(office: Office, city: TestCity, org: str, **changes: Any) -> UUID:
    """The body claims the entry and publishes its item; gives the key of the version."""
    body_id = {"MARKET": city.market, "CIVIL": city.civil}[org]
    claim_entry(actor=office.drafter, basic_code=ENTRY_CODE, body_id=body_id, at=AT)
    draft = save_draft(
        actor=office.drafter,
        body_id=body_id,
        document=entry_document(org, **changes),
        at=AT,
    )
    return publish_reviewed(office, draft.draft_id)


def let_take_in(
    city: TestCity,
    office: Office,
    item_id: UUID,
    mode: str,
    *,
    powers: tuple[str, ...] = (),
) -> None:
    """Register how the item is taken in at the hall, with the delegations it needs."""
    for power in powers:
        register_delegation(
            actor=office.publisher,
            item_id=item_id,
            to_body_id=city.centre,
            power=power,
            document_number="安函〔2026〕1号",
            valid_from=EFFECTIVE_ON,
        )
    register_intake_mode(
        actor=office.publisher,
        item_id=item_id,
        venue_id=city.hall,
        mode=mode,
        valid_from=EFFECTIVE_ON,
    )


def _material(key: str, code: str, name: str, **changes: Any) -> dict[str, Any]:
    return {
        "key": key,
        "catalogue_code": code,
        "name": name,
        "material_kind": "other",
        "original_or_copy": "original",
        "form": "either",
        "necessity": "required",
        "source": "10",
        "source_note": "自己画就行。",
        "issuer": "申请人",
        "copies": 1,
        "paper_size": "A4",
        "acceptance_standard": "标出水池和灶台的位置。",
        "basis": "《中华人民共和国食品安全法》第三十五条第二款",
        "trust": "D",
        "waived": False,
        "sample_note": "",
        "when": [],
    } | changes


def _step(key: str, name: str, role: str, days: int) -> dict[str, Any]:
    return {
        "key": key,
        "name": name,
        "role": role,
        "standard": f"{name}的标准写在这里。",
        "result": f"{name}的结果",
        "limit": {"value": days, "unit": "working_day"},
    }


_DOCUMENT: dict[str, Any] = {
    "format": "tongban.item/1",
    "name": "食品经营许可",
    "aliases": ["开饭店", "餐饮许可证"],
    "org": "MARKET",
    "family": "administrative_power",
    "item_type": "01",
    "exercise_level": "3",
    "body_nature": "1",
    "power_source": "1",
    "served_objects": ["natural_person", "enterprise"],
    "themes": {"person": ["040"], "firm": ["010"]},
    "case_kind": "promised",
    "handling_modes": ["window", "web"],
    "online_depth": ["1", "2", "3", "4", "5", "6"],
    "visits": 0,
    "visit_reason": "",
    "cross_region": "全市",
    "quantity_limit": "无数量限制",
    "statutory_limit": {
        "value": 20,
        "unit": "working_day",
        "basis": "《中华人民共和国行政许可法》第四十二条第一款",
    },
    "promised_limit": {"value": 5, "unit": "working_day"},
    "legal_basis": [
        {
            "title": "中华人民共和国食品安全法",
            "document_number": "主席令第21号",
            "article": "第三十五条",
            "text": "国家对食品生产经营实行许可制度。",
            "authority": "全国人民代表大会常务委员会",
            "in_force_on": "2015-10-01",
        }
    ],
    "conditions": [
        {"key": "c1", "text": "已经领到营业执照。"},
        {"key": "c2", "text": "离旱厕、污水池 25 米以上。"},
    ],
    "situations": [
        {
            "key": "s1",
            "question": "店里现做现卖吗？",
            "help": "炒菜、煮面都算。",
            "options": [
                {"key": "make", "label": "现做现卖"},
                {"key": "sell", "label": "只卖不做"},
                {"key": "unsure", "label": "不知道"},
            ],
        }
    ],
    "materials": [
        _material("m1", "AL-M-0002", "营业执照", trust="A", waived=True, source="20"),
        _material(
            "m2",
            "AL-M-0003",
            "厨房布局图",
            when=[{"situation": "s1", "options": ["make", "unsure"]}],
        ),
        _material("m3", "AL-M-0005", "食品安全管理制度目录"),
    ],
    "steps": [
        _step("p1", "收件", "综合窗口人员", 0),
        _step("p2", "受理", "受理人员", 1),
        _step("p3", "审查", "审查人员", 3),
        _step("p4", "决定", "审批负责人", 1),
        _step("p5", "送达", "综合窗口人员", 0),
    ],
    "special_steps": [
        {
            "key": "x1",
            "name": "现场核查",
            "basis": "《中华人民共和国食品安全法》第三十五条第二款",
            "limit": {"value": 2, "unit": "working_day"},
            "counts": True,
        }
    ],
    "fees": [],
    "intermediaries": [],
    "party_roles": [
        {"role": "applicant", "label": "申请人", "min": 1, "max": 1},
        {"role": "agent", "label": "代办人", "min": 0, "max": 1},
    ],
    "form": {
        "pages": [
            {
                "key": "shop",
                "title": "经营场所",
                "fields": [
                    {
                        "name": "shop_name",
                        "label": "店名",
                        "type": "text",
                        "required": True,
                        "max_length": 60,
                        "help": "与营业执照一致。",
                        "example": "河畔餐饮有限公司",
                        "prefill": "firm.name",
                    }
                ],
            }
        ]
    },
    "result": {
        "name": "食品经营许可证",
        "kind": "licence",
        "validity": "5 年",
        "delivery": ["electronic", "pickup", "post"],
    },
    "place": [
        {
            "name": "安澜市政务服务中心",
            "address": "安澜市青渡县临江街道澜心大道1号",
            "hours": "周一至周五 9:00—17:00",
            "phone": "0699-6012345",
        }
    ],
    "consult_phones": ["0699-6012345"],
    "complaint_phones": ["12345"],
    "remedies": {
        "review": {"body": "安澜市人民政府", "address": "", "phone": "0699-6010001"},
        "litigation": {"court": "青渡县人民法院", "address": "", "phone": ""},
    },
    "faq": [{"q": "只卖袋装零食要办吗？", "a": "不用。"}],
    "plain": {
        "how_long": "受理后 5 个工作日内办好。",
        "cost": "不要钱。",
        "bring": "上传两样。",
        "visits": "网上办一趟都不用跑。",
        "summary": "开饭店要办食品经营许可证。",
        "steps": ["在网上填表。", "拍照上传。", "等结果。"],
    },
}
