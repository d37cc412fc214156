-- Postings are moved by facts: a grant, an end, a review. The application's role adds the
-- fact; the trigger that judged it writes the posting.
select law_wall(array['posting_grant','posting_end','grant_review','role_change']);
select law_append_only(array['posting_grant','posting_end','grant_review','role_change'], 'rights_are_only_added_to');
select law_policy('posting_grant', 'select', 'city = (select actor_city()) and (person_id = (select actor_person()) or (select actor_kind()) = ''system'' or body_id = any((select bodies_looked_after())::uuid[]))');
select law_policy(t, 'select', 'city = (select actor_city()) and (posting_id in (select o.id from posting o where o.person_id = (select actor_person())) or (select actor_kind()) = ''system'' or ((select looks_after_rights()) and posting_id in (select o.id from posting o)))')
  from unnest(array['posting_end','grant_review']) t;
select law_policy('role_change', 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');
select law_policy(t, 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff''')
  from unnest(array['posting_grant','posting_end','grant_review','role_change']) t;
select law_one_city('posting_grant', array['person_id','person', 'body_id','body', 'region_id','region', 'window_id','window', 'granted_by_id','person', 'request_id','act_request']),
       law_one_city('posting_end', array['posting_id','posting', 'ended_by_id','person', 'request_id','act_request']),
       law_one_city('grant_review', array['posting_id','posting', 'reviewed_by_id','person']),
       law_one_city('role_change', array['changed_by_id','person', 'request_id','act_request']);

-- Writes a posting for the fact that says why; one of the same beginning is lengthened.
create or replace function put_posting(of_city text, who uuid, at_body uuid, of_region uuid, at_window uuid, as_role text, first date, past date, because uuid, key uuid default null)
returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ insert into posting (id, city, person_id, body_id, region_id, window_id, role, valid_from, valid_to, because_id)
      values (coalesce(key, gen_random_uuid()), of_city, who, at_body, of_region, at_window, as_role, first, past, because)
      on conflict (person_id, body_id, role, valid_from) do update set
        -- Somebody's own post that began on that day stays theirs when a stand-in is recalled.
        because_id = case when posting.valid_to <= posting.valid_from then excluded.because_id else posting.because_id end,
        valid_to = case when excluded.valid_to is null or posting.valid_to is null then null else greatest(excluded.valid_to, posting.valid_to) end $$;
-- Ends a posting on a day, or before it ever began.
create or replace function end_posting(wanted uuid, past date) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ update posting set valid_to = greatest(valid_from, past) where id = wanted and (valid_to is null or valid_to > past) $$;
revoke execute on function put_posting(text, uuid, uuid, uuid, uuid, text, date, date, uuid, uuid), end_posting(uuid, date) from public;

create or replace function law_posting_grant() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.valid_from < law_today(new.city) or new.valid_to <= new.valid_from then
    perform law_refuse('rights_change_only_forward', current_date);
  end if;
  if not exists (select 1 from role_grant g where g.role = new.role and g.role <> 'citizen' and g.city in ('', new.city)) then
    perform law_refuse('a_granted_role_is_known', current_date);
  end if;
  if new.region_id is not null and not (is_administrator(new.role) or new.role in ('supervisor', 'auditor')) then
    perform law_refuse('only_overseers_span_a_region', current_date);
  end if;
  if is_administrator(new.role) then
    perform law_two_people('grant_administrator', new.request_id, jsonb_build_object('person', new.person_id, 'body', new.body_id,
      'region', new.region_id, 'role', new.role, 'valid_from', new.valid_from, 'valid_to', new.valid_to), new.city, new.id);
    -- Who asked grants; neither who asked nor who confirms is who gets it.
    if exists (select 1 from act_request r where r.id = new.request_id and (r.asked_by_id <> new.granted_by_id or r.asked_by_id = new.person_id))
       or new.person_id = actor_person() then
      perform law_refuse('rights_are_granted_by_their_administrator', current_date);
    end if;
  elsif new.granted_by_id is distinct from actor_person() or new.person_id = new.granted_by_id
     or not rights_reach(new.granted_by_id, 'security_administrator', new.body_id)
     or (new.region_id is not null and not exists (select 1 from posting o where o.person_id = new.granted_by_id and o.role = 'security_administrator'
           and o.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (o.valid_to is null or (now() at time zone 'Asia/Shanghai')::date < o.valid_to)
           and new.region_id in (select regions_below(o.region_id)))) then
    perform law_refuse('rights_are_granted_by_their_administrator', current_date);
  end if;
  perform put_posting(new.city, new.person_id, new.body_id, new.region_id, new.window_id, new.role, new.valid_from, new.valid_to, new.id, new.id);
  return new;
end $$;
create or replace trigger posting_grant_law before insert on posting_grant for each row execute function law_posting_grant();

create or replace function law_posting_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  p public.posting;
begin
  select * into p from posting o where o.id = new.posting_id;
  if new.ends_on < law_today(new.city) then
    perform law_refuse('rights_change_only_forward', current_date);
  end if;
  if is_administrator(p.role) then
    perform law_two_people('end_administrator', new.request_id, jsonb_build_object('posting', new.posting_id, 'ends_on', new.ends_on), new.city, new.id);
  elsif new.ended_by_id is distinct from actor_person() or not rights_reach(new.ended_by_id, 'security_administrator', p.body_id) then
    perform law_refuse('rights_are_granted_by_their_administrator', current_date);
  end if;
  perform end_posting(p.id, new.ends_on);
  -- The register of chief representatives ends with the post.
  update chief_representative c set valid = daterange(lower(c.valid), least(upper(c.valid), greatest(lower(c.valid), new.ends_on)))
   where c.id = p.because_id;
  return new;
end $$;
create or replace trigger posting_end_law before insert on posting_end for each row execute function law_posting_end();

-- The review of what was granted is another office's, and nobody's own.
create or replace function law_grant_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  p public.posting;
begin
  select * into p from posting o where o.id = new.posting_id;
  if new.reviewed_by_id is distinct from actor_person() or new.reviewed_by_id = p.person_id
     or not rights_reach(new.reviewed_by_id, 'audit_administrator', p.body_id)
     or exists (select 1 from posting_grant g where g.id = p.id and g.granted_by_id = new.reviewed_by_id) then
    perform law_refuse('grants_are_reviewed_by_the_audit_administrator', current_date);
  end if;
  if new.outcome = 'end' then
    if is_administrator(p.role) then
      perform law_refuse('a_dangerous_act_needs_two_people', current_date);
    end if;
    perform end_posting(p.id, law_office_day());
  end if;
  return new;
end $$;
create or replace function law_office_day() returns date
language sql stable return (now() at time zone 'Asia/Shanghai')::date;
create or replace trigger grant_review_law before insert on grant_review for each row execute function law_grant_review();

create or replace function law_role_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform law_two_people('change_role', new.request_id, jsonb_build_object('role', new.role, 'title', new.title, 'permissions', to_jsonb(new.permissions)), new.city, new.id);
  if is_administrator(new.role) or new.role = 'citizen'
     -- Auditors and operators keep what is theirs; nobody else comes by it.
     or exists (select 1 from reserved_power r where r.permission = any(new.permissions)
          and not (new.role in ('auditor', 'operator') and r.role in (new.role, 'record_keepers'))) then
    perform law_refuse('an_administrators_power_stays_with_the_office', current_date);
  end if;
  new.number := 1 + (select count(*) from role_change c where c.city = new.city and c.role = new.role);
  delete from role_grant g where g.city = new.city and g.role = new.role;
  insert into role_grant (city, role, permission) select distinct new.city, new.role, p from unnest(new.permissions) p;
  return new;
end $$;
create or replace trigger role_change_law before insert on role_change for each row execute function law_role_change();

-- An exact login of a member of staff of the city gives the person, and nothing to browse.
create or replace function staff_by_login(wanted text) returns table (person_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select p.id, p.name from account a join person p on p.id = a.person_id
       where a.login = wanted and a.city = actor_city() and a.kind = 'staff' and actor_kind() = 'staff' $$;

-- When each of these people last signed in, for whoever reviews what is not used.
create or replace function last_seen(wanted uuid[]) returns table (person_id uuid, seen_at timestamptz, is_active boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select a.person_id, max(a.last_login), bool_or(a.is_active) from account a
       where a.person_id = any(wanted) and a.city = actor_city() and a.kind = 'staff' and looks_after_rights() group by a.person_id $$;

-- Members of staff who can sign in and hold no post on a day: names only, for the reviewers.
create or replace function staff_without_post(day date) returns table (person_id uuid, name text, seen_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select p.id, p.name, max(a.last_login) from account a join person p on p.id = a.person_id
       where a.city = actor_city() and a.kind = 'staff' and a.is_active and looks_after_rights()
         and not exists (select 1 from posting o where o.person_id = p.id and o.valid_from <= day and (o.valid_to is null or day < o.valid_to))
       group by p.id, p.name $$;

-- Who could give what somebody lacks at a body: the names of its security administrators.
create or replace function who_grants_at(wanted uuid) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select distinct p.name from posting o join person p on p.id = o.person_id
       where o.role = 'security_administrator' and o.city = actor_city() and actor_kind() = 'staff'
         and rights_reach(o.person_id, 'security_administrator', wanted) $$;
revoke execute on function staff_by_login(text), last_seen(uuid[]), staff_without_post(date), who_grants_at(uuid) from public;
grant execute on function staff_by_login(text), last_seen(uuid[]), staff_without_post(date), who_grants_at(uuid) to tongban_app;
