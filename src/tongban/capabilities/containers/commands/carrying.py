"""Tickets: an app's word for a person opens one session of theirs, once, within a minute."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from tongban.capabilities.containers.models import ContainerEntry, ContainerTicket
from tongban.capabilities.containers.permissions import CARRY
from tongban.capabilities.containers.queries.containers import container_value
from tongban.capabilities.containers.tickets import digest_of, new_ticket
from tongban.capabilities.containers.types import (
    LEAST_LEVEL,
    TICKET_SECONDS,
    Container,
    Entered,
    GivenTicket,
    PersonSaid,
)
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_SAID: Final = {
    "unknown": "这张登录票据不对，可能没有复制完整。",
    "foreign": "这张登录票据不是给这个应用的。",
    "used": "这张登录票据已经用过了，每张只能用一次。",
    "late": "这张登录票据过期了，从应用里打开要在一分钟以内。",
    "ended": "这个应用已经停用，不能再从它进来。",
}


class TicketRefused(Refusal):
    """A ticket that opens nothing; the reason is one of a few words, for page and log."""

    status = 403

    def __init__(self, reason: str) -> None:
        """Say it in words, with the two ways on."""
        super().__init__(
            f"{_SAID[reason]}请回到应用里，再点一次要办的事；也可以用手机号和密码在这里登录。"
        )
        self.reason = reason


class LevelRefused(Refusal):
    """An app vouches for less than is needed, or for more than it may."""

    status = 403


def require_level(container: Container, level: int) -> None:
    """Looked at before anybody is looked up as well. Refuses with LevelRefused."""
    if level < LEAST_LEVEL:
        raise LevelRefused(
            "应用还没有核实这个人的姓名和证件（要 2 级以上），不能带他进来。"
            "请先在应用里实名认证，或者让他用手机号和密码在本站登录。"
        )
    if level > container.most_level:
        raise LevelRefused(
            f"这个应用登记的最高是 {container.most_level} 级，不能说成 {level} 级。"
            "请照登记的等级说，或者先在台账里改登记。"
        )


@command
def issue_ticket(
    *,
    actor: Actor,
    container: Container,
    account_id: UUID,
    said: PersonSaid,
    at: datetime,
) -> GivenTicket:
    """A ticket for somebody whom the app has identified; told once, and kept nowhere.

    Refuses with NotAllowed, with LevelRefused, and the database with
    `a_statement_is_used_once`.
    """
    require(actor, CARRY)
    require_level(container, said.level)

    ticket = new_ticket()
    row = ContainerTicket.objects.create(
        city=actor.city,
        container_id=container.container_id,
        account_id=account_id,
        statement=said.statement,
        digest=digest_of(ticket),
        level=said.level,
        wanted=said.wanted,
        made_at=at,
        ends_at=at + timedelta(seconds=TICKET_SECONDS),
    )

    record(
        actor,
        "containers.ticket.issued",
        subject="container_ticket",
        subject_id=row.id,
        container=container.container_id,
        account=account_id,
        level=said.level,
    )
    path = f"/inside/{container.code}/enter?ticket={ticket}"
    return GivenTicket(ticket, path, row.ends_at)


@command
def use_ticket(*, actor: Actor, code: str, ticket: str, at: datetime) -> Entered:
    """Let somebody in by a ticket, once, through the address of the app it was given to.

    Refuses with NotAllowed, with TicketRefused, and the database with
    `a_ticket_is_used_once` and `a_ticket_opens_for_its_app_in_time`.
    """
    require(actor, CARRY)
    held = ContainerTicket.objects.filter(city=actor.city, digest=digest_of(ticket))
    row = held.select_related("container__app__body").first()
    if row is None:
        raise TicketRefused("unknown")
    if row.container.code != code:
        raise TicketRefused("foreign")
    if ContainerEntry.objects.filter(ticket=row).exists():
        raise TicketRefused("used")
    if at > row.ends_at:
        raise TicketRefused("late")
    if row.container.ended_at is not None:
        raise TicketRefused("ended")

    made = ContainerEntry.objects.create(
        city=actor.city,
        ticket=row,
        container=row.container,
        entered_at=at,
    )

    record(
        actor,
        "containers.ticket.used",
        subject="container_ticket",
        subject_id=row.id,
        entry=made.id,
    )
    came_from = container_value(row.container)
    return Entered(row.account_id, row.level, row.wanted, came_from)


@command
def note_refusal(
    *, actor: Actor, what: str, reason: str, container_id: UUID | None
) -> None:
    """Keep that an app's word, or a ticket, was not taken. Refuses with NotAllowed."""
    require(actor, CARRY)

    record(
        actor,
        "containers.refused",
        subject="container",
        subject_id=container_id or "",
        what=what,
        reason=reason,
    )
