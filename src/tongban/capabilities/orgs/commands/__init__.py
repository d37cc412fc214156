"""Writes of this capability."""

from tongban.capabilities.orgs.commands.changing import answer_change, draft_change
from tongban.capabilities.orgs.commands.loading import (
    ask_city_removal,
    load_bodies,
    load_calendar,
    load_city,
    load_regions,
    load_venues_and_windows,
    load_window_classes,
)
from tongban.capabilities.orgs.commands.piloting import set_pilot

__all__ = [
    "answer_change",
    "ask_city_removal",
    "draft_change",
    "load_bodies",
    "load_calendar",
    "load_city",
    "load_regions",
    "load_venues_and_windows",
    "load_window_classes",
    "set_pilot",
]
