-- Sign-ins to systems: a person sees their own consents and sign-ins, the identity provider
-- (a named system actor) those of its city; nobody else any. What was issued is read by the
-- provider alone, and only as digests.
select law_wall(array['federation_consent','federation_grant','federation_issue','federation_end','federation_logout','federation_key']);
select law_append_only(array['federation_grant','federation_issue','federation_end'], 'a_sign_in_never_changes');
grant select, insert, update (withdrawn_at) on federation_consent to tongban_app;
create or replace trigger federation_consent_stays before delete or truncate or update of city, account_id, client_id, scopes, given_at
  on federation_consent for each statement execute function law_never_changes('a_sign_in_never_changes');
grant select, update (next_at, tries, told_at, trouble) on federation_logout to tongban_app;
grant select, insert, update (private, signs_to, shown_to) on federation_key to tongban_app;

create or replace function is_identity_provider(of_city text) returns boolean
language sql stable return of_city = nullif(current_setting('app.city', true), '') and current_setting('app.kind', true) = 'system'
  and current_setting('app.name', true) = 'system:identity-provider';
grant execute on function is_identity_provider(text) to tongban_app;

select law_policy(t, 'select', 'account_id = (select actor_account()) or (select is_identity_provider(actor_city())) and city = (select actor_city())'),
       law_policy(t, 'insert', null, 'city = (select actor_city()) and account_id = (select actor_account())')
  from unnest(array['federation_consent','federation_grant']) t;
select law_policy('federation_consent', 'update', 'account_id = (select actor_account()) and withdrawn_at is null', 'account_id = (select actor_account()) and withdrawn_at is not null');
select law_policy(t, 'select', '(select is_identity_provider(actor_city())) and city = (select actor_city())'),
       law_policy(t, 'insert', null, '(select is_identity_provider(actor_city())) and city = (select actor_city())')
  from unnest(array['federation_issue','federation_key']) t;
select law_policy('federation_end', 'select', 'city = (select actor_city()) and exists (select 1 from federation_grant g where g.id = grant_id)'),
       law_policy('federation_end', 'insert', null, 'city = (select actor_city()) and exists (select 1 from federation_grant g where g.id = grant_id)');
select law_policy(t, 'update', '(select is_identity_provider(actor_city())) and city = (select actor_city())', 'city = (select actor_city())')
  from unnest(array['federation_logout','federation_key']) t;
select law_policy('federation_logout', 'select', '(select is_identity_provider(actor_city())) and city = (select actor_city())');
select law_one_city('federation_consent', array['account_id','account', 'client_id','federation_client']),
       law_one_city('federation_grant', array['account_id','account', 'client_id','federation_client', 'consent_id','federation_consent']),
       law_one_city('federation_issue', array['grant_id','federation_grant']),
       law_one_city('federation_end', array['grant_id','federation_grant']);

-- Sign-ins run on the machine's time, as sessions do: the moved day of a sample city is no
-- matter of theirs.
create or replace function is_in_use(valid_from date, valid_to date) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select (clock_timestamp() at time zone 'Asia/Shanghai')::date >= valid_from
         and (valid_to is null or (clock_timestamp() at time zone 'Asia/Shanghai')::date < valid_to) $$;

-- Does a sign-in still hold? Not after its end, the end of its session (by whatever hand or
-- clock), of its consent, its client or its account. One statement, asked by each token.
create or replace function federation_holds(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (
  select 1 from federation_grant g
    join federation_consent k on k.id = g.consent_id and k.withdrawn_at is null
    join federation_client c on c.id = g.client_id and c.ended_at is null
    join account a on a.id = g.account_id and a.is_active
    join account_session s on s.id = g.session_id and s.account_id = g.account_id
   where g.id = wanted
     and is_in_use(c.valid_from, c.valid_to)
     and s.ended_at is null and clock_timestamp() < s.ends_at and clock_timestamp() < s.seen_at + make_interval(mins => s.idle_minutes)
     and not exists (select 1 from federation_end e where e.grant_id = g.id)) $$;

-- From which session, and since when, somebody signs in: only one of their own that goes on.
create or replace function own_session_since(wanted uuid) returns timestamptz
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select began_at from account_session where id = wanted and account_id = actor_account() and ended_at is null $$;

-- A sign-in gives no more than was registered and agreed to, now, to whom the client serves.
create or replace function law_federation_grant() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not exists (
    select 1 from public.federation_client c
      join public.federation_consent k on k.id = new.consent_id and k.withdrawn_at is null
      join public.account a on a.id = new.account_id and a.kind = c.serves
      join public.account_session s on s.id = new.session_id and s.account_id = new.account_id and s.ended_at is null
     where c.id = new.client_id and c.ended_at is null
       and is_in_use(c.valid_from, c.valid_to)
       and new.scopes <@ c.scopes and new.scopes <@ k.scopes and 'openid' = any(new.scopes)) then
    perform law_refuse('nothing_beyond_the_registration', current_date);
  end if;
  if new.given_at not between clock_timestamp() - interval '1 minute' and clock_timestamp() + interval '1 minute'
     or new.code_ends_at not between new.given_at and new.given_at + interval '2 minutes'
     or new.challenge !~ '^[A-Za-z0-9_-]{43}$' then
    perform law_refuse('nothing_beyond_the_registration', current_date);
  end if;
  -- A system from before assessments were asked for goes on; one whose assessment ran out does not.
  if cardinality(told_of_people(new.scopes::text[])) > 0 and exists (select 1 from public.federation_client c
       where c.id = new.client_id and c.assessment_id is not null
         and not assessment_covers(c.assessment_id, c.city, c.body_id, told_of_people(new.scopes::text[]))) then
    perform law_refuse('sharing_rests_on_an_assessment', current_date);
  end if;
  return new;
end $$;
create or replace trigger federation_grant_law before insert on federation_grant for each row execute function law_federation_grant();

-- Codes and renewal tokens are used in their order, in their time, while the sign-in holds.
-- The row of the sign-in is locked before anything is looked at; that each is used once is
-- the unique key of turns.
create or replace function law_federation_issue() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  g public.federation_grant;
  moment timestamptz := clock_timestamp();
begin
  select * into g from public.federation_grant where id = new.grant_id for no key update;
  if not found or not federation_holds(new.grant_id)
     or new.turn = 1 and moment > g.code_ends_at
     or new.turn > 1 and not exists (select 1 from public.federation_issue i where i.grant_id = new.grant_id
          and i.turn = new.turn - 1 and i.refresh_digest is not null)
     or new.refresh_digest is not null and not 'offline_access' = any(g.scopes)
     or new.issued_at not between moment - interval '1 minute' and moment + interval '1 minute'
     or new.access_ends_at > new.issued_at + interval '1 hour' then
    perform law_refuse('tokens_follow_one_another', current_date);
  end if;
  return new;
end $$;
create or replace trigger federation_issue_law before insert on federation_issue for each row execute function law_federation_issue();

-- With a session, a consent or a client end the sign-ins that rest on it, in the same act;
-- and a system that wants to be told is put down to be told.
create or replace function end_sign_ins_of(sessions uuid[], consents uuid[], clients uuid[], reason text) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ insert into federation_end (grant_id, city, ended_at, because)
  select g.id, g.city, clock_timestamp(), reason from federation_grant g
   where (g.session_id = any(sessions) or g.consent_id = any(consents) or g.client_id = any(clients))
     and not exists (select 1 from federation_end e where e.grant_id = g.id)
  on conflict do nothing $$;
create or replace function law_ends_with() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  case tg_argv[0]
    when 'session' then perform end_sign_ins_of(array[new.id], '{}', '{}', 'session');
    when 'withdrawn' then perform end_sign_ins_of('{}', array[new.id], '{}', 'withdrawn');
    else perform end_sign_ins_of('{}', '{}', array[new.id], 'client');
  end case;
  return null;
end $$;
create or replace trigger account_session_ends_sign_ins after update of ended_at on account_session
  for each row when (old.ended_at is null and new.ended_at is not null and new.account_id is not null) execute function law_ends_with('session');
create or replace trigger federation_consent_ends_sign_ins after update of withdrawn_at on federation_consent
  for each row when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function law_ends_with('withdrawn');
create or replace trigger federation_client_ends_sign_ins after update of ended_at on federation_client
  for each row when (old.ended_at is null and new.ended_at is not null) execute function law_ends_with('client');
create or replace function law_tells_of_an_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  insert into public.federation_logout (grant_id, city, next_at, tries, trouble)
    select g.id, g.city, clock_timestamp(), 0, '' from public.federation_grant g join public.federation_client c on c.id = g.client_id
     where g.id = new.grant_id and c.logout_address <> '' and exists (select 1 from public.federation_issue i where i.grant_id = g.id)
    on conflict do nothing;
  return null;
end $$;
create or replace trigger federation_end_is_told after insert on federation_end for each row execute function law_tells_of_an_end();

-- Sessions that nobody came back to end by the clock alone: their sign-ins end here.
create or replace function end_overdue_sign_ins() returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ with over as (insert into federation_end (grant_id, city, ended_at, because)
    select g.id, g.city, clock_timestamp(), 'session' from federation_grant g
      left join account_session s on s.id = g.session_id
     where not exists (select 1 from federation_end e where e.grant_id = g.id)
       and (s.id is null or s.ended_at is not null or clock_timestamp() >= s.ends_at
            or clock_timestamp() >= s.seen_at + make_interval(mins => s.idle_minutes))
    on conflict do nothing returning 1) select count(*) from over $$;

revoke execute on function end_sign_ins_of(uuid[], uuid[], uuid[], text), federation_holds(uuid), own_session_since(uuid), end_overdue_sign_ins() from public;
grant execute on function federation_holds(uuid), own_session_since(uuid), end_overdue_sign_ins() to tongban_app;
