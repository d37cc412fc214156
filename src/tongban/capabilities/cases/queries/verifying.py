"""Do the records of cases agree with the log? Recomputed for auditors, row by row."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from tongban.ground.clock import Check, PublicKey
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query_of_one_moment
from tongban.plumbing.evidence.verifying import Findings, verify_log
from tongban.plumbing.files.storing import verify

BATCH = 2000
NOTHING = UUID(int=0)


@query_of_one_moment
def verify_records(*, actor: Actor, trusted: Iterable[PublicKey]) -> list[Check]:
    """The log, and whether events, states and papers are what it says.

    A system actor of the whole city asks: others see neither leaves nor all cases. All of
    it is read as of one moment, since papers are made and cases move meanwhile.
    """
    return [
        *verify_log(actor=actor, trusted=trusted),
        _check_events(actor.city),
        _check_states(),
        _check_papers(actor.city),
    ]


def _check_events(city: str) -> Check:
    found = Findings("events", "{n} 条办件记录与存证日志相符。")
    for row in _in_batches(_EVENTS, city):
        found.looked_at += 1
        event_id, body = row[0], row[-1]
        if body is None:
            found.wrong.append(f"办件记录 {event_id} 不在日志里")
        elif _parse(body) != _facts_of(row):
            found.wrong.append(f"办件记录 {event_id} 与日志不符")
    for (leaf_id,) in _rows(_LEAVES_WITHOUT_EVENT, [city]):
        found.wrong.append(f"日志里的办件记录 {leaf_id} 不见了")
    return found.check()


def _check_states() -> Check:
    found = Findings("states", "{n} 个办件的状态和期限是其记录所说的。")
    for case_id, is_same in _rows(_STATES, []):
        found.looked_at += 1
        if not is_same:
            found.wrong.append(f"办件 {case_id} 的状态与记录不符")
    return found.check()


def _check_papers(city: str) -> Check:
    found = Findings("papers", "{n} 份文书的文件与日志相符。")
    issued: dict[str, dict[str, Any]] = {}
    for _leaf_id, body in _in_batches(_ISSUED, city):
        facts = _parse(body)
        issued[str(facts.get("paper"))] = facts
    for paper_id, file_id, digest, stored, is_purged in _in_batches(_PAPERS, city):
        found.looked_at += 1
        facts = issued.pop(str(paper_id), {})
        logged = facts.get("file"), facts.get("digest")
        if logged != (str(file_id), digest) or stored != digest:
            found.wrong.append(f"文书 {paper_id} 的文件与日志不符")
        elif not is_purged and not verify(file_id):
            found.wrong.append(f"文书 {paper_id} 的文件被改过或不见了")
    found.wrong += [f"日志里的文书 {paper_id} 不见了" for paper_id in issued]
    return found.check()


def _facts_of(row: tuple[Any, ...]) -> dict[str, Any]:
    """An event as its leaf tells it, from its own columns."""
    event_id, city, case_id, seq, kind, occurred_at, source, *rest = row
    person, name, acting_body, venue, facts, _body = rest
    moment: datetime = occurred_at
    return {
        "kind": "case_event",
        "id": str(event_id),
        "city": city,
        "case": str(case_id),
        "seq": seq,
        "event": kind,
        "occurred_at": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "source": source,
        "actor": str(person) if person else name,
        "acting_body": str(acting_body) if acting_body else None,
        "venue": str(venue) if venue else None,
        "facts": _parse(facts),
    }


def _parse(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _in_batches(sql: str, city: str) -> Iterator[tuple[Any, ...]]:
    """All rows of a statement that takes a city, the last key, and how many."""
    after = NOTHING
    while rows := _rows(sql, [city, after, BATCH]):
        yield from rows
        after = rows[-1][0]


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


_EVENTS = """
select e.id, e.city, e.case_id, e.seq, e.kind, e.occurred_at, e.source, e.actor_person,
       e.actor_name, e.acting_body, e.venue, e.facts::text, l.body
  from case_event e
  left join evidence_leaf l on l.id = e.id and l.kind = 'case_event' and l.city = e.city
 where e.city = %s and e.id > %s order by e.id limit %s
"""
_LEAVES_WITHOUT_EVENT = """
select l.id from evidence_leaf l where l.city = %s and l.kind = 'case_event'
   and not exists (select 1 from case_event e where e.id = l.id)
"""
# A state has the name of the event that led to it, but for a correction; what a system elsewhere reports may
# jump, so its cases are left out.
_STATES = """
select c.id, (c.state, c.last_seq, c.last_at, c.submitted_at, c.corrected_at, c.accepted_at, c.accepted_by,
              c.decided_at, c.decided_by, c.closed_at, c.promised_due_on, c.statutory_due_on)
       is not distinct from
       (case x.kind when 'correction_asked' then 'correcting' when 'corrected' then 'submitted'
          else coalesce(x.kind, 'draft') end, coalesce(x.seq, 0), x.at, x.submitted, x.corrected, x.accepted,
        x.acceptor, x.decided, x.decider, x.closed, x.promised, x.statutory)
  from "case" c left join lateral (
    select max(e.seq) as seq, (array_agg(e.kind order by e.seq desc))[1] as kind,
           (array_agg(e.occurred_at order by e.seq desc))[1] as at,
           max(e.occurred_at) filter (where e.kind = 'submitted') as submitted,
           max(e.occurred_at) filter (where e.kind = 'corrected') as corrected,
           max(e.occurred_at) filter (where e.kind = 'accepted') as accepted,
           max(e.actor_person::text) filter (where e.kind = 'accepted')::uuid as acceptor,
           max(e.occurred_at) filter (where e.kind in ('granted', 'refused')) as decided,
           max(e.actor_person::text) filter (where e.kind in ('granted', 'refused'))::uuid as decider,
           max(e.occurred_at) filter (where e.kind in ('delivered', 'not_accepted', 'withdrawn')) as closed,
           max(e.facts->>'promised_due_on') filter (where e.kind = 'accepted')::date as promised,
           max(e.facts->>'statutory_due_on') filter (where e.kind = 'accepted')::date as statutory
      from case_event e where e.case_id = c.id) x on true
 where c.handled_by = 'us' and c.origin_system is null
"""
_ISSUED = """
select id, body from evidence_leaf
 where city = %s and kind = 'issued_file' and id > %s order by id limit %s
"""
_PAPERS = """
select f.paper_id, f.file_id, f.digest, s.digest, s.purged_at is not null
  from paper_file f left join stored_file s on s.id = f.file_id
 where f.city = %s and f.paper_id > %s order by f.paper_id limit %s
"""
