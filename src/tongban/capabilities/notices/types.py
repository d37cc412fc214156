"""Values about notices that cross to others and reach pages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class MessageWords:
    """What a short message was made from: its kind, the body, the version of its words.

    `version_id` is None where the platform's own words were in force.
    """

    kind: str
    body_id: UUID
    version_id: UUID | None


@dataclass(frozen=True)
class NoticeCard:
    """One message to a person about a matter of theirs."""

    notice_id: UUID
    title: str
    text: str
    link: str
    told_at: datetime
    is_read: bool
