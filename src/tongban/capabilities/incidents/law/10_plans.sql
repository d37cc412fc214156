-- 应急预案: a version is drafted by one person, published by another, and never changes.
select law_wall(array['incident_plan','incident_plan_publication','incident','incident_step','incident_entry']);
select law_append_only(array['incident_plan','incident_plan_publication','incident','incident_step','incident_entry'], 'incident_records_never_change');
revoke insert on incident_step from tongban_app;

-- Who keeps plans: posts that the law looks up, not claims.
create or replace function leads_incidents() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_person() is not null and actor_kind() = 'staff' and holds_in_city(actor_person(), actor_city(), 'security_administrator') $$;
create or replace function keeps_incident_plans() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_kind() = 'staff' and (leads_incidents() or coalesce(holds_in_city(actor_person(), actor_city(), 'system_administrator'), false)) $$;
-- The version that counts on a day: of those that have come into force, the latest.
create or replace function incident_plan_in_force(of_city text, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select t.id from incident_plan t join incident_plan_publication p on p.plan_id = t.id
       where t.city = of_city and p.in_force_from <= day order by p.in_force_from desc, t.number desc limit 1 $$;
revoke execute on function leads_incidents(), keeps_incident_plans(), incident_plan_in_force(text, date) from public;
grant execute on function leads_incidents(), keeps_incident_plans(), incident_plan_in_force(text, date) to tongban_app;

-- What is published is there for all staff: they report by it. Drafts are for who keeps them.
select law_policy('incident_plan_publication', 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')'),
  law_policy('incident_plan_publication', 'insert', null, 'city = (select actor_city()) and published_by_id = (select actor_person())'),
  law_policy('incident_plan', 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')'
    ' and ((select keeps_incident_plans()) or exists (select 1 from incident_plan_publication p where p.plan_id = incident_plan.id))'),
  law_policy('incident_plan', 'insert', null, 'city = (select actor_city()) and drafted_by_id = (select actor_person())');
select law_one_city('incident_plan', array['drafted_by_id','person']),
  law_one_city('incident_plan_publication', array['plan_id','incident_plan', 'published_by_id','person']);

-- Is this line of a plan whole: a code, words, hours by the wall clock, levels that are known?
create or replace function incident_line_is_whole(line jsonb, parts text[], levels jsonb) returns boolean
language sql immutable
return coalesce(jsonb_typeof(line) = 'object' and line->>'code' ~ '^[a-z][a-z0-9_]{0,29}$'
  and not exists (select from unnest(parts) part where coalesce(btrim(line->>part), '') = '' or length(line->>part) > 200)
  and (levels is null or line->>'hours' ~ '^[1-9][0-9]{0,3}$' and jsonb_typeof(line->'required') = 'boolean'
    and jsonb_typeof(coalesce(line->'levels', '[]')) = 'array' and jsonb_typeof(coalesce(line->'kinds', '[]')) = 'array'
    and not exists (select from jsonb_array_elements_text(case jsonb_typeof(coalesce(line->'levels', '[]')) when 'array' then coalesce(line->'levels', '[]') else '[]' end) l
      where not levels @> jsonb_build_array(jsonb_build_object('code', l)))), false);
-- A plan says what may happen, how bad, what is done and who is told; an authority and the
-- persons concerned are both among them (个人信息保护法 57), and drills have their days.
create or replace function incident_plan_is_whole(content jsonb) returns boolean
language plpgsql immutable set search_path = pg_catalog, public, pg_temp
as $$
declare
  part text;
  codes text[] := '{}';
begin
  foreach part in array array['kinds','levels','steps','notices'] loop
    if coalesce(jsonb_typeof(content->part), '') <> 'array' or jsonb_array_length(content->part) = 0 then
      return false;
    end if;
  end loop;
  if exists (select from jsonb_array_elements(content->'kinds') l where not incident_line_is_whole(l, array['name'], null))
     or exists (select from jsonb_array_elements(content->'levels') l where not incident_line_is_whole(l, array['name','when'], null))
     or exists (select from jsonb_array_elements(content->'steps') l where not incident_line_is_whole(l, array['title','who'], content->'levels'))
     or exists (select from jsonb_array_elements(content->'notices') l where not incident_line_is_whole(l, array['title','who','basis','to'], content->'levels')) then
    return false;
  end if;
  select array_agg(l->>'code') into codes from jsonb_array_elements((content->'steps') || (content->'notices')) l;
  return cardinality(codes) = (select count(distinct c) from unnest(codes) c)
    and content->'notices' @> '[{"to":"authority"}]' and content->'notices' @> '[{"to":"persons"}]'
    and coalesce(content->>'drill_days' ~ '^[1-9][0-9]{0,2}$' and (content->>'drill_days')::int <= 366, false);
end $$;
revoke execute on function incident_line_is_whole(jsonb, text[], jsonb), incident_plan_is_whole(jsonb) from public;

create or replace function law_incident_plan() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.drafted_by_id is distinct from actor_person() or not leads_incidents() or not is_told_time(new.city, new.drafted_at) then
    perform law_refuse('incident_plans_are_kept_by_their_office', current_date);
  end if;
  if btrim(new.title) = '' or not incident_plan_is_whole(new.content) then
    perform law_refuse('an_incident_plan_is_whole', current_date);
  end if;
  return new;
end $$;
create or replace trigger incident_plan_law before insert on incident_plan for each row execute function law_incident_plan();

create or replace function law_incident_publication() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  t public.incident_plan;
begin
  select * into t from public.incident_plan where id = new.plan_id for no key update;
  if new.published_by_id is distinct from actor_person() or not keeps_incident_plans() or not is_told_time(new.city, new.published_at) then
    perform law_refuse('incident_plans_are_kept_by_their_office', current_date);
  end if;
  if new.published_by_id = t.drafted_by_id or new.in_force_from < (new.published_at at time zone 'Asia/Shanghai')::date then
    perform law_refuse('an_incident_plan_is_published_by_another', current_date);
  end if;
  return new;
end $$;
create or replace trigger incident_plan_publication_law before insert on incident_plan_publication for each row execute function law_incident_publication();
