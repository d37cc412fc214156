"""Makers for tests: the office, and published texts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from tongban.capabilities.orgs.testing import CITY, TestCity
from tongban.capabilities.people.testing import Post, make_staff_together
from tongban.capabilities.privacy.commands import (
    approve_assessment,
    draft_privacy_text,
    file_assessment,
    publish_privacy_text,
)
from tongban.capabilities.privacy.jobs import (
    keep_retention,
    look_for_odd_reads,
    make_copy,
    odd_reads_of,
)
from tongban.capabilities.privacy.types import AssessmentDraft
from tongban.plumbing.access.actor import Actor

__all__ = [
    "AT",
    "CLOCK",
    "CONSENT",
    "NOTICE",
    "SCHEDULE",
    "WATCH",
    "PrivacyOffice",
    "keep_retention",
    "look_for_odd_reads",
    "make_copy",
    "make_privacy_office",
    "make_sharing_assessment",
    "odd_reads_of",
    "publish",
]

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
NOTICE: dict[str, Any] = {
    "controller": "安澜市数据局",
    "purpose": "办理您申请的事项",
    "kinds": "姓名、证件号码、电话",
    "basis": "《行政许可法》第二十九条",
    "retention": "办结后三十年",
    "rights": "查阅、复制、更正、删除",
    "contact": "0699-6012345",
}
CONSENT: dict[str, Any] = {
    "purpose": "办完以后回访您",
    "kinds": "电话",
    "without": "不影响办事",
}
CLOCK: dict[str, Any] = {
    "working_days": {
        "access": 10,
        "export": 15,
        "correct": 10,
        "delete": 15,
        "explain": 15,
    }
}
SCHEDULE: dict[str, Any] = {
    "lines": [
        {"line": "unfiled_drafts", "days": 0, "basis": "告知的保留日"},
        {"line": "copies", "days": 0, "basis": "只为本人下载"},
        {"line": "unused_offers", "days": 1, "basis": "半小时后没有用途"},
        {"line": "phone_codes", "days": 1, "basis": "用过没有用途"},
        {"line": "sign_ins", "days": 190, "basis": "《网络安全法》第二十一条"},
    ]
}
WATCH: dict[str, Any] = {
    "without_case": 1,
    "many_reveals": 1,
    "many_reads": 50,
    "off_hours": 90,
    "from_hour": 7,
    "to_hour": 20,
}


@dataclass(frozen=True)
class PrivacyOffice:
    """Two people who look after personal data."""

    drafter: Actor
    publisher: Actor


def make_privacy_office(city: TestCity) -> PrivacyOffice:
    """Both posted to the approval office of the city."""
    return PrivacyOffice(
        *make_staff_together(
            Post("privacy_officer", (city.approval,), "方正"),
            Post("privacy_officer", (city.approval,), "严谨"),
            city=city.code,
        )
    )


def make_sharing_assessment(
    body_id: UUID,
    claims: tuple[str, ...],
    *,
    at: datetime,
    city: str = CITY,
    days: int = 900,
) -> UUID:
    """An approved assessment of telling a body of people, from a while ago until later."""
    assessor, approver = make_staff_together(
        Post("privacy_officer", (body_id,), "方正"),
        Post("privacy_officer", (body_id,), "严谨"),
        city=city,
    )
    said = ("部门系统统一登录", "法定职责", "low", "误用", "最小范围", "可以提供")
    day = at.date()
    draft = AssessmentDraft(
        *said, day - timedelta(days=90), day + timedelta(days=days), body_id, claims
    )
    key = file_assessment(actor=assessor, draft=draft, at=at)
    approve_assessment(actor=approver, assessment_id=key, at=at)
    return key


def publish(
    office: PrivacyOffice,
    kind: str,
    content: dict[str, Any],
    *,
    at: datetime,
    code: str = "survey",
    in_force_from: date | None = None,
) -> UUID:
    """A version that counts from its day on."""
    text_id = draft_privacy_text(
        actor=office.drafter,
        kind=kind,
        code=code,
        title="文本",
        content=content,
        at=at,
    )
    publish_privacy_text(
        actor=office.publisher,
        text_id=text_id,
        in_force_from=in_force_from or at.date(),
        at=at,
    )
    return text_id
