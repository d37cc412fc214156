-- What the sign-in of the actor's session reaches by itself: less than 4 where somebody else's
-- word opened it (an app's ticket, a linked account), never more than that word proved.
create or replace function session_cap() returns smallint
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce((select s.sign_in_level from account_session s
       where s.digest = nullif(current_setting('app.session', true), '') and s.account_id = actor_account()), 4)::smallint $$;

-- Said once, in the minutes in which the session began, and only ever lower.
create or replace function cap_session(key_digest text, level smallint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update public.account_session s set sign_in_level = least(s.sign_in_level, level)
   where s.digest = key_digest and s.account_id = public.actor_account() and s.ended_at is null and level between 1 and 4;
  return found;
end $$;
revoke execute on function session_cap(), cap_session(text, smallint) from public;
grant execute on function session_cap(), cap_session(text, smallint) to tongban_app;

-- Second factors are their person's own: nobody else sees that there are any. The secret is
-- sealed; what may change afterwards is that it counts, how far its counter is, its end.
select law_wall(array['second_factor', 'recovery_code', 'account_proof']);

grant select, insert, update (name, counter, confirmed_at, removed_at) on second_factor to tongban_app;
select law_policy('second_factor', 'select', 'account_id = (select actor_account())');
-- Nor may a sign-in by a weaker word make itself the proof that would lift it.
select law_policy('second_factor', 'insert', null, 'account_id = (select actor_account()) and person_id = (select actor_person()) and removed_at is null and (select session_cap()) >= 2');
select law_policy('second_factor', 'update', 'account_id = (select actor_account()) and removed_at is null', 'account_id = (select actor_account())');

-- A code on paper opens once: a used one cannot be found for changing any more.
grant select, insert, update (used_at) on recovery_code to tongban_app;
select law_policy('recovery_code', 'select', 'account_id = (select actor_account())');
select law_policy('recovery_code', 'insert', null, 'account_id = (select actor_account()) and used_at is null');
select law_policy('recovery_code', 'update', 'account_id = (select actor_account()) and used_at is null', 'account_id = (select actor_account()) and used_at is not null');

-- What was proved is a fact of this moment, given with a factor of the same account.
grant select, insert on account_proof to tongban_app;
select law_policy('account_proof', 'select', 'account_id = (select actor_account())');
select law_policy('account_proof', 'insert', null, 'account_id = (select actor_account()) and session_id is null
  and proved_at between now() - interval ''5 minutes'' and now() + interval ''5 minutes''
  and (factor_id is null or exists (select 1 from second_factor f where f.id = factor_id and f.kind = method
    and f.account_id = (select actor_account()) and f.confirmed_at is not null and f.removed_at is null))');

select law_one_city('second_factor', array['account_id','account', 'person_id','person']),
       law_one_city('recovery_code', array['account_id','account']),
       law_one_city('account_proof', array['account_id','account', 'factor_id','second_factor']);

-- A proof lifts one session: that of its own account, in which it was given or with which the
-- sign-in ended, within minutes, and no second one afterwards.
create or replace function bind_proof(proof uuid, key_digest text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update public.account_proof p set session_id = s.id from public.account_session s
   where p.id = proof and p.session_id is null and p.account_id = public.actor_account() and p.proved_at > clock_timestamp() - interval '5 minutes'
     and s.digest = key_digest and s.account_id = p.account_id and s.ended_at is null;
  return found;
end $$;

-- The level that the actor's session has reached (IAM-02): 1 a password or a phone's code alone;
-- 2 by somebody whose name was checked against the register, or who is in office under it;
-- 3 with a second factor, or a face or trusted identity checked in this very session;
-- 4 with a certificate. Who came by a weaker word starts at its level. Without a checked name nothing lifts it: whose face or phone it is
-- nobody knows then.
create or replace function session_level() returns smallint
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select (case
    when not exists (select 1 from account a where a.id = actor_account() and a.kind = 'staff')
     and not exists (select 1 from identity_check c where c.person_id = actor_person() and c.level >= 2) then 1
    else greatest(least(2, session_cap()), (select max(p.level) from account_proof p join account_session s on s.id = p.session_id
      where s.digest = nullif(current_setting('app.session', true), '') and s.account_id = actor_account()
        and p.account_id = s.account_id and s.ended_at is null and s.ends_at > clock_timestamp())) end)::smallint
$$;

-- Whose passkey this is, asked before anybody is known: by the digest of its public name.
create or replace function account_of_passkey(digest text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select f.account_id from second_factor f join account a on a.id = f.account_id and a.is_active
       where f.credential_digest = digest and f.kind = 'passkey' and f.confirmed_at is not null and f.removed_at is null $$;

revoke execute on function bind_proof(uuid, text), session_level(), account_of_passkey(text) from public;
grant execute on function bind_proof(uuid, text), session_level(), account_of_passkey(text) to tongban_app;
