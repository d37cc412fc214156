-- What a person handed in is seen by that person; a case keeps its own reference.
select law_wall(array['upload']);
grant select, insert on upload to tongban_app;
select law_policy('upload', 'select', 'city = (select actor_city()) and (person_id = (select actor_person()) or handed_in_by_id = (select actor_person()) or (select actor_kind()) = ''system'')');
-- One hands in for oneself, or over the counter for somebody else; and only a file that one
-- may see: a key alone would let the file of a stranger be claimed.
select law_policy('upload', 'insert', null, 'city = (select actor_city()) and handed_in_by_id = (select actor_person())'
  ' and (person_id = (select actor_person()) or (select actor_kind()) in (''staff'', ''system''))'
  ' and exists (select 1 from stored_file f where f.id = upload.file_id)');
select law_one_city('upload', array['person_id','person', 'handed_in_by_id','person', 'file_id','stored_file', 'material_type_id','material_type']);
