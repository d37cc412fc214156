"""Containers for the gate that checks their word, and people whom it need not ask about."""

import re
from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.containers.models import Container as Row
from tongban.capabilities.containers.models import ContainerTicket
from tongban.capabilities.containers.permissions import CARRY
from tongban.capabilities.containers.tickets import digest_of
from tongban.capabilities.containers.types import Container, KnownContainer
from tongban.capabilities.people.queries import find_person
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

# What anybody may say is looked at before the database is asked.
_CODE: Final = re.compile(r"[a-z0-9-]{1,40}")
_KNOWN: Final = (
    "select citizen_account_of(%s) where exists"
    " (select 1 from identity_check where person_id = %s and level >= 2)"
)


@query
def find_container(*, actor: Actor, code: str, on: date) -> KnownContainer | None:
    """A container that may speak today, by what it calls itself. For the gate."""
    require(actor, CARRY)
    if _CODE.fullmatch(code) is None:
        return None
    held = Row.objects.filter(city=actor.city, code=code, ended_at=None)
    row = held.select_related("app__body").first()
    if row is None or on < row.valid_from:
        return None
    if row.valid_to is not None and row.valid_to <= on:
        return None
    return KnownContainer(container_value(row), row.public_jwk)


@query
def find_known_account(*, actor: Actor, id_key: str, name: str) -> UUID | None:
    """The account of somebody of this document and name whose name was checked before."""
    require(actor, CARRY)
    person = find_person(actor=actor, id_key=id_key)
    if person is None or person.name != name:
        return None
    rows = fetch_all(_KNOWN, [person.person_id, person.person_id])
    return rows[0][0] if rows else None


@query
def whose_ticket(*, actor: Actor, ticket: str) -> UUID | None:
    """Whose account a ticket would open, without using it up. For the gate."""
    require(actor, CARRY)
    held = ContainerTicket.objects.filter(city=actor.city, digest=digest_of(ticket))
    account_id: UUID | None = held.values_list("account_id", flat=True).first()
    return account_id


def container_value(row: Row) -> Container:
    """A row with its app and body, as a value."""
    return Container(
        container_id=row.id,
        app_id=row.app_id,
        code=row.code,
        name=row.app.name,
        body=row.app.body.name,
        origin=row.origin,
        most_level=row.most_level,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        ended_at=row.ended_at,
    )
