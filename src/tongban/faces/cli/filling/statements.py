"""The set-based statements that turn a batch of planned cases into rows of every table.

They write what the commands and triggers write, in the same words; triggers are switched
off inside the transaction of a batch only, by the owner, and keys stay on.
"""

from typing import Final

# Tables whose triggers judge one act at a time; their keys and checks stay on.
JUDGED: Final = (
    "application",
    "application_form",
    "application_reader",
    "party",
    '"case"',
    "case_event",
    "case_material",
    "case_condition",
    "paper",
    "hand_over",
    "upload",
    "stored_file",
    "person",
)

STAGING: Final = """
create temp table plan_item (item int primary key, version uuid, item_id uuid, body uuid,
  kind text, acceptor uuid, decider uuid, form text, situations jsonb, first_role text,
  second_role text, condition uuid, condition_key text);
create temp table plan_material (item int, place int, material uuid, type uuid, waived bool);
create temp table plan_due (item int, day date, promised date, statutory date,
  calendar text, provisional bool, primary key (item, day));
create temp table plan_person (key uuid, file uuid, name text, id_number text, id_key text,
  born_on date, phone text);
create temp table plan_case (n bigint, base text, item int, person uuid, person_file uuid,
  other uuid, number text, day date, clerk uuid, venue uuid,
  venue_body uuid, verdict text, submitted timestamptz, accepted timestamptz,
  reviewed timestamptz, decided timestamptz, delivered timestamptz);
create temp table plan_event (n bigint, id uuid, case_id uuid, seq int, kind text,
  at timestamptz, actor uuid, body uuid, venue uuid, facts jsonb);
create function pg_temp.part(base text, part int) returns uuid language sql immutable
  return (base || lpad(to_hex(part), 4, '0'))::uuid;
"""

PEOPLE: Final = """
insert into person (id, city, name, id_kind, id_number, id_key, born_on, phone, address)
select key, %(city)s, name, 'citizen_id', id_number, id_key, born_on, phone, '安澜市青渡县临江街道'
  from plan_person;
insert into stored_file (id, city, digest, size, media_type, original_name, received_at, received_by)
select file, %(city)s, %(digest)s, %(size)s, 'application/pdf', '材料.pdf', %(at)s, key from plan_person;
"""

# In this order: each statement may look at what the one before has written.
ROWS: Final = (
    """
insert into application (id, city, version_id, channel, venue_id, taken_in_by_body_id,
  submitted_by_id, filed_at, filed_on, situations, idempotency_key, origin_system, origin_id)
select pg_temp.part(p.base, 0), %(city)s, i.version, case when p.venue is null then 'web' else 'window' end,
  p.venue, p.venue_body, p.person, p.submitted, p.day, i.situations,
  %(mark)s || p.n, '', ''
from plan_case p join plan_item i using (item) order by p.n""",
    """
insert into application_form (application_id, city, "values")
select pg_temp.part(p.base, 0), %(city)s,
  replace(replace(replace(i.form, '{name}', o.name), '{number}', o.id_number), '{phone}', o.phone)::jsonb
from plan_case p join plan_item i using (item) join person o on o.id = p.person order by p.n""",
    """
insert into application_reader (city, application_id, person_id)
select %(city)s, pg_temp.part(p.base, 0), p.person from plan_case p
union all
select %(city)s, pg_temp.part(p.base, 0), p.other from plan_case p join plan_item i using (item)
 where i.second_role is not null""",
    """
insert into party (id, city, application_id, version_id, role, place, kind, name, id_kind,
  id_number, id_key, phone, address, mandate, person_id)
select pg_temp.part(p.base, 64), %(city)s, pg_temp.part(p.base, 0), i.version, i.first_role, 0, 'natural',
  o.name, 'citizen_id', o.id_number, o.id_key, o.phone, '', '', o.id
from plan_case p join plan_item i using (item) join person o on o.id = p.person
union all
select pg_temp.part(p.base, 65), %(city)s, pg_temp.part(p.base, 0), i.version, i.second_role, 0, 'natural',
  o.name, 'citizen_id', o.id_number, o.id_key, o.phone, '', '', o.id
from plan_case p join plan_item i using (item) join person o on o.id = p.other where i.second_role is not null""",
    # What happened, in order; the facts are those that each command writes.
    """
insert into plan_event (n, id, case_id, seq, kind, at, actor, body, venue, facts)
select p.n, pg_temp.part(p.base, 16 + e.seq::int), pg_temp.part(p.base, 1), e.seq, e.kind, e.at, e.actor, e.body,
  p.venue, e.facts
from plan_case p join plan_item i using (item)
left join plan_due d on d.item = p.item and d.day = (p.accepted at time zone 'Asia/Shanghai')::date
cross join lateral (
  select row_number() over (order by x.at, x.rank) as seq, x.* from (select * from (values
    (1.0, 'submitted', p.submitted, coalesce(p.clerk, p.person), p.venue_body,
      jsonb_build_object('channel', case when p.venue is null then 'web' else 'window' end)),
    (2, 'accepted', case when p.verdict <> 'not_accepted' then p.accepted end, i.acceptor, i.body,
      jsonb_build_object('promised_due_on', d.promised, 'statutory_due_on', d.statutory,
        'calendar', d.calendar, 'provisional', d.provisional)),
    (2, 'not_accepted', case when p.verdict = 'not_accepted' then p.accepted end, i.acceptor, i.body, '{}'::jsonb),
    (3, 'reviewed', p.reviewed, i.decider, i.body, '{"opinion": "材料齐全，符合条件。"}'::jsonb),
    (4, p.verdict, case when p.verdict <> 'not_accepted' then p.decided end, i.decider, i.body, '{}'::jsonb),
    (5, 'delivered', p.delivered, i.acceptor, i.body, '{"way": "pickup"}'::jsonb)
  ) told(rank, kind, at, actor, body, facts)
  union all
  select 2 + t.place / 100.0 + k.later, k.kind, p.reviewed, i.decider, i.body,
    jsonb_build_object('step', t.key, 'name', t.name) || k.facts || case when t.counts then '{}'
      else jsonb_build_object('promised_due_on', d.promised, 'statutory_due_on', d.statutory, 'provisional', d.provisional) end
    from item_step t cross join (values ('special_begun', 0.0, '{}'::jsonb),
      ('special_ended', 0.005, '{"outcome": "passed"}'::jsonb)) k(kind, later, facts)
   where t.version_id = i.version and t.is_special
  ) x where x.at is not null) e""",
    """
insert into "case" (id, city, application_id, version_id, item_id, case_kind, number, body_id,
  received_body_id, venue_id, handled_by, filed_on, origin_id, state, last_seq, last_at,
  submitted_at, accepted_at, accepted_by, promised_due_on, statutory_due_on, is_provisional,
  decided_at, decided_by, closed_at)
select pg_temp.part(p.base, 1), %(city)s, pg_temp.part(p.base, 0), i.version, i.item_id, i.kind, p.number,
  i.body, p.venue_body, p.venue, 'us', p.day, '', l.kind, l.seq, l.at, p.submitted,
  case when p.verdict <> 'not_accepted' then p.accepted end,
  case when p.verdict <> 'not_accepted' and p.accepted is not null then i.acceptor end,
  d.promised, d.statutory, coalesce(d.provisional, false),
  case when p.verdict <> 'not_accepted' then p.decided end,
  case when p.verdict <> 'not_accepted' and p.decided is not null then i.decider end,
  case when p.verdict = 'not_accepted' then p.accepted else p.delivered end
from plan_case p join plan_item i using (item)
join (select distinct on (n) n, kind, seq, at from plan_event order by n, seq desc) l using (n)
left join plan_due d on d.item = p.item and p.verdict <> 'not_accepted'
  and d.day = (p.accepted at time zone 'Asia/Shanghai')::date
order by p.n""",
    """
insert into case_event (id, city, case_id, seq, kind, occurred_at, recorded_at, source,
  actor_person, actor_name, acting_body, venue, facts)
select id, %(city)s, case_id, seq, kind, at, at, 'us', actor, '', body, venue, facts
from plan_event order by n, seq""",
    """
insert into upload (id, city, person_id, file_id, material_type_id, name, handed_in_at, handed_in_by_id)
select distinct on (p.person, m.type) md5(p.person::text || m.type::text)::uuid, %(city)s, p.person, p.person_file, m.type,
  '材料.pdf', p.submitted - interval '1 hour', p.person
from plan_case p join plan_material m using (item) where p.venue is null and not m.waived
order by p.person, m.type, p.submitted on conflict do nothing""",
    """
insert into case_material (id, city, case_id, version_id, material_id, round, received_form, copies,
  file_id, upload_id, received_at, received_by)
select pg_temp.part(p.base, 48 + m.place), %(city)s, pg_temp.part(p.base, 1), i.version, m.material, 0,
  case when m.waived then 'waived' when p.venue is null then 'electronic' else 'paper_kept' end,
  case when m.waived then 0 else 1 end,
  case when not m.waived and p.venue is null then p.person_file end,
  case when not m.waived and p.venue is null then md5(p.person::text || m.type::text)::uuid end,
  p.submitted, coalesce(p.clerk, p.person)
from plan_case p join plan_item i using (item) join plan_material m using (item) order by p.n, m.place""",
    """
insert into case_condition (id, city, case_id, version_id, condition_id, is_met, judged_by, judged_at)
select pg_temp.part(p.base, 80), %(city)s, pg_temp.part(p.base, 1), i.version, i.condition, false, i.acceptor, p.accepted
from plan_case p join plan_item i using (item) where p.verdict = 'not_accepted' and p.accepted is not null""",
    """
insert into paper (id, city, case_id, event_id, kind, number, layout, facts, issued_at, issued_by)
select pg_temp.part(p.base, 32 + e.seq), %(city)s, e.case_id, e.id, k.kind,
  k.word || '〔' || to_char(e.at at time zone 'UTC', 'YYYY') || '〕' || p.number || '号', k.kind,
  case e.kind when 'accepted' then e.facts
    when 'refused' then jsonb_build_object('conditions', jsonb_build_object(i.condition_key, '现场核查不符合。'))
    when 'not_accepted' then jsonb_build_object('conditions', jsonb_build_object(i.condition_key, '与指南不符。'), 'turn_to', '')
    else '{}' end, e.at, e.actor
from plan_event e join plan_case p using (n) join plan_item i using (item)
join (values ('submitted', 'receipt', '收件'), ('accepted', 'acceptance', '受理'),
  ('not_accepted', 'non_acceptance', '不受'), ('granted', 'decision_granted', '准'),
  ('refused', 'decision_refused', '不准')) k(event, kind, word) on k.event = e.kind
where e.kind <> 'accepted' or i.kind = 'promised' order by p.n, e.seq""",
    # Fetched by who filed.
    """
insert into hand_over (case_id, city, way, taken_by, signed_for_at, handed_by)
select e.case_id, %(city)s, 'pickup', o.name, e.at, e.actor
from plan_event e join plan_case p using (n) join person o on o.id = p.person where e.kind = 'delivered'""",
    # The leaf of an event, as the trigger on events has it.
    """
insert into evidence_leaf (id, city, kind, body)
select e.id, %(city)s, 'case_event', jsonb_build_object('kind', 'case_event', 'id', e.id, 'city', %(city)s::text,
    'case', e.case_id, 'seq', e.seq, 'event', e.kind, 'occurred_at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'source', 'us', 'actor', e.actor::text, 'acting_body', e.body, 'venue', e.venue, 'facts', e.facts)::text
from plan_event e order by n, seq""",
    # The audit entry of the command that did it.
    """
insert into evidence_leaf (id, city, kind, body)
select pg_temp.part(p.base, 96 + e.seq), %(city)s, 'audit', format(
  '{"account":"","action":"cases.%%s","actor":"%%s","city":"%%s","facts":{%%s},"id":"%%s","kind":"audit","recorded_at":"%%s","subject":"%%s","subject_id":"%%s"}',
  case e.kind when 'submitted' then 'application.' || case when p.venue is null then 'filed' else 'taken_in' end else 'case.' || e.kind end,
  e.actor, %(city)s::text, case when e.kind = 'submitted' then format('"case":"%%s","event":"%%s"', e.case_id, e.id) else '' end,
  pg_temp.part(p.base, 96 + e.seq), to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
  case when e.kind = 'submitted' then 'application' else 'case' end,
  case when e.kind = 'submitted' then pg_temp.part(p.base, 0) else e.case_id end)
from plan_event e join plan_case p using (n) order by n, seq""",
)
EMPTY: Final = "truncate plan_case, plan_event, plan_person"

# What the triggers would have refused, asked of all synthetic cases at once.
BREACHES: Final = {
    "state_is_what_the_last_event_says": """
select count(*) from "case" c join application a on a.id = c.application_id
 where a.idempotency_key like %(like)s and not exists (select 1 from case_event e
   where e.case_id = c.id and e.seq = c.last_seq and e.kind = c.state and e.occurred_at = c.last_at)""",
    "no_case_outside_the_list": """
select count(*) from application a where a.idempotency_key like %(like)s
   and not version_in_force(a.version_id, a.filed_on)""",
    "accept_and_decide_by_two_people": """
select count(*) from "case" c join application a on a.id = c.application_id
 where a.idempotency_key like %(like)s and c.case_kind <> 'instant' and c.accepted_by = c.decided_by""",
    "acts_only_by_people_in_office": """
select count(*) from case_event e join "case" c on c.id = e.case_id join application a on a.id = c.application_id
 where a.idempotency_key like %(like)s and e.kind <> 'submitted' and not exists (select 1 from posting o
   where o.person_id = e.actor_person and o.body_id = e.acting_body
     and o.valid_from <= (e.occurred_at at time zone 'Asia/Shanghai')::date
     and (o.valid_to is null or (e.occurred_at at time zone 'Asia/Shanghai')::date < o.valid_to))""",
    "readers_are_the_parties": """
select count(*) from application_reader r join application a on a.id = r.application_id
 where a.idempotency_key like %(like)s and a.submitted_by_id <> r.person_id
   and not exists (select 1 from party p where p.application_id = a.id and p.person_id = r.person_id)""",
    "events_in_their_order": """
select count(*) from case_event e join case_event b on b.case_id = e.case_id and b.seq = e.seq - 1
  join "case" c on c.id = e.case_id join application a on a.id = c.application_id
 where a.idempotency_key like %(like)s and e.occurred_at < b.occurred_at""",
    "an_accepted_case_has_its_clock": """
select count(*) from "case" c join application a on a.id = c.application_id
 where a.idempotency_key like %(like)s and c.accepted_at is not null
   and (c.promised_due_on is null or c.statutory_due_on < c.promised_due_on)""",
    "no_special_step_is_skipped": """
select count(*) from case_event e join "case" c on c.id = e.case_id join application a on a.id = c.application_id
  join item_step s on s.version_id = c.version_id and s.is_special
 where a.idempotency_key like %(like)s and e.kind = 'granted' and not exists (select 1 from case_event b
   where b.case_id = c.id and b.seq < e.seq and b.kind = 'special_ended' and b.facts ->> 'step' = s.key)""",
    "a_leaf_comes_from_its_act": """
select count(*) from case_event e join "case" c on c.id = e.case_id join application a on a.id = c.application_id
 where a.idempotency_key like %(like)s and not exists (select 1 from evidence_leaf l where l.id = e.id)""",
}
