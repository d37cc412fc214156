"""Rows of this capability: places, and what was so of them from which day."""

from tongban.capabilities.orgs.models.changing import OrgChange, OrgChangeAnswer
from tongban.capabilities.orgs.models.over_time import (
    BodyFact,
    RegionFact,
    Succession,
)
from tongban.capabilities.orgs.models.piloting import Measure, Pilot
from tongban.capabilities.orgs.models.places import (
    Body,
    CalendarYear,
    City,
    Region,
    Venue,
    Window,
    WindowClass,
)

__all__ = [
    "Body",
    "BodyFact",
    "CalendarYear",
    "City",
    "Measure",
    "OrgChange",
    "OrgChangeAnswer",
    "Pilot",
    "Region",
    "RegionFact",
    "Succession",
    "Venue",
    "Window",
    "WindowClass",
]
