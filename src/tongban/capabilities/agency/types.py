"""Values about assisted handling that cross to faces and others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

KIND_WORDS: Final[Mapping[str, str]] = {
    "village": "村（社区）代办员",
    "window": "帮办代办窗口",
    "firm": "企业帮办专员",
}
TAG_WORDS: Final[Mapping[str, str]] = {
    "": "",
    "key": "重点企业",
    "specialised": "专精特新企业",
}
PATH_WORDS: Final[Mapping[str, str]] = {
    "on_behalf": "代为办理",
    "remote": "远程认证",
}
# The three ways in which nobody has to come (OLD-02).
ASSISTED_WORDS: Final[Mapping[str, str]] = {
    "family": "家属代为认证",
    "remote": "远程认证",
    "on_behalf": "代为办理",
}
BENEFIT_WORDS: Final[Mapping[str, str]] = {
    "certification": "待遇资格认证",
    "allowance": "津贴补贴申领",
    "none": "不是这类事项",
}
# Each step: what it is called, and how it looks.
STEP_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "asked": ("等人接单", "info"),
    "taken": ("已接单", "info"),
    "under_way": ("办理中", "info"),
    "filed": ("已提交办件", "info"),
    "done": ("办结", "ok"),
    "given_up": ("没有办成", "plain"),
    "handed_on": ("转给别人", "info"),
    "stopped": ("已停止", "plain"),
}
OVER: Final = frozenset({"done", "given_up", "stopped"})
OPEN: Final = frozenset({"asked", "handed_on"})


@dataclass(frozen=True)
class PostLine:
    """Who is to serve where, for what, from a day up to and with a day."""

    kind: str
    body_id: UUID
    person_id: UUID
    valid_from: date
    valid_until: date
    themes: tuple[str, ...] = ()
    uscc: str = ""
    project: str = ""
    tag: str = ""


@dataclass(frozen=True)
class PostCard:
    """An agent on the roster, by real name; phone and hours are those of the venue."""

    post_id: UUID
    kind: str
    name: str
    body_id: UUID
    body_name: str
    themes: tuple[str, ...]
    valid_from: date
    # The last day.
    valid_until: date
    firm: str = ""
    project: str = ""
    tag: str = ""
    venue: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""

    @property
    def kind_words(self) -> str:
        """What kind of agent, in Chinese."""
        return KIND_WORDS[self.kind]

    @property
    def tag_words(self) -> str:
        """Why the firm has an officer, in Chinese."""
        return TAG_WORDS[self.tag]

    def holds_on(self, day: date) -> bool:
        """Whether one may be asked on this day."""
        return self.valid_from <= day <= self.valid_until


@dataclass(frozen=True)
class OrderAsked:
    """What is to be done: by somebody named, or by whoever serves at a body."""

    body_id: UUID | None = None
    post_id: UUID | None = None
    items: tuple[UUID, ...] = ()
    project: str = ""
    path: str = "on_behalf"
    firm_id: UUID | None = None
    # The last day of the mandate that is given with it to who is named.
    until: date | None = None


@dataclass(frozen=True)
class OrderCard:
    """An order as its people read it."""

    order_id: UUID
    principal: str
    is_firm: bool
    items: tuple[UUID, ...]
    item_names: tuple[str, ...]
    project: str
    path: str
    state: str
    body_id: UUID
    body_name: str
    # Who has it, and who was asked by name.
    taker: str
    named: str
    is_mine: bool
    asked_at: datetime
    at: datetime

    @property
    def state_words(self) -> str:
        """Where it stands, in Chinese."""
        return STEP_WORDS[self.state][0]

    @property
    def look(self) -> str:
        """How its state looks."""
        return STEP_WORDS[self.state][1]

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done."""
        return self.state in OVER

    @property
    def is_open(self) -> bool:
        """Whether nobody has it."""
        return self.state in OPEN

    @property
    def what(self) -> str:
        """What is asked, in one line."""
        names = "、".join(self.item_names)
        project = f"项目：{self.project}" if self.project else ""
        return "；".join(part for part in (names, project) if part)

    @property
    def path_words(self) -> str:
        """How it is to be done, in Chinese."""
        return PATH_WORDS[self.path]


@dataclass(frozen=True)
class OrderStep:
    """One step of an order, who took it and when."""

    number: int
    kind: str
    name: str
    words: str
    happened_at: datetime
    case_number: str = ""
    case_id: UUID | None = None

    @property
    def kind_words(self) -> str:
        """What happened, in Chinese."""
        return STEP_WORDS[self.kind][0]


@dataclass(frozen=True)
class OrderPage:
    """One order with all that happened."""

    card: OrderCard
    steps: tuple[OrderStep, ...]


@dataclass(frozen=True)
class BodyCount:
    """Orders of one body: counts alone."""

    body_id: UUID
    body_name: str
    asked: int
    open: int
    done: int
    agents: int = 0


@dataclass(frozen=True)
class GapRow:
    """A benefit item and its three assisted paths."""

    item_id: UUID
    name: str
    handling_code: str
    body_name: str
    kind: str
    paths: tuple[str, ...]

    @property
    def kind_words(self) -> str:
        """What benefit, in Chinese."""
        return BENEFIT_WORDS[self.kind]

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths that are not open."""
        return tuple(path for path in ASSISTED_WORDS if path not in self.paths)

    @property
    def missing_words(self) -> str:
        """What is missing, in Chinese; empty: nothing."""
        return "、".join(ASSISTED_WORDS[path] for path in self.missing)


@dataclass(frozen=True)
class GapList:
    """All benefit items, those with gaps first; how many have all three paths."""

    rows: tuple[GapRow, ...]

    @property
    def total(self) -> int:
        """How many items are tagged."""
        return len(self.rows)

    @property
    def complete(self) -> int:
        """How many have no gap."""
        return sum(not row.missing for row in self.rows)

    @property
    def percent(self) -> str:
        """The share without a gap, rounded down; none tagged: a dash."""
        return f"{100 * self.complete // self.total}%" if self.rows else "—"


@dataclass(frozen=True)
class RosterLine:
    """A line of a file: what it would add, or why not."""

    line: int
    name: str
    body: str
    news: str
    words: str = ""


@dataclass(frozen=True)
class RosterSeen:
    """What taking in a file would do, line by line."""

    lines: tuple[RosterLine, ...] = field(default=())

    def count(self, news: str) -> int:
        """How many lines are so."""
        return sum(line.news == news for line in self.lines)


NEWS: Final[Mapping[str, str]] = {
    "new": "新登记",
    "same": "已登记",
    "refused": "不能登记",
}
