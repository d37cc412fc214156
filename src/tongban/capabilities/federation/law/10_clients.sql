-- Systems that sign people in here are known to staff of the city; what they are told at a
-- sign-in the person's own page says. Only the secret, the assessment and the end of one change.
select law_wall(array['federation_client','federation_redirect','department_login','department_login_settled']);
grant select, insert, update (secret_digest, ended_by_id, ended_at, assessment_id) on federation_client to tongban_app;
create or replace trigger federation_client_stays before delete or truncate
  or update of city, body_id, code, name, kind, serves, purpose, scopes, sector, after_sign_out, logout_address, valid_from, valid_to, registered_by_id, registered_at
  on federation_client for each statement execute function law_never_changes('a_sign_in_never_changes');
select law_append_only(array['federation_redirect','department_login','department_login_settled'], 'a_sign_in_never_changes');

select law_policy(t, 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')')
  from unnest(array['federation_redirect','department_login','department_login_settled']) t;
select law_policy('federation_client', 'select', 'city = (select actor_city()) and ((select actor_kind()) in (''staff'', ''system'')
  or id in (select k.client_id from federation_consent k where k.account_id = (select actor_account())))');
select law_policy('federation_client', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and registered_by_id = (select actor_person())'),
       law_policy('federation_redirect', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'''),
       law_policy('federation_client', 'update', 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and ended_at is null',
         'city = (select actor_city()) and (ended_by_id is null or ended_by_id = (select actor_person()))'),
       law_policy('department_login', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and registered_by_id = (select actor_person())'),
       law_policy('department_login_settled', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and settled_by_id = (select actor_person())');
select law_one_city('federation_client', array['body_id','body', 'registered_by_id','person', 'ended_by_id','person', 'assessment_id','privacy_assessment']),
       law_one_city('federation_redirect', array['client_id','federation_client']),
       law_one_city('department_login', array['body_id','body', 'registered_by_id','person']),
       law_one_city('department_login_settled', array['login_id','department_login', 'client_id','federation_client', 'settled_by_id','person']);

-- Where people are led: over TLS, to this machine, or into an app by a name that is its own
-- (with a dot, so that nothing that browsers run is one). No mark, no blank, no pattern.
create or replace function is_way_back(url text) returns boolean
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select url ~ '^(https://[a-z0-9.-]+(:[0-9]+)?/|http://(127\.0\.0\.1|localhost)(:[0-9]+)?/|[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:/)[!-~]*$' and url !~ '[#*\\"<>]' $$;
alter table federation_redirect drop constraint if exists an_address_leads_somewhere_safe;
alter table federation_redirect add constraint an_address_leads_somewhere_safe check (is_way_back(url));
alter table federation_client drop constraint if exists addresses_of_a_client_are_safe, drop constraint if exists scopes_of_a_client_are_known;
create or replace function are_ways_back(urls text[]) returns boolean
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(bool_and(is_way_back(u)), true) from unnest(urls) u $$;
alter table federation_client
  add constraint addresses_of_a_client_are_safe check (are_ways_back(after_sign_out)
    and (logout_address = '' or is_way_back(logout_address) and logout_address ~ '^https?:')),
  add constraint scopes_of_a_client_are_known check (scopes @> array['openid']::varchar[]
    and scopes <@ array['openid','profile','real_name','identity','phone','offline_access']::varchar[]);

-- Whoever is told more than a number of their own is told it on an impact assessment in force
-- that covers this body and each of these things. It can be put on a later one, never on none.
create or replace function told_of_people(scopes text[]) returns text[]
language sql immutable
return array(select s from unnest(scopes) s where s not in ('openid', 'offline_access'));
revoke execute on function told_of_people(text[]) from public;
create or replace function law_federation_client() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if cardinality(told_of_people(new.scopes::text[])) > 0
     and not coalesce(assessment_covers(new.assessment_id, new.city, new.body_id, told_of_people(new.scopes::text[])), false) then
    perform law_refuse('sharing_rests_on_an_assessment', current_date);
  end if;
  return new;
end $$;
create or replace trigger federation_client_assessed before insert or update of assessment_id on federation_client for each row execute function law_federation_client();
