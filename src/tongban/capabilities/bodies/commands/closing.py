"""A body that ended is closed when nothing is left at it."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.bodies.models import BodyClosing
from tongban.capabilities.bodies.permissions import CLOSE_BODY
from tongban.capabilities.orgs.queries import get_body
from tongban.ground.refusals import MoveRefused
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def close_body(*, actor: Actor, body_id: UUID, at: datetime) -> None:
    """Close a body that ended: its last posts end with this day.

    Refuses with NotAllowed, NotFound and MoveRefused; that no case is open and no item in
    force there is the database's to refuse.
    """
    require(actor, CLOSE_BODY, org_id=actor.office_for(CLOSE_BODY))
    body = get_body(actor=actor, body_id=body_id)
    if BodyClosing.objects.filter(pk=body_id).exists():
        raise MoveRefused("这个单位已经收过尾了，请刷新页面再看。")

    BodyClosing(
        body_id=body_id,
        city=actor.city,
        closed_by_id=actor.natural_person,
        closed_at=at,
    ).save(force_insert=True)

    record(
        actor, "bodies.body.closed", subject="body", subject_id=body_id, code=body.code
    )
