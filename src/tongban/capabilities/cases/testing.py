"""Makers for tests: a city with an item in force, its people, and cases in any state."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tongban.capabilities.cases import commands
from tongban.capabilities.cases.numbering import pickup_code
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import (
    Filing,
    LineToMend,
    MaterialEntry,
    PartyEntry,
    Receipt,
    Wish,
)
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    let_take_in,
    make_document,
    make_office,
    publish_item,
)
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.materials.commands import hand_in
from tongban.capabilities.orgs.testing import TestCity, make_city
from tongban.capabilities.people.queries import get_own_card
from tongban.capabilities.people.testing import (
    Post,
    make_citizen,
    make_staff,
    make_staff_together,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.testing import remembered
from tongban.plumbing.files.testing import make_pdf

__all__ = [
    "AT",
    "World",
    "make_case",
    "make_citizen",
    "make_clerk",
    "make_filing",
    "make_officer",
    "make_published_item",
    "make_upload",
    "make_world",
]
# What each intake mode needs to be lawful at the hall.
POWERS = {
    "entrusted_acceptance": ("accept",),
    "instant": ("accept", "decide"),
}
AT_ONCE = {"value": 0, "unit": "working_day"}
ANSWERS = {"s1": "sell"}
VALUES = {"shop_name": "河畔餐饮有限公司"}
WAY_TO = {
    CaseState.SUBMITTED: (),
    CaseState.ACCEPTED: ("accept",),
    CaseState.NOT_ACCEPTED: ("refuse_acceptance",),
    CaseState.REVIEWED: ("accept", "special", "review"),
    CaseState.GRANTED: ("accept", "special", "review", "grant"),
    CaseState.REFUSED: ("accept", "special", "review", "refuse"),
    CaseState.DELIVERED: ("accept", "special", "review", "grant", "deliver"),
    CaseState.CORRECTING: ("ask_correction",),
    CaseState.WITHDRAWN: ("withdraw",),
    CaseState.DISPATCHED: ("accept", "special", "review", "grant", "dispatch"),
}


@dataclass(frozen=True)
class World:
    """A city, an item of its market office in force, and one person of each office."""

    city: TestCity
    office: Office
    guide: Guide
    citizen: Actor
    clerk: Actor
    officer: Actor
    approver: Actor


@remembered(unless_filled="city")
def make_world(mode: str = "collect", **changes: Any) -> World:
    """A promised item of the market office, taken in at the hall in this mode.

    `changes` replace elements of the item document; an instant item is one that is
    taken in as such.
    """
    city = make_city()
    office = make_office(city)
    if mode == "instant":
        changes = _instant() | changes
    guide = publish_item(city, office, **changes)
    let_take_in(city, office, guide.item_id, mode, powers=POWERS.get(mode, ()))
    clerk, officer, approver = make_staff_together(
        Post("clerk", (city.centre,), "刘芳"),
        Post("officer", (city.market,), "周敏"),
        Post("approver", (city.market,), "陈立"),
    )
    return World(city, office, guide, make_citizen(), clerk, officer, approver)


def _instant() -> dict[str, Any]:
    steps = [step | {"limit": AT_ONCE} for step in make_document()["steps"]]
    return {
        "case_kind": "instant",
        "promised_limit": AT_ONCE,
        "steps": steps,
        "special_steps": [],
    }


def make_clerk(city: TestCity) -> Actor:
    """A clerk at the comprehensive windows of the hall."""
    return make_staff("clerk", city.centre, name="刘芳")


def make_officer(city: TestCity) -> Actor:
    """An officer of the market office, who accepts."""
    return make_staff("officer", city.market, name="周敏")


def make_published_item(
    world: World, *, mode: str = "collect", **changes: Any
) -> Guide:
    """One more item of the market office in force, taken in at the hall."""
    guide = publish_item(world.city, world.office, **changes)
    powers = POWERS.get(mode, ())
    let_take_in(world.city, world.office, guide.item_id, mode, powers=powers)
    return guide


def make_party(actor: Actor, role: str = "applicant") -> PartyEntry:
    """The signed-in person as a party."""
    card = get_own_card(actor=actor)
    return PartyEntry(role, "natural", card.name, card.id_kind, card.id_number)


def make_upload(actor: Actor, guide: Guide, key: str) -> UUID:
    """A small PDF that the person handed in for a material of the guide."""
    material_type = {row.key: row.material_type_id for row in guide.materials}[key]
    card = hand_in(
        actor=actor,
        material_type_id=material_type,
        content=make_pdf(),
        name="材料.pdf",
        declared_type="application/pdf",
        at=AT,
    )
    return card.upload_id


def make_filing(
    world: World, actor: Actor | None = None, *, on_paper: bool = False, **changes: Any
) -> Filing:
    """A whole filing of a person, with uploads; or as it lies on a counter, on paper."""
    filer = actor or world.citizen
    if "materials" not in changes:
        changes["materials"] = (
            MaterialEntry("m3", "paper_kept")
            if on_paper
            else MaterialEntry(
                "m3", "electronic", make_upload(filer, world.guide, "m3")
            ),
        )
    if "parties" not in changes:
        changes["parties"] = (make_party(filer),)
    filing = Filing(
        version_id=world.guide.version_id,
        situations=ANSWERS,
        values=VALUES,
        parties=(),
        materials=(),
        idempotency_key=str(new_key()),
    )
    return replace(filing, **changes)


def make_case(
    world: World,
    state: CaseState = CaseState.SUBMITTED,
    *,
    citizen: Actor | None = None,
    at: datetime = AT,
) -> Receipt:
    """A case that was filed on the web and taken to a state, each step a minute later."""
    filer = citizen or world.citizen
    wish = Wish("post", "张秀兰", "13912345678", "安澜市青渡县百花巷8号")
    posts = state is CaseState.DISPATCHED
    filing = make_filing(world, filer, wish=wish if posts else None)
    receipt = commands.file_application(
        actor=filer, filing=filing, channel="web", at=at
    )
    for number, step in enumerate(WAY_TO[state], start=1):
        take_step(world, receipt.case_id, step, at=at + timedelta(minutes=number))
    return receipt


def take_step(world: World, case_id: UUID, step: str, *, at: datetime) -> CaseState:
    """One step of a case by the person whose office it is."""
    market = world.city.market
    unmet = {"c2": "离污水池 10 米，不足 25 米。"}
    whose = {
        "special": world.approver,
        "review": world.approver,
        "grant": world.approver,
        "refuse": world.approver,
        "withdraw": world.citizen,
    }
    common: dict[str, Any] = {
        "actor": whose.get(step, world.officer),
        "case_id": case_id,
        "at": at,
    }
    match step:
        case "accept":
            reached = commands.accept_case(**common, acting_body=market)
        case "refuse_acceptance":
            reached = commands.refuse_acceptance(
                **common, acting_body=market, unmet=unmet, turn_to="换一处店面再来。"
            )
        case "special":
            reached = _do_special_steps(world, common)
        case "review":
            reached = commands.review_case(**common, opinion="材料齐全。")
        case "grant":
            reached = commands.decide_case(**common, acting_body=market, grant=True)
        case "refuse":
            reached = commands.decide_case(
                **common, acting_body=market, grant=False, unmet=unmet
            )
        case "withdraw":
            reached = commands.withdraw_application(**common)
        case _:
            reached = _take_turn(world, step, common | {"acting_body": market})
    return reached


def _do_special_steps(world: World, common: dict[str, Any]) -> CaseState:
    """Every special step of the guide, begun and passed."""
    reached = CaseState.ACCEPTED
    case = get_case(actor=world.officer, case_id=common["case_id"])
    for line in case.special_steps:
        commands.begin_special_step(**common, step=line.key)
        reached = commands.end_special_step(
            **common, step=line.key, outcome="passed", opinion="符合要求。"
        )
    return reached


def _take_turn(world: World, step: str, common: dict[str, Any]) -> CaseState:
    """A correction notice, or the way of the result to the applicant."""
    if step == "ask_correction":
        line = LineToMend("照片看不清，请重新拍一张。", material="m3")
        return commands.ask_correction(**common, lines=(line,))
    if step == "dispatch":
        return commands.dispatch_result(
            **common, courier="邮政特快专递", tracking_number="1234567890123"
        )
    number = get_case(actor=world.officer, case_id=common["case_id"]).number
    code = pickup_code(city=world.officer.city, number=number)
    return commands.deliver_result(**common, way="pickup", shown=code)
