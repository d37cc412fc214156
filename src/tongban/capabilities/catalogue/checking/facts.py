"""What a city knows that a document is held against: its bodies, its materials, the day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class BodyFacts:
    """One body that may implement an item."""

    name: str
    credit_code: str
    # The digit of the exercise level that a body of this rank holds.
    level: str


@dataclass(frozen=True)
class CityFacts:
    """What is None is not known, and no document is held against it."""

    bodies: Mapping[str, BodyFacts] | None = None
    # Names in the one material catalogue, by code.
    materials: Mapping[str, str] | None = None
    # What was said of codes that are proposed and not (or never) taken in.
    asked: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None


NOTHING_KNOWN = CityFacts()
