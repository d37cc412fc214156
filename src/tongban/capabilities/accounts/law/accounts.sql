-- Sessions are read before anybody is known: by the digest of a key of 160 random bits, one
-- row at a time, through functions. A person sees where they are signed in, never the digest
-- or the data; nobody else sees anything.
select law_wall(array['account_session']);
grant select (id, city, account_id, kind, address, device, began_at, seen_at, ends_at, ended_at, ended_because) on account_session to tongban_app;
grant update (data, ended_at, ended_because) on account_session to tongban_app;
select law_policy('account_session', 'select', 'account_id = (select actor_account())');
select law_policy('account_session', 'update', 'account_id = (select actor_account())', 'account_id = (select actor_account()) and ended_at is not null');

-- What a session holds. One statement looks it up, ends it when its time is over, and notes
-- that it is in use (once a minute, so that reading a page is no writing).
create or replace function read_session(wanted text)
returns table (held text, because text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  s public.account_session;
  moment timestamptz := clock_timestamp();
  reason text := '';
begin
  select * into s from public.account_session r where r.digest = wanted;
  if not found then
    return;
  end if;
  if s.ended_at is not null then
    return query select ''::text, s.ended_because::text;
    return;
  end if;
  if moment >= s.ends_at then
    reason := 'expired';
  elsif moment >= s.seen_at + make_interval(mins => s.idle_minutes) then
    reason := 'idle';
  end if;
  if reason <> '' then
    update public.account_session set ended_at = moment, ended_because = reason, data = '' where id = s.id and ended_at is null;
  elsif s.seen_at < moment - interval '1 minute' then
    update public.account_session set seen_at = moment where id = s.id and seen_at < moment and ended_at is null;
  end if;
  return query select case when reason = '' then s.data else '' end, reason;
end $$;

-- Whose session this is, as long as it goes on.
create or replace function session_account(wanted text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select account_id from account_session where digest = wanted and ended_at is null $$;

-- Who comes with a key on a day: what the session holds, and who acts through it with the
-- rights of that day, in one answer (`actor_of_account` reads under the walls; so does this).
-- No day asked, or nobody signed in: only what the session holds.
create or replace function come_in(wanted text, day date)
returns table (held text, because text, account_id uuid, password text, kind text, city text, person_id uuid, name text, orgs uuid[],
  permissions text[], bodies uuid[])
language plpgsql volatile set search_path = pg_catalog, public, pg_temp
as $$
begin
  select r.held, r.because into held, because from public.read_session(wanted) r;
  if not found then
    return;
  end if;
  if held <> '' and day is not null then
    account_id := public.session_account(wanted);
  end if;
  if account_id is not null then
    select a.kind, a.city, a.person_id, a.name, a.orgs, a.permissions, a.bodies
      into kind, city, person_id, name, orgs, permissions, bodies
      from public.actor_of_account(come_in.account_id, day) a;
    select a.password into password from public.account a where a.id = come_in.account_id;
  end if;
  return next;
end $$;

-- Keep what a session holds. The moment at which it becomes somebody's is their signing in:
-- from then on its times are those of the account's kind, and where one account has more
-- sessions than it may, the oldest ends. False: there is no such session (any more).
create or replace function keep_session(key_digest text, is_new boolean, new_id uuid, whose uuid, as_kind text, content text,
  from_address text, with_device text, idle integer, idle_of_staff integer, longest integer, most integer)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  moment timestamptz := clock_timestamp();
  before uuid;
  known boolean;
begin
  if is_new then
    insert into public.account_session (id, digest, city, kind, data, address, device, idle_minutes, began_at, seen_at, ends_at, ended_because)
      values (new_id, key_digest, '', as_kind, content, '', '', idle, moment, moment, moment + make_interval(mins => longest), '')
      on conflict do nothing;
    if not found then
      return false;
    end if;
  end if;
  select s.account_id, true into before, known from public.account_session s where s.digest = key_digest and s.ended_at is null for update;
  if known is null then
    return false;
  end if;
  update public.account_session set data = content where digest = key_digest;
  if whose is null or before is not distinct from whose then
    return true;
  end if;
  -- Two who sign in at once under one account count each other.
  perform 1 from public.account a where a.id = whose for no key update;
  update public.account_session s set account_id = whose, city = a.city, kind = as_kind, address = from_address, device = with_device,
      idle_minutes = case a.kind when 'staff' then idle_of_staff else idle end, began_at = moment, seen_at = moment, ends_at = moment + make_interval(mins => longest)
    from public.account a where s.digest = key_digest and a.id = whose;
  update public.account_session set ended_at = moment, ended_because = 'elsewhere', data = ''
    where id in (select s.id from public.account_session s
                 where s.account_id = whose and s.kind = as_kind and s.ended_at is null
                   and s.ends_at > moment and s.seen_at + make_interval(mins => s.idle_minutes) > moment
                 order by s.began_at desc, s.id desc offset greatest(most, 1));
  return true;
end $$;

-- Which session a key opens: only to its own person.
create or replace function session_of_digest(key_digest text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select id from account_session where digest = key_digest and account_id = actor_account() $$;

-- Signing out: the key opens nothing any more.
create or replace function end_session(key_digest text) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ update account_session set ended_at = clock_timestamp(), ended_because = 'signed_out', data = ''
       where digest = key_digest and ended_at is null $$;

-- What nobody signed in with goes after a day, the rest half a year after its end.
create or replace function forget_old_sessions() returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ with gone as (delete from account_session
        where account_id is null and ends_at < clock_timestamp() - interval '1 day'
           or coalesce(ended_at, ends_at) < clock_timestamp() - interval '190 days' returning 1)
      select count(*) from gone $$;

-- Codes sent to phones: made and used here alone, so that nobody can read or renew one.
select law_wall(array['phone_code', 'identity_check']);
create or replace function make_phone_code(new_id uuid, of_city text, for_purpose text, to_phone text, new_code text, minutes integer) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  moment timestamptz := clock_timestamp();
begin
  delete from public.phone_code where made_at < moment - interval '1 day';
  update public.phone_code set ends_at = moment where phone_key = to_phone and purpose = for_purpose and used_at is null and ends_at > moment;
  insert into public.phone_code (id, city, purpose, phone_key, code_key, made_at, ends_at, tries)
    values (new_id, of_city, for_purpose, to_phone, new_code, moment, moment + make_interval(mins => minutes), 0);
end $$;

-- One try of the latest code while it lasts; each try counts. It is spent when what it was
-- for is done, so that somebody who mistyped a name needs no second message.
create or replace function try_phone_code(of_city text, for_purpose text, to_phone text, said text, most integer) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public.phone_code;
begin
  select * into c from public.phone_code r
   where r.city = of_city and r.purpose = for_purpose and r.phone_key = to_phone and r.used_at is null and r.ends_at > clock_timestamp()
   order by r.made_at desc limit 1 for update;
  if not found or c.tries >= most then
    return false;
  end if;
  update public.phone_code set tries = c.tries + 1 where id = c.id;
  return c.code_key = said;
end $$;

create or replace function spend_phone_code(of_city text, for_purpose text, to_phone text) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ update phone_code set used_at = clock_timestamp() where city = of_city and purpose = for_purpose and phone_key = to_phone and used_at is null $$;

-- How sure the platform is of a person: what was checked stays; a named system actor says it.
grant select, insert on identity_check to tongban_app;
select law_policy('identity_check', 'select', 'person_id = (select actor_person()) or (select actor_kind()) = ''system'' and city = (select actor_city())');
select law_policy('identity_check', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''');
select law_one_city('identity_check', array['person_id','person']);

-- Has this person an account to sign in with as a citizen? Asked when somebody registers.
create or replace function citizen_account_of(who uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select id from account where person_id = who and kind = 'citizen' and city = actor_city() and actor_kind() = 'system'
       order by id limit 1 $$;

revoke execute on function read_session(text), session_account(text), come_in(text, date), end_session(text), session_of_digest(text), forget_old_sessions(), citizen_account_of(uuid),
  make_phone_code(uuid, text, text, text, text, integer), try_phone_code(text, text, text, text, integer), spend_phone_code(text, text, text),
  keep_session(text, boolean, uuid, uuid, text, text, text, text, integer, integer, integer, integer) from public;
grant execute on function read_session(text), session_account(text), come_in(text, date), end_session(text), session_of_digest(text), forget_old_sessions(), citizen_account_of(uuid),
  make_phone_code(uuid, text, text, text, text, integer), try_phone_code(text, text, text, text, integer), spend_phone_code(text, text, text),
  keep_session(text, boolean, uuid, uuid, text, text, text, text, integer, integer, integer, integer) to tongban_app;
