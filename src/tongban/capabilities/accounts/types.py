"""Values about accounts that cross to others and reach pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

# Where a session began, as whoever signs in puts it into the session: address, device.
SIGNED_IN_FROM: Final = "signed_in_from"

Ended = Literal["", "signed_out", "elsewhere", "idle", "expired", "ended"]


@dataclass(frozen=True)
class SignIn:
    """One of a person's own sessions: a browser or a programme."""

    session_id: UUID
    kind: str
    address: str
    device: str
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    ended_because: str
    is_this: bool
