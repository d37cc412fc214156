-- Who sees what. A case is seen at the body that handles it and at the body that took it in,
-- by those whose post lets them see cases there, and by the people whose application it is. A
-- child is seen with its case. Whoever drafts items or words of papers at that body is no reader
-- of what people handed in; plumbing.access tells the bodies where the right is held.

select law_wall(array['application_draft','application','application_form','application_reader','party','case',
  'case_event','case_finding','case_condition','case_material','case_step','case_fee','paper','paper_file','handling_system',
  'correction','correction_line','correction_answer','delivery_wish','dispatch','hand_over','pre_review','tracking_failure']);

grant select, insert, delete, update (answers, revised_at, expires_on) on application_draft to tongban_app;
-- A draft for somebody else holds what is theirs: it is out of sight when the mandate is over.
create or replace function draft_is_at_hand(of_person uuid, of_firm uuid) returns boolean
language sql stable
as $$ select (of_person is null or public.actor_acts_for(of_person))
    and (of_firm is null or public.actor_represents(of_firm)) $$;
revoke execute on function draft_is_at_hand(uuid, uuid) from public;
grant execute on function draft_is_at_hand(uuid, uuid) to tongban_app;
select law_policy('application_draft', 'select', 'person_id = (select actor_person()) and draft_is_at_hand(for_person_id, for_firm_id)'),
       law_policy('application_draft', 'insert', null, 'city = (select actor_city()) and person_id = (select actor_person()) and draft_is_at_hand(for_person_id, for_firm_id)'),
       law_policy('application_draft', 'update', 'person_id = (select actor_person())', 'person_id = (select actor_person())'),
       law_policy('application_draft', 'delete', 'person_id = (select actor_person())');

select law_append_only(array['application','application_form','application_reader','party','case_finding','case_condition',
  'case_material','case_step','case_fee','correction','correction_line','correction_answer','delivery_wish','dispatch','hand_over'], 'facts_of_a_case_never_change');
select law_append_only(array['case_event'], 'events_never_change');
select law_append_only(array['paper','paper_file'], 'issued_papers_never_vanish');
grant select on handling_system to tongban_app;
select law_policy('handling_system', 'select', 'true');

-- The case is inserted by the application's role and moved by the trigger on events alone.
grant select, insert on "case" to tongban_app;
create or replace trigger case_is_moved_by_events before update on "case"
  for each row when (current_user = 'tongban_app') execute function law_never_changes('state_is_what_the_last_event_says');
create or replace trigger case_never_vanishes before delete or truncate on "case"
  for each statement execute function law_never_changes('state_is_what_the_last_event_says');

-- A policy of `application` that read "case" itself would come back to `application`, whose
-- rows the insert of a case looks at: PostgreSQL refuses such a circle. Hence a function.
create or replace function handles_application(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from "case" c where c.application_id = wanted and c.body_id = any(actor_orgs_for_cases())) $$;
revoke execute on function handles_application(uuid) from public;
grant execute on function handles_application(uuid) to tongban_app;

-- What was filed on the web is handed out by the hall where its item is registered, beside the
-- department (统一窗口出件): that hall sees the case once it is decided, who may fetch it and how
-- they want it, and after the hand-over only what it handed out itself. What was typed, handed
-- in and judged stays with those who handle the case.
create or replace function hall_hands_out(c public."case") returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from unnest(actor_orgs_for_cases()) o where hall_serves(c.item_id, o, (now() at time zone 'Asia/Shanghai')::date))
    and (c.closed_at is null or exists (select 1 from case_event e where e.case_id = c.id and e.kind = 'delivered' and e.acting_body = any(actor_orgs_for_cases()))) $$;
create or replace function hands_out_application(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from "case" c where c.application_id = wanted and c.city = actor_city()
       and c.received_body_id is null and c.decided_at is not null and hall_hands_out(c)) $$;
revoke execute on function hall_hands_out(public."case"), hands_out_application(uuid) from public;
grant execute on function hall_hands_out(public."case"), hands_out_application(uuid) to tongban_app;

-- Who filed it, or whose counter took it in; again a function, or `application_reader` would
-- come back to itself through `application`.
create or replace function filed_application(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from application a where a.id = wanted and a.city = actor_city()
       and (a.submitted_by_id = actor_person() and not filed_for_another(a) or a.taken_in_by_body_id = any(actor_orgs_for_cases()))) $$;
revoke execute on function filed_application(uuid) from public;
grant execute on function filed_application(uuid) to tongban_app;

-- Whose application it is, and who acts for them today. A function that keeps its plan: written
-- out, it was planned anew with every statement that looks at a case (decision 34). What lists
-- the cases of a person starts from `application_reader`, so that it is asked of few rows.
select law_policy('application_reader', 'select', 'person_id = (select actor_person())');
create or replace function reads_application(wanted uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ begin return exists (select 1 from public.application_reader r where r.application_id = wanted and r.person_id = actor_person())
    or actor_kind() = 'citizen' and acts_in_application(wanted); end $$;
revoke execute on function reads_application(uuid) from public;
grant execute on function reads_application(uuid) to tongban_app;
select law_policy('case', 'select',
  'city = (select actor_city()) and (body_id = any((select actor_orgs_for_cases())::uuid[])'
  ' or received_body_id = any((select actor_orgs_for_cases())::uuid[])'
  ' or reads_application(application_id)'
  ' or (decided_at is not null and received_body_id is null and (select actor_orgs_for_cases()) <> ''{}'' and hall_hands_out("case")))');
select law_policy('application', 'select',
  'city = (select actor_city()) and (submitted_by_id = (select actor_person()) and not filed_for_another(application)'
  ' or taken_in_by_body_id = any((select actor_orgs_for_cases())::uuid[])'
  ' or (select actor_orgs_for_cases()) <> ''{}'' and handles_application(id)'
  ' or reads_application(id)'
  ' or (select actor_orgs_for_cases()) <> ''{}'' and hands_out_application(id))');
select law_policy('application', 'insert', null,
  'city = (select actor_city()) and (submitted_by_id = (select actor_person()) or taken_in_by_body_id = any((select actor_orgs_for_cases())::uuid[]))');

-- What belongs to a case or an application is seen with it. Asked through functions that keep
-- their plans: written out, each policy would hold that of the case and all that it asks, and
-- planning a page's statements cost more than running them (decision 34).
create or replace function case_is_seen(wanted uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$ begin return exists (select 1 from public."case" c where c.id = wanted); end $$;
create or replace function application_is_seen(wanted uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$ begin return exists (select 1 from public.application a where a.id = wanted); end $$;
-- A hall that only hands out sees a case, and not what is judged in it.
create or replace function case_is_handled(wanted uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$ begin return exists (select 1 from public."case" c where c.id = wanted
    and (c.body_id = any((select actor_orgs_for_cases())::uuid[])
      or c.received_body_id = any((select actor_orgs_for_cases())::uuid[])
      or reads_application(c.application_id))); end $$;
-- Whoever oversees every body of the city sees every case of it: a named system actor that reads
-- a million events (`log verify`, figures of a year) asks that once a statement, not of each row.
create or replace function actor_oversees_all() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ begin return actor_kind() = 'system'
    and not exists (select 1 from public.body b where b.city = actor_city() and b.id <> all (actor_orgs_for_cases())); end $$;
revoke execute on function case_is_seen(uuid), application_is_seen(uuid), case_is_handled(uuid), actor_oversees_all() from public;
grant execute on function case_is_seen(uuid), application_is_seen(uuid), case_is_handled(uuid), actor_oversees_all() to tongban_app;
create or replace function of_a_case(question text) returns text
language sql immutable return format('city = (select actor_city()) and ((select actor_oversees_all()) or %s)', question);
revoke execute on function of_a_case(text) from public;

-- A worklist asks it for a hundred parties: those who handle the case are asked about first.
select law_policy(t, 'select', of_a_case('(select actor_orgs_for_cases()) <> ''{}'' and handles_application(application_id) or application_is_seen(application_id)'))
  from unnest(array['party','delivery_wish']) t;
select law_policy('application_form', 'select', 'handles_application(application_id) or filed_application(application_id) or reads_application(application_id)');
-- Whoever writes an application writes what belongs to it until it is handed in; for whom it may
-- be filed the event judges, by which it is. One look instead of the whole wall for each row.
create or replace function writes_application(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from application a where a.id = wanted and a.city = actor_city() and a.submitted_by_id = actor_person()
       and not exists (select 1 from "case" c where c.application_id = a.id and c.state <> 'draft')) $$;
create or replace function writes_case(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from "case" c join application a on a.id = c.application_id
       where c.id = wanted and c.state = 'draft' and a.city = actor_city() and a.submitted_by_id = actor_person()) $$;
revoke execute on function writes_application(uuid), writes_case(uuid) from public;
grant execute on function writes_application(uuid), writes_case(uuid) to tongban_app;
select law_policy(t, 'insert', null, 'city = (select actor_city()) and (writes_application(application_id) or application_is_seen(application_id))')
  from unnest(array['application_form','party','delivery_wish','case']) t;
select law_policy('application_reader', 'insert', null, 'city = (select actor_city()) and (filed_application(application_id) or acts_in_application(application_id))');
select law_policy(t, 'select', of_a_case('case_is_seen(case_id)')),
       law_policy(t, 'insert', null, 'city = (select actor_city()) and (writes_case(case_id) or case_is_seen(case_id))')
  from unnest(array['case_event','case_condition','case_material','case_step','case_fee','paper','correction','dispatch','hand_over']) t;
select law_policy(t, 'select', of_a_case('case_is_handled(case_id)'))
  from unnest(array['case_condition','case_material','case_step','case_fee','correction']) t;
select law_policy(t, 'select', format('exists (select 1 from correction k where k.id = %I.correction_id)', t)),
       law_policy(t, 'insert', null, format('city = (select actor_city()) and exists (select 1 from correction k where k.id = %I.correction_id)', t))
  from unnest(array['correction_line','correction_answer']) t;
select law_policy('case_finding', 'select', of_a_case('case_is_seen(case_id)'));
revoke insert on case_finding from tongban_app;
select law_policy('paper_file', 'select', 'exists (select 1 from paper p where p.id = paper_file.paper_id)'),
       law_policy('paper_file', 'insert', null, 'city = (select actor_city()) and exists (select 1 from paper p where p.id = paper_file.paper_id)');

-- A file is also seen with the case that holds it, and a paper with its case. Policies are asked
-- from the last name to the first: `also` comes after the one that looks at the row alone.
create or replace function file_is_in_a_case(wanted uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$ begin return exists (select 1 from public.case_material m where m.file_id = wanted)
    or exists (select 1 from public.paper_file f where f.file_id = wanted); end $$;
revoke execute on function file_is_in_a_case(uuid) from public;
grant execute on function file_is_in_a_case(uuid) to tongban_app;
drop policy if exists app_select_with_its_case on stored_file;
drop policy if exists app_also_select_with_its_case on stored_file;
create policy app_also_select_with_its_case on stored_file for select to tongban_app
  using (city = (select actor_city()) and file_is_in_a_case(id));

-- Serials of case numbers, in blocks for each process; gaps mean nothing.
create sequence if not exists case_serial increment by 50;
revoke all on sequence case_serial from tongban_app;
grant usage on sequence case_serial to tongban_app;

-- Tracking and the window find an application's own rows by exact keys only.
create or replace function filed_already(wanted_city text, wanted_account uuid, wanted_key text)
returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select id from application where city = wanted_city and submitted_account = wanted_account
       and idempotency_key = wanted_key and wanted_city = actor_city() and wanted_account = actor_account() $$;
revoke execute on function filed_already(text, uuid, text) from public;
grant execute on function filed_already(text, uuid, text) to tongban_app;

-- A pre-review is between a person and the office; it is answered once and goes with its draft.
grant select, insert, delete, update (outcome, opinion, answered_at, answered_by) on pre_review to tongban_app;
select law_policy('pre_review', 'select', 'city = (select actor_city()) and (person_id = (select actor_person()) and draft_is_at_hand(for_person_id, for_firm_id) or body_id = any((select actor_orgs_for_cases())::uuid[]))'),
       law_policy('pre_review', 'insert', null, 'city = (select actor_city()) and person_id = (select actor_person()) and draft_is_at_hand(for_person_id, for_firm_id) and outcome = '''''),
       law_policy('pre_review', 'update', 'body_id = any((select actor_orgs_for_cases())::uuid[]) and outcome = ''''',
         'body_id = any((select actor_orgs_for_cases())::uuid[]) and outcome <> '''''),
       law_policy('pre_review', 'delete', 'person_id = (select actor_person())');

-- Tracking without sign-in: the state of a case is told to whoever has its number and its
-- code. Codes stand nowhere; a case keeps the keyed hash of its own, and that is compared in
-- here. Five wrong tries at a number within a quarter of an hour, and it rests; tries at one
-- number come after each other, else all at once would each find four. A number that there is
-- not is told like a wrong code, and counted under the keyed hash that the caller gives.
drop function if exists track_case(text);
drop function if exists count_tracking_failures(text, timestamptz);
drop trigger if exists tracking_failure_law on tracking_failure;
drop function if exists law_tracking_failure();
drop policy if exists app_insert on tracking_failure;
create or replace function track_case(wanted text, wanted_key text, key_of_number text, at timestamptz)
returns table (outcome text, state text, submitted_at timestamptz, promised_due_on date, closed_at timestamptz, last_at timestamptz, answer_by date)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
  counted text;
  -- A sample city tells its own time; elsewhere nobody does.
  moment timestamptz := case when exists (select 1 from public.city y where y.code = actor_city() and y.is_sample) then at else now() end;
begin
  perform pg_advisory_xact_lock(hashtextextended(format('track|%s|%s', actor_city(), wanted), 0));
  select * into c from public."case" k where k.city = actor_city() and k.number = wanted and k.state <> 'draft' and k.tracking_key <> '';
  counted := coalesce(c.tracking_key, key_of_number);
  if (select count(*) from public.tracking_failure f where f.city = actor_city() and f.number_key = counted
        and f.failed_at > moment - interval '15 minutes') >= 5 then
    return query select 'rests', null::text, null::timestamptz, null::date, null::timestamptz, null::timestamptz, null::date;
  elsif c.tracking_key = wanted_key then
    return query select 'found', c.state::text, c.submitted_at, c.promised_due_on, c.closed_at, c.last_at,
      (select n.answer_by from public.correction n where n.case_id = c.id);
  else
    insert into public.tracking_failure (id, city, number_key, failed_at) values (gen_random_uuid(), actor_city(), counted, moment);
    return query select 'wrong', null::text, null::timestamptz, null::date, null::timestamptz, null::timestamptz, null::date;
  end if;
end $$;
create or replace function purge_tracking_failures(before timestamptz) returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ with gone as (delete from tracking_failure where city = actor_city() and actor_kind() = 'system' and failed_at < before returning 1) select count(*) from gone $$;
revoke execute on function track_case(text, text, text, timestamptz), purge_tracking_failures(timestamptz) from public;
grant execute on function track_case(text, text, text, timestamptz), purge_tracking_failures(timestamptz) to tongban_app;

-- How many open cases a body has, by state and days: asked on every page of its worklist. Under
-- the policy each row would be fetched to be judged; here the wall is one condition for all of
-- them (only who works for the body is answered), and one index holds all that is counted. The
-- actor is read once, by sub-selects: a function called for each of ten thousand rows is half of it.
create or replace function open_cases_by_days(of_body uuid)
returns table (state text, arrived_on date, accepted_on date, promised_due_on date, statutory_due_on date, number bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select c.state::text, case when c.state = 'submitted'
        then coalesce((c.corrected_at at time zone 'Asia/Shanghai')::date, c.filed_on) end,
      (c.accepted_at at time zone 'Asia/Shanghai')::date, c.promised_due_on, c.statutory_due_on, count(*)
    from "case" c
    where of_body = any((select actor_orgs_for_cases())::uuid[]) and c.city = (select actor_city())
      and c.body_id = of_body and c.closed_at is null
    group by 1, 2, 3, 4, 5 $$;
revoke execute on function open_cases_by_days(uuid) from public;
grant execute on function open_cases_by_days(uuid) to tongban_app;

-- The count reads the index alone only where vacuum has been: a fifth of all cases, which is when
-- it would come by itself, is every open one many times over.
alter table "case" set (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 2000
);
