"""Registering what an item asked before it was made simpler: reductions are measured from it."""

from datetime import date, datetime
from typing import Final

from tongban.capabilities.catalogue.queries import find_item_id
from tongban.capabilities.indicators.models import ItemBaseline
from tongban.capabilities.indicators.permissions import REGISTER_BASELINE
from tongban.capabilities.indicators.queries.baselines import baseline_card
from tongban.capabilities.indicators.types import BaselineCard, Counted
from tongban.ground.refusals import Invalid, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_MOST: Final = 999
_LONGEST: Final = {"source": 300, "reason": 400}
_COUNTS: Final = {"materials": "材料", "steps": "环节", "visits": "跑动"}


@command
def register_baseline(
    *, actor: Actor, handling_code: str, counted: Counted, day: date, at: datetime
) -> BaselineCard:
    """Register a baseline; the same once more gives the one that stands, another corrects it.

    Refuses with NotAllowed, NotFound, Invalid (counted_on, materials, steps, visits, source,
    reason); the database refuses whoever does not keep the catalogue.
    """
    office = actor.office_for(REGISTER_BASELINE)
    require(actor, REGISTER_BASELINE, org_id=office)
    if actor.person_id is None:
        raise NotAllowed("基准要由具体的人登记，请用自己的账号登录。")
    item_id = find_item_id(actor=actor, handling_code=handling_code)
    if item_id is None:
        raise NotFound(f"没有编码为“{handling_code}”的事项，请照办事指南上的编码写。")
    newest = ItemBaseline.objects.filter(item_id=item_id).order_by("-number").first()
    if newest is not None and baseline_card(newest).counted == counted:
        return baseline_card(newest)
    _check(counted, day, corrects=newest is not None)

    row = ItemBaseline(
        city=actor.city,
        item_id=item_id,
        number=newest.number + 1 if newest else 1,
        counted_on=counted.counted_on,
        materials=counted.materials,
        steps=counted.steps,
        visits=counted.visits,
        source=counted.source.strip(),
        reason=counted.reason.strip(),
        registered_by_id=actor.person_id,
        registered_on=day,
        registered_at=at,
    )
    row.save(force_insert=True)

    record(
        actor,
        "indicators.baseline.registered",
        subject="item_baseline",
        subject_id=row.id,
        item_id=item_id,
        number=row.number,
    )
    return baseline_card(row)


def _check(counted: Counted, day: date, *, corrects: bool) -> None:
    errors: dict[str, str] = {}
    if counted.counted_on > day:
        errors["counted_on"] = "基准的日期不能晚于今天，例如 2018-09-30。"
    for name, label in _COUNTS.items():
        if not 0 <= getattr(counted, name) <= _MOST:
            errors[name] = f"{label}请写 0 到 {_MOST} 的整数，例如 6。"
    if not counted.source.strip():
        errors["source"] = "请写明出处，例如：2018 年 9 月公布的办事指南汇编。"
    if corrects and not counted.reason.strip():
        errors["reason"] = (
            "这个事项登记过基准，更正请写明原因，例如：漏数了两份承诺书。"
        )
    for name, most in _LONGEST.items():
        if len(getattr(counted, name)) > most:
            errors[name] = f"最多写 {most} 个字，请只留要点。"
    if errors:
        raise Invalid(errors)
