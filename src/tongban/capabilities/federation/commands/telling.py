"""What the identity provider told others: that somebody left, and a person's values."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from tongban.capabilities.federation.models import FederationLogout
from tongban.capabilities.federation.permissions import ISSUE_TOKENS
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

MOST_TRIES: Final = 8
_LONGEST_TROUBLE: Final = 200


@command
def keep_answer(
    *, actor: Actor, grant_id: UUID, trouble: str, tries: int, at: datetime
) -> None:
    """A system was told of an end, or could not be: then it is tried again, ever later.

    Refuses with NotAllowed.
    """
    require(actor, ISSUE_TOKENS)
    waiting = FederationLogout.objects.filter(pk=grant_id, told_at=None)
    is_over = not trouble or tries + 1 >= MOST_TRIES

    waiting.update(
        tries=tries + 1,
        told_at=at if is_over else None,
        next_at=at + timedelta(minutes=2**tries),
        trouble=trouble[:_LONGEST_TROUBLE],
    )

    record(
        actor,
        "federation.logout.told" if not trouble else "federation.logout.failed",
        subject="federation_grant",
        subject_id=grant_id,
        tries=tries + 1,
    )


@command
def note_handed(
    *, actor: Actor, grant_id: UUID, client_id: UUID, scopes: tuple[str, ...]
) -> None:
    """Leave a record that a person's values were handed to a system.

    Refuses with NotAllowed.
    """
    require(actor, ISSUE_TOKENS)

    record(
        actor,
        "federation.claims.handed_over",
        subject="federation_grant",
        subject_id=grant_id,
        client=client_id,
        scopes=scopes,
    )
