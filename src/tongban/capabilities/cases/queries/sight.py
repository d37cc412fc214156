"""Which cases somebody is shown: of those behind the wall, only with the right to see cases.

The wall says the same, from the bodies that the transaction's actor was given; it is asked
here again, so that a case is shown to a stranger by two mistakes and not by one.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from tongban.capabilities.cases.models import ApplicationReader, Case
from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.catalogue.queries import list_items_of_hall
from tongban.plumbing.access.actor import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet


def seen_by(actor: Actor) -> "QuerySet[Case]":
    """The cases that the actor is shown, to be cut further."""
    rows = Case.objects.all()
    if _is_shown_all(actor):
        return rows
    bodies = actor.bodies_for(SEE_CASE)
    items = {
        item_id
        for body_id in bodies
        for item_id in list_items_of_hall(actor=actor, body_id=body_id)
    }
    # A case of one's own is seen by whoever filed it, wherever they work.
    own = ApplicationReader.objects.filter(
        application_id=OuterRef("application_id"), person_id=actor.natural_person
    )
    handed_out = Q(received_body_id=None, decided_at__isnull=False, item_id__in=items)
    return rows.filter(
        Q(body_id__in=bodies)
        | Q(received_body_id__in=bodies)
        | handed_out
        | Exists(own)
    )


def sees(actor: Actor, case_id: UUID) -> bool:
    """Whether the actor is shown a case that the wall shows; mostly without asking anew."""
    return _is_shown_all(actor) or seen_by(actor).filter(pk=case_id).exists()


def _is_shown_all(actor: Actor) -> bool:
    """Whether the wall alone is right: who is no member of staff, or has the right at each body."""
    if actor.kind != "staff":
        return True
    return set(actor.org_ids) <= set(actor.bodies_for(SEE_CASE))
