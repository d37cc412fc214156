"""What a person may ask about their notices. Reading only."""

from uuid import UUID

from tongban.capabilities.notices.models import Notice
from tongban.capabilities.notices.types import NoticeCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

PAGE = 50
NOBODY = UUID(int=0)


@query
def list_own_notices(*, actor: Actor, limit: int = PAGE) -> list[NoticeCard]:
    """The signed-in person's notices, newest first."""
    rows = Notice.objects.filter(person_id=actor.person_id or NOBODY)
    return [
        NoticeCard(
            row.id, row.title, row.text, row.link, row.told_at, row.read_at is not None
        )
        for row in rows.order_by("-told_at", "-id")[: max(0, limit)]
    ]


@query
def count_unread(*, actor: Actor) -> int:
    """How many notices the signed-in person has not read."""
    return Notice.objects.filter(
        person_id=actor.person_id or NOBODY, read_at=None
    ).count()
