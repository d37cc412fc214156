-- Who is asking, as every policy reads it. Values are set per transaction by
-- plumbing.access; after the transaction they are '' (not NULL), hence nullif. The bodies are
-- bound when they are created, so no search path can redirect them, and without a setting of
-- their own the planner puts them straight into each policy: an intake asks forty times.
create or replace function actor_city() returns text
language sql stable return nullif(current_setting('app.city', true), '');

create or replace function actor_orgs() returns uuid[]
language sql stable return nullif(current_setting('app.orgs', true), '')::uuid[];

create or replace function actor_person() returns uuid
language sql stable return nullif(current_setting('app.person', true), '')::uuid;

create or replace function actor_account() returns uuid
language sql stable return nullif(current_setting('app.account', true), '')::uuid;

create or replace function actor_kind() returns text
language sql stable return coalesce(nullif(current_setting('app.kind', true), ''), 'nobody');

grant execute on function actor_city(), actor_orgs(), actor_person(), actor_account(), actor_kind() to tongban_app;
