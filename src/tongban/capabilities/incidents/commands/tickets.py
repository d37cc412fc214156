"""Opening an incident, what is written into its timeline, closing and reopening it."""

import secrets
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.incidents.models import Incident, IncidentEntry
from tongban.capabilities.incidents.permissions import (
    CLOSE_INCIDENT,
    LEAD_INCIDENT,
    OPEN_INCIDENT,
)
from tongban.capabilities.incidents.queries import find_incident_plan
from tongban.capabilities.incidents.types import (
    ALARMS,
    Closure,
    EntryDraft,
    IncidentDraft,
    PlanCard,
)
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.evidence.recording import record

_DIGITS: Final = 6
MOST_PEOPLE: Final = 2_000_000_000
_LEADS: Final = ("level", "done", "excused")
_REPORTS: Final = ("note", "estimate")


@command
def open_incident(*, actor: Actor, draft: IncidentDraft, at: datetime) -> UUID:
    """Report an incident, or begin a drill, under the plan in force.

    Any member of staff; a drill by who leads. Refuses with NotAllowed, MoveRefused
    where no plan is published, and with Invalid by field.
    """
    permission = LEAD_INCIDENT if draft.is_drill else OPEN_INCIDENT
    require(actor, permission, org_id=actor.office_for(permission))
    day = at.astimezone(OFFICE_ZONE).date()
    plan = find_incident_plan(actor=actor, day=day)
    if plan is None:
        raise MoveRefused("还没有公布应急预案，请先编制，由另一个人公布。")
    errors = _wrong(draft, plan, at)
    if errors:
        raise Invalid(errors)

    mark = "YL" if draft.is_drill else "SJ"
    incident = Incident(
        id=new_key(),
        city=actor.city,
        number=f"{mark}{day:%Y%m%d}{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}",
        plan_id=plan.plan_id,
        kind=draft.kind,
        level=draft.level,
        data=draft.data.strip(),
        people=draft.people,
        is_drill=draft.is_drill,
        title=draft.title.strip(),
        words=draft.words.strip(),
        found_at=draft.found_at,
        found_how=draft.found_how.strip(),
        alarm=draft.alarm,
        opened_by_id=actor.natural_person,
        opened_at=at,
    )
    incident.save(force_insert=True)

    record(
        actor,
        "incidents.ticket.opened",
        subject="incident",
        subject_id=incident.id,
        number=incident.number,
        level=incident.level,
        is_drill=incident.is_drill,
    )
    return incident.id


@command
def report_more(
    *, actor: Actor, incident_id: UUID, entry: EntryDraft, at: datetime
) -> None:
    """Add what became known, or a better estimate; by who reported it, leads or audits.

    Refuses with NotAllowed, NotFound, Invalid, `an_incident_is_led_by_its_office`,
    `a_closed_incident_is_reopened_first`.
    """
    require(actor, OPEN_INCIDENT, org_id=actor.office_for(OPEN_INCIDENT))
    if entry.kind not in _REPORTS:
        raise Invalid({"kind": "请选记一笔情况，或者更正估计。"})
    if entry.kind == "estimate" and not entry.data.strip() and entry.people is None:
        raise Invalid({"people": "请写新的估计，例如：姓名和电话，大约 120 人。"})
    _seen(incident_id)

    written = _write(actor, incident_id, entry, at)

    _leave_trace(actor, written)


@command
def write_entry(
    *, actor: Actor, incident_id: UUID, entry: EntryDraft, at: datetime
) -> None:
    """Say that a step was done or is not needed, or change the level; by who leads.

    Refuses with NotAllowed, NotFound, Invalid, `an_incident_step_is_settled_once`,
    `an_incident_step_is_settled_with_proof`, `a_closed_incident_is_reopened_first`.
    """
    require(actor, LEAD_INCIDENT, org_id=actor.office_for(LEAD_INCIDENT))
    if entry.kind not in _LEADS:
        raise Invalid({"kind": "请选办了、不用办，或者调整级别。"})
    _seen(incident_id)

    written = _write(actor, incident_id, entry, at)

    _leave_trace(actor, written)


@command
def close_incident(
    *, actor: Actor, incident_id: UUID, closure: Closure, at: datetime
) -> None:
    """Close an incident with its cause, measures and lessons; never one's own.

    Refuses with NotAllowed, NotFound, Invalid, `an_incident_is_closed_by_another`,
    `an_incident_is_closed_when_all_is_done`, `a_closed_incident_is_reopened_first`.
    """
    require(actor, CLOSE_INCIDENT, org_id=actor.office_for(CLOSE_INCIDENT))
    _seen(incident_id)
    errors = {}
    if not 0 < len(closure.cause.strip()) <= _LONGEST["cause"]:
        errors["cause"] = "请写原因，例如：离职人员的账号没有及时停用。"
    if not 0 < len(closure.measures.strip()) <= _LONGEST["measures"]:
        errors["measures"] = "请写采取的措施，例如：停用账号，通知了 120 人改密码。"
    if not 0 < len(closure.lessons.strip()) <= _LONGEST["lessons"]:
        errors["lessons"] = "请写教训，例如：人员离岗当天由人事和安全两边一起停用账号。"
    if errors:
        raise Invalid(errors)

    written = IncidentEntry(
        city=actor.city,
        incident_id=incident_id,
        kind="closed",
        words="关闭",
        cause=closure.cause.strip(),
        measures=closure.measures.strip(),
        lessons=closure.lessons.strip(),
        happened_at=at,
        written_by_id=actor.natural_person,
        written_at=at,
    )
    written.save(force_insert=True)

    _leave_trace(actor, written)


@command
def reopen_incident(
    *, actor: Actor, incident_id: UUID, words: str, at: datetime
) -> None:
    """Open a closed incident again, saying why; what was closed stays in the timeline.

    Refuses with NotAllowed, NotFound, Invalid, `a_closed_incident_is_reopened_first`.
    """
    require(actor, CLOSE_INCIDENT, org_id=actor.office_for(CLOSE_INCIDENT))
    _seen(incident_id)

    entry = EntryDraft("reopened", words)
    written = _write(actor, incident_id, entry, at)

    _leave_trace(actor, written)


def _seen(incident_id: UUID) -> None:
    if not Incident.objects.filter(pk=incident_id).exists():
        raise NotFound("没有找到这张事件单，或者不是您报告的。")


def _write(
    actor: Actor, incident_id: UUID, entry: EntryDraft, at: datetime
) -> IncidentEntry:
    errors = _too_long(entry)
    if not entry.words.strip():
        errors["words"] = "请写明情况，例如：10:20 停用了账号，核对了登录记录。"
    happened_at = entry.happened_at or at
    if happened_at > at:
        errors["happened_at"] = "时间不能晚于现在，例如 2026-11-23 10:20。"
    if errors:
        raise Invalid(errors)
    written = IncidentEntry(
        city=actor.city,
        incident_id=incident_id,
        kind=entry.kind,
        step_id=entry.step_id,
        words=entry.words.strip(),
        receipt=entry.receipt.strip(),
        level=entry.level,
        data=entry.data.strip(),
        people=entry.people,
        happened_at=happened_at,
        written_by_id=actor.natural_person,
        written_at=at,
    )
    written.save(force_insert=True)
    return written


def _leave_trace(actor: Actor, written: IncidentEntry) -> None:
    record(
        actor,
        f"incidents.ticket.{written.kind}",
        subject="incident",
        subject_id=written.incident_id,
        entry=str(written.id),
        step=str(written.step_id) if written.step_id else None,
    )


_LONGEST: Final = {
    "level": 30,
    "title": 120,
    "words": 2000,
    "found_how": 200,
    "data": 300,
    "receipt": 200,
    "cause": 1000,
    "measures": 1000,
    "lessons": 1000,
}


def _too_long(said: Any) -> dict[str, str]:
    errors = {
        name: f"太长了，最多 {most} 个字，请写短一些，或者分几笔写。"
        for name, most in _LONGEST.items()
        if len(getattr(said, name, "")) > most
    }
    if said.people is not None and not 0 <= said.people <= MOST_PEOPLE:
        errors["people"] = "请写大约多少人，例如 120；还不知道的，先空着。"
    return errors


def _wrong(draft: IncidentDraft, plan: PlanCard, at: datetime) -> dict[str, str]:
    errors = _too_long(draft)
    if draft.kind not in plan.kinds:
        errors["kind"] = f"请从预案里选种类，例如：{next(iter(plan.kinds.values()))}。"
    if draft.level not in plan.levels:
        errors["level"] = (
            f"请从预案里选级别，例如：{next(iter(plan.levels.values()))}。"
        )
    if not draft.title.strip():
        errors["title"] = "请写标题，例如：离职人员账号仍能登录。"
    if not draft.words.strip():
        errors["words"] = (
            "请写发生了什么，例如：昨晚有人用离职人员的账号登录，看了 3 件。"
        )
    if not draft.found_how.strip():
        errors["found_how"] = "请写怎么发现的，例如：值班时看登录记录。"
    if draft.found_at > at:
        errors["found_at"] = "发现时间不能晚于现在，例如 2026-11-23 10:20。"
    if draft.alarm and draft.alarm not in ALARMS:
        errors["alarm"] = f"警报可以写：{'、'.join(sorted(ALARMS))}。"
    return errors
