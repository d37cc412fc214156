"""Posts that are held, and what each role holds."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.people.queries import (
    everybodys_permissions,
    list_staff_names,
    role_titles,
)
from tongban.capabilities.rights.types import PostingRow, RoleCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.access.permissions import known_permissions
from tongban.plumbing.database.prepared import fetch_all

# The fact that wrote a post has its key: a grant, a stand-in, a hand-over, an appointment.
_POSTINGS: Final = """
select p.id, p.person_id, p.role, p.body_id, body_name(b.id, actor_day()), coalesce(r.name, ''), p.valid_from, p.valid_to,
  case when g.id is not null then 'grant' when s.id is not null then 'stand_in'
       when h.id is not null then 'hand_over' when c.id is not null then 'chief'
       when p.because_id is not null then 'other' else 'loaded' end,
  coalesce(g.granted_by_id, s.arranged_by_id, h.arranged_by_id, c.registered_by_id),
  coalesce(g.document_number, h.document_number, c.document_number, s.reason, '')
from posting p join body b on b.id = p.body_id left join region r on r.id = p.region_id
  left join posting_grant g on g.id = p.because_id left join stand_in s on s.id = p.because_id
  left join post_hand_over h on h.id = p.because_id left join chief_representative c on c.id = p.because_id
where p.city = %(city)s and (p.valid_to is null or p.valid_to > p.valid_from)
  and (%(posting)s::uuid is null or p.id = %(posting)s)
  and (%(person)s::uuid is null or p.person_id = %(person)s)
  and (%(body)s::uuid is null or p.body_id = %(body)s)
  and (%(day)s::date is null or (p.valid_from <= %(day)s and (p.valid_to is null or p.valid_to > %(day)s)))
  and (%(ends_by)s::date is null or p.valid_to <= %(ends_by)s)
order by b.code, p.role, p.valid_from, p.id offset %(skip)s limit %(most)s
"""
_ROLES: Final = """
select g.role, array_agg(g.permission::text order by g.permission) from role_grant g
where g.city = %(city)s or (g.city = '' and not exists (
  select 1 from role_grant o where o.city = %(city)s and o.role = g.role)) group by g.role
"""
_VERSIONS: Final = """
select distinct on (role) role, number, title from role_change where city = %(city)s order by role, number desc
"""
PAGE: Final = 50
MOST: Final = 500


def read_postings(actor: Actor, **asked: Any) -> list[PostingRow]:
    """Posts that the wall shows, as asked: posting, person, body, day, ends_by."""
    usual: Mapping[str, Any] = dict.fromkeys(
        ("posting", "person", "body", "day", "ends_by")
    )
    wanted = {**usual, "city": actor.city, "skip": 0, "most": MOST, **asked}
    found = fetch_all(_POSTINGS, wanted)
    people = {row[1] for row in found} | {row[9] for row in found if row[9]}
    names = list_staff_names(actor=actor, person_ids=sorted(people))
    titles = titles_of(actor)
    return [_row(row, names, titles) for row in found]


def list_permissions_given() -> dict[str, str]:
    """What a post can give, with labels: not what comes with every account."""
    everybodys = everybodys_permissions()
    labels = known_permissions().items()
    return {name: label for name, label in labels if name not in everybodys}


def titles_of(actor: Actor) -> dict[str, str]:
    """What people call each role in this city."""
    versions = fetch_all(_VERSIONS, {"city": actor.city})
    return dict(role_titles()) | {role: title for role, _number, title in versions}


def _row(
    row: tuple[Any, ...], names: Mapping[UUID, str], titles: Mapping[str, str]
) -> PostingRow:
    key, person, role, body_id, body, region, first, past, why, by, document = row
    return PostingRow(
        key,
        person,
        names.get(person, ""),
        role,
        titles.get(role, role),
        body_id,
        body,
        region,
        first,
        past - timedelta(days=1) if past else None,
        why,
        names.get(by, ""),
        document,
    )


@query
def list_postings(
    *,
    actor: Actor,
    day: date,
    body_id: UUID | None = None,
    person_id: UUID | None = None,
    page: int = 1,
) -> list[PostingRow]:
    """Posts held on a day that the actor sees, fifty to a page."""
    return read_postings(
        actor,
        day=day,
        body=body_id,
        person=person_id,
        skip=(page - 1) * PAGE,
        most=PAGE,
    )


@query
def find_posting(*, actor: Actor, posting_id: UUID) -> PostingRow | None:
    """One post, or None where the actor does not see it."""
    return next(iter(read_postings(actor, posting=posting_id)), None)


@query
def find_staff(*, actor: Actor, login: str) -> tuple[UUID, str] | None:
    """Key and name of a member of staff by exact login: nothing to browse."""
    found = fetch_all("select * from staff_by_login(%s)", [login.strip()])
    return (found[0][0], found[0][1]) if found else None


@query
def list_roles(*, actor: Actor) -> list[RoleCard]:
    """Every role that can be granted, with what it holds in this city today."""
    labels, titles = known_permissions(), titles_of(actor)
    versions = fetch_all(_VERSIONS, {"city": actor.city})
    numbers = {role: number for role, number, _title in versions}
    cards = [
        RoleCard(
            role,
            titles.get(role, role),
            tuple(held),
            tuple(labels.get(name, name) for name in held),
            numbers.get(role, 0),
            role.endswith("_administrator"),
        )
        for role, held in fetch_all(_ROLES, {"city": actor.city})
        if role != "citizen"
    ]
    order = list(role_titles())
    return sorted(
        cards, key=lambda c: (order.index(c.role) if c.role in order else 99, c.role)
    )
