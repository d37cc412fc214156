"""Values about incidents that cross to faces and others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

ENTRY_WORDS: Final[Mapping[str, str]] = {
    "note": "记一笔情况",
    "estimate": "更正估计",
    "level": "调整级别",
    "done": "办了",
    "excused": "不用办",
    "closed": "关闭",
    "reopened": "重开",
}
PART_WORDS: Final[Mapping[str, str]] = {"step": "步骤", "notice": "通知"}


@dataclass(frozen=True)
class AlarmWords:
    """What the platform knows already when an alarm goes off."""

    title: str
    words: str
    kind: str
    data: str = ""


# Alarms of the runbook behind which there may be an incident.
ALARMS: Final[Mapping[str, AlarmWords]] = {
    "odd_reads_found": AlarmWords(
        "异常查看个人信息",
        "夜里按公布的规则发现工作人员的查看不寻常，疑似超出工作需要查看个人信息。",
        "misuse",
        "办件里的个人信息",
    ),
    "log_does_not_verify": AlarmWords(
        "存证日志核对不上",
        "每天核对存证日志时发现有记录和签名对不上，数据可能被绕过平台改动过。",
        "tampering",
    ),
    "drill_failed": AlarmWords(
        "备份恢复演练失败",
        "最近的备份恢复不了，或者恢复后存证日志对不上；现在出事可能丢数据。",
        "data_loss",
    ),
    "backup_failed": AlarmWords(
        "备份没有做成",
        "最近一次备份没有做成；现在坏了磁盘，会丢上次备份之后的数据。",
        "data_loss",
    ),
    "files_copy_failed": AlarmWords(
        "交来的文件损坏",
        "有文件的内容已经不是收到时的内容，或者备份磁盘写不了。",
        "data_loss",
        "群众交来的材料",
    ),
}


@dataclass(frozen=True)
class PlanCard:
    """A version of the plan, as it was drafted and published."""

    plan_id: UUID
    number: int
    title: str
    content: Mapping[str, Any]
    drafted_by: str
    drafted_by_id: UUID
    drafted_at: datetime
    published_by: str = ""
    published_at: datetime | None = None
    in_force_from: date | None = None

    @property
    def kinds(self) -> dict[str, str]:
        """Names of kinds by their codes."""
        return {one["code"]: one["name"] for one in self.content["kinds"]}

    @property
    def levels(self) -> dict[str, str]:
        """Names of levels by their codes, as the plan orders them."""
        return {one["code"]: one["name"] for one in self.content["levels"]}


@dataclass(frozen=True)
class IncidentDraft:
    """What is reported: what is known now, which entries put right later."""

    kind: str
    level: str
    title: str
    words: str
    found_at: datetime
    found_how: str
    data: str = ""
    people: int | None = None
    is_drill: bool = False
    alarm: str = ""


@dataclass(frozen=True)
class EntryDraft:
    """What somebody writes into the timeline of an incident."""

    kind: Literal["note", "estimate", "level", "done", "excused", "reopened"]
    words: str
    happened_at: datetime | None = None
    step_id: UUID | None = None
    receipt: str = ""
    level: str = ""
    data: str = ""
    people: int | None = None


@dataclass(frozen=True)
class Closure:
    """With what an incident is closed."""

    cause: str
    measures: str
    lessons: str


@dataclass(frozen=True)
class IncidentStepCard:
    """A step or notice, and what became of it."""

    step_id: UUID
    part: str
    code: str
    title: str
    who: str
    basis: str
    hours: int
    is_required: bool
    due_at: datetime
    outcome: str = ""
    words: str = ""
    receipt: str = ""
    settled_by: str = ""
    settled_at: datetime | None = None

    @property
    def part_words(self) -> str:
        """步骤 or 通知."""
        return PART_WORDS[self.part]

    @property
    def outcome_words(self) -> str:
        """What became of it; empty while it waits."""
        return ENTRY_WORDS.get(self.outcome, "")

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should have been done by now, or was done too late."""
        return (self.settled_at or now) > self.due_at


@dataclass(frozen=True)
class IncidentEntryCard:
    """An entry of the timeline."""

    number: int
    kind: str
    words: str
    step: str
    receipt: str
    level: str
    data: str
    people: int | None
    cause: str
    measures: str
    lessons: str
    happened_at: datetime
    written_by: str
    written_at: datetime

    @property
    def kind_words(self) -> str:
        """What kind of entry it is, in Chinese."""
        return ENTRY_WORDS[self.kind]


@dataclass(frozen=True)
class IncidentLine:
    """An incident in a list, as it stands now."""

    incident_id: UUID
    number: str
    title: str
    kind: str
    level: str
    is_drill: bool
    found_at: datetime
    opened_by: str
    opened_by_id: UUID
    opened_at: datetime
    is_closed: bool
    # The moment of what is due next; None where nothing waits.
    next_due: datetime | None
    waiting: int


@dataclass(frozen=True)
class IncidentCard:
    """An incident with its steps and everything that happened."""

    line: IncidentLine
    plan_id: UUID
    plan_number: int
    levels: Mapping[str, str]
    words: str
    found_how: str
    alarm: str
    data: str
    people: int | None
    steps: Sequence[IncidentStepCard] = field(default_factory=list)
    entries: Sequence[IncidentEntryCard] = field(default_factory=list)

    @property
    def waiting(self) -> list[IncidentStepCard]:
        """What is neither done nor excused, the most urgent first."""
        return [one for one in self.steps if not one.outcome]

    @property
    def settled(self) -> list[IncidentStepCard]:
        """What was done or excused."""
        return [one for one in self.steps if one.outcome]

    @property
    def must_wait(self) -> bool:
        """Whether something required still waits, so that it cannot be closed."""
        return any(one.is_required for one in self.waiting)


@dataclass(frozen=True)
class DrillState:
    """When the last drill was closed, and by when the next is to be."""

    has_plan: bool
    last_on: date | None
    due_on: date | None

    def is_overdue(self, today: date) -> bool:
        """Whether a drill should have been held by now."""
        return self.due_on is not None and self.due_on < today
