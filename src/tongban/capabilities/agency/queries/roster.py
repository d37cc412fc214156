"""Who serves where: agents of villages and windows for everybody, officers for their firms."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tongban.capabilities.agency.models import AgencyPost
from tongban.capabilities.agency.permissions import KEEP_ROSTER
from tongban.capabilities.agency.types import PostCard
from tongban.capabilities.orgs.queries import list_bodies, list_venues
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

MOST = 500


@query
def list_posts(
    *, actor: Actor, day: date, body_ids: Iterable[UUID] | None = None
) -> list[PostCard]:
    """Agents of villages and at assistance windows on a day, by place; public."""
    rows = AgencyPost.objects.filter(city=actor.city).exclude(kind="firm")
    if body_ids is not None:
        rows = rows.filter(body_id__in=list(body_ids))
    return [card for card in _cards(actor, rows) if card.holds_on(day)]


@query
def list_posts_for_item(
    *, actor: Actor, day: date, themes: Iterable[str]
) -> list[PostCard]:
    """Agents who may be asked for an item of these themes, as `person:040`; public."""
    wanted = set(themes)
    return [
        card
        for card in list_posts(actor=actor, day=day)
        if not card.themes or wanted & set(card.themes)
    ]


@query
def list_firm_officers(
    *, actor: Actor, day: date, firm_ids: Iterable[UUID] | None = None
) -> list[PostCard]:
    """Officers of firms and projects on a day, as far as they are seen."""
    rows = AgencyPost.objects.filter(city=actor.city, kind="firm")
    if firm_ids is not None:
        rows = rows.filter(firm_id__in=list(firm_ids))
    return [card for card in _cards(actor, rows) if card.holds_on(day)]


@query
def list_own_posts(*, actor: Actor) -> list[PostCard]:
    """Where the signed-in person serves or served."""
    rows = AgencyPost.objects.filter(person_id=actor.natural_person)
    return _cards(actor, rows)


@query
def get_post(*, actor: Actor, post_id: UUID) -> PostCard:
    """One post on the roster. Refuses with NotFound."""
    found = _cards(actor, AgencyPost.objects.filter(pk=post_id))
    if not found:
        raise NotFound("没有找到这位代办员。")
    return found[0]


@query
def list_people_to_register(
    *, actor: Actor, body_id: UUID, day: date
) -> dict[UUID, str]:
    """Who holds the post of agent at a body. Refuses with NotAllowed."""
    require(actor, KEEP_ROSTER, org_id=body_id)
    return dict(fetch_all("select * from agency_people_at(%s, %s)", [body_id, day]))


def person_of(*, actor: Actor, post_id: UUID | None, day: date) -> UUID | None:
    """The natural person behind a post that holds on a day."""
    rows = fetch_all("select agency_person_of(%s, %s)", [post_id, day])
    return rows[0][0] if rows else None


def _cards(actor: Actor, rows: Any) -> list[PostCard]:
    found: list[AgencyPost] = list(
        rows.select_related("end").order_by("body__code", "kind", "valid_from")[:MOST]
    )
    if not found:
        return []
    names = {
        key: (name, firm)
        for key, name, firm in fetch_all(
            "select * from agency_post_names(%s)", [[row.id for row in found]]
        )
    }
    keys = {row.body_id for row in found}
    bodies = {one.body_id: one.name for one in list_bodies(actor=actor, only=keys)}
    venues = {
        one.body_id: one for one in list_venues(actor=actor) if one.body_id in keys
    }
    return [
        _card(row, names[row.id], bodies.get(row.body_id, ""), venues.get(row.body_id))
        for row in found
        if row.id in names
    ]


def _card(
    row: AgencyPost, names: tuple[str, str], body: str, venue: Any | None
) -> PostCard:
    end = getattr(row, "end", None)
    past = end.ends_on if end else row.valid_to
    return PostCard(
        post_id=row.id,
        kind=row.kind,
        name=names[0],
        body_id=row.body_id,
        body_name=body,
        themes=tuple(row.themes),
        valid_from=row.valid_from,
        valid_until=past - timedelta(days=1),
        firm=names[1],
        project=row.project,
        tag=row.tag,
        venue=venue.name if venue else "",
        address=venue.address if venue else "",
        hours=venue.hours if venue else "",
        phone=venue.phone if venue else "",
    )
