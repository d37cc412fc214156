-- Data resources and their six links: drafted by one person, published by another, and never
-- published with a blank.
select law_wall(array['data_resource','data_resource_link','data_resource_publication']);
select law_append_only(array['data_resource','data_resource_link','data_resource_publication'], 'network_records_never_change');

create or replace function resource_is_published(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from data_resource_publication p where p.resource_id = wanted) $$;
revoke execute on function resource_is_published(uuid) from public;
grant execute on function resource_is_published(uuid) to tongban_app;

-- What is published every body of the city has to know; drafts are for who reads the registers.
select law_policy('data_resource', 'select', 'city = (select actor_city()) and ((select actor_reads_networks()) or ((select actor_kind()) = ''staff'''
    ' and (keeper_id = any((select actor_orgs())::uuid[]) or keeper_id = any((select bodies_looked_after())::uuid[]) or resource_is_published(id))))'),
  law_policy('data_resource', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and drafted_by_id = (select actor_person())'),
  law_policy('data_resource_link', 'select', 'exists (select 1 from data_resource r where r.id = data_resource_link.resource_id)'),
  law_policy('data_resource_link', 'insert', null, 'city = (select actor_city()) and exists (select 1 from data_resource r where r.id = data_resource_link.resource_id)'),
  law_policy('data_resource_publication', 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')'),
  law_policy('data_resource_publication', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and published_by_id = (select actor_person())');
select law_one_city('data_resource', array['keeper_id','body', 'drafted_by_id','person']),
       law_one_city('data_resource_link', array['resource_id','data_resource', 'body_id','body']),
       law_one_city('data_resource_publication', array['resource_id','data_resource', 'published_by_id','person']);

create or replace function law_data_resource() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.drafted_by_id is distinct from actor_person() or not law_may_be_now(new.city, new.drafted_at)
     or not rights_reach(new.drafted_by_id, 'security_administrator', new.keeper_id) then
    perform law_refuse('networks_are_kept_by_their_office', current_date);
  end if;
  return new;
end $$;
create or replace trigger data_resource_law before insert on data_resource for each row execute function law_data_resource();

-- Lines come from who drafted it. A published version has all six, one of each: no more fit in.
create or replace function law_data_resource_link() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  r public.data_resource;
begin
  select * into r from data_resource d where d.id = new.resource_id for no key update;
  if r.drafted_by_id is distinct from actor_person() then
    perform law_refuse('networks_are_kept_by_their_office', current_date);
  end if;
  return new;
end $$;
create or replace trigger data_resource_link_law before insert on data_resource_link for each row execute function law_data_resource_link();

create or replace function law_resource_publication() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  r public.data_resource;
  today date := (new.published_at at time zone 'Asia/Shanghai')::date;
begin
  select * into r from data_resource d where d.id = new.resource_id for no key update;
  if new.published_by_id is distinct from actor_person() or not law_may_be_now(new.city, new.published_at)
     or not (rights_reach(new.published_by_id, 'security_administrator', r.keeper_id)
       or rights_reach(new.published_by_id, 'system_administrator', r.keeper_id)) then
    perform law_refuse('networks_are_kept_by_their_office', current_date);
  end if;
  if new.published_by_id = r.drafted_by_id or new.in_force_from < today then
    perform law_refuse('a_resource_is_published_by_another', current_date);
  end if;
  if (select count(*) from data_resource_link l where l.resource_id = r.id and btrim(l.control) <> '' and btrim(l.requirement) <> ''
        and l.body_id is not null and body_stands(l.body_id, new.in_force_from)) < 6
     or btrim(r.name) = '' or btrim(r.about) = '' then
    perform law_refuse('a_resource_is_published_without_a_blank', current_date);
  end if;
  return new;
end $$;
create or replace trigger data_resource_publication_law before insert on data_resource_publication for each row execute function law_resource_publication();
