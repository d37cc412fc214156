-- The special steps of the published flow (site check, hearing, expert review …): begun and
-- ended by the department, under their own names; none is skipped, none added, and no more
-- time stays uncounted than the guide says.

-- The record of one special step: its event of that kind, if there is one.
create or replace function law_special_event(of_case uuid, wanted text, step text) returns public.case_event
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select e from case_event e where e.case_id = of_case and e.kind = wanted and e.facts ->> 'step' = step order by e.seq limit 1 $$;
revoke execute on function law_special_event(uuid, text, text) from public;

-- No grant while a special step has not passed (or, where the guide has it only in some
-- cases, was found not needed in this one), and no refusal while one is still under way.
create or replace function law_no_special_step_is_skipped(e public.case_event, c public."case") returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select not exists (select 1 from item_step s
  where s.version_id = c.version_id and s.is_special
    and case when e.kind = 'granted'
      then coalesce((law_special_event(c.id, 'special_ended', s.key)).facts ->> 'outcome', '') not in ('passed', 'not_needed')
      else (law_special_event(c.id, 'special_begun', s.key)).id is not null
        and (law_special_event(c.id, 'special_ended', s.key)).id is null end) $$;
revoke execute on function law_no_special_step_is_skipped(public.case_event, public."case") from public;

-- A special step of this very version, begun once and ended once; not needed only where the
-- guide says in which case it takes place.
create or replace function law_special_step_is_sound(e public.case_event, c public."case") returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  s public.item_step;
  is_begun boolean;
begin
  select * into s from public.item_step p where p.version_id = c.version_id and p.is_special and p.key = e.facts ->> 'step';
  if not found or (law_special_event(c.id, 'special_ended', s.key)).id is not null then
    return false;
  end if;
  is_begun := (law_special_event(c.id, 'special_begun', s.key)).id is not null;
  if e.kind = 'special_begun' then
    return not is_begun;
  end if;
  return coalesce(case e.facts ->> 'outcome'
    when 'passed' then is_begun
    when 'failed' then is_begun
    when 'not_needed' then not is_begun and s.only_if <> '' end, false);
end $$;
revoke execute on function law_special_step_is_sound(public.case_event, public."case") from public;

-- Which due days a special step may leave behind (licensing law art. 45): where its time is
-- not counted, they move out by no more than the published days when it begins, and come
-- back, never before the days of acceptance, when it ends; else they stay as they are.
create or replace function law_uncounted_time_is_sound(e public.case_event, c public."case") returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  s public.item_step;
  a public.case_event;
  promised date := law_date(e.facts ->> 'promised_due_on');
  statutory date := law_date(e.facts ->> 'statutory_due_on');
  told int;
begin
  select * into s from public.item_step p where p.version_id = c.version_id and p.is_special and p.key = e.facts ->> 'step';
  if s.counts is not false or e.facts ->> 'outcome' = 'not_needed' then
    return not (e.facts ? 'promised_due_on' or e.facts ? 'statutory_due_on' or e.facts ? 'provisional');
  end if;
  if coalesce(e.facts ->> 'provisional', 'false') not in ('true', 'false') then
    return false;
  end if;
  if e.kind = 'special_begun' then
    told := 20 + ceil(1.2 * limit_days(s.limit_value, s.limit_unit, true))::int;
    return coalesce(promised between c.promised_due_on and c.promised_due_on + told
      and statutory between c.statutory_due_on and c.statutory_due_on + told, false);
  end if;
  select * into a from public.case_event o where o.case_id = c.id and o.kind = 'accepted';
  return coalesce(promised between law_date(a.facts ->> 'promised_due_on') and c.promised_due_on
    and statutory between law_date(a.facts ->> 'statutory_due_on') and c.statutory_due_on, false);
end $$;
revoke execute on function law_uncounted_time_is_sound(public.case_event, public."case") from public;

create or replace function law_special_step(e public.case_event, c public."case", theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if e.kind in ('granted', 'refused') then
    if not law_no_special_step_is_skipped(e, c) then
      perform law_breach('no_special_step_is_skipped', e, theirs);
    end if;
  elsif e.kind in ('special_begun', 'special_ended') then
    if not law_special_step_is_sound(e, c) then
      perform law_breach('special_step_of_the_flow', e, theirs);
    elsif not law_uncounted_time_is_sound(e, c) then
      perform law_breach('only_published_time_is_not_counted', e, theirs);
    end if;
  end if;
end $$;
revoke execute on function law_special_step(public.case_event, public."case", boolean) from public;
