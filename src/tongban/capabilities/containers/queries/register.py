"""The register of mobile apps: which are merged, which are to be, which are exempt (MOB-02)."""

from datetime import date
from uuid import UUID

from tongban.capabilities.containers.models import (
    Container,
    MobileAppStanding,
)
from tongban.capabilities.containers.models import MobileApp as Row
from tongban.capabilities.containers.permissions import SEE_APPS
from tongban.capabilities.containers.queries.containers import container_value
from tongban.capabilities.containers.types import AppFigure, MobileApp
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query


@query
def list_apps(*, actor: Actor, today: date) -> list[MobileApp]:
    """All apps: what is to be merged first, the earliest day first. Refuses with NotAllowed."""
    require(actor, SEE_APPS, org_id=actor.office_for(SEE_APPS))
    return _listed(actor, today)


@query
def get_app(*, actor: Actor, app_id: UUID, today: date) -> MobileApp:
    """One app. Refuses with NotAllowed and NotFound."""
    require(actor, SEE_APPS, org_id=actor.office_for(SEE_APPS))
    for one in _listed(actor, today):
        if one.app_id == app_id:
            return one
    raise NotFound("台账里没有这个应用。")


@query
def count_apps(*, actor: Actor, today: date) -> AppFigure:
    """How they stand, in figures. Refuses with NotAllowed."""
    require(actor, SEE_APPS, org_id=actor.office_for(SEE_APPS))
    lines = _listed(actor, today)
    return AppFigure(
        total=len(lines),
        merged=sum(one.state == "merged" for one in lines),
        to_merge=sum(one.state == "to_merge" for one in lines),
        exempt=sum(one.state == "exempt" for one in lines),
        late=sum(one.is_late for one in lines),
    )


def _listed(actor: Actor, today: date) -> list[MobileApp]:
    """Three statements, however many apps there are."""
    said: dict[UUID, MobileAppStanding] = {}
    standings = MobileAppStanding.objects.filter(city=actor.city)
    for one in standings.select_related("into__app").order_by("noted_at", "id"):
        said[one.app_id] = one
    open_ones = Container.objects.filter(city=actor.city, ended_at=None)
    containers = {row.app_id: row for row in open_ones.select_related("app__body")}
    rows = Row.objects.filter(city=actor.city).select_related("body")
    lines = [
        _value(row, said[row.id], containers.get(row.id), today)
        for row in rows.order_by("name", "id")
    ]
    return sorted(
        lines, key=lambda one: (one.state == "merged", one.due_on or date.max)
    )


def _value(
    row: Row, said: MobileAppStanding, container: Container | None, today: date
) -> MobileApp:
    return MobileApp(
        app_id=row.id,
        body_id=row.body_id,
        body=row.body.name,
        name=row.name,
        address=row.address,
        state=said.state,  # type: ignore[arg-type]  # a check of the table
        reason=said.reason,
        due_on=said.due_on,
        is_late=said.due_on is not None and said.due_on < today,
        into=said.into.app.name if said.into else "",
        container=container_value(container) if container else None,
    )
