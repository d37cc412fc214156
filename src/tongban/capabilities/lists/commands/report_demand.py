"""Reporting that somebody demanded a proof which the list in force has cancelled."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.lists.models import ProofDemand
from tongban.capabilities.lists.permissions import REPORT_DEMAND
from tongban.capabilities.lists.queries.demands import list_cancelled
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.sealing.subjects import begin_subjects

# Read over the telephone without a mistake: no O and 0, no I and 1.
_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH: Final = 10
_LONGEST: Final = {"demanded_by": 120, "told": 500, "phone": 20}


@dataclass(frozen=True)
class Demand:
    """What was demanded, by whom, and how; a telephone number only if one likes."""

    material_type_id: UUID | None
    demanded_by: str
    told: str
    demanded_on: date | None = None
    phone: str = ""


@command
def report_demand(*, actor: Actor, demand: Demand, at: datetime, day: date) -> str:
    """Take a report in, from anybody, without a name; gives its receipt number.

    Refuses with Invalid (proof, demanded_by, told, demanded_on, phone).
    """
    if actor.kind == "system":
        require(actor, REPORT_DEMAND)
    proof = _check(
        demand, {key for key, _ in list_cancelled(actor=actor, day=day)}, day
    )
    number = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))

    row = ProofDemand(
        city=actor.city,
        number=number,
        material_type_id=proof,
        demanded_by=demand.demanded_by.strip(),
        demanded_on=demand.demanded_on,
        told=demand.told.strip(),
        phone=demand.phone.strip(),
        reported_at=at,
        reported_by_id=actor.person_id,
    )
    if row.phone:
        begin_subjects("demand", [row.id], actor.city)
    row.save(force_insert=True)

    record(actor, "lists.demand.reported", subject="proof_demand", subject_id=row.id)
    return number


def _check(demand: Demand, cancelled: set[UUID], day: date) -> UUID:
    errors: dict[str, str] = {}
    proof = demand.material_type_id
    if proof is None or proof not in cancelled:
        errors["proof"] = "请选要您交的是哪一份证明。"
    if not demand.demanded_by.strip():
        errors["demanded_by"] = "请写是哪里要的，例如：市房管局 2 号窗口。"
    if not demand.told.strip():
        errors["told"] = "请写当时怎么说的，例如：不交就不收件。"
    if demand.demanded_on is not None and demand.demanded_on > day:
        errors["demanded_on"] = "日期不能晚于今天，例如 2026 年 11 月 20 日。"
    for name, most in _LONGEST.items():
        if len(str(getattr(demand, name))) > most:
            errors[name] = f"最多写 {most} 个字，请只留要点。"
    if errors or proof is None:
        raise Invalid(errors)
    return proof
