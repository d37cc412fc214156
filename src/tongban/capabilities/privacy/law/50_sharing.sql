-- Sharing rests on an assessment (个人信息保护法 55 第三项, 23): who receives, what, until when,
-- filed by one and approved by another. The day by which it counts is the machine's, or in a
-- sample city the day that it tells.
create or replace function sharing_day(of_city text) returns date
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select case when exists (select 1 from city c where c.code = of_city and c.is_sample)
    then coalesce(nullif(current_setting('app.day', true), '')::date, (now() at time zone 'Asia/Shanghai')::date)
    else (now() at time zone 'Asia/Shanghai')::date end $$;
-- Does this assessment, approved and in force today, cover what this body is to be told?
create or replace function assessment_covers(wanted uuid, of_city text, to_body uuid, told text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from privacy_assessment a join privacy_assessment_approval p on p.assessment_id = a.id
       where a.id = wanted and a.city = of_city and a.receiver_id = to_body and told <@ a.claims::text[]
         and sharing_day(of_city) between a.valid_from and a.valid_until) $$;
-- The assessments of sharing, for staff: who registers a system has to name one.
create or replace function sharing_assessments() returns table (id uuid, processing text, receiver_id uuid, claims text[], valid_from date, valid_until date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select a.id, a.processing, a.receiver_id, a.claims::text[], a.valid_from, a.valid_until from privacy_assessment a
       where actor_kind() in ('staff', 'system') and a.city = actor_city() and a.receiver_id is not null
         and exists (select 1 from privacy_assessment_approval p where p.assessment_id = a.id) order by a.valid_until desc, a.id $$;
revoke execute on function sharing_day(text), assessment_covers(uuid, text, uuid, text[]), sharing_assessments() from public;
grant execute on function sharing_assessments() to tongban_app;
