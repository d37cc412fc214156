-- Who is on which network and how networks are joined: dated rows that are only added. A
-- correction is a row that names the one which it corrects.
select law_wall(array['network_access','network_link']);
select law_append_only(array['network_access','network_link'], 'network_records_never_change');

-- The city's office for bodies reads of all of them; asked once a statement.
create or replace function actor_reads_networks() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_kind() = 'system' or (actor_kind() = 'staff' and (holds_in_city(actor_person(), actor_city(), 'organisation_drafter')
      or holds_in_city(actor_person(), actor_city(), 'organisation_approver'))) $$;
revoke execute on function actor_reads_networks() from public;
grant execute on function actor_reads_networks() to tongban_app;

-- Bodies see what is their own, administrators what their posts reach.
select law_policy(t, 'select', 'city = (select actor_city()) and ((select actor_reads_networks()) or ((select actor_kind()) = ''staff'''
    ' and (body_id = any((select actor_orgs())::uuid[]) or body_id = any((select bodies_looked_after())::uuid[]))))'),
  law_policy(t, 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff''')
  from unnest(array['network_access','network_link']) t;
select law_one_city('network_access', array['body_id','body', 'replaces_id','network_access', 'recorded_by_id','person']),
       law_one_city('network_link', array['body_id','body', 'recorded_by_id','person']);

-- Who records it is the security administrator whose post reaches the body.
create or replace function law_network_record() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.recorded_by_id is distinct from actor_person() or not law_may_be_now(new.city, new.recorded_at)
     or not rights_reach(new.recorded_by_id, 'security_administrator', new.body_id) then
    perform law_refuse('networks_are_kept_by_their_office', current_date);
  end if;
  return new;
end $$;
select law_asks('law_network_record', array['network_access','network_link'], '_law');

-- On each day a body is on a network once; a correction says something else of the same.
create or replace function law_network_access() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- Two who record at once wait for each other.
  perform 1 from body b where b.id = new.body_id for no key update;
  if current_setting('transaction_isolation') <> 'read committed'
     or (new.replaces_id is not null and not exists (select 1 from network_access a
          where a.id = new.replaces_id and a.body_id = new.body_id and a.network = new.network and not a.is_void))
     or (not new.is_void and exists (select 1 from network_access a
          where a.city = new.city and a.body_id = new.body_id and a.network = new.network
            and a.id is distinct from new.replaces_id and not a.is_void
            and not exists (select 1 from network_access r where r.replaces_id = a.id)
            and daterange(a.since, a.last_on, '[]') && daterange(new.since, new.last_on, '[]'))) then
    perform law_refuse('a_body_is_on_a_network_once', current_date);
  end if;
  return new;
end $$;
create or replace trigger network_access_once before insert on network_access for each row execute function law_network_access();

-- How many bodies of each level are on a network on a day: figures only, so for everybody.
create or replace function network_coverage(of_network text, day date) returns table (level text, is_zone boolean, bodies bigint, reached bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ with reached as materialized (
    select distinct a.body_id from network_access a
     where a.city = actor_city() and a.network = of_network and not a.is_void and a.since <= day and (a.last_on is null or day <= a.last_on)
       and not exists (select 1 from network_access r where r.replaces_id = a.id)),
  facts as materialized (
    select distinct on (f.body_id) f.body_id, f.is_ended from body_fact f where f.city = actor_city() and f.valid_from <= day order by f.body_id, f.valid_from desc),
  later as materialized (select distinct f.body_id from body_fact f where f.city = actor_city() and f.is_founding)
  select b.level::text, b.level = 'county' and g.kind = 'functional_zone', count(*), count(reached.body_id)
    from body b join region g on g.id = b.region_id
    left join facts on facts.body_id = b.id left join later on later.body_id = b.id left join reached on reached.body_id = b.id
   where b.city = actor_city() and coalesce(not facts.is_ended, later.body_id is null)
   group by 1, 2 $$;
revoke execute on function network_coverage(text, date) from public;
grant execute on function network_coverage(text, date) to tongban_app;
