-- Cities, regions, bodies, venues, windows and calendars are public by law; only the
-- system's loader (later: the registry's own commands) adds to them.
select law_wall(array['city','region','body','venue','window','window_class','calendar_year']);
grant select, insert on city, region, body, venue, "window", window_class, calendar_year to tongban_app;
select law_policy('city', 'select', 'true');
select law_policy('city', 'insert', null, '(select actor_kind()) = ''system''');
select law_policy(t, 'select', 'city = (select actor_city())'),
       law_policy(t, 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''')
  from unnest(array['region','body','venue','window','window_class','calendar_year']) t;
select law_one_city('body', array['region_id','region', 'parent_id','body']),
       law_one_city('region', array['parent_id','region']),
       law_one_city('venue', array['region_id','region', 'body_id','body']),
       law_one_city('window', array['venue_id','venue']);

-- A hall is called what its level is called (ORG-04), with a name of its own before it; a
-- department's own counter is no hall and does not pass for one. naming.py says the same.
alter table venue drop constraint if exists a_hall_is_named_by_its_level;
alter table venue add constraint a_hall_is_named_by_its_level check (
  case when name like '%柜台' then name !~ '政务服务中心|便民服务中心|便民服务站'
    else name ~ ('[^[:space:]\u3000]' || case level when 'township' then '便民服务中心' when 'village' then '便民服务站' else '政务服务中心' end || '$') end);

-- The day before which nothing is changed: today, or long ago in a sample city, whose
-- story may be told on another day.
create or replace function law_today(of_city text) returns date
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select case when exists (select 1 from city where code = of_city and is_sample) then date '2015-01-01'
       else (now() at time zone 'Asia/Shanghai')::date end $$;
revoke execute on function law_today(text) from public;
