"""Values about mandates that cross to faces and others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from tongban.plumbing.access.actor import Principal

KIND_WORDS: Final[Mapping[str, str]] = {
    "family": "家属",
    "agent": "代理人",
    "village_agent": "村（社区）代办员",
    "firm_agent": "企业经办人",
}
WAY_WORDS: Final[Mapping[str, str]] = {
    "code": "本人给了代办码",
    "window": "窗口凭委托书登记",
    "representative": "法定代表人添加",
    "named": "本人在网上指定",
}
# A principal whose document is a credit code is a firm.
USCC: Final = "uscc"


@dataclass(frozen=True)
class Scope:
    """What is entrusted: everything, named items (by key), or themes of guides."""

    kind: str = "all"
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class MandateCard:
    """A mandate as its people read it."""

    mandate_id: UUID
    principal_kind: str
    principal_id: UUID
    principal_name: str
    agent_name: str
    kind: str
    scope: Scope
    valid_from: date
    # The last day on which it holds.
    valid_until: date
    made_how: str
    made_at: datetime
    ended_at: datetime | None = None
    ended_because: str = ""
    # What was shown at a window, and whether it was scanned.
    papers: str = ""
    has_scan: bool = False

    @property
    def kind_words(self) -> str:
        """What kind of agent this is, in Chinese."""
        return KIND_WORDS[self.kind]

    @property
    def way_words(self) -> str:
        """How it was given, in Chinese."""
        return WAY_WORDS[self.made_how]

    def holds_on(self, day: date) -> bool:
        """Whether one may act under it on this day."""
        return self.ended_at is None and self.valid_from <= day <= self.valid_until

    @property
    def principal(self) -> Principal:
        """For whom one acts under it, and how far."""
        keys = frozenset(self.scope.keys)
        return Principal(
            "firm" if self.principal_kind == "firm" else "person",
            self.principal_id,
            self.principal_name,
            items=keys if self.scope.kind == "items" else None,
            themes=keys if self.scope.kind == "themes" else None,
        )


@dataclass(frozen=True)
class OfferCard:
    """A code that was given and not used yet."""

    offer_id: UUID
    kind: str
    scope: Scope
    valid_until: date
    ends_at: datetime


@dataclass(frozen=True)
class GivenCode:
    """The code, told once: it stands nowhere."""

    code: str
    ends_at: datetime


@dataclass(frozen=True)
class FirmAgentCard:
    """Somebody who acts for a firm, as the register of firms or a mandate says."""

    name: str
    role: str
    scope_words: str
    valid_from: date
    valid_until: date | None
    mandate_id: UUID | None = None


# Under this name a session keeps for whom one has chosen to act.
ACTING_FOR: Final = "acting_for"
