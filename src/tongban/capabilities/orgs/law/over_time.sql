-- Bodies and regions over time. A change says everything that it will write; one person drafts
-- it, another approves it, and a trigger writes the facts. Nobody else writes any, and none
-- is ever changed: what was so on a day stays known.
select law_wall(array['org_change','org_change_answer','body_fact','region_fact','org_succession']);
select law_append_only(array['org_change','org_change_answer','body_fact','region_fact','org_succession'], 'what_was_so_stays_known');
revoke insert on body_fact, region_fact, org_succession from tongban_app;
select law_policy(t, 'select', 'city = (select actor_city())') from unnest(array['body_fact','region_fact','org_succession']) t;
select law_policy(t, 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')'),
       law_policy(t, 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff''')
  from unnest(array['org_change','org_change_answer']) t;
select law_one_city('org_change', array['drafted_by_id','person']),
       law_one_city('org_change_answer', array['change_id','org_change', 'answered_by_id','person']),
       law_one_city('body_fact', array['body_id','body', 'parent_id','body', 'change_id','org_change']),
       law_one_city('region_fact', array['region_id','region', 'parent_id','region', 'change_id','org_change']),
       law_one_city('org_succession', array['from_body_id','body', 'to_body_id','body', 'from_region_id','region', 'to_region_id','region', 'change_id','org_change']);

-- Does a body stand on a day? One that was loaded does until a fact ends it; one that a change
-- founded does from its first fact on.
create or replace function body_stands(wanted uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(
  (select not f.is_ended from body_fact f where f.body_id = wanted and f.valid_from <= day order by f.valid_from desc limit 1),
  not exists (select 1 from body_fact f where f.body_id = wanted and f.is_founding)) $$;
create or replace function region_stands(wanted uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(
  (select not f.is_ended from region_fact f where f.region_id = wanted and f.valid_from <= day order by f.valid_from desc limit 1),
  (select r.valid_from <= day from region r where r.id = wanted)) $$;
-- Who comes after a body as of a day: itself where it stands, else those that stand at the end
-- of every line of succession.
create or replace function successors_of(wanted uuid, day date) returns table (body_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ with recursive line(id) as (
    select wanted
    union
    select s.to_body_id from org_succession s join line l on s.from_body_id = l.id and s.from_day <= day and not body_stands(l.id, day))
  select l.id from line l where body_stands(l.id, day) $$;
-- What a body is called on a day.
create or replace function body_name(wanted uuid, day date) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce((select f.name from body_fact f where f.body_id = wanted and f.valid_from <= day order by f.valid_from desc limit 1), b.name)
  from body b where b.id = wanted $$;
revoke execute on function body_stands(uuid, date), region_stands(uuid, date), successors_of(uuid, date), body_name(uuid, date) from public;
grant execute on function body_stands(uuid, date), region_stands(uuid, date), successors_of(uuid, date), body_name(uuid, date) to tongban_app;

create or replace function law_org_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.drafted_by_id is distinct from actor_person() or not holds_in_city(new.drafted_by_id, new.city, 'organisation_drafter') then
    perform law_refuse('an_org_change_takes_two_people', current_date);
  end if;
  if not law_may_be_now(new.city, new.drafted_at) or new.effective_on <= (new.drafted_at at time zone 'Asia/Shanghai')::date then
    perform law_refuse('an_org_change_comes_later', current_date);
  end if;
  return new;
end $$;
create or replace trigger org_change_law before insert on org_change for each row execute function law_org_change();

-- Writes one line of an approved change about a body.
create or replace function put_body_fact(c public.org_change, line jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  key uuid := (select b.id from body b where b.city = c.city and b.code = line ->> 'code' for no key update);
  is_new boolean := key is null;
begin
  -- What it stands under must be there: an earlier part of an import may still wait.
  if line ->> 'parent' <> '' and not exists (select 1 from body b where b.city = c.city and b.code = line ->> 'parent')
     or is_new and not exists (select 1 from region r where r.city = c.city and r.code = line ->> 'region') then
    perform law_refuse('only_what_stands_is_changed', current_date, line ->> 'code');
  end if;
  if is_new then
    key := gen_random_uuid();
    insert into body (id, city, code, name, short_name, uscc, level, kind, region_id, phone, address)
    values (key, c.city, line ->> 'code', line ->> 'name', line ->> 'short_name', line ->> 'uscc', line ->> 'level', line ->> 'kind',
      (select r.id from region r where r.city = c.city and r.code = line ->> 'region'), '', '');
  elsif not body_stands(key, c.effective_on) then
    perform law_refuse('only_what_stands_is_changed', current_date, line ->> 'code');
  end if;
  if exists (select 1 from body_fact f where f.body_id = key and f.valid_from >= c.effective_on) then
    perform law_refuse('an_org_change_comes_later', current_date, line ->> 'code');
  end if;
  insert into body_fact (id, city, body_id, valid_from, name, short_name, kind, parent_id, is_vertical, leader, section, phone, address, is_founding, is_ended, document_number, change_id)
  values (gen_random_uuid(), c.city, key, c.effective_on, line ->> 'name', line ->> 'short_name', line ->> 'kind',
    (select b.id from body b where b.city = c.city and b.code = line ->> 'parent'), (line ->> 'vertical')::boolean,
    line ->> 'leader', line ->> 'section', line ->> 'phone', line ->> 'address', is_new, (line ->> 'ended')::boolean, c.document_number, c.id);
end $$;
create or replace function put_region_fact(c public.org_change, line jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  key uuid := (select r.id from region r where r.city = c.city and r.code = line ->> 'code' for no key update);
  above uuid := (select r.id from region r where r.city = c.city and r.code = line ->> 'parent');
begin
  if line ->> 'parent' <> '' and above is null then
    perform law_refuse('only_what_stands_is_changed', current_date, line ->> 'code');
  end if;
  if key is null then
    key := gen_random_uuid();
    insert into region (id, city, code, name, level, kind, parent_id, valid_from)
    values (key, c.city, line ->> 'code', line ->> 'name', line ->> 'level', line ->> 'kind', above, c.effective_on);
  elsif not region_stands(key, c.effective_on) then
    perform law_refuse('only_what_stands_is_changed', current_date, line ->> 'code');
  end if;
  if exists (select 1 from region_fact f where f.region_id = key and f.valid_from >= c.effective_on) then
    perform law_refuse('an_org_change_comes_later', current_date, line ->> 'code');
  end if;
  insert into region_fact (id, city, region_id, valid_from, name, kind, parent_id, is_ended, document_number, change_id)
  values (gen_random_uuid(), c.city, key, c.effective_on, line ->> 'name', line ->> 'kind', above, (line ->> 'ended')::boolean, c.document_number, c.id);
end $$;
-- Who comes after: written last, when all that is founded and ended by the same change is.
create or replace function put_successor(c public.org_change, line jsonb, after jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  of_body boolean := line ->> 'what' = 'body';
  gone uuid;
  next uuid;
begin
  if of_body then
    select b.id into gone from body b where b.city = c.city and b.code = line ->> 'code';
    -- Locked: nobody ends it meanwhile by another change.
    select b.id into next from body b where b.city = c.city and b.code = after ->> 'code' for no key update;
  else
    select r.id into gone from region r where r.city = c.city and r.code = line ->> 'code';
    select r.id into next from region r where r.city = c.city and r.code = after ->> 'code' for no key update;
  end if;
  if next is null or next = gone or (of_body and not body_stands(next, c.effective_on)) or (not of_body and not region_stands(next, c.effective_on)) then
    perform law_refuse('only_what_stands_is_changed', current_date, after ->> 'code');
  end if;
  insert into org_succession (id, city, from_body_id, to_body_id, from_region_id, to_region_id, from_day, takes, change_id)
  values (gen_random_uuid(), c.city, case when of_body then gone end, case when of_body then next end,
    case when not of_body then gone end, case when not of_body then next end, c.effective_on, after ->> 'takes', c.id);
end $$;
revoke execute on function put_body_fact(public.org_change, jsonb), put_region_fact(public.org_change, jsonb), put_successor(public.org_change, jsonb, jsonb) from public;

create or replace function law_org_change_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public.org_change;
  line jsonb;
  after jsonb;
begin
  select * into c from org_change q where q.id = new.change_id for no key update;
  if new.answered_by_id is distinct from actor_person() or new.answered_by_id = c.drafted_by_id
     or not holds_in_city(new.answered_by_id, new.city, 'organisation_approver') or current_setting('transaction_isolation') <> 'read committed' then
    perform law_refuse('an_org_change_takes_two_people', current_date);
  end if;
  if new.outcome = 'declined' or exists (select 1 from org_change_answer a where a.change_id = c.id) then
    return new;
  end if;
  if not law_may_be_now(new.city, new.answered_at) or c.effective_on <= (new.answered_at at time zone 'Asia/Shanghai')::date then
    perform law_refuse('an_org_change_comes_later', current_date);
  end if;
  for line in select value from jsonb_array_elements(c.lines) loop
    if line ->> 'what' = 'body' then
      perform put_body_fact(c, line);
    else
      perform put_region_fact(c, line);
    end if;
  end loop;
  for line in select value from jsonb_array_elements(c.lines) loop
    for after in select value from jsonb_array_elements(line -> 'successors') loop
      perform put_successor(c, line, after);
    end loop;
  end loop;
  return new;
end $$;
create or replace trigger org_change_answer_law before insert on org_change_answer for each row execute function law_org_change_answer();
