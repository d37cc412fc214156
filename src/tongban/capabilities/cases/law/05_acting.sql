-- The bodies whose cases the actor sees, as plumbing.access tells them (see 10_walls).
create or replace function actor_orgs_for_cases() returns uuid[]
language sql stable return nullif(current_setting('app.orgs_for_cases', true), '')::uuid[];
grant execute on function actor_orgs_for_cases() to tongban_app;

-- Acting for another in what is filed: under a mandate of a person or a firm, or as the agent
-- whom the register of firms names; within the items and days of it and no further.

-- May this person do this act, on this day, for those whose application it is?
create or replace function acts_for_application(who uuid, a public.application, act text, day date) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if a.firm_id is not null and registered_agent(who, a.firm_id, a.version_id, act, day) then
    return true;
  end if;
  return exists (select 1 from public.mandate m where m.agent_id = who and m.city = a.city and mandate_holds(m, day) and mandate_reaches(m, a.version_id)
      and (m.id = a.mandate_id or m.principal_firm_id = a.firm_id
        or exists (select 1 from public.application_reader r where r.application_id = a.id and r.person_id = m.principal_person_id)));
end $$;

-- What an agent sees: today, and only what the mandate reaches. A former agent sees nothing.
create or replace function acts_in_application(wanted uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  a public.application;
begin
  select * into a from public.application x where x.id = wanted and x.city = actor_city();
  return found and acts_for_application(actor_person(), a, 'read', actor_day());
end $$;

-- Was it filed for another, by themselves and not over a counter? Such a filer is no reader for good.
create or replace function filed_for_another(a public.application) returns boolean
language sql immutable return (a.mandate_id is not null or a.firm_id is not null) and a.taken_in_by_body_id is null;

-- The same for a step in the case: the mandate is held still first, so that it is not taken
-- back between the look and the step; and it must hold today, whatever day the step claims.
create or replace function law_speaks_for(e public.case_event, a public.application, act text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform 1 from public.mandate m where m.agent_id = e.actor_person and (m.id = a.mandate_id or a.mandate_id is null) for no key update;
  return acts_for_application(e.actor_person, a, act, (e.occurred_at at time zone 'Asia/Shanghai')::date)
    and (exists (select 1 from public.city y where y.code = a.city and y.is_sample)
      or acts_for_application(e.actor_person, a, act, (now() at time zone 'Asia/Shanghai')::date));
end $$;

-- Filed by the people themselves: the filer is a party, or files for another by mandate; then
-- that mandate is the filer's, and its principal is named.
create or replace function law_filed_for_whom(e public.case_event, a public.application, theirs boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  is_party boolean := exists (select 1 from public.party p where p.application_id = a.id and p.person_id = a.submitted_by_id and p.role <> 'agent');
  is_alone boolean := not exists (select 1 from public.party p where p.application_id = a.id);
begin
  if not filed_for_another(a) and (is_party or is_alone) then
    return;
  end if;
  if not law_speaks_for(e, a, 'apply')
     or a.firm_id is not null and not exists (select 1 from public.party p where p.application_id = a.id and p.firm_id = a.firm_id)
     or a.mandate_id is not null and not exists (select 1 from public.mandate m
       where m.id = a.mandate_id and m.agent_id = a.submitted_by_id and mandate_reaches(m, a.version_id)
         and mandate_holds(m, (e.occurred_at at time zone 'Asia/Shanghai')::date)
         and (m.principal_firm_id is not distinct from a.firm_id)
         and (m.principal_person_id is null or exists (select 1 from public.party p
           where p.application_id = a.id and p.person_id = m.principal_person_id and p.role <> 'agent'))) then
    perform law_breach('acts_for_another_only_by_mandate', e, theirs);
  end if;
end $$;

-- Whom to tell about a case: its people, and who filed it for them, as long as that may be.
create or replace function people_to_tell(wanted uuid, day date) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select r.person_id from "case" c join application_reader r on r.application_id = c.application_id
       where c.id = wanted and c.city = actor_city() and actor_kind() = 'system'
      union select a.submitted_by_id from "case" c join application a on a.id = c.application_id
       where c.id = wanted and c.city = actor_city() and actor_kind() = 'system' and filed_for_another(a)
         and acts_for_application(a.submitted_by_id, a, 'read', day) $$;

-- For whom a step was taken by another, and by whom: told to the principals after it.
create or replace function principals_of_step(wanted uuid)
returns table (principal uuid, agent text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ with step as (select e.actor_person, a.* from case_event e join "case" c on c.id = e.case_id join application a on a.id = c.application_id
        where e.id = wanted and e.city = actor_city() and actor_kind() = 'system' and e.acting_body is null)
      select w.principal, p.name::text from (
        select f.legal_representative_id as principal, s.actor_person from step s join firm f on f.id = s.firm_id
        union select m.principal_person_id, s.actor_person from step s join mandate m on m.agent_id = s.actor_person
          where m.principal_person_id is not null and (m.id = s.mandate_id
            or exists (select 1 from application_reader r where r.application_id = s.id and r.person_id = m.principal_person_id)
               and not exists (select 1 from application_reader r where r.application_id = s.id and r.person_id = s.actor_person))) w
       join person p on p.id = w.actor_person where w.principal <> w.actor_person $$;

-- Both names of what was done for another, for whoever sees the case.
create or replace function agents_of_case(wanted uuid)
returns table (person_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select distinct p.id, p.name::text from "case" c join application a on a.id = c.application_id
        join case_event e on e.case_id = c.id and e.acting_body is null join person p on p.id = e.actor_person
       where c.id = wanted and c.city = actor_city()
         and not exists (select 1 from application_reader r where r.application_id = a.id and r.person_id = e.actor_person)
         and (c.body_id = any(actor_orgs_for_cases()) or c.received_body_id = any(actor_orgs_for_cases())
           or exists (select 1 from application_reader r where r.application_id = a.id and r.person_id = actor_person())
           or acts_for_application(actor_person(), a, 'read', actor_day())) $$;

revoke execute on function acts_for_application(uuid, public.application, text, date), acts_in_application(uuid), law_speaks_for(public.case_event, public.application, text),
  law_filed_for_whom(public.case_event, public.application, boolean), people_to_tell(uuid, date), principals_of_step(uuid), agents_of_case(uuid) from public;
grant execute on function acts_in_application(uuid), people_to_tell(uuid, date), principals_of_step(uuid), agents_of_case(uuid), filed_for_another(public.application) to tongban_app;
