-- Closing a body that ended, and assessing bodies. Only added to; what was published stays.
select law_wall(array['body_closing','assessment_scheme','assessment_sheet']);
select law_append_only(array['body_closing','assessment_scheme','assessment_sheet'], 'assessments_are_only_added_to');
select law_policy(t, 'select', 'city = (select actor_city())'),
       law_policy(t, 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff''')
  from unnest(array['body_closing','assessment_scheme','assessment_sheet']) t;
select law_one_city('body_closing', array['body_id','body', 'closed_by_id','person']),
       law_one_city('assessment_scheme', array['published_by_id','person']),
       law_one_city('assessment_sheet', array['scheme_id','assessment_scheme', 'body_id','body', 'published_by_id','person']);

-- What is left at a body: counts only, for whoever of the staff keeps the register of bodies.
create or replace function left_behind(wanted uuid, day date) returns table (cases bigint, items bigint, posts bigint, halls bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select
  (select count(*) from "case" c where c.body_id = b.id and c.handled_by = 'us' and c.state <> 'draft' and c.closed_at is null),
  (select count(*) from item i where i.body_id = b.id and exists (select 1 from item_version v where v.item_id = i.id and version_in_force(v.id, day))),
  (select count(*) from posting p where p.body_id = b.id and p.valid_from <= day and (p.valid_to is null or day < p.valid_to)),
  (select count(*) from venue n where n.body_id = b.id)
  from body b where b.id = wanted and b.city = actor_city() and actor_kind() in ('staff', 'system') $$;
-- Who works at windows, and how many of them are of the establishment (AUT-02).
create or replace function window_staff(wanted uuid, day date) returns table (established bigint, everybody bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select count(distinct p.person_id) filter (where g.is_established), count(distinct p.person_id)
  from posting p left join posting_grant g on g.id = p.because_id
 where p.city = actor_city() and actor_kind() in ('staff', 'system') and (p.role = 'clerk' or p.window_id is not null)
   and p.body_id = wanted and p.valid_from <= day and (p.valid_to is null or day < p.valid_to) $$;
revoke execute on function left_behind(uuid, date), window_staff(uuid, date) from public;
grant execute on function left_behind(uuid, date), window_staff(uuid, date) to tongban_app;

create or replace function law_body_closing() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  today date := (new.closed_at at time zone 'Asia/Shanghai')::date;
  p record;
begin
  if new.closed_by_id is distinct from actor_person() or not holds_in_city(new.closed_by_id, new.city, 'organisation_drafter') then
    perform law_refuse('bodies_are_kept_by_their_office', current_date);
  end if;
  perform 1 from body b where b.id = new.body_id for no key update;
  if not law_may_be_now(new.city, new.closed_at) or body_stands(new.body_id, today)
     or exists (select 1 from left_behind(new.body_id, today) l where l.cases + l.items > 0) then
    perform law_refuse('a_body_closes_with_nothing_left', current_date);
  end if;
  for p in select o.id from posting o where o.body_id = new.body_id and (o.valid_to is null or o.valid_to > today) loop
    perform end_posting(p.id, today + 1);
  end loop;
  return new;
end $$;
create or replace trigger body_closing_law before insert on body_closing for each row execute function law_body_closing();

create or replace function law_assessment() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.published_by_id is distinct from actor_person() or not law_may_be_now(new.city, new.published_at)
     or not holds_in_city(new.published_by_id, new.city, 'organisation_approver') then
    perform law_refuse('bodies_are_kept_by_their_office', current_date);
  end if;
  return new;
end $$;
select law_asks('law_assessment', array['assessment_scheme','assessment_sheet'], '_law');
