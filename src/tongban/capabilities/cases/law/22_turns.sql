-- The everyday turns of a case: one correction notice that lists everything, its answer,
-- withdrawal, and how the result reaches the applicant.

-- The working days of a city, by the newest announcement of each year; a year that is not
-- announced counts Monday to Friday.
create or replace function law_is_working_day(of_city text, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(
    (select case when y.make_up ? day::text then true when y.holidays ? day::text then false end
       from calendar_year y where y.city = of_city and y.year = extract(year from day)::int
      order by y.release desc limit 1),
    extract(isodow from day) < 6) $$;
revoke execute on function law_is_working_day(text, date) from public;

-- How many working days lie after one day up to and including another; no more than 60 days
-- are looked at, which is far past every limit that is asked about here.
create or replace function law_working_days(of_city text, after date, until date) returns int
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select count(*)::int from generate_series(after + 1, least(until, after + 60), interval '1 day') d
       where law_is_working_day(of_city, d::date) $$;
revoke execute on function law_working_days(text, date, date) from public;

-- What the applicant does: answer the notice (or the counter that took it in, for them),
-- and withdraw, which no office does for them; each also by whom they gave a mandate.
create or replace function law_applicants_turn(e public.case_event, c public."case", theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  a public.application;
  is_reader boolean;
  is_principal boolean;
begin
  select * into a from public.application where id = c.application_id;
  is_reader := e.acting_body is null and exists (
    select 1 from public.application_reader r where r.application_id = a.id and r.person_id = e.actor_person);
  is_principal := e.acting_body is null and (e.actor_person = a.submitted_by_id and not filed_for_another(a)
    or exists (select 1 from public.mandate m where m.id = a.mandate_id and m.principal_person_id = e.actor_person));
  if is_principal or e.kind = 'corrected' and is_reader then
    return;
  end if;
  if e.acting_body is null and e.actor_person is not null
     and law_speaks_for(e, a, case e.kind when 'withdrawn' then 'withdraw' else 'supplement' end) then
    return;
  end if;
  if e.acting_body is null and e.actor_person = a.submitted_by_id then
    perform law_breach('acts_for_another_only_by_mandate', e, theirs);
  elsif e.kind = 'withdrawn' then
    perform law_breach('only_the_applicant_withdraws', e, theirs);
  elsif e.acting_body is null
     or (e.acting_body is distinct from c.received_body_id and e.acting_body <> c.body_id)
     or not law_in_office(e.actor_person, e.acting_body, c.city, (e.occurred_at at time zone 'Asia/Shanghai')::date) then
    perform law_breach('acts_only_by_people_in_office', e, theirs);
  end if;
end $$;
revoke execute on function law_applicants_turn(public.case_event, public."case", boolean) from public;

-- The rows of an act (notice, answer, parcel, hand-over) are by who acts, and of its time:
-- after the step before, not after the event.
create or replace function law_rows_of_act(e public.case_event, c public."case", theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  by_another boolean;
  untimely boolean;
begin
  select bool_or(x.who is distinct from e.actor_person), bool_or(x.moment not between coalesce(c.last_at, x.moment) and e.occurred_at)
    into by_another, untimely
    from (select k.asked_by, k.asked_at from public.correction k where k.case_id = c.id and e.kind = 'correction_asked'
      union all select w.answered_by, w.answered_at from public.correction_answer w join public.correction k on k.id = w.correction_id
         where k.case_id = c.id and e.kind = 'corrected'
      union all select d.sent_by, d.sent_at from public.dispatch d where d.case_id = c.id and e.kind = 'dispatched'
      union all select h.handed_by, h.signed_for_at from public.hand_over h where h.case_id = c.id and e.kind = 'delivered') x(who, moment);
  if by_another then
    perform law_breach('an_act_names_who_acts', e, theirs);
  end if;
  if untimely then
    perform law_breach('events_in_their_order', e, theirs);
  end if;
end $$;
revoke execute on function law_rows_of_act(public.case_event, public."case", boolean) from public;

-- One notice, within five working days of the filing, with every line in it; the answer
-- answers each; a result leaves with its record. The five days end today whatever day the
-- event claims: a notice dated back would be no notice (a sample city tells its own days).
create or replace function law_turn(e public.case_event, c public."case", theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  k public.correction;
  asked_on date := (e.occurred_at at time zone 'Asia/Shanghai')::date;
begin
  if e.kind not in ('correction_asked', 'corrected', 'dispatched', 'delivered') then
    return;
  end if;
  select * into k from public.correction where case_id = c.id;
  if e.kind = 'correction_asked' then
    if not exists (select 1 from public.city y where y.code = c.city and y.is_sample) then
      asked_on := greatest(asked_on, (now() at time zone 'Asia/Shanghai')::date);
    end if;
    if exists (select 1 from public.case_event o where o.case_id = c.id and o.kind = 'correction_asked') then
      perform law_breach('one_correction_notice', e, theirs);
    end if;
    if law_working_days(c.city, c.filed_on, asked_on) > 5 then
      perform law_breach('correction_notice_in_five_days', e, theirs);
    end if;
    if not exists (select 1 from public.correction_line l where l.correction_id = k.id) then
      perform law_breach('a_notice_lists_everything', e, theirs);
    end if;
  elsif e.kind = 'corrected' and exists (
      select 1 from public.correction_line l
       where l.correction_id = k.id and case when l.material_id is not null
         then not exists (select 1 from public.case_material m where m.case_id = c.id and m.material_id = l.material_id and m.round = 1)
         else not exists (select 1 from public.correction_answer w where w.correction_id = k.id and w.values ->> l.field is not null) end) then
    perform law_breach('an_answer_answers_everything', e, theirs);
  elsif e.kind = 'dispatched' and not exists (select 1 from public.dispatch d where d.case_id = c.id) then
    perform law_breach('a_delivery_says_how', e, theirs);
  elsif e.kind = 'delivered' and not exists (select 1 from public.hand_over h where h.case_id = c.id) then
    perform law_breach('a_delivery_says_how', e, theirs);
  end if;
  perform law_rows_of_act(e, c, theirs);
end $$;
revoke execute on function law_turn(public.case_event, public."case", boolean) from public;

-- Rows about a case that another system handles come from its connector, and are not judged.
create or replace function law_speaks_for_elsewhere(c public."case") returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if c.handled_by = 'us' and c.origin_system is null then
    return false;
  end if;
  if actor_kind() <> 'system' then
    perform law_refuse('only_a_connector_speaks_for_elsewhere', current_date);
  end if;
  return true;
end $$;
revoke execute on function law_speaks_for_elsewhere(public."case") from public;

-- The case that a row of an act is about, locked; nothing where the row is not judged: its case
-- is not there (the key, or the wall, refuses it), or is a connector's.
create or replace function law_case_of_act(wanted uuid, of_city text) returns public."case"
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
begin
  select * into c from public."case" where id = wanted for no key update;
  if found and c.city <> of_city then
    perform law_refuse('everything_of_one_city', current_date);
  end if;
  if not found or law_speaks_for_elsewhere(c) then
    return null;
  end if;
  return c;
end $$;
revoke execute on function law_case_of_act(uuid, text) from public;

-- Is this person posted today where the case is handled, or where it was taken in?
create or replace function law_serves(who uuid, c public."case") returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select holds_posting(who, c.body_id, null, (now() at time zone 'Asia/Shanghai')::date)
       or coalesce(holds_posting(who, c.received_body_id, null, (now() at time zone 'Asia/Shanghai')::date), false) $$;
revoke execute on function law_serves(uuid, public."case") from public;

-- A text of blanks says nothing, in whatever writing.
create or replace function law_is_blank(words text) returns boolean
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(btrim(words, E' \t\r\n\u00a0\u3000'), '') = '' $$;
revoke execute on function law_is_blank(text) from public;

-- The notice is written by a person in office while the case waits for acceptance; once it
-- is sent, nothing is added to it.
create or replace function law_correction() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
  wanted uuid;
begin
  if tg_table_name = 'correction' then
    wanted := new.case_id;
  else
    wanted := (select k.case_id from public.correction k where k.id = new.correction_id);
  end if;
  c := law_case_of_act(wanted, new.city);
  if c.id is null then
    return new;
  end if;
  if c.state <> 'submitted' or c.corrected_at is not null then
    if tg_table_name = 'correction_line' then
      perform law_refuse('a_notice_lists_everything', current_date);
    else
      perform law_refuse('one_correction_notice', current_date);
    end if;
  end if;
  if tg_table_name = 'correction' then
    if new.asked_by is distinct from actor_person() and actor_kind() <> 'system' then
      perform law_refuse('an_act_names_who_acts', current_date);
    end if;
    if actor_kind() <> 'system' and not law_serves(new.asked_by, c) then
      perform law_refuse('acts_only_by_people_in_office', current_date);
    end if;
  end if;
  return new;
end $$;
create or replace trigger correction_law before insert on correction for each row execute function law_correction();
create or replace trigger correction_line_law before insert on correction_line for each row execute function law_correction();

-- A line may name a field only that the form of the version has, and no material that the
-- guide waives.
create or replace function law_correction_field() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.field <> '' and not exists (
      select 1 from public.item_version v join public.form_version f on f.id = v.form_id
       where v.id = new.version_id
         and jsonb_path_exists(f.schema, '$.pages[*].fields[*] ? (@.name == $wanted)', jsonb_build_object('wanted', new.field))) then
    perform law_refuse('correction_of_the_guide', current_date);
  end if;
  if exists (select 1 from public.item_material m where m.id = new.material_id and m.is_waived) then
    perform law_refuse('correction_of_the_guide', current_date);
  end if;
  return new;
end $$;
create or replace trigger correction_line_field before insert on correction_line for each row execute function law_correction_field();

-- The answer changes what was listed, and nothing else.
create or replace function law_correction_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
begin
  c := law_case_of_act((select k.case_id from public.correction k where k.id = new.correction_id), new.city);
  if c.id is null then
    return new;
  end if;
  if c.state <> 'correcting' or jsonb_typeof(new.values) <> 'object' or exists (
      select 1 from jsonb_object_keys(new.values) given
       -- Values lie sealed under the empty name; the names themselves are readable.
       where not (given = '' and new.values ->> '' like 's1.%')
         and not exists (select 1 from public.correction_line l where l.correction_id = new.correction_id and l.field = given and given <> '')) then
    perform law_refuse('only_what_the_notice_asks', current_date);
  end if;
  if actor_kind() = 'system' then
    return new;
  end if;
  if new.answered_by is distinct from actor_person() then
    perform law_refuse('an_act_names_who_acts', current_date);
  end if;
  if not exists (select 1 from public.application_reader r where r.application_id = c.application_id and r.person_id = new.answered_by)
     and not exists (select 1 from public.application a where a.id = c.application_id and acts_for_application(new.answered_by, a, 'supplement', (new.answered_at at time zone 'Asia/Shanghai')::date))
     and not law_serves(new.answered_by, c) then
    perform law_refuse('acts_only_by_people_in_office', current_date);
  end if;
  return new;
end $$;
create or replace trigger correction_answer_law before insert on correction_answer for each row execute function law_correction_answer();

-- Sent only where the applicant asked for it; handed over at a window for results where the
-- hall has one (统一窗口出件), and by a person in office.
create or replace function law_dispatch() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
begin
  c := law_case_of_act(new.case_id, new.city);
  if c.id is null then
    return new;
  end if;
  if c.decided_at is null then
    perform law_refuse('no_result_before_decision', current_date);
  elsif c.state not in ('granted', 'refused') then
    perform law_refuse('no_step_outside_the_flow', current_date);
  end if;
  if not exists (select 1 from public.delivery_wish w where w.application_id = c.application_id and w.way = 'post') then
    perform law_refuse('posted_only_where_asked', current_date);
  end if;
  if law_is_blank(new.courier) or law_is_blank(new.tracking_number) then
    perform law_refuse('a_delivery_says_how', current_date);
  end if;
  if new.sent_by is distinct from actor_person() and actor_kind() <> 'system' then
    perform law_refuse('an_act_names_who_acts', current_date);
  end if;
  return new;
end $$;
create or replace trigger dispatch_law before insert on dispatch for each row execute function law_dispatch();

create or replace function law_offers_online(c public."case") returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from public.delivery_wish w where w.application_id = c.application_id and w.way = 'electronic')
    or exists (select 1 from public.item_version v where v.id = c.version_id and v.elements -> 'result' -> 'delivery' ? 'electronic') $$;
revoke execute on function law_offers_online(public."case") from public;

create or replace function law_hand_over() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
begin
  c := law_case_of_act(new.case_id, new.city);
  if c.id is null then
    return new;
  end if;
  if c.decided_at is null then
    perform law_refuse('no_result_before_decision', current_date);
  elsif c.state not in ('granted', 'refused', 'dispatched') then
    perform law_refuse('no_step_outside_the_flow', current_date);
  end if;
  -- Who fetched it has a name; only what is opened online needs no hand, and only where the
  -- guide or the applicant says so (else it would be the way round the window for results).
  if (new.way = 'post') <> (c.state = 'dispatched') or (new.way = 'pickup' and law_is_blank(new.taken_by))
     or (new.way <> 'electronic' and new.handed_by is null)
     or (new.way = 'electronic' and not law_offers_online(c)) then
    perform law_refuse('a_delivery_says_how', current_date);
  end if;
  if new.handed_by is distinct from actor_person() and actor_kind() <> 'system' then
    perform law_refuse('an_act_names_who_acts', current_date);
  end if;
  -- The hall where it was taken in, and the hall of the window that is named: a window of
  -- another hall is no way round either. What is done while one waits (即办件) is taken away
  -- from where it was done.
  if new.way = 'pickup' and c.case_kind <> 'instant' and exists (select 1 from public."window" w where w.kind = 'issue' and (w.venue_id = c.venue_id
       or w.venue_id = (select n.venue_id from public."window" n where n.id = new.window_id)))
     and not exists (select 1 from public."window" w where w.id = new.window_id and w.city = new.city and w.kind = 'issue') then
    perform law_refuse('handed_out_at_the_issue_window', current_date);
  end if;
  return new;
end $$;
create or replace trigger hand_over_law before insert on hand_over for each row execute function law_hand_over();

-- No notice that was never sent, no half answer, no parcel without its event: looked at
-- before commit, because the rows come before the event that counts them. A row left alone
-- would stand in the way of the true act, or be added to by somebody else.
create or replace function law_whole_act() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  wanted uuid := coalesce(to_jsonb(new) ->> 'case_id', (select k.case_id::text from public.correction k
    where k.id = (to_jsonb(new) ->> 'correction_id')::uuid))::uuid;
begin
  if not exists (select 1 from public.case_event e where e.case_id = wanted and e.kind = tg_argv[0])
     and exists (select 1 from public."case" c where c.id = wanted and c.handled_by = 'us' and c.origin_system is null) then
    perform law_refuse(tg_argv[1], current_date);
  end if;
  return null;
end $$;
do $$
declare
  t record;
begin
  for t in select * from (values ('correction', 'correction_asked', 'a_notice_lists_everything', 'true'),
      ('correction_answer', 'corrected', 'an_answer_answers_everything', 'true'),
      ('case_material', 'corrected', 'an_answer_answers_everything', 'new.round = 1'),
      ('dispatch', 'dispatched', 'a_delivery_says_how', 'true'),
      ('hand_over', 'delivered', 'a_delivery_says_how', 'true')) x(name, kind, rule, applies) loop
    execute format('drop trigger if exists %I on public.%I', t.name || '_of_a_whole_act', t.name);
    execute format('create constraint trigger %I after insert on public.%I deferrable initially deferred
      for each row when (%s) execute function law_whole_act(%L, %L)', t.name || '_of_a_whole_act', t.name, t.applies, t.kind, t.rule);
  end loop;
end $$;

-- A pre-review is asked of the body of the item, for a version in force; who answers is in
-- office there.
create or replace function law_pre_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not exists (select 1 from public.item_version v join public.item i on i.id = v.item_id
       where v.id = new.version_id and i.body_id = new.body_id and v.city = new.city) then
    perform law_refuse('case_body_of_item', current_date);
  end if;
  if not law_may_be_now(new.city, new.asked_at) or not version_in_force(new.version_id, (new.asked_at at time zone 'Asia/Shanghai')::date) then
    perform law_refuse('no_case_outside_the_list', current_date);
  end if;
  -- It may have started at some bodies and not yet at others (ORG-07).
  if not measure_is_on('online_pre_review', new.body_id, (new.asked_at at time zone 'Asia/Shanghai')::date) then
    perform law_refuse('a_measure_runs_where_it_started', current_date);
  end if;
  return new;
end $$;
create or replace trigger pre_review_law before insert on pre_review for each row execute function law_pre_review();

create or replace function law_pre_review_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.answered_by is distinct from actor_person() then
    perform law_refuse('an_act_names_who_acts', current_date);
  end if;
  if new.answered_at < new.asked_at or not law_may_be_now(new.city, new.answered_at) then
    perform law_refuse('events_in_their_order', current_date);
  end if;
  if not law_in_office(new.answered_by, new.body_id, new.city, (new.answered_at at time zone 'Asia/Shanghai')::date) then
    perform law_refuse('acts_only_by_people_in_office', current_date);
  end if;
  return new;
end $$;
create or replace trigger pre_review_answer_law before update on pre_review for each row execute function law_pre_review_answer();

select law_one_city('pre_review', array['person_id','person', 'for_person_id','person', 'for_firm_id','firm', 'version_id','item_version', 'body_id','body']),
       law_one_city('correction', array['case_id','case', 'version_id','item_version']),
       law_one_city('hand_over', array['window_id','window']);
