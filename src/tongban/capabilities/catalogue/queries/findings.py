"""Findings in all drafts and items that the actor may see, one row each, page by page."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection

from tongban.capabilities.catalogue.checking.found import known_kinds, known_rules
from tongban.capabilities.catalogue.queries.in_force import in_force
from tongban.capabilities.catalogue.types import Finding, FindingRow, FindingsPage
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

MOST: Final = 50
# Kept beside each draft as they were found last; published drafts count while their
# version is in force, and what was discarded or a newer draft took the place of no more.
# The row-level policy of item_draft says whose they are.
_STANDING: Final = """
   d.city = %(city)s
   and d.superseded_by_id is null and d.discarded_at is null
   and (d.published_version is null or d.published_version = any(%(current)s))
"""
_FOUND: Final = f"""
  from item_draft d
  cross join lateral jsonb_array_elements(d.findings) with ordinality as f(one, place)
 where {_STANDING}
   and (%(body)s::uuid is null or d.body_id = %(body)s)
"""  # no text of a user is in it
_HELD: Final = f"""
  from item_draft d where {_STANDING} and d.findings <> '[]'
"""
_BY_BODY: Final = f"""
select d.body_id, sum(jsonb_array_length(d.findings))::int
{_HELD} group by 1
"""  # no text of a user is in it
_COUNTED: Final = f"""
select f.one->>'rule', f.one->>'severity', count(*), count(distinct d.id)
{_FOUND} group by 1, 2
"""  # no text of a user is in it
_LISTED: Final = f"""
select d.id, d.body_id, coalesce(d.document->>'name', ''), d.document->>'handling_code',
       d.published_version is not null, d.source_name <> '', f.place,
       f.one->>'rule', f.one->>'severity', f.one->>'where', f.one->>'message'
{_FOUND}
   and (%(severity)s = '' or f.one->>'severity' = %(severity)s)
   and (%(rules)s::text[] is null or f.one->>'rule' = any(%(rules)s))
   and (%(draft)s::uuid is null
        or d.id < %(draft)s or (d.id = %(draft)s and f.place > %(place)s))
 order by d.id desc, f.place limit %(limit)s
"""  # no text of a user is in it


@dataclass(frozen=True)
class Wanted:
    """Which findings: empty means any. `after` is the mark of the last one shown."""

    rule: str = ""
    kind: str = ""
    severity: str = ""
    body_id: UUID | None = None
    after: tuple[UUID, int] | None = field(default=None)


@query
def list_findings(
    *, actor: Actor, day: date, wanted: Wanted, limit: int = MOST
) -> FindingsPage:
    """One page of findings, newest draft first, with how many there are of each rule."""
    draft, place = wanted.after or (None, 0)
    asked = {
        "city": actor.city,
        "current": [one.summary.version_id for one in in_force(actor, day).listed],
        "body": wanted.body_id,
        "severity": wanted.severity,
        "rules": _rules(wanted),
        "draft": draft,
        "place": place,
        "limit": limit + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, asked)
        counts = {
            (rule, severity): (found, drafts)
            for rule, severity, found, drafts in cursor.fetchall()
        }
        cursor.execute(_BY_BODY, asked)
        by_body = dict(cursor.fetchall())
        cursor.execute(_LISTED, asked)
        rows = [_row(row) for row in cursor.fetchall()]
    return FindingsPage(tuple(rows[:limit]), len(rows) > limit, counts, by_body)


def _rules(wanted: Wanted) -> list[str] | None:
    if wanted.rule:
        return [wanted.rule]
    if wanted.kind in known_kinds():
        return [rule for rule, one in known_rules().items() if one.kind == wanted.kind]
    return None


def _row(row: tuple[Any, ...]) -> FindingRow:
    draft_id, body_id, name, code, published, imported, place, *said = row
    finding = Finding(*said)
    known = known_rules().get(finding.rule)
    return FindingRow(
        draft_id=draft_id,
        body_id=body_id,
        item_name=name,
        handling_code=code or "",
        is_published=published,
        is_imported=imported,
        place=place,
        finding=finding,
        title=known.title if known else finding.rule,
        article=known.article if known else "",
    )
