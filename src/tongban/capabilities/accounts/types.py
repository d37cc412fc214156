"""Values about accounts that cross to others and reach pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

# Where a session began, as whoever signs in puts it into the session: address, device.
SIGNED_IN_FROM: Final = "signed_in_from"
# In a session of somebody whose post asks for a second factor that they do not have yet.
FACTOR_ASKED: Final = "factor_asked"

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


@dataclass(frozen=True)
class Factor:
    """A second factor of one's own: an authenticator app or a passkey."""

    factor_id: UUID
    kind: str
    name: str
    made_at: datetime


@dataclass(frozen=True)
class Enrolled:
    """A factor that proved itself: its proof, and codes on paper where they are new."""

    proof_id: UUID
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Passkey:
    """A passkey of one's own, and what it registered."""

    factor_id: UUID
    secret: str


@dataclass(frozen=True)
class ReturnCode:
    """The code by which somebody comes back, told once: it stands nowhere."""

    code: str
    ends_at: datetime


@dataclass(frozen=True)
class ReadmissionCard:
    """That an account was opened anew: by whom, for what reason; used or not."""

    readmission_id: UUID
    made_at: datetime
    papers: str
    reason: str
    made_by: str
    is_used: bool
