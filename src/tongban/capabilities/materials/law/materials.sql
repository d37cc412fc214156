-- What a person handed in is seen by that person; a case keeps its own reference.
select law_wall(array['upload']);
grant select, insert on upload to tongban_app;
select law_policy('upload', 'select', 'city = (select actor_city()) and (person_id = (select actor_person()) or handed_in_by_id = (select actor_person()) or (select actor_kind()) = ''system'')');
select law_policy('upload', 'insert', null, 'city = (select actor_city()) and handed_in_by_id = (select actor_person())');
