"""To whom an application belongs: asked by what runs by itself."""

from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.cases.models import Case, CaseEvent
from tongban.capabilities.cases.permissions import ACCEPT_CASE
from tongban.capabilities.orgs.queries import get_body
from tongban.capabilities.orgs.types import BodyCard
from tongban.capabilities.people.queries import list_people_who_may
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

_LAST_MOVER: Final = """
select e.actor_person from case_event e join "case" c on c.id = e.case_id
 where e.case_id = %s and holds_posting(e.actor_person, c.body_id, null, %s)
 order by e.seq desc limit 1
"""


@query
def list_readers(*, actor: Actor, case_id: UUID, day: date) -> list[UUID]:
    """Whom to tell about a case, as a system actor sees them.

    The people to whom its application belongs, and who filed it for them, as long as
    that mandate holds on the day.
    """
    rows = fetch_all("select * from people_to_tell(%s, %s)", [case_id, day])
    return sorted(row[0] for row in rows)


@query
def list_handlers(*, actor: Actor, case_id: UUID, day: date) -> list[UUID]:
    """Who works on a case at the body that handles it, as a system actor sees them.

    The one who moved it last and still works there; before anybody did, all who may accept.
    """
    rows = fetch_all(_LAST_MOVER, [case_id, day])
    if rows:
        return [rows[0][0]]
    return list_people_who_may(
        actor=actor,
        permission=ACCEPT_CASE,
        body_id=get_body_of_case(actor=actor, case_id=case_id).body_id,
        today=day,
    )


@query
def list_principals_of_step(*, actor: Actor, event_id: UUID) -> list[tuple[UUID, str]]:
    """For whom a step was taken by another, each with the name of who took it."""
    return fetch_all("select * from principals_of_step(%s)", [event_id])


@query
def get_body_of_case(*, actor: Actor, case_id: UUID) -> BodyCard:
    """The body that handles a case, as a system actor sees it. Refuses with NotFound."""
    case = Case.objects.filter(pk=case_id).only("body_id").first()
    if case is None:
        raise NotFound("没有找到这个办件。")
    return get_body(actor=actor, body_id=case.body_id)


@query
def list_event_keys(*, actor: Actor, case_id: UUID) -> list[UUID]:
    """The keys of a case's events in their order: each is also the key of its leaf."""
    rows = CaseEvent.objects.filter(case_id=case_id).order_by("seq")
    return list(rows.values_list("id", flat=True))
