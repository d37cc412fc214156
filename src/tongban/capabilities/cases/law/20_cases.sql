-- A case comes into being only on the list: R-01 清单之外无审批.
create or replace function law_case() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v public.item_version;
  a public.application;
  theirs boolean := new.handled_by <> 'us' or new.origin_system is not null;
begin
  if new.state <> 'draft' or new.last_seq <> 0 or new.accepted_at is not null or new.decided_at is not null
     or new.submitted_at is not null or new.closed_at is not null or new.promised_due_on is not null
     or new.statutory_due_on is not null or new.accepted_by is not null or new.decided_by is not null
     or new.last_at is not null then
    perform law_refuse('state_is_what_the_last_event_says', new.filed_on);
  end if;
  select * into v from public.item_version where id = new.version_id;
  select * into a from public.application where id = new.application_id;
  if not theirs then
    if new.filed_on is distinct from a.filed_on or not version_in_force(new.version_id, new.filed_on) then
      perform law_refuse('no_case_outside_the_list', new.filed_on);
    end if;
    if not exists (select 1 from public.city where code = new.city and is_sample)
       and new.filed_on not between (now() at time zone 'Asia/Shanghai')::date - 30 and (now() at time zone 'Asia/Shanghai')::date + 1 then
      perform law_refuse('no_case_outside_the_list', new.filed_on);
    end if;
  end if;
  new.case_kind := v.case_kind;
  return new;
end $$;
create or replace trigger case_law before insert on "case" for each row execute function law_case();

-- The moves of a case, as cases/states.py has them (a test holds both against each other).
create or replace function move_target(kind text, state text) returns text
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select case
  when kind = 'submitted' and state = 'draft' then 'submitted'
  when kind = 'accepted' and state = 'submitted' then 'accepted'
  when kind = 'not_accepted' and state = 'submitted' then 'not_accepted'
  when kind = 'reviewed' and state = 'accepted' then 'reviewed'
  when kind = 'granted' and state in ('accepted', 'reviewed') then 'granted'
  when kind = 'refused' and state in ('accepted', 'reviewed') then 'refused'
  when kind = 'delivered' and state in ('granted', 'refused') then 'delivered'
end $$;

-- What a system elsewhere did against a rule is kept as a finding, not refused.
create or replace function law_breach(rule text, e public.case_event, theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if theirs then
    insert into public.case_finding (id, city, case_id, event_id, rule_id, found_at)
    values (gen_random_uuid(), e.city, e.case_id, e.id, rule, clock_timestamp());
  else
    perform law_refuse(rule, (e.occurred_at at time zone 'Asia/Shanghai')::date);
  end if;
end $$;
revoke execute on function law_breach(text, public.case_event, boolean) from public;

-- May this person accept (or decide) here, for this body, on this day?
create or replace function law_authority(e public.case_event, c public."case", theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  day date := (e.occurred_at at time zone 'Asia/Shanghai')::date;
  what text := case when e.kind in ('accepted', 'not_accepted') then 'accept' else 'decide' end;
  mode text;
begin
  if e.actor_person is null or e.acting_body is null or not holds_posting(e.actor_person, e.acting_body, null, day) then
    perform law_breach('acts_only_by_people_in_office', e, theirs);
    return;
  end if;
  if e.acting_body = c.body_id then
    return;
  end if;
  if c.venue_id is null or not exists (select 1 from public.venue v where v.id = c.venue_id and v.body_id = e.acting_body) then
    perform law_breach('acts_only_by_people_in_office', e, theirs);
    return;
  end if;
  mode := intake_mode_of(c.item_id, c.venue_id, day);
  if what = 'accept' and (mode is null or mode not in ('entrusted_acceptance', 'instant') or not is_delegated(c.item_id, e.acting_body, 'accept', day)) then
    perform law_breach('collecting_window_cannot_accept', e, theirs);
  end if;
  if what = 'decide' and (c.case_kind <> 'instant' or mode is distinct from 'instant' or not is_delegated(c.item_id, e.acting_body, 'decide', day)) then
    perform law_breach('front_office_does_not_decide', e, theirs);
  end if;
end $$;
revoke execute on function law_authority(public.case_event, public."case", boolean) from public;

-- One event: the case row is locked first (two sessions would both pass otherwise), then
-- order, authority, two people; then the case becomes what the event says.
create or replace function law_event() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
  theirs boolean;
  target text;
begin
  select * into c from public."case" where id = new.case_id for no key update;
  if not found then
    return new;  -- the key of the case refuses it
  end if;
  theirs := c.handled_by <> 'us' or c.origin_system is not null;
  new.recorded_at := clock_timestamp();
  if new.source is distinct from c.handled_by then
    perform law_refuse('an_event_says_whose_it_is', (new.occurred_at at time zone 'Asia/Shanghai')::date);
  end if;
  if new.seq is distinct from c.last_seq + 1 or new.occurred_at < coalesce(c.last_at, new.occurred_at)
     or (not exists (select 1 from public.city y where y.code = c.city and y.is_sample)
         and not theirs and new.occurred_at not between now() - interval '30 days' and now() + interval '10 minutes') then
    perform law_breach('events_in_their_order', new, theirs and new.seq = c.last_seq + 1);
  end if;
  target := move_target(new.kind, c.state);
  if target is null then
    if new.kind in ('granted', 'refused') and c.state in ('draft', 'submitted', 'not_accepted') then
      perform law_breach('no_decision_before_acceptance', new, theirs);
    elsif new.kind = 'delivered' and c.state not in ('granted', 'refused', 'delivered') then
      perform law_breach('no_result_before_decision', new, theirs);
    else
      perform law_breach('no_step_outside_the_flow', new, theirs);
    end if;
    target := coalesce(move_target(new.kind, 'submitted'), move_target(new.kind, 'accepted'), move_target(new.kind, 'granted'), c.state);
  end if;
  if new.kind in ('granted', 'refused') and c.case_kind = 'promised' and c.state = 'accepted' then
    perform law_breach('no_decision_before_review', new, theirs);
  end if;
  if new.kind in ('accepted', 'not_accepted', 'reviewed', 'granted', 'refused') then
    perform law_authority(new, c, theirs);
  end if;
  if new.kind in ('granted', 'refused') and new.actor_person = c.accepted_by and c.case_kind <> 'instant' then
    perform law_breach('accept_and_decide_by_two_people', new, theirs);
  end if;
  if new.kind = 'not_accepted' and not exists (select 1 from public.case_condition k where k.case_id = c.id and not k.is_met) then
    perform law_breach('non_acceptance_names_a_condition', new, theirs);
  end if;
  if new.kind = 'accepted' and (new.facts->>'promised_due_on' is null or new.facts->>'statutory_due_on' is null) then
    perform law_breach('an_accepted_case_has_its_clock', new, theirs);
  end if;
  perform law_move(new, c, target);
  return new;
end $$;

create or replace function law_move(e public.case_event, c public."case", target text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update public."case" set
    state = target, last_seq = e.seq, last_at = e.occurred_at,
    submitted_at = case when e.kind = 'submitted' then e.occurred_at else submitted_at end,
    accepted_at = case when e.kind = 'accepted' then e.occurred_at else accepted_at end,
    accepted_by = case when e.kind = 'accepted' then e.actor_person else accepted_by end,
    promised_due_on = case when e.kind = 'accepted' then (e.facts->>'promised_due_on')::date else promised_due_on end,
    statutory_due_on = case when e.kind = 'accepted' then (e.facts->>'statutory_due_on')::date else statutory_due_on end,
    is_provisional = case when e.kind = 'accepted' then coalesce((e.facts->>'provisional')::boolean, false) else is_provisional end,
    decided_at = case when e.kind in ('granted', 'refused') then e.occurred_at else decided_at end,
    decided_by = case when e.kind in ('granted', 'refused') then e.actor_person else decided_by end,
    closed_at = case when e.kind in ('delivered', 'not_accepted') then e.occurred_at else closed_at end
   where id = c.id;
  -- No event without its leaf, whoever inserts it.
  insert into public.evidence_leaf (id, city, kind, body)
  values (e.id, e.city, 'case_event', jsonb_build_object('kind', 'case_event', 'id', e.id, 'city', e.city,
    'case', e.case_id, 'seq', e.seq, 'event', e.kind, 'occurred_at', to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'source', e.source, 'actor', coalesce(e.actor_person::text, e.actor_name), 'acting_body', e.acting_body, 'venue', e.venue, 'facts', e.facts)::text);
end $$;
revoke execute on function law_move(public.case_event, public."case", text) from public;
create or replace trigger case_event_law before insert on case_event for each row execute function law_event();

-- A paper says what its event was: no acceptance paper without an acceptance.
create or replace function law_paper() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  happened text;
begin
  select kind into happened from public.case_event where id = new.event_id;
  if happened is not null and not (
     (new.kind = 'receipt' and happened = 'submitted') or (new.kind = 'acceptance' and happened = 'accepted')
     or (new.kind = 'non_acceptance' and happened = 'not_accepted') or (new.kind = 'decision_granted' and happened = 'granted')
     or (new.kind = 'decision_refused' and happened = 'refused')) then
    perform law_refuse('a_paper_says_what_happened', current_date);
  end if;
  return new;
end $$;
create or replace trigger paper_law before insert on paper for each row execute function law_paper();

create or replace function law_paper_file() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  insert into public.evidence_leaf (id, city, kind, body)
  values (gen_random_uuid(), new.city, 'issued_file', jsonb_build_object('kind', 'issued_file', 'city', new.city,
    'paper', new.paper_id, 'file', new.file_id, 'digest', new.digest)::text);
  return new;
end $$;
create or replace trigger paper_file_law before insert on paper_file for each row execute function law_paper_file();

-- Materials, conditions, steps and fees are added while the case is open, by its own hands.
create or replace function law_row_of_open_case() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
begin
  select * into c from public."case" where id = new.case_id for no key update;
  if found and c.state in ('granted', 'refused', 'delivered', 'not_accepted') and c.handled_by = 'us' and c.origin_system is null then
    perform law_refuse('nothing_is_added_after_the_decision', current_date);
  end if;
  return new;
end $$;
do $$
declare t text;
begin
  foreach t in array array['case_material','case_condition','case_step','case_fee'] loop
    execute format('create or replace trigger %I before insert on public.%I for each row execute function law_row_of_open_case()', t || '_of_open_case', t);
  end loop;
end $$;

alter table case_event drop constraint if exists event_kind_is_known;
alter table case_event add constraint event_kind_is_known check (kind in
  ('submitted','accepted','not_accepted','reviewed','granted','refused','delivered'));

-- The result step of delivery needs the person's own query code; nothing else is revealed.
insert into handling_system (code, name) values ('us', '本平台') on conflict do nothing;
