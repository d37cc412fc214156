"""Values about packages and reconciliation that cross to others and reach pages."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from tongban.capabilities.exchange.packing import Gap

# The job by which somebody asks for an exchange now.
NOW: Final = "exchange.now"
# What can happen to a parcel on its way between networks.
ParcelAct = Literal["sent", "received", "refused", "answered"]


@dataclass(frozen=True)
class Refused:
    """A row that the other side did not take, and why."""

    code: str
    reason: str


@dataclass(frozen=True)
class PackageCard:
    """One package: what is in it, and what the other side said to it."""

    package_id: UUID
    number: int
    made_at: datetime
    put: int
    remove: int
    digest: str
    signature: str
    key_id: str
    manifest: dict[str, Any] = field(repr=False)
    answered_at: datetime | None = None
    accepted: int = 0
    refused: tuple[Refused, ...] = ()
    # Whether the receipt bears the province's signature; None where that cannot be checked.
    receipt_is_signed: bool | None = None


@dataclass(frozen=True)
class StateTold:
    """What the other side says it holds of this city."""

    count: int
    digest: str
    is_simulator: bool


@dataclass(frozen=True)
class Reconciliation:
    """One comparison of both sides; `trouble` where the other side could not be asked."""

    compared_at: datetime
    our_count: int
    our_digest: str
    their_count: int
    their_digest: str
    gaps: tuple[Gap, ...]
    is_simulator: bool
    trouble: str = ""

    @property
    def agrees(self) -> bool:
        """Whether both sides hold the same."""
        return not self.trouble and self.our_digest == self.their_digest


@dataclass(frozen=True)
class ExchangeStatus:
    """What the page of the exchange shows."""

    peer: str
    packages: tuple[PackageCard, ...]
    reconciliations: tuple[Reconciliation, ...]
