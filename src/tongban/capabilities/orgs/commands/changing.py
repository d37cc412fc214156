"""Changes of bodies and regions: one person drafts, another approves, facts are written.

Every line of a change says everything that will be so, so that what is approved is what
was read; the trigger on the answer only writes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.orgs.changing import KINDS, LONGEST_WORDS, check, words_of
from tongban.capabilities.orgs.models import OrgChange, OrgChangeAnswer
from tongban.capabilities.orgs.permissions import APPROVE_CHANGE, DRAFT_CHANGE
from tongban.capabilities.orgs.queries import (
    get_change,
    list_all_regions,
    list_bodies,
    list_credit_codes,
)
from tongban.capabilities.orgs.types import (
    BodyCard,
    BodyChange,
    ChangeAsked,
    RegionCard,
    RegionChange,
    Takes,
)
from tongban.ground.refusals import Invalid, MoveRefused
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

CONFIRMED: Final = "confirmed"
DECLINED: Final = "declined"


@command
def draft_change(*, actor: Actor, asked: ChangeAsked, at: datetime) -> UUID:
    """Draft a change; nothing is so before another person approves it.

    Refuses with NotAllowed and Invalid; days and offices are the database's to refuse.
    """
    require(actor, DRAFT_CHANGE, org_id=actor.office_for(DRAFT_CHANGE))
    bodies = {
        card.code: card for card in list_bodies(actor=actor, day=asked.effective_on)
    }
    regions = {
        card.code: card
        for card in list_all_regions(actor=actor, day=asked.effective_on)
    }
    errors = check(asked, bodies, regions) | _check_credit_codes(actor, asked)
    if errors:
        raise Invalid(errors)

    codes = {card.body_id: card.code for card in bodies.values()}
    lines = [_body_line(one, bodies, codes) for one in asked.bodies]
    lines += [_region_line(one, regions) for one in asked.regions]
    change = OrgChange(
        city=actor.city,
        kind=asked.kind,
        lines=lines,
        words=words_of(asked, bodies, regions)[:LONGEST_WORDS],
        document_number=asked.document_number.strip(),
        effective_on=asked.effective_on,
        reason=asked.reason.strip(),
        drafted_by_id=actor.natural_person,
        drafted_at=at,
    )
    change.save(force_insert=True)

    record(
        actor,
        "orgs.change.drafted",
        subject="org_change",
        subject_id=change.id,
        kind=asked.kind,
        effective_on=asked.effective_on,
        lines=len(lines),
    )
    return change.id


@command
def answer_change(
    *, actor: Actor, change_id: UUID, outcome: str, at: datetime, reason: str = ""
) -> None:
    """Approve a change, whose facts are written at once for its day, or decline it.

    Refuses with NotAllowed, NotFound, Invalid and MoveRefused; that it is another natural
    person is the database's to refuse.
    """
    require(actor, APPROVE_CHANGE, org_id=actor.office_for(APPROVE_CHANGE))
    if outcome not in {CONFIRMED, DECLINED}:
        raise Invalid({"outcome": "请选审定通过或者退回。"})
    if outcome == DECLINED and not reason.strip():
        raise Invalid({"reason": "退回要写明理由，例如：文号不对。"})
    change = get_change(actor=actor, change_id=change_id)
    if change.outcome:
        raise MoveRefused("这份机构变动已经审定过了，请刷新页面再看。")

    OrgChangeAnswer(
        city=actor.city,
        change_id=change_id,
        outcome=outcome,
        reason=reason.strip(),
        answered_by_id=actor.natural_person,
        answered_at=at,
    ).save(force_insert=True)

    record(
        actor,
        "orgs.change.answered",
        subject="org_change",
        subject_id=change_id,
        kind=KINDS[change.kind],
        outcome=outcome,
    )


def _check_credit_codes(actor: Actor, asked: ChangeAsked) -> dict[str, str]:
    held = list_credit_codes(actor=actor)
    for one in asked.bodies:
        if one.uscc and held.get(one.uscc, one.code) != one.code:
            return {"uscc": f"信用代码 {one.uscc} 已经是 {held[one.uscc]} 的，请核对。"}
    return {}


def _body_line(
    one: BodyChange, bodies: Mapping[str, BodyCard], codes: Mapping[UUID, str]
) -> dict[str, Any]:
    was = bodies.get(one.code)
    before: dict[str, Any] = {
        "kind": "department",
        "parent": "",
        "vertical": False,
        **dict.fromkeys(("leader", "section", "phone", "address"), ""),
    }
    if was is not None:
        before = {
            "name": was.name,
            "short_name": was.short_name,
            "kind": was.kind,
            "parent": codes.get(was.parent_id, "") if was.parent_id else "",
            "vertical": was.is_vertical,
            "leader": was.leader,
            "section": was.section,
            "phone": was.phone,
            "address": was.address,
        }
    said = asdict(one.said)
    said["vertical"] = said.pop("is_vertical")
    whole = before | {name: value for name, value in said.items() if value is not None}
    whole.setdefault("short_name", whole.get("name", ""))
    return {
        "what": "body",
        "code": one.code,
        **whole,
        "uscc": one.uscc,
        "level": one.level,
        "region": one.region,
        "ended": one.ends,
        "successors": _successors(one.successors),
    }


def _region_line(
    one: RegionChange, regions: Mapping[str, RegionCard]
) -> dict[str, Any]:
    was = regions.get(one.code)
    return {
        "what": "region",
        "code": one.code,
        "name": one.name or (was.name if was else ""),
        "kind": one.kind or (was.kind if was else "region"),
        "level": one.level or (was.level if was else ""),
        "parent": (was.parent_code if was else "")
        if one.parent is None
        else one.parent,
        "ended": one.ends,
        "successors": _successors(one.successors),
    }


def _successors(given: Sequence[Takes]) -> list[dict[str, str]]:
    return [asdict(one) for one in given]
