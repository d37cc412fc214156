-- A file is seen by who handed it in and by named system actors. Files of a case are also
-- seen with the case: capabilities/cases adds its own policy, and policies are joined by OR.
select law_wall(array['stored_file']);
select law_policy('stored_file', 'select', 'city = (select actor_city()) and (received_by = (select actor_person()) or (select actor_kind()) = ''system'')');
select law_policy('stored_file', 'insert', null, 'city = (select actor_city()) and purged_at is null and (received_by = (select actor_person()) or (select actor_kind()) = ''system'')');
-- A lawful purge leaves the row as a tombstone; nothing else about a file ever changes.
select law_policy('stored_file', 'update', 'city = (select actor_city()) and (select actor_kind()) = ''system'' and purged_at is null', 'city = (select actor_city()) and purged_at is not null');
grant select, insert (id, city, digest, size, media_type, original_name, received_at, received_by, purged_at), update (purged_at) on stored_file to tongban_app;
