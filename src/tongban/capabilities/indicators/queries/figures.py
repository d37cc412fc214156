"""Figures of a day: all of them, or one; of the city, or of one body's items."""

from datetime import date
from uuid import UUID

from tongban.capabilities.indicators.definitions import INDICATORS, indicator_of
from tongban.capabilities.indicators.definitions.shape import (
    SHARE,
    Figure,
    Indicator,
    World,
)
from tongban.capabilities.indicators.queries.world import read_world
from tongban.capabilities.orgs.queries import get_body
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_figures(
    *, actor: Actor, day: date, body_id: UUID | None = None
) -> list[Figure]:
    """All figures of a day, in the order of the registry. Refuses with NotFound (body)."""
    world, body = read_world(actor=actor, day=day), _body(actor, body_id, day)
    return [_figure(one, world, body) for one in INDICATORS.values()]


@query
def get_figure(
    *, actor: Actor, key: str, day: date, body_id: UUID | None = None
) -> Figure:
    """One figure of a day with its rows. Refuses with NotFound."""
    indicator = indicator_of(key)
    world, body = read_world(actor=actor, day=day), _body(actor, body_id, day)
    return _figure(indicator, world, body)


@query
def list_indicator_titles(*, actor: Actor) -> dict[str, str]:
    """The shares of the registry by their keys: what bodies can be assessed by."""
    return {one.key: one.title for one in INDICATORS.values() if one.kind == SHARE}


def _body(actor: Actor, body_id: UUID | None, day: date) -> str | None:
    if body_id is None:
        return None
    return get_body(actor=actor, body_id=body_id, day=day).name


def _figure(indicator: Indicator, world: World, body: str | None) -> Figure:
    rows = (row for row in indicator.count(world) if body in (None, row.body))
    return Figure(indicator, world.day, tuple(rows))
