"""One body with all that belongs to it, and what is reported of all of them."""

from collections import Counter
from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.bodies.models import BodyClosing
from tongban.capabilities.bodies.types import BodyPage, LeftBehind, Overview
from tongban.capabilities.orgs.queries import (
    find_body,
    list_bodies,
    list_body_history,
    list_changes,
    list_misnamed_venues,
    list_successions,
    list_successors,
    list_venues,
    list_windows,
)
from tongban.capabilities.orgs.types import BodyCard, ChangeCard
from tongban.capabilities.people.queries import list_staff_names
from tongban.capabilities.rights.queries import list_chiefs
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

_LEFT: Final = "select cases, items, posts, halls from left_behind(%s, %s)"
_KINDS_WITH_CONTACTS: Final = frozenset({"department", "vertical"})
ZONE: Final = "functional_zone"


@query
def get_body_page(*, actor: Actor, code: str, day: date) -> BodyPage:
    """One body on a day with all that belongs to it. Refuses with NotFound."""
    card = find_body(actor=actor, code=code, day=day)
    if card is None:
        raise NotFound("没有这个单位，请从机构树里打开。")
    names = {one.body_id: one for one in list_bodies(actor=actor, day=day)}
    after = list_successors(actor=actor, body_id=card.body_id, day=day)
    venues = [row for row in list_venues(actor=actor) if row.body_id == card.body_id]
    windows = (list_windows(actor=actor, venue_id=row.venue_id) for row in venues)
    closed = BodyClosing.objects.filter(pk=card.body_id).first()
    parent = names.get(card.parent_id) if card.parent_id else None
    return BodyPage(
        card=card,
        parent=parent.name if parent else "",
        history=tuple(list_body_history(actor=actor, body_id=card.body_id)),
        successions=tuple(list_successions(actor=actor, body_id=card.body_id)),
        successors=tuple(names[key] for key in after if key != card.body_id),
        venues=tuple(venues),
        windows=sum(len(rows) for rows in windows),
        left=_left(card.body_id, day),
        closed_at=closed.closed_at if closed else None,
    )


@query
def get_overview(*, actor: Actor, day: date) -> Overview:
    """How many bodies stand at each level, zones among the counties, and what is missing."""
    standing = [one for one in list_bodies(actor=actor, day=day) if one.stands]
    return Overview(
        by_level=dict(Counter(one.level for one in standing)),
        zones=sum(
            one.region_kind == ZONE and one.level == "county" for one in standing
        ),
        vertical=sum(one.is_vertical for one in standing),
        without_contacts=tuple(one for one in standing if lacks_contacts(one)),
        misnamed=tuple(list_misnamed_venues(actor=actor)),
        without_chief=tuple(
            one.body for one in list_chiefs(actor=actor, day=day) if not one.person
        ),
    )


def lacks_contacts(card: BodyCard) -> bool:
    """Whether a department has no leader in charge or responsible section (ORG-06)."""
    needed = card.kind in _KINDS_WITH_CONTACTS or card.is_vertical
    return needed and not (card.leader and card.section)


@query
def list_left_behind(*, actor: Actor, day: date) -> list[tuple[BodyCard, LeftBehind]]:
    """The bodies that ended and are not closed yet, with what is left at each."""
    closed = set(BodyClosing.objects.values_list("body_id", flat=True))
    return [
        (card, _left(card.body_id, day))
        for card in list_bodies(actor=actor, day=day)
        if not card.stands
        and card.body_id not in closed
        and list_body_history(actor=actor, body_id=card.body_id)[-1].is_ended
    ]


@query
def list_changes_named(*, actor: Actor) -> list[tuple[ChangeCard, str, str]]:
    """Changes, with the names of who drafted and who answered them."""
    changes = list_changes(actor=actor)
    people = {one.drafted_by_id for one in changes}
    people |= {one.answered_by_id for one in changes if one.answered_by_id}
    names = list_staff_names(actor=actor, person_ids=sorted(people))

    def name(key: UUID | None) -> str:
        return names.get(key, "") if key else ""

    return [(one, name(one.drafted_by_id), name(one.answered_by_id)) for one in changes]


def _left(body_id: UUID, day: date) -> LeftBehind:
    found = fetch_all(_LEFT, [body_id, day])
    return LeftBehind(*found[0]) if found else LeftBehind(0, 0, 0, 0)
