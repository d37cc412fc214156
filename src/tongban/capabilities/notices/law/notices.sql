-- A person reads and ticks off their own notices; listeners (system actors) add them.
select law_wall(array['notice']);
grant select, insert, update (read_at) on notice to tongban_app;
select law_policy('notice', 'select', 'person_id = (select actor_person()) or (select actor_kind()) = ''system'' and city = (select actor_city())');
select law_policy('notice', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''');
select law_policy('notice', 'update', 'person_id = (select actor_person())', 'person_id = (select actor_person())');
select law_one_city('notice', array['person_id','person', 'body_id','body']);
