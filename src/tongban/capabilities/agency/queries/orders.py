"""Orders, as whoever may see them reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tongban.capabilities.agency.models import AgencyOrder, AgencyStep
from tongban.capabilities.agency.permissions import OVERSEE_ORDERS
from tongban.capabilities.agency.types import (
    BodyCount,
    OrderCard,
    OrderPage,
    OrderStep,
)
from tongban.capabilities.catalogue.queries import list_item_names
from tongban.capabilities.orgs.queries import list_bodies
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

PAGE = 100
NOT_FOUND = "没有找到这张代办单，或者您没有查看它的权限。"


@dataclass(frozen=True)
class Seen:
    """Where an order stands, for who is about to act."""

    state: str
    number: int
    taker_id: UUID | None
    body_id: UUID
    mandate_id: UUID | None
    principal: str
    taker: str
    at: datetime


def see_order(*, actor: Actor, order_id: UUID) -> Seen:
    """Where this order stands. Refuses with NotFound."""
    found = _facts([order_id]).get(order_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def find_mandate(*, actor: Actor, order_id: UUID, day: date) -> UUID | None:
    """The mandate under which the actor may take this order today."""
    rows = fetch_all("select agency_mandate_for(%s, %s)", [order_id, day])
    return rows[0][0] if rows else None


def find_case_for(*, actor: Actor, order_id: UUID, number: str) -> UUID | None:
    """The principal's case with this number, for who has the order."""
    rows = fetch_all("select agency_case_for(%s, %s)", [order_id, number])
    return rows[0][0] if rows else None


@query
def list_own_orders(*, actor: Actor) -> list[OrderCard]:
    """What the signed-in person asked for, for themselves or a firm they lead."""
    rows = AgencyOrder.objects.filter(asked_by_id=actor.natural_person)
    return _cards(actor, rows)


@query
def list_of_firm(*, actor: Actor, firm_id: UUID) -> list[OrderCard]:
    """The orders of one firm, as far as they are seen: the log on its page."""
    return _cards(actor, AgencyOrder.objects.filter(principal_firm_id=firm_id))


@query
def list_to_serve(*, actor: Actor) -> list[OrderCard]:
    """What the actor has under way or could take, the open ones first."""
    cards = [
        card
        for card in _cards(actor, AgencyOrder.objects.filter(city=actor.city))
        if not card.is_over and (card.is_open or card.is_mine)
    ]
    return sorted(cards, key=lambda card: not card.is_open)


@query
def list_of_bodies(*, actor: Actor, body_ids: Iterable[UUID]) -> list[OrderCard]:
    """All orders of these bodies, by whoever oversees them. Refuses with NotAllowed."""
    wanted = set(body_ids)
    for body_id in wanted:
        require(actor, OVERSEE_ORDERS, org_id=body_id)
    cards = _cards(actor, AgencyOrder.objects.filter(city=actor.city))
    return [card for card in cards if card.body_id in wanted]


@query
def get_order(*, actor: Actor, order_id: UUID) -> OrderPage:
    """One order with its steps. Refuses with NotFound."""
    cards = _cards(actor, AgencyOrder.objects.filter(pk=order_id))
    if not cards:
        raise NotFound(NOT_FOUND)
    names = dict(fetch_all("select * from agency_step_names(%s)", [order_id]))
    numbers = _case_numbers(order_id)
    steps = [
        OrderStep(
            row.number,
            row.kind,
            names.get(row.number, ""),
            row.words,
            row.happened_at,
            case_number=numbers.get(row.case_id, "") if row.case_id else "",
            case_id=row.case_id,
        )
        for row in AgencyStep.objects.filter(order_id=order_id).order_by("number")
    ]
    return OrderPage(cards[0], tuple(steps))


@query
def count_by_body(*, actor: Actor, day: date) -> list[BodyCount]:
    """Orders of each body up to a day: counts alone, for anybody."""
    agents = dict(
        fetch_all(
            "select p.body_id, count(distinct p.person_id) from agency_post p"
            " where p.kind <> 'firm' and p.valid_from <= %s and p.valid_to > %s"
            " and not exists (select 1 from agency_post_end e"
            "  where e.post_id = p.id and e.ends_on <= %s) group by 1",
            [day, day, day],
        )
    )
    counts = {
        row[0]: row[1:] for row in fetch_all("select * from agency_counts(%s)", [day])
    }
    found = []
    for one in list_bodies(actor=actor, only=[*(agents.keys() | counts.keys())]):
        asked, still_open, done = counts.get(one.body_id, (0, 0, 0))
        number = agents.get(one.body_id, 0)
        found.append(
            BodyCount(one.body_id, one.name, asked, still_open, done, agents=number)
        )
    return found


@query
def list_who_to_tell(*, actor: Actor, order_id: UUID) -> dict[str, UUID]:
    """The principal and the agent of an order, as a system actor sees them."""
    return dict(fetch_all("select * from agency_order_people(%s)", [order_id]))


def _facts(keys: Sequence[UUID]) -> dict[UUID, Seen]:
    rows = fetch_all(
        "select order_id, kind, number, taker_id, body_id, mandate_id, principal,"
        " taker, at from agency_order_facts(%s)",
        [list(keys)],
    )
    return {row[0]: Seen(*row[1:]) for row in rows}


def _cards(actor: Actor, rows: Any) -> list[OrderCard]:
    found: list[AgencyOrder] = list(rows.order_by("-asked_at", "-id")[:PAGE])
    facts = _facts([row.id for row in found]) if found else {}
    items = list_item_names(
        actor=actor, item_ids={item for row in found for item in row.items}
    )
    bodies = {
        one.body_id: one.name
        for one in list_bodies(
            actor=actor, only={seen.body_id for seen in facts.values()}
        )
    }
    named = _post_names({row.post_id for row in found if row.post_id})
    return [
        _card(actor, row, facts[row.id], items=items, bodies=bodies, named=named)
        for row in found
        if row.id in facts
    ]


def _card(  # what an order is told with, each read once for all
    actor: Actor,
    row: AgencyOrder,
    seen: Seen,
    *,
    items: dict[UUID, str],
    bodies: dict[UUID, str],
    named: dict[UUID, str],
) -> OrderCard:
    return OrderCard(
        order_id=row.id,
        principal=seen.principal,
        is_firm=row.principal_firm_id is not None,
        items=tuple(row.items),
        item_names=tuple(items.get(item, "") for item in row.items),
        project=row.project,
        path=row.path,
        state=seen.state,
        body_id=seen.body_id,
        body_name=bodies.get(seen.body_id, ""),
        taker=seen.taker,
        named=named.get(row.post_id, "") if row.post_id else "",
        is_mine=seen.taker_id is not None and seen.taker_id == actor.person_id,
        asked_at=row.asked_at,
        at=seen.at,
    )


def _post_names(keys: set[UUID]) -> dict[UUID, str]:
    if not keys:
        return {}
    rows = fetch_all("select post_id, name from agency_post_names(%s)", [list(keys)])
    return dict(rows)


def _case_numbers(order_id: UUID) -> dict[UUID, str]:
    rows = fetch_all("select * from agency_case_numbers(%s)", [order_id])
    return dict(rows)
