-- 事件单: opened by any member of staff under the plan in force, led by its office, closed by
-- another person than who opened it. What the plan asks for is written by the database.
-- An incident is of the bodies where who opened it was posted on its day. It is led, and looked
-- at, by administrators whose post reaches one of them: that of a department by its own, that
-- of the city by its region.
create or replace function incident_is_reached(opener uuid, opened timestamptz, roles text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_kind() = 'staff' and exists (select 1 from posting o, unnest(roles) r
      where o.person_id = opener and o.city = actor_city()
        and o.valid_from <= (opened at time zone 'Asia/Shanghai')::date and (o.valid_to is null or (opened at time zone 'Asia/Shanghai')::date < o.valid_to)
        and rights_reach(actor_person(), r, o.body_id)) $$;
create or replace function leads_incident(opener uuid, opened timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select incident_is_reached(opener, opened, array['security_administrator']) $$;
create or replace function oversees_incident(opener uuid, opened timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_kind() = 'system' or incident_is_reached(opener, opened, array['security_administrator','audit_administrator']) $$;
revoke execute on function incident_is_reached(uuid, timestamptz, text[]), leads_incident(uuid, timestamptz), oversees_incident(uuid, timestamptz) from public;
grant execute on function oversees_incident(uuid, timestamptz) to tongban_app;
select law_policy('incident', 'select', 'city = (select actor_city()) and ((select actor_kind()) = ''system'' or (select actor_kind()) = ''staff'''
    ' and (opened_by_id = (select actor_person()) or oversees_incident(opened_by_id, opened_at)))'),
  law_policy('incident', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and opened_by_id = (select actor_person())'),
  law_policy('incident_step', 'select', 'exists (select 1 from incident i where i.id = incident_step.incident_id)'),
  law_policy('incident_entry', 'select', 'exists (select 1 from incident i where i.id = incident_entry.incident_id)'),
  law_policy('incident_entry', 'insert', null, 'city = (select actor_city()) and written_by_id = (select actor_person())'
    ' and exists (select 1 from incident i where i.id = incident_entry.incident_id)');
select law_one_city('incident', array['plan_id','incident_plan', 'opened_by_id','person']),
  law_one_city('incident_entry', array['incident_id','incident', 'step_id','incident_step', 'written_by_id','person']);

-- Does a line of the plan count for this kind and level? One that names none counts for all.
create or replace function incident_line_counts(line jsonb, of_kind text, of_level text) returns boolean
language sql immutable
return (coalesce(line->'kinds', '[]') = '[]' or line->'kinds' ? of_kind) and (coalesce(line->'levels', '[]') = '[]' or line->'levels' ? of_level);

-- The steps that the plan asks for at a level, with their due moments: hours by the wall clock.
create or replace function add_incident_steps(wanted uuid, of_level text, since timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ insert into incident_step (id, city, incident_id, part, code, title, who, basis, hours, is_required, due_at)
  select gen_random_uuid(), i.city, i.id, s.part, s.line->>'code', s.line->>'title', s.line->>'who', coalesce(s.line->>'basis', ''),
         (s.line->>'hours')::int, (s.line->>'required')::boolean, since + make_interval(hours => (s.line->>'hours')::int)
    from incident i join incident_plan t on t.id = i.plan_id
      cross join lateral (select 'step' as part, l as line from jsonb_array_elements(t.content->'steps') l
        union all select 'notice', l from jsonb_array_elements(t.content->'notices') l) s
   where i.id = wanted and incident_line_counts(s.line, i.kind, of_level)
  on conflict do nothing $$;
revoke execute on function incident_line_counts(jsonb, text, text), add_incident_steps(uuid, text, timestamptz) from public;

create or replace function law_incident() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  content jsonb;
begin
  if new.opened_by_id is distinct from actor_person() or actor_kind() <> 'staff' or not is_told_time(new.city, new.opened_at)
     or new.found_at > new.opened_at or btrim(new.title) = '' or btrim(new.words) = '' or btrim(new.found_how) = '' then
    perform law_refuse('an_incident_says_who_found_what', current_date);
  end if;
  select t.content into content from public.incident_plan t
   where t.id = new.plan_id and t.id = incident_plan_in_force(new.city, (new.opened_at at time zone 'Asia/Shanghai')::date);
  if not found or not content->'kinds' @> jsonb_build_array(jsonb_build_object('code', new.kind))
     or not content->'levels' @> jsonb_build_array(jsonb_build_object('code', new.level)) then
    perform law_refuse('an_incident_follows_the_plan_in_force', current_date);
  end if;
  return new;
end $$;
create or replace trigger incident_law before insert on incident for each row execute function law_incident();

create or replace function law_incident_begins() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform add_incident_steps(new.id, new.level, new.found_at);
  return null;
end $$;
create or replace trigger incident_begins after insert on incident for each row execute function law_incident_begins();

-- Is it closed? What the last closing or reopening says.
create or replace function incident_is_closed(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce((select e.kind = 'closed' from incident_entry e where e.incident_id = wanted and e.kind in ('closed', 'reopened')
       order by e.number desc limit 1), false) $$;
-- What is required and neither done nor excused.
create or replace function incident_waits_for(wanted uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select count(*) from incident_step s where s.incident_id = wanted and s.is_required
       and not exists (select 1 from incident_entry e where e.step_id = s.id and e.kind in ('done', 'excused')) $$;
revoke execute on function incident_is_closed(uuid), incident_waits_for(uuid) from public;

create or replace function law_incident_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  i public.incident;
  s public.incident_step;
begin
  -- Whoever writes at the same time waits here, and is numbered after.
  select * into i from public.incident where id = new.incident_id for no key update;
  if not found or new.written_by_id is distinct from actor_person() or not is_told_time(new.city, new.written_at)
     or new.happened_at > new.written_at or new.happened_at < i.found_at or btrim(new.words) = ''
     or new.kind in ('level', 'done', 'excused') and not leads_incident(i.opened_by_id, i.opened_at)
     or new.kind in ('note', 'estimate', 'reopened') and not oversees_incident(i.opened_by_id, i.opened_at) and not (new.kind <> 'reopened' and new.written_by_id = i.opened_by_id) then
    perform law_refuse('an_incident_is_led_by_its_office', current_date);
  end if;
  if current_setting('transaction_isolation') <> 'read committed' or incident_is_closed(i.id) <> (new.kind = 'reopened') then
    perform law_refuse('a_closed_incident_is_reopened_first', current_date);
  end if;
  if (new.kind in ('done', 'excused')) <> (new.step_id is not null) then
    perform law_refuse('an_incident_step_is_settled_with_proof', current_date);
  end if;
  if new.step_id is not null then
    select * into s from public.incident_step where id = new.step_id;
    if not found or s.incident_id <> i.id or s.part = 'notice' and new.kind = 'done' and btrim(new.receipt) = '' then
      perform law_refuse('an_incident_step_is_settled_with_proof', current_date);
    end if;
  end if;
  if new.kind = 'level' and not exists (select 1 from public.incident_plan t where t.id = i.plan_id
       and t.content->'levels' @> jsonb_build_array(jsonb_build_object('code', new.level))) then
    perform law_refuse('an_incident_follows_the_plan_in_force', current_date);
  end if;
  if new.kind = 'closed' then
    if new.written_by_id = i.opened_by_id or not oversees_incident(i.opened_by_id, i.opened_at) then
      perform law_refuse('an_incident_is_closed_by_another', current_date);
    end if;
    if btrim(new.cause) = '' or btrim(new.measures) = '' or btrim(new.lessons) = '' then
      perform law_refuse('an_incident_is_closed_with_its_cause', current_date);
    end if;
    if incident_waits_for(i.id) > 0 then
      perform law_refuse('an_incident_is_closed_when_all_is_done', current_date);
    end if;
  end if;
  new.number := (select coalesce(max(e.number), 0) + 1 from public.incident_entry e where e.incident_id = i.id);
  return new;
end $$;
create or replace trigger incident_entry_law before insert on incident_entry for each row execute function law_incident_entry();

-- A higher or lower level asks for what it asks for; what stood stays.
create or replace function law_incident_level() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform add_incident_steps(new.incident_id, new.level, new.happened_at);
  return null;
end $$;
create or replace trigger incident_entry_level after insert on incident_entry for each row when (new.kind = 'level') execute function law_incident_level();

-- What is practised is never turned into what happened, nor the other way round.
create or replace trigger incident_drill_stays before update of is_drill on incident for each statement execute function law_never_changes('a_drill_stays_a_drill');
