-- Cities, regions, bodies, venues, windows and calendars are public by law; only the
-- system's loader (later: the registry's own commands) adds to them.
select law_wall(array['city','region','body','venue','window','calendar_year']);
grant select, insert on city, region, body, venue, "window", calendar_year to tongban_app;
select law_policy('city', 'select', 'true');
select law_policy('city', 'insert', null, '(select actor_kind()) = ''system''');
select law_policy(t, 'select', 'city = (select actor_city())'),
       law_policy(t, 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''')
  from unnest(array['region','body','venue','window','calendar_year']) t;
select law_one_city('body', array['region_id','region', 'parent_id','body']),
       law_one_city('region', array['parent_id','region']),
       law_one_city('venue', array['region_id','region', 'body_id','body']),
       law_one_city('window', array['venue_id','venue']);
