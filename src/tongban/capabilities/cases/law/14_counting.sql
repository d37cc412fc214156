-- How many applications were filed for each item, by channel and by the visits that its guide
-- asked: what public figures are made of (PRT-03, RUN-04). Counts only, past the wall: no
-- number, no day, no person. The days asked for are whole years, so that nobody learns of one
-- day by asking for two spans that differ by it.
create or replace function filings_of_the_year(until date)
returns table (item_id uuid, visits smallint, channel text, filings bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select v.item_id, v.visits, a.channel, count(*) from application a join item_version v on v.id = a.version_id
       where a.city = actor_city() and a.filed_on > (date_trunc('month', until) - interval '1 year' - interval '1 day')::date
         and a.filed_on < date_trunc('month', until)::date
       group by v.item_id, v.visits, a.channel $$;
revoke execute on function filings_of_the_year(date) from public;
grant execute on function filings_of_the_year(date) to tongban_app;

-- Which two items the same people filed within a month of each other, in the same twelve
-- months (WIN-10): how many people, and only where they are at least ten; no number, no day.
create or replace function filed_together(until date)
returns table (item_id uuid, other_id uuid, people bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ with filed as materialized (
         select distinct a.submitted_by_id as who, v.item_id, a.filed_on
           from application a join item_version v on v.id = a.version_id
          where a.city = actor_city() and a.filed_on > (date_trunc('month', until) - interval '1 year' - interval '1 day')::date
            and a.filed_on < date_trunc('month', until)::date)
       select one.item_id, two.item_id, count(distinct one.who)
         from filed one join filed two on two.who = one.who and two.item_id > one.item_id
          and two.filed_on between one.filed_on - 30 and one.filed_on + 30
        group by one.item_id, two.item_id having count(distinct one.who) >= 10 $$;
revoke execute on function filed_together(date) from public;
grant execute on function filed_together(date) to tongban_app;
