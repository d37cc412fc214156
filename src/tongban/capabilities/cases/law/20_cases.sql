-- May an act of ours have been on this day? At most a month ago (a hall enters later what it
-- took in on paper), never in the future. A sample city tells its story on other days, yet
-- not on days before the rules.
create or replace function law_may_be_today(of_city text, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(day between
    case when y.is_sample then date '2015-01-01' else (now() at time zone 'Asia/Shanghai')::date - 30 end
    and case when y.is_sample then (now() at time zone 'Asia/Shanghai')::date + 1830 else (now() at time zone 'Asia/Shanghai')::date + 1 end, false)
  from (select coalesce((select c.is_sample from city c where c.code = of_city), false)) y(is_sample) $$;
revoke execute on function law_may_be_today(text, date) from public;

create or replace function law_may_be_now(of_city text, moment timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select law_may_be_today(of_city, (moment at time zone 'Asia/Shanghai')::date)
    and (exists (select 1 from city c where c.code = of_city and c.is_sample)
         or moment between now() - interval '30 days' and now() + interval '10 minutes') $$;
revoke execute on function law_may_be_now(text, timestamptz) from public;

-- An application is filed on the day when it came, or the next day of office.
create or replace function law_application() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.filed_on not between (new.filed_at at time zone 'Asia/Shanghai')::date and (new.filed_at at time zone 'Asia/Shanghai')::date + 15 then
    perform law_refuse('filed_on_the_day_it_came', current_date);
  end if;
  -- A window of a class takes in what stands on the list of that class (WIN-09).
  if new.channel = 'window' and not at_a_window_for(actor_person(), new.venue_id,
       (select v.item_id from public.item_version v where v.id = new.version_id), (new.filed_at at time zone 'Asia/Shanghai')::date) then
    perform law_refuse('a_window_takes_in_its_list', current_date);
  end if;
  if new.channel <> 'window' and version_is_secret(new.version_id) then
    perform law_refuse('a_secret_item_stays_off_the_network', current_date);
  end if;
  -- Who is not seen at a window is known as well as the item asks (IAM-02).
  if not (actor_kind() = 'system' or actor_kind() = 'staff' and new.channel = 'window')
     and session_level() < (select case when v.elements ->> 'assurance' ~ '^[2-4]$' then (v.elements ->> 'assurance')::int else 1 end
       from public.item_version v where v.id = new.version_id) then
    perform law_refuse('online_assurance_reached', current_date);
  end if;
  return new;
end $$;
create or replace trigger application_law before insert on application for each row execute function law_application();
select law_one_city('application', array['venue_id','venue', 'taken_in_by_body_id','body', 'submitted_by_id','person', 'firm_id','firm', 'mandate_id','mandate']),
       law_one_city('application_draft', array['person_id','person', 'for_person_id','person', 'for_firm_id','firm', 'version_id','item_version']),
       law_one_city('party', array['person_id','person', 'firm_id','firm']),
       law_one_city('case', array['body_id','body', 'item_id','item']),
       law_one_city('case_material', array['file_id','stored_file', 'upload_id','upload']);

-- What was filed is filed: no party, form or reader comes after the case was submitted. The
-- application and its cases are locked, so that a case or a submission under way is waited
-- for; at a higher isolation the look would be into an old snapshot.
create or replace function law_part_of_application() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform 1 from public.application where id = new.application_id for no key update;
  perform 1 from public."case" where application_id = new.application_id for no key update;
  if current_setting('transaction_isolation') <> 'read committed' or exists (select 1 from public."case" where application_id = new.application_id and state <> 'draft'
       and handled_by = 'us' and origin_system is null) then
    perform law_refuse('facts_of_a_case_never_change', current_date);
  end if;
  return new;
end $$;
select law_asks('law_part_of_application', array['application_form','application_reader','party','delivery_wish'], '_before_submission');

-- Readers are the filer and the parties, nobody else; who files for another reads as long as
-- the mandate lets them, and is no reader. Looked at before commit, because the parties may
-- be written after them.
create or replace function law_reader() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not exists (select 1 from public.application a where a.id = new.application_id and a.submitted_by_id = new.person_id and not filed_for_another(a))
     and not exists (select 1 from public.party p where p.application_id = new.application_id and p.person_id = new.person_id
       and not (p.role = 'agent' and exists (select 1 from public.application a where a.id = p.application_id and a.submitted_by_id = p.person_id and filed_for_another(a)))) then
    perform law_refuse('readers_are_the_parties', current_date);
  end if;
  return null;
end $$;
drop trigger if exists application_reader_law on application_reader;
create constraint trigger application_reader_law after insert on application_reader
  deferrable initially deferred for each row execute function law_reader();

-- One case for an application and an item: a second would be a second decision.
create unique index if not exists one_case_an_item on "case" (application_id, item_id);

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
     or new.last_at is not null or new.is_provisional then
    perform law_refuse('state_is_what_the_last_event_says', current_date);
  end if;
  -- "It came from elsewhere" lifts refusals, so only a named system actor may say it, and
  -- nobody may say it of us.
  if new.origin_system = 'us' or (theirs and actor_kind() <> 'system') then
    perform law_refuse('only_a_connector_speaks_for_elsewhere', current_date);
  end if;
  select * into v from public.item_version where id = new.version_id;
  select * into a from public.application where id = new.application_id for no key update;
  if not theirs and (new.filed_on is distinct from a.filed_on or not version_in_force(new.version_id, new.filed_on)
     or not law_may_be_today(new.city, new.filed_on)) then
    perform law_refuse('no_case_outside_the_list', current_date);
  end if;
  if new.venue_id is distinct from a.venue_id or new.received_body_id is distinct from a.taken_in_by_body_id then
    perform law_refuse('a_case_is_taken_in_where_it_was_filed', current_date);
  end if;
  -- A body that has ended takes no new case: neither as its own nor over its counter.
  if not theirs and not (body_stands(new.body_id, new.filed_on) and (new.received_body_id is null or body_stands(new.received_body_id, new.filed_on))) then
    perform law_refuse('an_ended_body_takes_no_new_case', current_date);
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
  when kind = 'correction_asked' and state = 'submitted' then 'correcting'
  when kind = 'corrected' and state = 'correcting' then 'submitted'
  when kind = 'withdrawn' and state in ('submitted', 'correcting', 'accepted', 'reviewed') then 'withdrawn'
  when kind = 'dispatched' and state in ('granted', 'refused') then 'dispatched'
  when kind = 'accepted' and state = 'submitted' then 'accepted'
  when kind = 'not_accepted' and state = 'submitted' then 'not_accepted'
  when kind = 'reviewed' and state = 'accepted' then 'reviewed'
  when kind in ('special_begun', 'special_ended') and state in ('accepted', 'reviewed') then state
  when kind = 'granted' and state in ('accepted', 'reviewed') then 'granted'
  when kind = 'refused' and state in ('accepted', 'reviewed') then 'refused'
  when kind = 'delivered' and state in ('granted', 'refused', 'dispatched') then 'delivered'
end $$;

-- What a system elsewhere did against a rule is kept as a finding, not refused; so is what
-- we did against a rule whose effect is a finding.
create or replace function law_breach(rule text, e public.case_event, theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if theirs or law_refuse(rule, (e.occurred_at at time zone 'Asia/Shanghai')::date) then
    insert into public.case_finding (id, city, case_id, event_id, rule_id, found_at)
    values (gen_random_uuid(), e.city, e.case_id, e.id, rule, clock_timestamp());
  end if;
end $$;
revoke execute on function law_breach(text, public.case_event, boolean) from public;

-- Was this person in office at this body when it happened, and (a sample city apart) still
-- now? Who has left enters nothing any more, whatever day is given.
create or replace function law_in_office(who uuid, at_body uuid, of_city text, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select who is not null and at_body is not null and holds_posting(who, at_body, null, day)
    and (exists (select 1 from city c where c.code = of_city and c.is_sample)
         or holds_posting(who, at_body, null, (now() at time zone 'Asia/Shanghai')::date)) $$;
revoke execute on function law_in_office(uuid, uuid, text, date) from public;

-- May this person accept (or decide, or hand out) here, for this body, on this day?
create or replace function law_authority(e public.case_event, c public."case", theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  day date := (e.occurred_at at time zone 'Asia/Shanghai')::date;
  mode text;
begin
  if e.kind = 'delivered' and e.actor_person is null and actor_kind() = 'system' then
    return;  -- delivered electronically
  end if;
  if not law_in_office(e.actor_person, e.acting_body, c.city, day) then
    perform law_breach('acts_only_by_people_in_office', e, theirs);
    return;
  end if;
  if e.acting_body = c.body_id or (e.kind in ('delivered', 'dispatched') and e.acting_body = c.received_body_id) then
    return;
  end if;
  if e.kind in ('delivered', 'dispatched') and c.received_body_id is null and hall_serves(c.item_id, e.acting_body, day) then
    -- Filed on the web, fetched at the hall: at a window of that hall, as everything there.
    if exists (select 1 from public.hand_over h where h.case_id = c.id and h.way = 'pickup' and not exists (
         select 1 from public."window" w join public.venue v on v.id = w.venue_id where w.id = h.window_id and v.body_id = e.acting_body)) then
      perform law_breach('handed_out_at_the_issue_window', e, theirs);
    end if;
    return;
  end if;
  if c.venue_id is null or not exists (select 1 from public.venue v where v.id = c.venue_id and v.body_id = e.acting_body) then
    perform law_breach('acts_only_by_people_in_office', e, theirs);
    return;
  end if;
  if e.kind in ('delivered', 'dispatched') then
    return;
  end if;
  mode := intake_mode_of(c.item_id, c.venue_id, day);
  if e.kind in ('accepted', 'not_accepted', 'correction_asked') then
    if mode is null or mode not in ('entrusted_acceptance', 'instant') or not is_delegated(c.item_id, e.acting_body, 'accept', day) then
      perform law_breach('collecting_window_cannot_accept', e, theirs);
    end if;
  elsif c.case_kind <> 'instant' or mode is distinct from 'instant' or not is_delegated(c.item_id, e.acting_body, 'decide', day) then
    perform law_breach('front_office_does_not_decide', e, theirs);
  end if;
end $$;
revoke execute on function law_authority(public.case_event, public."case", boolean) from public;

-- Submitted by the filer, or over the counter by a person in office where it was taken in.
create or replace function law_submission(e public.case_event, c public."case", theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  a public.application;
begin
  select * into a from public.application where id = c.application_id;
  if e.occurred_at < a.filed_at then
    perform law_breach('events_in_their_order', e, theirs);
  end if;
  if actor_kind() <> 'system' and (e.actor_person is distinct from a.submitted_by_id or e.acting_body is not null)
     and not law_in_office(e.actor_person, a.taken_in_by_body_id, c.city, (e.occurred_at at time zone 'Asia/Shanghai')::date) then
    perform law_breach('acts_only_by_people_in_office', e, theirs);
  end if;
  if actor_kind() <> 'system' and e.acting_body is null and a.taken_in_by_body_id is null then
    perform law_filed_for_whom(e, a, theirs);
  end if;
end $$;
revoke execute on function law_submission(public.case_event, public."case", boolean) from public;

-- A day as it is written in facts: ISO or nothing, whatever the session's DateStyle.
create or replace function law_date(written text) returns date
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select case when written ~ '^\d{4}-\d{2}-\d{2}$' and pg_input_is_valid(written, 'date') then written::date end $$;

-- Both due days, in their order, and no later than the limits of the version can reach (an
-- upper bound: working days stretched over holidays; the clock proof has the exact day).
create or replace function law_clock_is_sound(e public.case_event, c public."case") returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  day date := (e.occurred_at at time zone 'Asia/Shanghai')::date;
  promised date := law_date(e.facts->>'promised_due_on');
  statutory date := law_date(e.facts->>'statutory_due_on');
  v public.item_version;
begin
  select * into v from public.item_version where id = c.version_id;
  return coalesce(
    promised between day and day + 20 + ceil(1.2 * limit_days(v.promised_value, v.promised_unit, true))::int
    and statutory >= day
    and (v.statutory_value = 0 or (promised <= statutory
      and statutory <= day + 20 + ceil(1.2 * limit_days(v.statutory_value, v.statutory_unit, true))::int))
    and coalesce(e.facts->>'provisional', 'false') in ('true', 'false'), false);
end $$;
revoke execute on function law_clock_is_sound(public.case_event, public."case") from public;

-- One event: the case row is locked first (two sessions would both pass otherwise), then
-- whose it is, order, authority, two people; then the case becomes what the event says.
create or replace function law_event() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
  theirs boolean;
begin
  select * into c from public."case" where id = new.case_id for no key update;
  if not found then
    return new;  -- the key of the case refuses it
  end if;
  theirs := c.handled_by <> 'us' or c.origin_system is not null;
  new.recorded_at := clock_timestamp();
  if new.source is distinct from c.handled_by then
    perform law_refuse('an_event_says_whose_it_is', current_date);
  end if;
  if theirs and actor_kind() <> 'system' then
    perform law_refuse('only_a_connector_speaks_for_elsewhere', current_date);
  end if;
  if not theirs and new.actor_person is distinct from actor_person() then
    perform law_refuse('an_act_names_who_acts', current_date);
  end if;
  if new.seq <= c.last_seq then
    perform law_refuse('one_event_a_number', current_date);
  elsif new.seq > c.last_seq + 1 then
    perform law_refuse('events_in_their_order', current_date);
  end if;
  -- Judged today: on a forged day no rule may have been in force.
  if (not theirs and not law_may_be_now(c.city, new.occurred_at) and law_refuse('events_in_their_order', current_date))
     or new.occurred_at < c.last_at then
    perform law_breach('events_in_their_order', new, theirs);
  end if;
  perform law_flow(new, c, theirs);
  return new;
end $$;

-- The flow of a case, and who may take each step; then the move.
create or replace function law_flow(new public.case_event, c public."case", theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  target text := move_target(new.kind, c.state);
begin
  if target is null then
    if new.kind in ('granted', 'refused') and c.state in ('draft', 'submitted', 'correcting', 'not_accepted') then
      perform law_breach('no_decision_before_acceptance', new, theirs);
    elsif exists (select 1 from public.case_event e where e.case_id = c.id and e.kind = new.kind) and new.kind not in ('reviewed', 'special_begun', 'special_ended') then
      perform law_breach('each_move_once', new, theirs);
    elsif new.kind in ('delivered', 'dispatched') and c.decided_at is null then
      perform law_breach('no_result_before_decision', new, theirs);
    else
      perform law_breach('no_step_outside_the_flow', new, theirs);
    end if;
    target := case when new.kind in ('special_begun', 'special_ended') then c.state else
      coalesce(move_target(new.kind, 'draft'), move_target(new.kind, 'submitted'),
      move_target(new.kind, 'accepted'), move_target(new.kind, 'granted'), move_target(new.kind, 'correcting'), c.state) end;
  end if;
  if new.kind in ('granted', 'refused') and c.case_kind = 'promised' and c.state = 'accepted' then
    perform law_breach('no_decision_before_review', new, theirs);
  end if;
  if new.kind = 'submitted' then
    perform law_submission(new, c, theirs);
  elsif new.kind in ('corrected', 'withdrawn') then
    perform law_applicants_turn(new, c, theirs);
  else
    perform law_authority(new, c, theirs);
  end if;
  if new.kind in ('granted', 'refused') and new.actor_person = c.accepted_by and c.case_kind <> 'instant' then
    perform law_breach('accept_and_decide_by_two_people', new, theirs);
  end if;
  if new.kind = 'not_accepted' and not exists (select 1 from public.case_condition k where k.case_id = c.id and not k.is_met) then
    perform law_breach('non_acceptance_names_a_condition', new, theirs);
  end if;
  if new.kind in ('not_accepted', 'refused') then
    perform law_any_is_enough(new, c.version_id, new.facts, theirs);
  end if;
  perform law_turn(new, c, theirs);
  perform law_special_step(new, c, theirs);
  perform law_second_of_its_kind(new, c, theirs);
  if new.kind = 'accepted' and not law_clock_is_sound(new, c) then
    perform law_breach('an_accepted_case_has_its_clock', new, theirs);
  end if;
  perform law_move(new, c, target);
end $$;
revoke execute on function law_flow(public.case_event, public."case", boolean) from public;

create or replace function law_move(e public.case_event, c public."case", target text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update public."case" set
    state = target, last_seq = e.seq, last_at = e.occurred_at,
    submitted_at = case when e.kind = 'submitted' then e.occurred_at else submitted_at end,
    corrected_at = case when e.kind = 'corrected' then e.occurred_at else corrected_at end,
    accepted_at = case when e.kind = 'accepted' then e.occurred_at else accepted_at end,
    accepted_by = case when e.kind = 'accepted' then e.actor_person else accepted_by end,
    -- A special step whose time is not counted moves the days, within its rule.
    promised_due_on = case when e.kind = 'accepted' or e.kind in ('special_begun', 'special_ended') and e.facts ? 'promised_due_on' then law_date(e.facts->>'promised_due_on') else promised_due_on end,
    statutory_due_on = case when e.kind = 'accepted' or e.kind in ('special_begun', 'special_ended') and e.facts ? 'statutory_due_on' then law_date(e.facts->>'statutory_due_on') else statutory_due_on end,
    is_provisional = case when e.kind = 'accepted' or e.kind in ('special_begun', 'special_ended') and e.facts ? 'promised_due_on' then coalesce(e.facts->>'provisional' = 'true', false) else is_provisional end,
    decided_at = case when e.kind in ('granted', 'refused') then e.occurred_at else decided_at end,
    decided_by = case when e.kind in ('granted', 'refused') then e.actor_person else decided_by end,
    closed_at = case when e.kind in ('delivered', 'not_accepted', 'withdrawn') then e.occurred_at else closed_at end
   where id = c.id;
  -- No event without its leaf, whoever inserts it.
  insert into public.evidence_leaf (id, city, kind, body)
  values (e.id, e.city, 'case_event', jsonb_build_object('kind', 'case_event', 'id', e.id, 'city', e.city,
    'case', e.case_id, 'seq', e.seq, 'event', e.kind, 'occurred_at', to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'source', e.source, 'actor', coalesce(e.actor_person::text, e.actor_name), 'acting_body', e.acting_body, 'venue', e.venue, 'facts', e.facts)::text);
end $$;
revoke execute on function law_move(public.case_event, public."case", text) from public;
create or replace trigger case_event_law before insert on case_event for each row execute function law_event();

-- A paper says what its event was: no acceptance paper without an acceptance; and but for
-- the receipt it is issued by somebody in office where the act was done.
create or replace function law_paper() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  e public.case_event;
begin
  select * into e from public.case_event where id = new.event_id;
  if e.kind is not null and not (
     (new.kind = 'receipt' and e.kind = 'submitted') or (new.kind = 'acceptance' and e.kind = 'accepted')
     or (new.kind = 'correction' and e.kind = 'correction_asked')
     or (new.kind = 'non_acceptance' and e.kind = 'not_accepted') or (new.kind = 'decision_granted' and e.kind = 'granted')
     or (new.kind = 'decision_refused' and e.kind = 'refused')) then
    perform law_refuse('a_paper_says_what_happened', current_date);
  end if;
  if new.kind in ('non_acceptance', 'decision_refused') then
    perform law_any_is_enough(e, c.version_id, new.facts, c.handled_by <> 'us' or c.origin_system is not null)
       from public."case" c where c.id = new.case_id;
  end if;
  -- Whatever was said: a paper bears the words that were in force for its office on its day.
  new.wording_id := wording_of(new.city, new.kind, (select case when new.kind = 'receipt' then coalesce(c.received_body_id, c.body_id) else c.body_id end
    from public."case" c where c.id = new.case_id), (new.issued_at at time zone 'Asia/Shanghai')::date);
  if actor_kind() = 'system' then
    return new;
  end if;
  if new.issued_by is distinct from actor_person() and new.issued_by is not null then
    perform law_refuse('an_act_names_who_acts', current_date);
  end if;
  if new.kind <> 'receipt' and not coalesce(holds_posting(actor_person(), e.acting_body, null, (e.occurred_at at time zone 'Asia/Shanghai')::date), false) then
    perform law_refuse('papers_are_issued_by_the_office', current_date);
  end if;
  return new;
end $$;
create or replace trigger paper_law before insert on paper for each row execute function law_paper();

create or replace function law_paper_file() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- The bytes of a paper are ours: not what a reader of the case handed in, and no other digest.
  if actor_kind() not in ('staff', 'system') then
    perform law_refuse('papers_are_issued_by_the_office', current_date);
  end if;
  if not exists (select 1 from public.stored_file f where f.id = new.file_id and f.digest = new.digest and f.city = new.city) then
    perform law_refuse('a_paper_says_what_happened', current_date);
  end if;
  insert into public.evidence_leaf (id, city, kind, body)
  values (gen_random_uuid(), new.city, 'issued_file', jsonb_build_object('kind', 'issued_file', 'city', new.city,
    'paper', new.paper_id, 'file', new.file_id, 'digest', new.digest)::text);
  return new;
end $$;
create or replace trigger paper_file_law before insert on paper_file for each row execute function law_paper_file();

-- Materials, conditions, steps and fees are added while the case is open, by its own hands:
-- who judged, took a step or received is who acts, and judges and steps are of the office.
create or replace function law_row_of_open_case() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
  values jsonb := to_jsonb(new);
  who uuid := coalesce(values->>'judged_by', values->>'taken_by', values->>'received_by')::uuid;
  today date := (now() at time zone 'Asia/Shanghai')::date;
begin
  select * into c from public."case" where id = new.case_id for no key update;
  -- A third round would be a way to the same material any number of times.
  if tg_table_name = 'case_material' and (values->>'round')::int not in (0, 1) then
    perform law_refuse('only_what_the_notice_asks', current_date);
  end if;
  if not found or c.handled_by <> 'us' or c.origin_system is not null then
    return new;
  end if;
  if c.state in ('granted', 'refused', 'dispatched', 'delivered', 'not_accepted', 'withdrawn') then
    perform law_refuse('nothing_is_added_after_the_decision', current_date);
  end if;
  -- While the case waits for the answer to its notice, only listed materials come in, as the
  -- second round; at every other time they are of the first.
  if tg_table_name = 'case_material' and ((c.state = 'correcting') <> ((values->>'round')::int = 1)
     or ((values->>'round')::int = 1 and not exists (
       select 1 from public.correction k join public.correction_line l on l.correction_id = k.id
        where k.case_id = c.id and l.material_id = (values->>'material_id')::uuid))) then
    perform law_refuse('only_what_the_notice_asks', current_date);
  end if;
  if actor_kind() = 'system' then
    return new;
  end if;
  if who is distinct from actor_person() and who is not null then
    perform law_refuse('an_act_names_who_acts', current_date);
  end if;
  if tg_table_name in ('case_condition', 'case_step')
     and not holds_posting(who, c.body_id, null, today) and not coalesce(holds_posting(who, c.received_body_id, null, today), false) then
    perform law_refuse('acts_only_by_people_in_office', current_date);
  end if;
  return new;
end $$;
select law_asks('law_row_of_open_case', array['case_material','case_condition','case_step','case_fee'], '_of_open_case');

-- The file of a material was handed in by whoever acts, by a reader of the case, or over the
-- counter for one of them (then their store has it): the file of a stranger is not borrowed.
create or replace function law_file_of_the_matter() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  whose uuid[];
begin
  select array_agg(r.person_id) into whose from public.application_reader r
    join public."case" c on c.application_id = r.application_id where c.id = new.case_id;
  whose := whose || actor_person();
  if actor_kind() <> 'system' and new.file_id is not null
     and not exists (select 1 from public.stored_file f where f.id = new.file_id and f.received_by = any(whose))
     and not exists (select 1 from public.upload u where u.file_id = new.file_id and u.person_id = any(whose)) then
    perform law_refuse('a_file_of_the_matter', current_date);
  end if;
  if new.upload_id is not null and not exists (
       select 1 from public.upload u where u.id = new.upload_id and u.file_id is not distinct from new.file_id) then
    perform law_refuse('a_file_of_the_matter', current_date);
  end if;
  return new;
end $$;
create or replace trigger case_material_with_its_file before insert on case_material
  for each row when (new.file_id is not null or new.upload_id is not null) execute function law_file_of_the_matter();

alter table case_event drop constraint if exists event_kind_is_known;
alter table case_event add constraint event_kind_is_known check (kind in
  ('submitted','correction_asked','corrected','accepted','not_accepted','reviewed','special_begun','special_ended','granted','refused','dispatched','delivered','withdrawn'));

-- The result step of delivery needs the person's own query code; nothing else is revealed.
insert into handling_system (code, name) values ('us', '本平台') on conflict do nothing;
