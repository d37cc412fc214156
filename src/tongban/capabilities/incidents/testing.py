"""Makers for tests: a plan in force, an incident under it, and what leads to its end."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tongban.capabilities.incidents.commands import (
    draft_incident_plan,
    open_incident,
    publish_incident_plan,
    write_entry,
)
from tongban.capabilities.incidents.jobs import (
    cities_without_drill,
    look_for_drills,
    look_for_overdue_steps,
    overdue_steps,
)
from tongban.capabilities.incidents.lines import read_lines, write_lines
from tongban.capabilities.incidents.queries import get_incident
from tongban.capabilities.incidents.types import EntryDraft, IncidentDraft
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import Post, make_staff_together
from tongban.plumbing.access.actor import Actor

__all__ = [
    "AT",
    "PLAN",
    "IncidentOffice",
    "cities_without_drill",
    "look_for_drills",
    "look_for_overdue_steps",
    "make_incident_office",
    "open_one",
    "overdue_steps",
    "publish_plan",
    "read_lines",
    "settle_all",
    "write_lines",
]

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
PLAN: dict[str, Any] = {
    "kinds": [
        {"code": "leak", "name": "数据泄露"},
        {"code": "misuse", "name": "超权限查看"},
        {"code": "other", "name": "其他"},
    ],
    "levels": [
        {"code": "large", "name": "重大", "when": "一万人以上"},
        {"code": "small", "name": "一般", "when": "其余"},
    ],
    "steps": [
        {"code": "stop", "title": "切断途径", "who": "值班", "hours": 1}
        | {"required": True},
        {"code": "report", "title": "写专报", "who": "安全管理员", "hours": 24}
        | {"required": True, "levels": ["large"]},
        {"code": "photo", "title": "拍照", "who": "值班", "hours": 2}
        | {"required": False},
    ],
    "notices": [
        {"code": "office", "title": "报告网信办", "who": "市网信办", "hours": 4}
        | {"to": "authority", "basis": "第五十七条", "required": True},
        {"code": "people", "title": "通知本人", "who": "相关个人", "hours": 72}
        | {"to": "persons", "basis": "第五十七条", "required": True}
        | {"kinds": ["leak"]},
    ],
    "drill_days": 365,
}


@dataclass(frozen=True)
class IncidentOffice:
    """Who leads, another who leads, who audits, who runs the system."""

    lead: Actor
    second: Actor
    auditor: Actor
    admin: Actor


def make_incident_office(city: TestCity) -> IncidentOffice:
    """Posted to three bodies of the city; a post reaches what is opened there."""
    bodies = (city.approval, city.centre, city.market)
    return IncidentOffice(
        *make_staff_together(
            Post("security_administrator", bodies, "安静"),
            Post("security_administrator", bodies, "安宁"),
            Post("audit_administrator", bodies, "沈鉴"),
            Post("system_administrator", bodies, "石磊"),
            city=city.code,
        )
    )


def publish_plan(office: IncidentOffice, *, at: datetime = AT, **changes: Any) -> UUID:
    """A version that counts from its day on."""
    key = draft_incident_plan(
        actor=office.lead, title="应急预案", content=PLAN | changes, at=at
    )
    publish_incident_plan(
        actor=office.admin, plan_id=key, in_force_from=at.date(), at=at
    )
    return key


def open_one(
    actor: Actor,
    *,
    at: datetime = AT,
    is_drill: bool = False,
    kind: str = "leak",
    level: str = "small",
) -> UUID:
    """Something found an hour ago."""
    draft = IncidentDraft(
        kind,
        level,
        "账号被盗用",
        "昨晚有人用离职人员的账号登录。",
        at - timedelta(hours=1),
        "看登录记录",
        is_drill=is_drill,
    )
    return open_incident(actor=actor, draft=draft, at=at)


def settle_all(actor: Actor, incident_id: UUID, *, at: datetime = AT) -> None:
    """Every step done, every notice with its receipt."""
    for one in get_incident(actor=actor, incident_id=incident_id).waiting:
        entry = EntryDraft("done", "办了", step_id=one.step_id, receipt="值班 10:20")
        write_entry(actor=actor, incident_id=incident_id, entry=entry, at=at)
