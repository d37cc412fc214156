-- Bodies' mobile apps are known to staff of the city. What an app says of a person, and what
-- it is asked, only the gate (a named system actor) and the person themself see.
select law_wall(array['mobile_app','mobile_app_standing','container','container_ticket','container_entry','container_request','container_answer']);
select law_append_only(array['mobile_app','mobile_app_standing','container_ticket','container_entry','container_request','container_answer'], 'what_an_app_said_never_changes');
grant select, insert, update (ended_by_id, ended_at) on container to tongban_app;
create or replace trigger container_stays before delete or truncate
  or update of city, app_id, code, origin, public_jwk, most_level, valid_from, valid_to, registered_by_id, registered_at
  on container for each statement execute function law_never_changes('what_an_app_said_never_changes');

create or replace function is_container_gate(of_city text) returns boolean
language sql stable return of_city = nullif(current_setting('app.city', true), '') and current_setting('app.kind', true) = 'system'
  and current_setting('app.name', true) = 'system:container-gate';
grant execute on function is_container_gate(text) to tongban_app;

select law_policy(t, 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')')
  from unnest(array['mobile_app','mobile_app_standing','container']) t;
select law_policy('mobile_app', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and registered_by_id = (select actor_person())'),
       law_policy('mobile_app_standing', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and noted_by_id = (select actor_person())'),
       law_policy('container', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and registered_by_id = (select actor_person()) and ended_at is null'),
       law_policy('container', 'update', 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and ended_at is null',
         'city = (select actor_city()) and ended_by_id = (select actor_person())');
select law_policy(t, 'select', '(select is_container_gate(actor_city())) and city = (select actor_city())'),
       law_policy(t, 'insert', null, '(select is_container_gate(actor_city())) and city = (select actor_city())')
  from unnest(array['container_ticket','container_entry']) t;
select law_policy('container_request', 'select', 'account_id = (select actor_account()) or (select is_container_gate(actor_city())) and city = (select actor_city())'),
       law_policy('container_request', 'insert', null, 'city = (select actor_city()) and account_id = (select actor_account()) and person_id = (select actor_person())'),
       law_policy('container_answer', 'select', 'person_id = (select actor_person()) or (select is_container_gate(actor_city())) and city = (select actor_city())'),
       law_policy('container_answer', 'insert', null, '(select is_container_gate(actor_city())) and city = (select actor_city())');
select law_one_city('mobile_app', array['body_id','body', 'registered_by_id','person']),
       law_one_city('mobile_app_standing', array['app_id','mobile_app', 'into_id','container', 'noted_by_id','person']),
       law_one_city('container', array['app_id','mobile_app', 'registered_by_id','person', 'ended_by_id','person']),
       law_one_city('container_ticket', array['container_id','container', 'account_id','account']),
       law_one_city('container_entry', array['ticket_id','container_ticket', 'container_id','container']),
       law_one_city('container_request', array['container_id','container', 'account_id','account', 'person_id','person']),
       law_one_city('container_answer', array['request_id','container_request', 'container_id','container', 'person_id','person']);

-- Where people are led back to: an origin over TLS, or this machine; nothing behind it.
alter table container drop constraint if exists a_container_has_a_safe_origin;
alter table container add constraint a_container_has_a_safe_origin
  check (origin ~ '^(https://[a-z0-9.-]+(:[0-9]+)?|http://(127\.0\.0\.1|localhost)(:[0-9]+)?)$');

-- Is a container in use? Tickets run on the machine's time, as sessions do.
create or replace function container_is_open(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from container c where c.id = wanted and c.ended_at is null
       and (clock_timestamp() at time zone 'Asia/Shanghai')::date >= c.valid_from
       and (c.valid_to is null or (clock_timestamp() at time zone 'Asia/Shanghai')::date < c.valid_to)) $$;
revoke execute on function container_is_open(uuid) from public;

-- A ticket says no more than its app may, names somebody whom it checked, and is for now.
create or replace function law_container_ticket() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not container_is_open(new.container_id)
     or not exists (select 1 from public.container c where c.id = new.container_id and new.level between 2 and c.most_level)
     or not exists (select 1 from public.account a where a.id = new.account_id and a.kind = 'citizen' and a.is_active)
     or new.made_at not between clock_timestamp() - interval '1 minute' and clock_timestamp() + interval '1 minute'
     or new.ends_at not between new.made_at and new.made_at + interval '2 minutes' then
    perform law_refuse('a_ticket_says_no_more_than_its_app', current_date);
  end if;
  return new;
end $$;
create or replace trigger container_ticket_law before insert on container_ticket for each row execute function law_container_ticket();

-- It opens for the app that asked for it, in its minute; that it opens once is a unique key.
create or replace function law_container_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  t public.container_ticket;
begin
  select * into t from public.container_ticket where id = new.ticket_id for no key update;
  if not found or t.container_id <> new.container_id or not container_is_open(new.container_id)
     or clock_timestamp() > t.ends_at
     or not exists (select 1 from public.account a where a.id = t.account_id and a.is_active)
     or new.entered_at not between clock_timestamp() - interval '1 minute' and clock_timestamp() + interval '1 minute' then
    perform law_refuse('a_ticket_opens_for_its_app_in_time', current_date);
  end if;
  return new;
end $$;
create or replace trigger container_entry_law before insert on container_entry for each row execute function law_container_entry();

-- An app is asked by whom it brought, from a session of theirs; and answers what it was asked.
create or replace function law_container_request() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not container_is_open(new.container_id)
     or not exists (select 1 from public.container_entry e join public.container_ticket t on t.id = e.ticket_id
          where t.account_id = new.account_id and t.container_id = new.container_id and e.entered_at > clock_timestamp() - interval '1 day')
     or not exists (select 1 from public.account_session s where s.id = new.session_id and s.account_id = new.account_id and s.ended_at is null)
     or new.made_at not between clock_timestamp() - interval '1 minute' and clock_timestamp() + interval '1 minute'
     or new.ends_at not between new.made_at and new.made_at + interval '15 minutes' then
    perform law_refuse('an_app_answers_what_it_was_asked', current_date);
  end if;
  return new;
end $$;
create or replace trigger container_request_law before insert on container_request for each row execute function law_container_request();
create or replace function law_container_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  r public.container_request;
begin
  select * into r from public.container_request where id = new.request_id for no key update;
  if not found or r.container_id <> new.container_id or r.person_id <> new.person_id or not container_is_open(new.container_id)
     or clock_timestamp() > r.ends_at or (new.text <> '' and r.act <> 'scan') then
    perform law_refuse('an_app_answers_what_it_was_asked', current_date);
  end if;
  return new;
end $$;
create or replace trigger container_answer_law before insert on container_answer for each row execute function law_container_answer();

-- Merged is said only of a container that is open: the matters are to be found in it.
create or replace function law_mobile_app_standing() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.state = 'merged' and new.into_id is not null and not container_is_open(new.into_id) then
    perform law_refuse('an_app_outside_says_why_and_until_when', current_date);
  end if;
  return new;
end $$;
create or replace trigger mobile_app_standing_law before insert on mobile_app_standing for each row execute function law_mobile_app_standing();
