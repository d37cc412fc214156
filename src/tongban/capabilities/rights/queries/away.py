"""Who stands in for whom, and the chief representative of each department."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.people.queries import list_staff_names
from tongban.capabilities.rights.types import ChiefCard, StandInCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

_STAND_INS: Final = """
select s.id, s.kind, s.body_id, body_name(b.id, actor_day()), s.person_id, s.deputy_id, lower(s.valid), upper(s.valid), s.reason, k.id is not null
from stand_in s join body b on b.id = s.body_id left join stand_in_recall k on k.stand_in_id = s.id
where s.city = %(city)s and (%(one)s::uuid is null or s.id = %(one)s)
order by lower(s.valid) desc, s.id limit 100
"""
_CHIEFS: Final = """
select b.id, body_name(b.id, %(day)s), c.person_id, coalesce(c.rank, ''), coalesce(c.duty, ''), lower(c.valid), upper(c.valid), coalesce(c.document_number, '')
from body b left join chief_representative c on c.body_id = b.id and c.valid @> %(day)s::date
where b.city = %(city)s and b.kind in ('department', 'vertical') and body_stands(b.id, %(day)s) order by c.id is not null, b.code
"""

_CHIEF: Final = "select person_id from chief_representative where city = %s and body_id = %s and valid @> %s::date"


def _stand_ins(actor: Actor, one: UUID | None) -> list[StandInCard]:
    found = fetch_all(_STAND_INS, {"city": actor.city, "one": one})
    names = _names(actor, {row[4] for row in found} | {row[5] for row in found})
    return [
        StandInCard(
            stand_in_id=row[0],
            kind=row[1],
            body_id=row[2],
            body=row[3],
            person=names.get(row[4], ""),
            person_id=row[4],
            deputy=names.get(row[5], ""),
            # Recalled on the day on which it was to begin it lasted no day.
            first=row[6] or date.min,
            last=_last(row[7]) or date.min,
            reason=row[8],
            is_recalled=row[9],
        )
        for row in found
    ]


@query
def list_stand_ins(*, actor: Actor) -> list[StandInCard]:
    """The stand-ins that the actor sees: own ones and those of their bodies, newest first."""
    return _stand_ins(actor, None)


@query
def find_stand_in(*, actor: Actor, stand_in_id: UUID) -> StandInCard | None:
    """One of them, or None."""
    return next(iter(_stand_ins(actor, stand_in_id)), None)


@query
def list_chiefs(*, actor: Actor, day: date) -> list[ChiefCard]:
    """Every department with its chief representative; those without one first (R-22)."""
    found = fetch_all(_CHIEFS, {"city": actor.city, "day": day})
    names = _names(actor, {row[2] for row in found if row[2]})
    return [
        ChiefCard(
            row[0],
            row[1],
            names.get(row[2], ""),
            row[3],
            row[4],
            row[5],
            _last(row[6]),
            row[7],
        )
        for row in found
    ]


@query
def find_chief(*, actor: Actor, body_id: UUID, day: date) -> UUID | None:
    """The chief representative of a department on a day, or None."""
    found = fetch_all(_CHIEF, [actor.city, body_id, day])
    return found[0][0] if found else None


def _names(actor: Actor, people: set[Any]) -> dict[UUID, str]:
    return list_staff_names(actor=actor, person_ids=sorted(people))


def _last(past: date | None) -> date | None:
    return past - timedelta(days=1) if past else None
