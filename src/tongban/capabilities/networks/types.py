"""Values about networks and data resources that cross to faces and others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.orgs.types import BodyCard

NETWORK_WORDS: Final[Mapping[str, str]] = {
    "extranet": "电子政务外网",
    "intranet": "电子政务内网",
    "internet": "互联网",
    "private": "部门专网",
}
LINE_WORDS: Final[Mapping[str, str]] = {
    "fibre": "自有光纤",
    "leased": "运营商专线",
    "tunnel": "加密隧道（VPN）",
    "wireless": "无线",
}
STATE_WORDS: Final[Mapping[str, str]] = {
    "planned": "计划接通",
    "connected": "已互联",
    "stopped": "已停用",
}
LINK_WORDS: Final[Mapping[str, str]] = {
    "collection": "采集",
    "transmission": "传输",
    "storage": "存储",
    "use": "使用",
    "sharing": "共享",
    "opening": "开放",
}
LABEL_WORDS: Final[Mapping[str, str]] = {
    "privacy": "个人隐私",
    "trade": "商业秘密",
    "safety": "公共安全",
    "state": "国家利益",
    "none": "无",
}
# What a line of a file would do.
NEWS: Final[Mapping[str, str]] = {
    "new": "新登记",
    "corrected": "更正",
    "same": "没有变化",
    "refused": "不能导入",
}
LEVEL_WORDS: Final[Mapping[str, str]] = {
    "city": "市级",
    "county": "县级",
    "zone": "功能区",
    "township": "乡级",
    "village": "村级",
}


@dataclass(frozen=True)
class AccessLine:
    """An access as somebody records it; with `replaces` it corrects that row."""

    body_id: UUID
    network: str
    line: str
    since: date
    last_on: date | None = None
    note: str = ""
    replaces: UUID | None = None
    is_void: bool = False


@dataclass(frozen=True)
class AccessCard:
    """An access as it is on record, and who recorded it."""

    access_id: UUID
    body_id: UUID
    body_code: str
    body: str
    network: str
    line: str
    since: date
    last_on: date | None
    note: str
    recorded_by: str
    recorded_at: datetime
    # It was corrected since: it counts no longer.
    is_replaced: bool = False
    is_void: bool = False

    @property
    def network_words(self) -> str:
        """The network, in Chinese."""
        return NETWORK_WORDS[self.network]

    @property
    def line_words(self) -> str:
        """The kind of line, in Chinese."""
        return LINE_WORDS[self.line]

    @property
    def counts(self) -> bool:
        """Whether it is what is so, as far as is known today."""
        return not (self.is_replaced or self.is_void)

    def holds_on(self, day: date) -> bool:
        """Whether the body is on the network by it on this day."""
        ends = self.last_on is None or day <= self.last_on
        return self.counts and self.since <= day and ends


@dataclass(frozen=True)
class LevelCoverage:
    """How many bodies of a level stand on a day, and how many are on the network."""

    level: str
    bodies: int
    reached: int

    @property
    def level_words(self) -> str:
        """The level, in Chinese; zones stand apart from counties."""
        return LEVEL_WORDS[self.level]

    @property
    def words(self) -> str:
        """The share in per cent, cut after one place and never rounded up."""
        if not self.bodies:
            return "—"
        tenths = self.reached * 1000 // self.bodies
        return f"{tenths // 10}.{tenths % 10}%"


@dataclass(frozen=True)
class NetworkCoverage:
    """Coverage of a network on a day: by level, and who is not on it."""

    network: str
    day: date
    levels: tuple[LevelCoverage, ...]
    without: tuple[BodyCard, ...] = ()


@dataclass(frozen=True)
class AccessFileLine:
    """What a line of a file would do."""

    line: int
    code: str
    name: str
    news: str
    words: str


@dataclass(frozen=True)
class AccessFileSeen:
    """A file, line by line; nothing was written."""

    lines: tuple[AccessFileLine, ...]

    def count(self, news: str) -> int:
        """How many lines would do this."""
        return sum(line.news == news for line in self.lines)


@dataclass(frozen=True)
class NetworkLinkSaid:
    """How a department's network stands from a day on, as somebody records it."""

    network: str
    state: str
    since: date
    body_id: UUID
    protocol: str = ""
    due_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class NetworkLinkRow:
    """One row on record about a department's network."""

    state: str
    since: date
    due_on: date | None
    body: str
    protocol: str
    note: str
    recorded_by: str
    recorded_at: datetime

    @property
    def state_words(self) -> str:
        """The state, in Chinese."""
        return STATE_WORDS[self.state]


@dataclass(frozen=True)
class NetworkLinkCard:
    """One of the named networks: how it stands on a day, and everything recorded of it."""

    network: str
    name: str
    now: NetworkLinkRow | None
    history: tuple[NetworkLinkRow, ...] = ()

    @property
    def is_connected(self) -> bool:
        """Whether it is joined."""
        return self.now is not None and self.now.state == "connected"


@dataclass(frozen=True)
class SafeguardSaid:
    """What is said of one of the six links; a blank is a gap."""

    control: str = ""
    body_id: UUID | None = None
    requirement: str = ""


@dataclass(frozen=True)
class ResourceDraft:
    """A data resource as somebody drafts it; links by their name."""

    code: str
    name: str
    about: str
    keeper_id: UUID
    links: Mapping[str, SafeguardSaid] = field(default_factory=dict)


@dataclass(frozen=True)
class SafeguardCard:
    """One of the six links of a resource, and what is missing in it."""

    link: str
    control: str
    body_id: UUID | None
    body: str
    requirement: str

    @property
    def link_words(self) -> str:
        """The link, in Chinese."""
        return LINK_WORDS[self.link]

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is blank, in words."""
        parts = {
            "措施": self.control,
            "责任单位": self.body_id,
            "要求": self.requirement,
        }
        return tuple(words for words, said in parts.items() if not said)


@dataclass(frozen=True)
class ResourceCard:
    """A version of a data resource with its six links."""

    resource_id: UUID
    code: str
    number: int
    name: str
    about: str
    keeper_id: UUID
    keeper: str
    drafted_by_id: UUID
    drafted_by: str
    drafted_at: datetime
    links: tuple[SafeguardCard, ...]
    in_force_from: date | None = None
    published_by: str = ""
    # The tables of the database in which it lies.
    tables: tuple[str, ...] = ()

    @property
    def gaps(self) -> int:
        """How many of the six links have a blank."""
        return sum(bool(one.gaps) for one in self.links)

    @property
    def is_published(self) -> bool:
        """Whether another person has put it there."""
        return self.in_force_from is not None


@dataclass(frozen=True)
class FieldLabel:
    """A column of the database, and which protected class its values belong to."""

    table: str
    column: str
    label: str
    resource: str

    @property
    def label_words(self) -> str:
        """The class, in Chinese."""
        return LABEL_WORDS[self.label]
