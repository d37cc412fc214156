-- Letting somebody back in who lost the phone and every code. A citizen is seen at a window by
-- somebody in office there; an account of staff takes two administrators. What kept the
-- account goes in the same moment, by the fact itself, and cannot be left out.
select law_wall(array['readmission', 'readmission_use']);
select law_append_only(array['readmission', 'readmission_use'], 'a_readmission_never_changes');
revoke insert on readmission_use from tongban_app;
select law_policy('readmission', 'select', 'city = (select actor_city()) and (person_id = (select actor_person()) or made_by_id = (select actor_person())'
    ' or body_id = any((select actor_orgs())::uuid[]) or (select actor_kind()) = ''system'')'),
  law_policy('readmission', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'''),
  law_policy('readmission_use', 'select', 'exists (select 1 from readmission r where r.id = readmission_use.readmission_id)');
select law_one_city('readmission', array['account_id','account', 'person_id','person', 'body_id','body', 'made_by_id','person', 'request_id','act_request']);

-- The account to be let in again: asked by staff who name its person, one answer and no list.
create or replace function account_to_readmit(who uuid, of_kind text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select id from account where person_id = who and kind = of_kind and city = actor_city() and is_active and actor_kind() = 'staff'
       order by id limit 1 $$;

create or replace function person_to_readmit(wanted uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select person_id from account where id = wanted and city = actor_city() and actor_kind() = 'staff' $$;

create or replace function law_readmission() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  a public.account;
  moment timestamptz := clock_timestamp();
  today date := (now() at time zone 'Asia/Shanghai')::date;
  is_sample boolean := exists (select 1 from public.city c where c.code = new.city and c.is_sample);
begin
  select * into a from public.account r where r.id = new.account_id for no key update;
  if new.person_id is distinct from a.person_id or actor_person() is null or actor_person() = new.person_id or new.made_by_id = new.person_id then
    perform law_refuse('nobody_lets_himself_back_in', current_date);
  end if;
  if a.kind = 'citizen' then
    if new.request_id is not null or new.papers = '' or new.made_by_id is distinct from actor_person()
       or not (is_sample or new.made_at between now() - interval '10 minutes' and now() + interval '10 minutes')
       or not coalesce(holds_posting(new.made_by_id, new.body_id, null, (new.made_at at time zone 'Asia/Shanghai')::date), false)
       or not (is_sample or holds_posting(new.made_by_id, new.body_id, null, today)) then
      perform law_refuse('a_citizen_is_seen_before_let_in', current_date);
    end if;
    -- The machine's day: nobody makes it last longer.
    new.code_ends_at := moment + interval '24 hours';
  else
    perform law_two_people('readmit_staff', new.request_id, jsonb_build_object('account', new.account_id), new.city, new.id);
    if exists (select 1 from public.act_request r where r.id = new.request_id and r.asked_by_id <> new.made_by_id) then
      perform law_refuse('nobody_lets_himself_back_in', current_date);
    end if;
  end if;
  update public.second_factor set removed_at = moment where account_id = a.id and removed_at is null;
  update public.recovery_code set used_at = moment where account_id = a.id and used_at is null;
  update public.account_session set ended_at = moment, ended_because = 'ended', data = '' where account_id = a.id and ended_at is null;
  if a.kind = 'citizen' then
    -- Whoever has the lost phone must not come in by it.
    update public.account set login = 'readmitted:' || a.id, password = '!' where id = a.id;
    update public.person set phone = '' where id = a.person_id;
  end if;
  return new;
end $$;
create or replace trigger readmission_law before insert on readmission for each row execute function law_readmission();

-- The code of the latest one, while it lasts, and once: the account has another login then.
create or replace function take_readmission(of_person uuid, wanted_key text, new_login text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  r public.readmission;
begin
  if actor_kind() <> 'system' then
    return null;
  end if;
  select * into r from public.readmission x where x.person_id = of_person and x.city = actor_city() and x.request_id is null
   order by x.made_at desc, x.id desc limit 1 for no key update;
  if not found or r.code_key <> wanted_key or r.code_ends_at <= clock_timestamp()
     or exists (select 1 from public.readmission_use u where u.readmission_id = r.id) then
    return null;
  end if;
  insert into public.readmission_use (readmission_id, city, used_at) values (r.id, r.city, clock_timestamp());
  update public.account set login = new_login where id = r.account_id;
  return r.account_id;
end $$;
revoke execute on function account_to_readmit(uuid, text), person_to_readmit(uuid), take_readmission(uuid, text, text) from public;
grant execute on function account_to_readmit(uuid, text), person_to_readmit(uuid), take_readmission(uuid, text, text) to tongban_app;
