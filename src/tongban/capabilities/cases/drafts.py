"""Whose draft it is: of who types it, for oneself or for whom one acts."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from tongban.capabilities.mandates.queries import list_principals
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.rules import rules


def own_draft(actor: Actor, version_id: UUID, principal_id: UUID | None) -> Q:
    """The condition for the own draft of a version for this principal.

    None: for whom one has chosen to act on the pages; nobody chosen: oneself.
    """
    mine = Q(person_id=actor.natural_person, version_id=version_id)
    return mine & of_principal(actor, principal_id)


def of_principal(actor: Actor, principal_id: UUID | None = None) -> Q:
    """The condition for drafts that are for this principal, or for oneself."""
    key = principal_id or (actor.acting.subject_id if actor.acting else None)
    if key is None or key == actor.person_id:
        return Q(for_person=None, for_firm=None)
    return Q(for_person_id=key) | Q(for_firm_id=key)


def columns_for(
    actor: Actor, principal_id: UUID | None, today: date
) -> dict[str, UUID | None]:
    """What a new draft says of its principal.

    Refuses with `acts_for_another_only_by_mandate` where one does not act for them today.
    """
    columns: dict[str, UUID | None] = {"for_person_id": None, "for_firm_id": None}
    chosen = actor.acting
    if principal_id is not None and principal_id != actor.person_id:
        held = list_principals(actor=actor, today=today)
        chosen = next((one for one in held if one.subject_id == principal_id), None)
        if chosen is None:
            rule = rules()["acts_for_another_only_by_mandate"]
            raise NotAllowed(rule.message, rule=rule.rule_id, source=rule.article)
    if chosen is not None and principal_id != actor.person_id:
        columns[f"for_{chosen.kind}_id"] = chosen.subject_id
    return columns


def principal_of(row: Any) -> UUID | None:
    """For whom a draft or its pre-review is; None: for who typed it."""
    key: UUID | None = row.for_person_id or row.for_firm_id
    return key
