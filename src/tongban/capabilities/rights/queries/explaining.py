"""Why may somebody do something at a body, or why not: from the rows that decide it."""

from datetime import date
from uuid import UUID

from tongban.capabilities.orgs.queries import get_body
from tongban.capabilities.people.queries import list_staff_names
from tongban.capabilities.rights.permissions import SEE_POSTINGS
from tongban.capabilities.rights.queries.held import (
    list_permissions_given,
    list_roles,
    read_postings,
)
from tongban.capabilities.rights.types import Explanation, PostingRow
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

_REACHES = """
select p.id from posting p join body b on b.id = %(body)s
where p.person_id = %(person)s and (p.body_id = b.id or (p.region_id is not null
  and b.region_id in (select regions_below(p.region_id))))
"""


@query
def explain_right(
    *, actor: Actor, permission: str, body_id: UUID, on: date, person_id: UUID
) -> Explanation:
    """The posts that give a permission at a body on a day; or what is missing.

    Everybody asks about themselves, who looks after rights about others. Refuses with
    NotAllowed, NotFound and Invalid.
    """
    if person_id != actor.person_id and not actor.may_anywhere(SEE_POSTINGS):
        raise NotAllowed(
            "别人的权限由管理员查询；您可以查自己的。", turn_to="安全管理员"
        )
    labels = list_permissions_given()
    if permission not in labels:
        raise Invalid({"permission": "请从清单里选一项权限。"})
    body = get_body(actor=actor, body_id=body_id)
    roles = [card for card in list_roles(actor=actor) if permission in card.permissions]
    may = {card.role for card in roles}
    reaches = {
        row[0] for row in fetch_all(_REACHES, {"body": body_id, "person": person_id})
    }
    held = [row for row in read_postings(actor, person=person_id) if row.role in may]
    now = [row for row in held if _is_held(row, on)]
    because = [row for row in now if row.posting_id in reaches]
    names = list_staff_names(actor=actor, person_ids=[person_id])
    return Explanation(
        person=names.get(person_id, actor.name if person_id == actor.person_id else ""),
        permission=permission,
        label=labels[permission],
        body=body.name,
        on=on,
        is_allowed=bool(because),
        because=because,
        elsewhere=[row for row in now if row.posting_id not in reaches],
        at_other_times=[
            row for row in held if row.posting_id in reaches and not _is_held(row, on)
        ],
        roles_that_may=[card.title for card in roles],
        who_can_grant=[
            row[0] for row in fetch_all("select who_grants_at(%s)", [body_id])
        ],
    )


def _is_held(row: PostingRow, on: date) -> bool:
    return row.valid_from <= on and (row.valid_until is None or on <= row.valid_until)
