"""Asking for an order and stopping it: by whose matter it is."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from tongban.capabilities.agency.events import AgencyOrderMoved
from tongban.capabilities.agency.models import PATHS, AgencyOrder
from tongban.capabilities.agency.permissions import ASK_ORDER
from tongban.capabilities.agency.queries.orders import see_order
from tongban.capabilities.agency.queries.roster import get_post, person_of
from tongban.capabilities.agency.stepping import put_step
from tongban.capabilities.agency.types import OrderAsked
from tongban.capabilities.catalogue.queries import list_item_names
from tongban.capabilities.mandates.commands import end_mandate, name_agent
from tongban.capabilities.mandates.types import Scope
from tongban.ground.refusals import Invalid, NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.outbox.publishing import publish

# How long the mandate lasts that is given with an order when nothing else is said.
USUAL: Final = timedelta(days=90)
MOST_ITEMS: Final = 20


@command
def ask_order(*, actor: Actor, asked: OrderAsked, at: datetime) -> UUID:
    """Ask an agent by name, or whoever serves at a body, to do something for one.

    Who is named gets a mandate for just these items (for a project: for everything), up to
    a day. Asked of a body, the mandate is given as any other: by code or at a window.
    Refuses with NotAllowed, NotFound, and Invalid by field.
    """
    require(actor, ASK_ORDER)
    day = at.astimezone(OFFICE_ZONE).date()
    body_id = _check(actor, asked)

    mandate_id = None
    if asked.post_id is not None:
        mandate_id = _give_mandate(actor, asked, day, at)
    order = AgencyOrder(
        city=actor.city,
        body_id=body_id,
        principal_person_id=None if asked.firm_id else actor.natural_person,
        principal_firm_id=asked.firm_id,
        asked_by_id=actor.natural_person,
        items=list(dict.fromkeys(asked.items)),
        project=asked.project.strip(),
        path=asked.path,
        post_id=asked.post_id,
        mandate_id=mandate_id,
        asked_at=at,
    )
    AgencyOrder.objects.bulk_create([order])

    record(
        actor,
        "agency.order.asked",
        subject="agency_order",
        subject_id=order.id,
        org=body_id,
        mandate=str(mandate_id or ""),
    )
    publish(
        AgencyOrderMoved(
            order_id=order.id,
            number=0,
            kind="asked",
            by_name=actor.name,
            words="",
            moved_at=at,
        )
    )
    return order.id


@command
def stop_order(*, actor: Actor, order_id: UUID, at: datetime) -> None:
    """Stop one's order at any time; the mandate that was given with it ends too.

    Refuses with NotAllowed, NotFound, `an_order_goes_step_by_step`.
    """
    require(actor, ASK_ORDER)
    seen = see_order(actor=actor, order_id=order_id)
    row = AgencyOrder.objects.get(pk=order_id)
    if row.mandate_id is not None:
        # The database stops the orders under a mandate that ends.
        end_mandate(actor=actor, mandate_id=row.mandate_id, at=at)
        seen = see_order(actor=actor, order_id=order_id)
    if seen.state == "stopped":
        number = seen.number
    else:
        number = put_step(actor, order_id, seen.number, "stopped", at=at)

    record(actor, "agency.order.stopped", subject="agency_order", subject_id=order_id)
    publish(
        AgencyOrderMoved(
            order_id=order_id,
            number=number,
            kind="stopped",
            by_name=actor.name,
            words="",
            moved_at=at,
        )
    )


def _check(actor: Actor, asked: OrderAsked) -> UUID:
    """The body that is asked. Refuses with Invalid."""
    errors: dict[str, str] = {}
    names = list_item_names(actor=actor, item_ids=asked.items)
    if not (asked.items or asked.project.strip()):
        errors["items"] = "请选要办的事，例如：老年人优待证；投资项目写项目名称。"
    elif set(asked.items) - set(names) or len(asked.items) > MOST_ITEMS:
        errors["items"] = f"有的事项现在没有了，或者超过 {MOST_ITEMS} 件，请重新选。"
    if asked.path not in PATHS:
        errors["path"] = "请选怎么办，例如：代为办理。"
    body_id = asked.body_id
    if asked.post_id is not None:
        body_id = get_post(actor=actor, post_id=asked.post_id).body_id
    if body_id is None:
        errors["post"] = "请选请谁办，例如本村便民服务站的代办员。"
    if errors or body_id is None:
        raise Invalid(errors)
    return body_id


def _give_mandate(actor: Actor, asked: OrderAsked, day: date, at: datetime) -> UUID:
    agent = person_of(actor=actor, post_id=asked.post_id, day=day)
    if agent is None:
        raise NotFound("这位代办员现在不接单了，请换一位。")
    if agent == actor.natural_person:
        raise Invalid({"post": "不能请自己代办，请换一位代办员。"})
    keys = tuple(str(key) for key in dict.fromkeys(asked.items))
    return name_agent(
        actor=actor,
        agent_id=agent,
        kind="firm_agent" if asked.firm_id else "village_agent",
        scope=Scope("items", keys) if keys else Scope(),
        until=asked.until or day + USUAL,
        at=at,
        firm_id=asked.firm_id,
    )
