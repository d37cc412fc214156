"""Values about packages and reconciliation that cross to others and reach pages."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from tongban.capabilities.exchange.packing import Gap

# The job by which somebody asks for an exchange now.
NOW: Final = "exchange.now"
# What can happen to a parcel on its way between networks.
ParcelVerb = Literal["sent", "received", "refused", "answered"]


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


@dataclass(frozen=True)
class ParcelEntry:
    """One thing that a parcel carries, as its list tells of it."""

    kind: str
    name: str
    media_type: str
    size: int
    digest: str
    # Why the other side, or this one, did not take it.
    refused: str = ""


@dataclass(frozen=True)
class ParcelCard:
    """A parcel between networks: where it goes, what became of it."""

    parcel: str
    # out, in, or refused: it came, and was not taken at all.
    way: str
    to: str
    at: datetime
    carried_by: str
    entries: tuple[ParcelEntry, ...]
    answered_at: datetime | None = None
    # Why the whole of it was not taken.
    reason: str = ""

    @property
    def refused(self) -> int:
        """How much of what it carries was not taken."""
        return sum(bool(one.refused) for one in self.entries)

    @property
    def size(self) -> int:
        """Bytes of what it carries."""
        return sum(one.size for one in self.entries)


@dataclass(frozen=True)
class ParcelHealth:
    """How many parcels wait for a receipt, and since when the oldest."""

    waiting: int
    oldest: datetime | None

    def days(self, now: datetime) -> int:
        """How many days the oldest has waited."""
        return (now - self.oldest).days if self.oldest else 0
