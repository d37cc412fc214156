-- Form schemas are public and never change: a version points at a digest.
select law_wall(array['form_version']);
select law_append_only(array['form_version'], 'published_version_never_changes');
select law_policy('form_version', 'select', 'city = (select actor_city())');
select law_policy('form_version', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');
