-- Who is asking, as every policy reads it. Values are set per transaction by
-- plumbing.access; after the transaction they are '' (not NULL), hence nullif.
create or replace function actor_city() returns text
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select nullif(current_setting('app.city', true), '') $$;

create or replace function actor_orgs() returns uuid[]
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select nullif(current_setting('app.orgs', true), '')::uuid[] $$;

create or replace function actor_person() returns uuid
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select nullif(current_setting('app.person', true), '')::uuid $$;

create or replace function actor_account() returns uuid
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select nullif(current_setting('app.account', true), '')::uuid $$;

create or replace function actor_kind() returns text
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(nullif(current_setting('app.kind', true), ''), 'nobody') $$;

grant execute on function actor_city(), actor_orgs(), actor_person(), actor_account(), actor_kind() to tongban_app;
