-- People see themselves; staff find a person only by the exact document, through a
-- function that answers one row; postings are seen by the person and the body.
select law_wall(array['person','firm','firm_agent','account','posting','role_grant']);

grant select, insert, update (phone, address) on person to tongban_app;
select law_policy('person', 'select', 'id = (select actor_person()) or (select actor_kind()) = ''system'' and city = (select actor_city())');
select law_policy('person', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');
select law_policy('person', 'update', 'id = (select actor_person())', 'id = (select actor_person())');

grant select, insert on firm_agent to tongban_app;
select law_policy('firm_agent', 'select', 'person_id = (select actor_person()) or (select actor_kind()) = ''system'' and city = (select actor_city())');
select law_policy('firm_agent', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');

grant select, insert on firm to tongban_app;
create or replace function serves_firm(wanted uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$ begin return exists (select 1 from public.firm_agent a where a.firm_id = wanted and a.person_id = actor_person()); end $$;
revoke execute on function serves_firm(uuid) from public;
grant execute on function serves_firm(uuid) to tongban_app;
select law_policy('firm', 'select', 'city = (select actor_city()) and ((select actor_kind()) in (''staff'', ''system'') or serves_firm(id))');
select law_policy('firm', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');

grant select, insert, update (password, last_login) on account to tongban_app;
select law_policy('account', 'select', 'id = (select actor_account())');
select law_policy('account', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''');
select law_policy('account', 'update', 'id = (select actor_account())', 'id = (select actor_account())');

-- Which administrator somebody is today: asked by the wall for who looks after postings.
create or replace function is_administrator(role text) returns boolean
language sql immutable return role in ('system_administrator', 'security_administrator', 'audit_administrator');
create or replace function looks_after_rights() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_kind() = 'staff' and exists (select 1 from posting o
       where o.person_id = actor_person() and o.city = actor_city() and is_administrator(o.role)
         and o.valid_from <= (now() at time zone 'Asia/Shanghai')::date
         and (o.valid_to is null or (now() at time zone 'Asia/Shanghai')::date < o.valid_to)) $$;
-- The bodies whose posts an administrator looks after: that of the own post, and below its region.
create or replace function bodies_looked_after() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(array_agg(distinct b.id), '{}') from posting o join body b on b.city = o.city
        and (b.id = o.body_id or b.region_id in (with recursive below(id) as (select o.region_id
               union select r.id from region r join below w on r.parent_id = w.id) select id from below))
       where actor_kind() = 'staff' and o.person_id = actor_person() and o.city = actor_city() and is_administrator(o.role)
         and o.valid_from <= (now() at time zone 'Asia/Shanghai')::date
         and (o.valid_to is null or (now() at time zone 'Asia/Shanghai')::date < o.valid_to) $$;
revoke execute on function looks_after_rights(), bodies_looked_after() from public;
grant execute on function is_administrator(text), looks_after_rights(), bodies_looked_after() to tongban_app;

grant select, insert on posting to tongban_app;
select law_policy('posting', 'select', 'city = (select actor_city()) and (person_id = (select actor_person()) or body_id = any((select actor_orgs())::uuid[]) or (select actor_kind()) = ''system'' or body_id = any((select bodies_looked_after())::uuid[]))');
select law_policy('posting', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''');

-- As delivered by the owner with the law (`deliver_roles`), or as two people of a city agreed.
drop policy if exists app_insert on role_grant;
grant select on role_grant to tongban_app;
select law_policy('role_grant', 'select', '(select actor_kind()) <> ''nobody'' and city in ('''', (select actor_city()))');

-- What a role holds in a city: as the city changed it, else as delivered.
create or replace function permissions_of_role(of_city text, as_role text) returns table (permission text)
language sql stable
begin atomic
  select g.permission::text from public.role_grant g where g.role = as_role
     and g.city = case when exists (select 1 from public.role_grant c where c.role = as_role and c.city = of_city) then of_city else '' end;
end;
revoke execute on function permissions_of_role(text, text) from public;
grant execute on function permissions_of_role(text, text) to tongban_app;

-- A region and every region below it.
create or replace function regions_below(top uuid) returns setof uuid
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ with recursive below(id) as (select top union select r.id from public.region r join below b on r.parent_id = b.id)
      select id from below where id is not null $$;
revoke execute on function regions_below(uuid) from public;
grant execute on function regions_below(uuid) to tongban_app;

-- Who is behind an account, and what postings give today, in one statement: each step reads
-- under the walls, as the one whom the step before has found. It is the caller's own rights
-- that read (no `security definer`), and the actor is forgotten with the statement.
create or replace function actor_of_account(wanted uuid, day date)
returns table (kind text, city text, person_id uuid, name text, orgs uuid[], permissions text[], bodies uuid[])
language plpgsql volatile set search_path = pg_catalog, public, pg_temp
as $$
declare
  a public.account;
begin
  perform set_config('app.kind', 'anonymous', true), set_config('app.city', '', true), set_config('app.person', '', true),
          set_config('app.account', wanted::text, true), set_config('app.orgs', '{}', true), set_config('app.name', '', true);
  select * into a from public.account r where r.id = wanted and r.is_active;
  if not found then
    return;
  end if;
  perform set_config('app.kind', case when a.kind = 'citizen' then 'citizen' else 'staff' end, true),
          set_config('app.city', a.city, true), set_config('app.person', a.person_id::text, true);
  return query
    with posts as (select o.body_id, o.region_id, o.role from public.posting o
        where o.person_id = a.person_id and o.valid_from <= day and (o.valid_to is null or day < o.valid_to)),
      held as (select p.body_id, p.role from posts p
        union select b.id, p.role from posts p cross join lateral public.regions_below(p.region_id) r
          join public.body b on b.region_id = r where p.region_id is not null),
      granted as (select g.permission, h.body_id from (select distinct o.role from held o) r
          cross join lateral public.permissions_of_role(a.city, r.role) g(permission) join held h on h.role = r.role
        union select g.permission, null from public.permissions_of_role(a.city, 'citizen') g(permission) where a.kind = 'citizen')
    select case when a.kind = 'citizen' then 'citizen' else 'staff' end, a.city::text, p.id, p.name::text,
      -- Administrators look after rights, not after the cases of their bodies.
      coalesce((select array_agg(distinct h.body_id order by h.body_id) from held h where not public.is_administrator(h.role)), '{}'),
      coalesce((select array_agg(g.permission::text order by g.permission, g.body_id) from granted g), '{}'),
      coalesce((select array_agg(g.body_id order by g.permission, g.body_id) from granted g), '{}')
    from public.person p where p.id = a.person_id;
end $$;
revoke execute on function actor_of_account(uuid, date) from public;
grant execute on function actor_of_account(uuid, date) to tongban_app;

-- Sign-in happens before anybody is known: one row for an exact login, nothing to browse.
create or replace function account_for_sign_in(wanted text)
returns table (account_id uuid, password text, is_active boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select id, password, is_active from account where login = wanted $$;

-- A clerk finds a person by the keyed hash of the whole document number, or not at all.
create or replace function person_by_document(wanted_city text, wanted_key text)
returns table (person_id uuid, name text, phone text, address text, born_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select id, name, phone, address, born_on from person
       where city = wanted_city and id_key = wanted_key and wanted_city = actor_city()
         and actor_kind() in ('staff', 'system', 'citizen') $$;

-- The names of people in office, for timelines and papers (IAM-06: real names).
create or replace function staff_names(wanted uuid[])
returns table (person_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select p.id, p.name from person p
       where p.id = any(wanted) and p.city = actor_city()
         and exists (select 1 from posting o where o.person_id = p.id) $$;
revoke execute on function account_for_sign_in(text), person_by_document(text, text), staff_names(uuid[]) from public;
grant execute on function account_for_sign_in(text), person_by_document(text, text), staff_names(uuid[]) to tongban_app;

-- Who represents a firm is public in the register of firms; a clerk fills forms from it.
create or replace function firm_representatives(wanted uuid[])
returns table (firm_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select f.id, p.name from firm f join person p on p.id = f.legal_representative_id
       where f.id = any(wanted) and f.city = actor_city() and actor_kind() = 'staff' $$;
revoke execute on function firm_representatives(uuid[]) from public;
grant execute on function firm_representatives(uuid[]) to tongban_app;

-- Was this person posted at this body on this day? Read by the rules of cases.
create or replace function holds_posting(who uuid, at_body uuid, as_role text, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from posting
       where person_id = who and body_id = at_body and case when as_role is null then not is_administrator(role) else role = as_role end
         and valid_from <= day and (valid_to is null or day < valid_to)) $$;
revoke execute on function holds_posting(uuid, uuid, text, date) from public;
grant execute on function holds_posting(uuid, uuid, text, date) to tongban_app;

select law_one_city('firm', array['legal_representative_id','person']),
       law_one_city('firm_agent', array['firm_id','firm', 'person_id','person']),
       law_one_city('account', array['person_id','person']),
       law_one_city('posting', array['person_id','person', 'body_id','body', 'window_id','window', 'region_id','region']);

-- Django's own tables: nobody has a right on them, but to read which migrations ran.
select law_wall(array['django_migrations','django_content_type','auth_permission','auth_group','auth_group_permissions']);
grant select on django_migrations to tongban_app;
select law_policy('django_migrations', 'select', 'true');
