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
select law_policy('firm', 'select', 'city = (select actor_city()) and ((select actor_kind()) in (''staff'', ''system'') or id in (select a.firm_id from firm_agent a where a.person_id = (select actor_person())))');
select law_policy('firm', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');

grant select, insert, update (password, last_login) on account to tongban_app;
select law_policy('account', 'select', 'id = (select actor_account())');
select law_policy('account', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''');
select law_policy('account', 'update', 'id = (select actor_account())', 'id = (select actor_account())');

grant select, insert on posting to tongban_app;
select law_policy('posting', 'select', 'city = (select actor_city()) and (person_id = (select actor_person()) or body_id = any((select actor_orgs())::uuid[]) or (select actor_kind()) = ''system'')');
select law_policy('posting', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''');

grant select, insert on role_grant to tongban_app;
select law_policy('role_grant', 'select', 'true');
select law_policy('role_grant', 'insert', null, '(select actor_kind()) = ''system''');

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
    with held as (select o.body_id, o.role from public.posting o
        where o.person_id = a.person_id and o.valid_from <= day and (o.valid_to is null or day < o.valid_to)),
      granted as (select g.permission, h.body_id from held h join public.role_grant g on g.role = h.role
        union select g.permission, null from public.role_grant g where g.role = 'citizen' and a.kind = 'citizen')
    select case when a.kind = 'citizen' then 'citizen' else 'staff' end, a.city::text, p.id, p.name::text,
      coalesce((select array_agg(distinct h.body_id order by h.body_id) from held h), '{}'),
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
       where person_id = who and body_id = at_body and (as_role is null or role = as_role)
         and valid_from <= day and (valid_to is null or day < valid_to)) $$;
revoke execute on function holds_posting(uuid, uuid, text, date) from public;
grant execute on function holds_posting(uuid, uuid, text, date) to tongban_app;

select law_one_city('firm', array['legal_representative_id','person']),
       law_one_city('firm_agent', array['firm_id','firm', 'person_id','person']),
       law_one_city('account', array['person_id','person']),
       law_one_city('posting', array['person_id','person', 'body_id','body', 'window_id','window']);

-- Django's own tables: nobody has a right on them, but to read which migrations ran.
select law_wall(array['django_migrations','django_content_type','auth_permission','auth_group','auth_group_permissions']);
grant select on django_migrations to tongban_app;
select law_policy('django_migrations', 'select', 'true');
