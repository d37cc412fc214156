-- Acting for another. A mandate is a row that never changes: who, for whom, in what, from a
-- day up to a day; it holds until that day or until an end is written, from that moment on.
select law_wall(array['mandate_offer','mandate','mandate_end']);

-- The day by which walls count: the machine's, or in a sample city the day that it tells.
create or replace function actor_day() returns date
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select case when exists (select 1 from city c where c.code = actor_city() and c.is_sample)
    then coalesce(nullif(current_setting('app.day', true), '')::date, (now() at time zone 'Asia/Shanghai')::date)
    else (now() at time zone 'Asia/Shanghai')::date end $$;

-- Does this person lead the firm, and so may give and take its mandates?
create or replace function leads_firm(who uuid, wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from firm f where f.id = wanted and f.legal_representative_id = who) $$;

create or replace function mandate_holds(m public.mandate, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select m.valid_from <= day and day < m.valid_to and not exists (select 1 from mandate_end e where e.mandate_id = m.id) $$;

-- Is the item of this version among what is entrusted?
create or replace function mandate_reaches(m public.mandate, version uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select m.scope_kind = 'all' or exists (select 1 from item_version v where v.id = version and case m.scope_kind
    when 'items' then v.item_id::text = any(m.scope)
    else exists (select 1 from unnest(array['person','firm']) side,
           jsonb_array_elements_text(coalesce(v.elements->'themes'->side, '[]')) code where side || ':' || code = any(m.scope)) end) $$;

-- What the register of firms says of an agent: which items (by their basic code) and which
-- acts; who leads the firm is held to no list.
create or replace function registered_agent(who uuid, for_firm uuid, version uuid, act text, day date) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  a public.firm_agent;
begin
  for a in select * from public.firm_agent r
      where r.firm_id = for_firm and r.person_id = who and r.valid_from <= day and (r.valid_to is null or day < r.valid_to) loop
    if a.role = 'legal_representative' or not pg_input_is_valid(a.scope, 'jsonb')
       or (act = 'read' or coalesce(a.scope::jsonb->'acts' ? act, true))
          and (coalesce(a.scope::jsonb->'items' ? '*', true) or exists (select 1 from public.item_version v
            join public.item i on i.id = v.item_id where v.id = version and a.scope::jsonb->'items' ? i.basic_code)) then
      return true;
    end if;
  end loop;
  return false;
end $$;

-- Does whoever asks act for anybody at all? Asked once a statement, before any row is.
create or replace function actor_acts_for_others() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_kind() = 'citizen' and (exists (select 1 from mandate m where m.agent_id = actor_person() and mandate_holds(m, actor_day()))
    or exists (select 1 from firm_agent a where a.person_id = actor_person() and a.valid_from <= actor_day() and (a.valid_to is null or actor_day() < a.valid_to))) $$;

-- The person for whom one acts today, whose name and number a form has to bear.
create or replace function actor_acts_for(someone uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from mandate m where m.agent_id = actor_person() and m.principal_person_id = someone
    and m.city = actor_city() and mandate_holds(m, actor_day())) $$;

create or replace function actor_has_mandate_of_firm(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from mandate m where m.agent_id = actor_person() and m.principal_firm_id = wanted
    and m.city = actor_city() and mandate_holds(m, actor_day())) $$;

-- The firm for which one acts today, by mandate or by the register of firms.
create or replace function actor_represents(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_has_mandate_of_firm(wanted) or exists (select 1 from firm_agent a
    where a.firm_id = wanted and a.person_id = actor_person() and a.city = actor_city()
      and a.valid_from <= actor_day() and (a.valid_to is null or actor_day() < a.valid_to)) $$;

revoke execute on function actor_represents(uuid), actor_day(), leads_firm(uuid, uuid), mandate_holds(public.mandate, date), mandate_reaches(public.mandate, uuid),
  registered_agent(uuid, uuid, uuid, text, date), actor_acts_for_others(), actor_acts_for(uuid), actor_has_mandate_of_firm(uuid) from public;
grant execute on function actor_represents(uuid), actor_day(), leads_firm(uuid, uuid), actor_acts_for_others(), actor_acts_for(uuid), actor_has_mandate_of_firm(uuid) to tongban_app;

-- Its two sides see it, who leads the firm, and the office where it was registered.
select law_append_only(array['mandate','mandate_end'], 'a_mandate_never_changes');
-- The bodies whose windows the actor registers mandates at, as plumbing.access tells them.
create or replace function actor_orgs_for_mandates() returns uuid[]
language sql stable return nullif(current_setting('app.orgs_for_mandates', true), '')::uuid[];
grant execute on function actor_orgs_for_mandates() to tongban_app;
select law_policy('mandate', 'select', 'city = (select actor_city()) and (agent_id = (select actor_person()) or principal_person_id = (select actor_person())'
    ' or (principal_firm_id is not null and leads_firm((select actor_person()), principal_firm_id))'
    ' or made_at_body_id = any((select actor_orgs_for_mandates())::uuid[]) or (select actor_kind()) = ''system'')'),
  law_policy('mandate', 'insert', null, 'city = (select actor_city()) and made_by_id = (select actor_person())'),
  law_policy('mandate_end', 'select', 'exists (select 1 from mandate m where m.id = mandate_end.mandate_id)'),
  law_policy('mandate_end', 'insert', null, 'city = (select actor_city()) and exists (select 1 from mandate m where m.id = mandate_end.mandate_id)');
select law_one_city('mandate', array['principal_person_id','person', 'principal_firm_id','firm', 'agent_id','person', 'made_by_id','person', 'made_at_body_id','body', 'offer_id','mandate_offer', 'scan_id','stored_file']),
       law_one_city('mandate_end', array['mandate_id','mandate', 'ended_by_id','person']);

-- A code is made by the principal and taken once, through a function alone.
grant select, insert on mandate_offer to tongban_app;
select law_policy('mandate_offer', 'select', 'principal_id = (select actor_person())'),
       law_policy('mandate_offer', 'insert', null, 'city = (select actor_city()) and principal_id = (select actor_person()) and taken_by_id is null and taken_at is null');
select law_one_city('mandate_offer', array['principal_id','person', 'taken_by_id','person']);

-- The person and the firm for whom one acts.
drop policy if exists app_also_select_by_mandate on person;
create policy app_also_select_by_mandate on person for select to tongban_app
  using ((select actor_acts_for_others()) and actor_acts_for(id));
drop policy if exists app_also_select_by_mandate on firm;
create policy app_also_select_by_mandate on firm for select to tongban_app
  using ((select actor_acts_for_others()) and actor_has_mandate_of_firm(id));
drop policy if exists app_also_select_by_representative on firm_agent;
create policy app_also_select_by_representative on firm_agent for select to tongban_app
  using (city = (select actor_city()) and leads_firm((select actor_person()), firm_id));

-- The scan of the paper, for whoever sees the mandate.
create or replace function file_is_of_a_mandate(wanted uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$ begin return exists (select 1 from public.mandate m where m.scan_id = wanted); end $$;
revoke execute on function file_is_of_a_mandate(uuid) from public;
grant execute on function file_is_of_a_mandate(uuid) to tongban_app;
drop policy if exists app_also_select_with_its_mandate on stored_file;
create policy app_also_select_with_its_mandate on stored_file for select to tongban_app
  using (city = (select actor_city()) and file_is_of_a_mandate(id));

create or replace function take_mandate_offer(wanted_key text, at timestamptz)
returns table (offer_id uuid, principal_id uuid, kind text, scope_kind text, scope text[], valid_to date)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  o public.mandate_offer;
  -- A sample city tells its own time; elsewhere nobody does.
  moment timestamptz := case when exists (select 1 from public.city y where y.code = actor_city() and y.is_sample) then at else clock_timestamp() end;
begin
  if actor_kind() <> 'citizen' or actor_person() is null then
    return;
  end if;
  select * into o from public.mandate_offer r
   where r.city = actor_city() and r.code_key = wanted_key and r.taken_at is null and r.ends_at > moment
     and r.principal_id <> actor_person() order by r.made_at desc limit 1 for update;
  if not found then
    return;
  end if;
  update public.mandate_offer set taken_by_id = actor_person(), taken_at = moment where id = o.id;
  return query select o.id, o.principal_id, o.kind::text, o.scope_kind::text, o.scope::text[], o.valid_to;
end $$;

-- Both names of a mandate, for whoever sees it.
create or replace function mandate_names(wanted uuid[])
returns table (mandate_id uuid, principal text, agent text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select m.id, coalesce(p.name, f.name)::text, g.name::text from mandate m
       left join person p on p.id = m.principal_person_id left join firm f on f.id = m.principal_firm_id
       join person g on g.id = m.agent_id
      where m.id = any(wanted) and m.city = actor_city() and (m.agent_id = actor_person() or m.principal_person_id = actor_person()
        or leads_firm(actor_person(), m.principal_firm_id) or m.made_at_body_id = any(actor_orgs()) or actor_kind() = 'system') $$;

-- The agents whom the register of firms names, for whoever leads the firm.
create or replace function agents_of_firm(wanted uuid)
returns table (name text, role text, scope text, valid_from date, valid_to date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select p.name::text, a.role::text, a.scope::text, a.valid_from, a.valid_to from firm_agent a join person p on p.id = a.person_id
       where a.firm_id = wanted and a.city = actor_city() and leads_firm(actor_person(), wanted) $$;
revoke execute on function take_mandate_offer(text, timestamptz), mandate_names(uuid[]), agents_of_firm(uuid) from public;
grant execute on function take_mandate_offer(text, timestamptz), mandate_names(uuid[]), agents_of_firm(uuid) to tongban_app;

alter table mandate drop constraint if exists a_mandate_has_its_scope_and_end;
alter table mandate add constraint a_mandate_has_its_scope_and_end check (
  valid_to > valid_from and valid_to <= valid_from + 1096 and scope_kind in ('all','items','themes')
  and (scope_kind = 'all') = (cardinality(scope) = 0) and array_position(scope, null) is null
  and kind in ('family','agent','village_agent','firm_agent') and made_how in ('code','window','representative','named'));

-- A mandate comes from its principal: by a code that they gave with these very terms, by the
-- papers shown to somebody in office at a window, by who leads the firm, or by the principal who
-- names the agent while signed in. Nobody else gives one.
create or replace function law_mandate() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  today date := (now() at time zone 'Asia/Shanghai')::date;
  is_sample boolean := exists (select 1 from public.city c where c.code = new.city and c.is_sample);
  ok boolean := false;
begin
  if new.scope_kind = 'items' and exists (select 1 from unnest(new.scope) k where not exists (
       select 1 from public.item i where i.id::text = k and i.city = new.city)) then
    perform law_refuse('a_mandate_has_its_scope_and_end', current_date);
  end if;
  if new.made_by_id is distinct from actor_person() or new.agent_id = new.principal_person_id
     or new.valid_from <> (new.made_at at time zone 'Asia/Shanghai')::date
     or not (is_sample or new.made_at between now() - interval '2 days' and now() + interval '10 minutes') then
    perform law_refuse('a_mandate_is_given_by_its_principal', current_date);
  end if;
  if new.made_how = 'code' then
    ok := new.scan_id is null and new.made_by_id = new.agent_id and new.principal_firm_id is null and exists (select 1 from public.mandate_offer o
      where o.id = new.offer_id and o.principal_id = new.principal_person_id and o.taken_by_id = new.agent_id
        and o.kind = new.kind and o.scope_kind = new.scope_kind and o.scope = new.scope and o.valid_to = new.valid_to);
  elsif new.made_how = 'window' then
    ok := new.offer_id is null and new.papers <> '' and new.made_by_id <> new.agent_id
      -- Nobody makes another's file readable by naming it.
      and (new.scan_id is null or exists (select 1 from public.stored_file f where f.id = new.scan_id and f.received_by = new.made_by_id))
      and coalesce(holds_posting(new.made_by_id, new.made_at_body_id, null, new.valid_from), false)
      and (is_sample or holds_posting(new.made_by_id, new.made_at_body_id, null, today));
  elsif new.made_how = 'representative' then
    ok := new.offer_id is null and new.scan_id is null and leads_firm(new.made_by_id, new.principal_firm_id) and new.agent_id <> new.made_by_id;
  elsif new.made_how = 'named' then
    ok := new.offer_id is null and new.scan_id is null and new.made_at_body_id is null and new.principal_firm_id is null
      and new.made_by_id = new.principal_person_id and new.agent_id <> new.made_by_id;
  else
    ok := true;  -- the check of its columns refuses it
  end if;
  if not coalesce(ok, false) then
    perform law_refuse('a_mandate_is_given_by_its_principal', current_date);
  end if;
  return new;
end $$;
create or replace trigger mandate_law before insert on mandate for each row execute function law_mandate();

-- An end is written by one of its two sides, at its moment; acts under way are waited for.
create or replace function law_mandate_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  m public.mandate;
begin
  select * into m from public.mandate where id = new.mandate_id for no key update;
  if new.ended_by_id is distinct from actor_person() or new.ended_at < m.made_at
     or not (exists (select 1 from public.city c where c.code = new.city and c.is_sample) or new.ended_at between now() - interval '2 days' and now() + interval '10 minutes')
     or not coalesce(case new.why when 'renounced' then new.ended_by_id = m.agent_id
          else new.ended_by_id = m.principal_person_id or leads_firm(new.ended_by_id, m.principal_firm_id) end, false) then
    perform law_refuse('a_mandate_is_ended_by_its_people', current_date);
  end if;
  return new;
end $$;
create or replace trigger mandate_end_law before insert on mandate_end for each row execute function law_mandate_end();
