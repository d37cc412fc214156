"""Values about bodies at the desk that cross to others and reach pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.orgs.types import (
    BodyCard,
    FactCard,
    SuccessionCard,
    VenueCard,
)

# Words for levels, kinds, changes, states and lines of files, as pages say them.
LEVEL_WORDS: Final = {
    "city": "市级",
    "county": "县级（含功能区）",
    "township": "乡镇（街道）级",
    "village": "村（社区）级",
}
KIND_WORDS: Final = {
    "government": "人民政府",
    "department": "部门",
    "vertical": "垂直管理部门",
    "centre": "政务服务中心",
    "zone": "功能区管委会",
    "township": "乡镇（街道）",
    "village": "村（社区）",
}
CHANGE_WORDS: Final = {
    "rename": "更名",
    "contacts": "登记负责人和联系方式",
    "merge": "并入别的单位",
    "split": "拆分",
    "abolish": "撤销",
    "found": "新设",
    "region_rename": "区划更名",
    "region_merge": "区划合并",
    "region_split": "区划拆分",
    "region_abolish": "区划撤销",
    "import": "成批登记",
}
PILOT_STATES: Final = {
    "on": ("已开始", "ok"),
    "coming": ("待开始", "info"),
    "over": ("已结束", "plain"),
    "late": ("逾期未开始", "danger"),
    "waiting": ("未定日期", "warn"),
}
NEWS: Final = {
    "new": "新增",
    "changed": "有变化",
    "same": "没有变化",
    "refused": "不能导入",
}


@dataclass(frozen=True)
class LeftBehind:
    """What is still at a body: open cases, items in force, posts, halls."""

    cases: int
    items: int
    posts: int
    halls: int


@dataclass(frozen=True)
class BodyPage:
    """One body: as it is, as it was, who came before and after, and what it has."""

    card: BodyCard
    parent: str
    history: tuple[FactCard, ...]
    successions: tuple[SuccessionCard, ...]
    successors: tuple[BodyCard, ...]
    venues: tuple[VenueCard, ...]
    windows: int
    left: LeftBehind
    closed_at: datetime | None


@dataclass(frozen=True)
class Overview:
    """What is reported of all bodies of the city."""

    by_level: dict[str, int]
    zones: int
    vertical: int
    without_contacts: tuple[BodyCard, ...]
    misnamed: tuple[VenueCard, ...]
    # Departments that have no chief representative today (AUT-01): to be none.
    without_chief: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportLine:
    """One line of a file: what it would change, or what is wrong with it."""

    line: int
    code: str
    name: str
    # "new", "changed", "same" or "refused".
    news: str
    words: str


@dataclass(frozen=True)
class ImportSeen:
    """What taking in a file would do."""

    what: str
    lines: tuple[ImportLine, ...]

    def count(self, news: str) -> int:
        """How many lines are so."""
        return sum(one.news == news for one in self.lines)


@dataclass(frozen=True)
class ImportDone:
    """What taking in a file did: the changes that now wait for approval."""

    seen: ImportSeen
    changes: tuple[UUID, ...]


@dataclass(frozen=True)
class SchemeCard:
    """By which figures bodies are assessed."""

    scheme_id: UUID
    number: int
    title: str
    weights: tuple[dict[str, Any], ...]
    document_number: str


@dataclass(frozen=True)
class SheetCard:
    """A published sheet."""

    sheet_id: UUID
    body_id: UUID
    body: str
    first_day: date
    last_day: date
    scheme: str
    rows: tuple[dict[str, Any], ...]
    got: int
    of: int
    published_at: datetime
