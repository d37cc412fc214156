-- Keys of the ring are wrapped: what stands here opens nothing without the file that the
-- database does not hold. A subject's key never changes; it is wrapped anew, or destroyed.
select law_wall(array['data_key','subject_key']);

grant select, insert (version, wrapped, kek_mark, made_at), update (wrapped, kek_mark, superseded_at) on data_key to tongban_app;
select law_policy('data_key', 'select', '(select actor_kind()) <> ''nobody'''),
       law_policy('data_key', 'insert', null, '(select actor_kind()) = ''system'' and current_setting(''app.name'', true) = ''system:keys'''),
       law_policy('data_key', 'update', '(select actor_kind()) = ''system'' and current_setting(''app.name'', true) = ''system:keys''',
         '(select actor_kind()) = ''system'' and current_setting(''app.name'', true) = ''system:keys''');

grant select, insert (id, city, kind, key_version, wrapped, destroyed_at), update (key_version, wrapped) on subject_key to tongban_app;
select law_policy('subject_key', 'select', 'city = (select actor_city()) and (select actor_kind()) in (''citizen'', ''staff'', ''system'')'),
       law_policy('subject_key', 'insert', null, 'city = (select actor_city()) and destroyed_at is null'),
       law_policy('subject_key', 'update', 'city = (select actor_city()) and (select actor_kind()) = ''system'' and current_setting(''app.name'', true) = ''system:keys''',
         'city = (select actor_city()) and (select actor_kind()) = ''system'' and current_setting(''app.name'', true) = ''system:keys''');

-- A version is destroyed only when nothing of any city is wrapped with it; who asks sees one
-- city, so the owner looks.
create or replace function destroy_data_key(old int) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if actor_kind() <> 'system' or current_setting('app.name', true) <> 'system:keys'
     or old >= (select max(version) from public.data_key)
     or exists (select 1 from public.subject_key where key_version <= old and wrapped <> '') then
    return false;
  end if;
  update public.data_key set wrapped = '', destroyed_at = now() where version = old and wrapped <> '';
  return found;
end $$;
revoke execute on function destroy_data_key(int) from public;
grant execute on function destroy_data_key(int) to tongban_app;
