"""Registered systems: for the desk, and for who is asked by one."""

import re
from datetime import date
from hmac import compare_digest
from typing import Final
from uuid import UUID

from tongban.capabilities.federation.models import (
    FederationClient,
    FederationRedirect,
)
from tongban.capabilities.federation.permissions import ISSUE_TOKENS, SEE_CLIENTS
from tongban.capabilities.federation.secrets import digest
from tongban.capabilities.federation.types import Client
from tongban.capabilities.people.queries import list_staff_names
from tongban.capabilities.privacy.queries import list_sharing_assessments
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query

# What anybody may say is looked at before the database is asked.
_CODE: Final = re.compile(r"[a-z0-9-]{1,40}")


@query
def find_client(*, actor: Actor, code: str, on: date) -> Client | None:
    """A system that may sign people in today, by what it calls itself. For the provider."""
    require(actor, ISSUE_TOKENS)
    row = _in_use(actor, code, on)
    return _clients(actor, [row])[0] if row else None


@query
def check_client(*, actor: Actor, code: str, secret: str, on: date) -> Client | None:
    """The same, if the secret is its own; one that can keep none has none."""
    require(actor, ISSUE_TOKENS)
    row = _in_use(actor, code, on)
    if row is None or not compare_digest(
        row.secret_digest, digest(secret) if secret else ""
    ):
        return None
    return _clients(actor, [row])[0]


@query
def list_clients(*, actor: Actor) -> list[Client]:
    """All systems of the city, the latest first. Refuses with NotAllowed."""
    require(actor, SEE_CLIENTS, org_id=actor.office_for(SEE_CLIENTS))
    rows = FederationClient.objects.filter(city=actor.city).select_related("body")
    return _clients(actor, list(rows.order_by("ended_at", "-registered_at")))


@query
def get_client(*, actor: Actor, client_id: UUID) -> Client:
    """One system. Refuses with NotAllowed and NotFound."""
    require(actor, SEE_CLIENTS, org_id=actor.office_for(SEE_CLIENTS))
    row = (
        FederationClient.objects.filter(city=actor.city, pk=client_id)
        .select_related("body")
        .first()
    )
    if row is None:
        raise NotFound("没有找到这个接入系统。")
    return _clients(actor, [row])[0]


def _in_use(actor: Actor, code: str, on: date) -> FederationClient | None:
    if _CODE.fullmatch(code) is None:
        return None
    row = (
        FederationClient.objects.filter(city=actor.city, code=code, ended_at=None)
        .select_related("body")
        .first()
    )
    if row is None or on < row.valid_from:
        return None
    return row if row.valid_to is None or on < row.valid_to else None


def _clients(actor: Actor, rows: list[FederationClient]) -> list[Client]:
    addresses: dict[UUID, list[str]] = {}
    redirects = FederationRedirect.objects.filter(client__in=[row.id for row in rows])
    for client_id, url in redirects.order_by("url").values_list("client_id", "url"):
        addresses.setdefault(client_id, []).append(url)
    who = [row.registered_by_id for row in rows]
    # Only where it is asked by people: a sign-in does not wait for the register.
    seen = actor.may_anywhere(SEE_CLIENTS)
    asked = seen and any(row.assessment_id for row in rows)
    held = list_sharing_assessments(actor=actor) if asked else []
    until = {one.assessment_id: one.valid_until for one in held}
    names = list_staff_names(actor=actor, person_ids=who)
    return [
        Client(
            client_id=row.id,
            code=row.code,
            name=row.name,
            body_id=row.body_id,
            body=row.body.name,
            kind=row.kind,
            serves=row.serves,
            purpose=row.purpose,
            scopes=tuple(row.scopes),
            redirects=tuple(addresses.get(row.id, ())),
            after_sign_out=tuple(row.after_sign_out),
            logout_address=row.logout_address,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            registered_by=names.get(row.registered_by_id, ""),
            registered_at=row.registered_at,
            ended_at=row.ended_at,
            assessment_id=row.assessment_id,
            assessed_until=until.get(row.assessment_id) if row.assessment_id else None,
        )
        for row in rows
    ]
