-- What runs by itself sees a little more than the body whose matter it is. Named system
-- actors tell the readers of an application what happened to it, and purge drafts whose
-- time is over; they never see a draft that its person may still send.
drop policy if exists app_select_for_notices on application_reader;
drop policy if exists app_also_select_for_notices on application_reader;
create policy app_also_select_for_notices on application_reader for select to tongban_app
  using (city = (select actor_city()) and (select actor_kind()) = 'system');

drop policy if exists app_select_expired on application_draft;
create policy app_select_expired on application_draft for select to tongban_app
  using (city = (select actor_city()) and (select actor_kind()) = 'system'
    and expires_on < (now() at time zone 'Asia/Shanghai')::date);
drop policy if exists app_delete_expired on application_draft;
create policy app_delete_expired on application_draft for delete to tongban_app
  using (city = (select actor_city()) and (select actor_kind()) = 'system'
    and expires_on < (now() at time zone 'Asia/Shanghai')::date);
