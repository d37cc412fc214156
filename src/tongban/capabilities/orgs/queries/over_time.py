"""History: what was so of a body since when, who came after whom, and the changes."""

import json
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.orgs.models import Body, BodyFact
from tongban.capabilities.orgs.types import (
    ChangeCard,
    FactCard,
    MeasureCard,
    PilotCard,
    RegionCard,
    SuccessionCard,
)
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

PAGE: Final = 50
_CHANGES: Final = """
select c.id, c.kind, c.words, c.document_number, c.effective_on, c.reason, c.drafted_by_id, c.drafted_at,
  coalesce(a.outcome, ''), a.answered_by_id, coalesce(a.reason, ''), c.lines
from org_change c left join org_change_answer a on a.change_id = c.id
where c.city = %(city)s and (%(key)s::uuid is null or c.id = %(key)s)
order by a.outcome is not null, c.drafted_at desc limit 100
"""
_SUCCESSIONS: Final = """
select s.from_body_id, f.name, s.to_body_id, t.name, s.from_day, s.takes
from org_succession s join body f on f.id = s.from_body_id join body t on t.id = s.to_body_id
where s.city = %(city)s and (s.from_body_id = %(body)s or s.to_body_id = %(body)s) order by s.from_day, t.code
"""
_REGIONS: Final = """
select r.id, r.code, coalesce(f.name, r.name), r.level, coalesce(f.kind, r.kind), coalesce(p.code, ''), region_stands(r.id, %(day)s)
from region r
  left join lateral (select * from region_fact x where x.region_id = r.id and x.valid_from <= %(day)s
    order by x.valid_from desc limit 1) f on true
  left join region p on p.id = case when f.id is null then r.parent_id else f.parent_id end
where r.city = %(city)s and (%(code)s::text is null or r.code = %(code)s)
  and (%(parent)s::text is null or p.code = %(parent)s)
order by r.code offset %(skip)s limit %(most)s
"""
_PILOTS: Final = """
select distinct on (m.code, b.code) m.code, m.title, b.id, body_name(b.id, %(day)s), b.level, p.starts_on, p.ends_on, p.due_on, p.document_number
from pilot p join measure m on m.code = p.measure_id join body b on b.id = p.body_id
where p.city = %(city)s and (p.set_at at time zone 'Asia/Shanghai')::date <= %(day)s
order by m.code, b.code, p.set_at desc, p.id desc
"""


@query
def list_body_history(*, actor: Actor, body_id: UUID) -> list[FactCard]:
    """What was so of a body, the first row as it was loaded, then fact after fact."""
    body = Body.objects.select_related("parent").filter(pk=body_id).first()
    if body is None:
        raise NotFound("没有找到这个单位。")
    rows = BodyFact.objects.filter(body_id=body_id).select_related("parent")
    facts = [
        FactCard(
            row.valid_from,
            row.name,
            row.short_name,
            row.kind,
            row.parent.code if row.parent else "",
            row.is_vertical,
            row.leader,
            row.section,
            row.phone,
            row.address,
            row.is_ended,
            row.document_number,
        )
        for row in rows.order_by("valid_from")
    ]
    first = FactCard(
        None,
        body.name,
        body.short_name,
        body.kind,
        body.parent.code if body.parent else "",
        body.kind == "vertical",
        body.leader or "",
        body.section or "",
        body.phone,
        body.address,
        is_ended=False,
        document_number="",
    )
    return [first, *facts]


@query
def list_successions(*, actor: Actor, body_id: UUID) -> list[SuccessionCard]:
    """Whom a body came after, and who came after it."""
    found = fetch_all(_SUCCESSIONS, {"city": actor.city, "body": body_id})
    return [SuccessionCard(*row) for row in found]


@query
def list_successors(*, actor: Actor, body_id: UUID, day: date) -> list[UUID]:
    """Who comes after a body as of a day: itself where it stands, else who stands at the end."""
    found = fetch_all("select body_id from successors_of(%s, %s)", [body_id, day])
    return [row[0] for row in found]


@query
def list_changes(*, actor: Actor) -> list[ChangeCard]:
    """Changes that wait first, then the answered, the newest first."""
    return _changes(actor, None)


@query
def get_change(*, actor: Actor, change_id: UUID) -> ChangeCard:
    """One change. Refuses with NotFound."""
    found = _changes(actor, change_id)
    if not found:
        raise NotFound("没有这份机构变动，请从清单里打开。")
    return found[0]


def _changes(actor: Actor, key: UUID | None) -> list[ChangeCard]:
    rows = fetch_all(_CHANGES, {"city": actor.city, "key": key})
    return [_change(list(row)) for row in rows]


def _change(row: list[Any]) -> ChangeCard:
    *said, lines = row
    # Values of jsonb come as they stand.
    values = [*said, tuple(json.loads(lines))]
    return ChangeCard(*values)


@query
def find_region(*, actor: Actor, code: str, day: date) -> RegionCard | None:
    """A region by its code, as it is on a day."""
    return next(iter(_regions(actor, day, code=code)), None)


@query
def list_regions(
    *, actor: Actor, day: date, parent: str | None = None, page: int = 1
) -> list[RegionCard]:
    """The regions right below one, fifty to a page; all of the city without one."""
    return _regions(actor, day, parent=parent, skip=(page - 1) * PAGE, most=PAGE)


@query
def list_all_regions(*, actor: Actor, day: date) -> list[RegionCard]:
    """Every region of the city, as it is on a day."""
    return _regions(actor, day)


def _regions(
    actor: Actor, day: date, *, most: int | None = None, **asked: Any
) -> list[RegionCard]:
    usual: dict[str, Any] = {"code": None, "parent": None, "skip": 0}
    rows = fetch_all(
        _REGIONS, usual | asked | {"city": actor.city, "day": day, "most": most}
    )
    return [RegionCard(*row) for row in rows]


@query
def list_region_history(*, actor: Actor, code: str) -> list[dict[str, Any]]:
    """What was so of a region since when, and who came after it."""
    rows = fetch_all(
        "select f.valid_from, f.name, f.is_ended, f.document_number, coalesce("
        " (select string_agg(t.name, '、' order by t.code) from org_succession s"
        "   join region t on t.id = s.to_region_id"
        "  where s.from_region_id = f.region_id and s.from_day = f.valid_from), '')"
        " from region_fact f join region r on r.id = f.region_id"
        " where r.city = %s and r.code = %s order by f.valid_from",
        [actor.city, code],
    )
    names = ("valid_from", "name", "is_ended", "document_number", "successors")
    return [dict(zip(names, row, strict=True)) for row in rows]


@query
def is_on(*, actor: Actor, measure: str, body_id: UUID, day: date) -> bool:
    """Whether a measure runs at a body on a day; one that nobody pilots runs everywhere."""
    found = fetch_all("select measure_is_on(%s, %s, %s)", [measure, body_id, day])
    return bool(found[0][0])


@query
def list_measures(*, actor: Actor) -> list[MeasureCard]:
    """What can start at some bodies before others."""
    rows = fetch_all("select code, title, about from measure order by code")
    return [MeasureCard(*row) for row in rows]


@query
def list_rollout(*, actor: Actor, day: date) -> list[PilotCard]:
    """Each measure at each body that has a row: since when, and whether it is late."""
    rows = fetch_all(_PILOTS, {"city": actor.city, "day": day})
    return [_pilot(row, day) for row in rows]


def _pilot(row: tuple[Any, ...], day: date) -> PilotCard:
    measure, title, body_id, body, level, starts, ends, due, document = row
    if starts is not None and starts <= day:
        state = "over" if ends is not None and ends <= day else "on"
    elif due is not None and due < day:
        state = "late"
    else:
        state = "coming" if starts is not None else "waiting"
    last = ends - timedelta(days=1) if ends else None
    return PilotCard(
        *(measure, title, body_id, body, level),
        *(starts, last, due, document, state),
    )
