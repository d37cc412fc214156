-- Only the relay (a system actor) reads messages; every command may add them.
alter table outbox_message enable row level security;
alter table outbox_message force row level security;
drop policy if exists message_read on outbox_message;
create policy message_read on outbox_message for select to tongban_app
  using (city = (select actor_city()) and (select actor_kind()) = 'system');
drop policy if exists message_add on outbox_message;
create policy message_add on outbox_message for insert to tongban_app
  with check (city = (select actor_city()));
drop policy if exists message_move on outbox_message;
create policy message_move on outbox_message for update to tongban_app
  using (city = (select actor_city()) and (select actor_kind()) = 'system');
drop policy if exists message_drop on outbox_message;
create policy message_drop on outbox_message for delete to tongban_app
  using (city = (select actor_city()) and (select actor_kind()) = 'system');
drop policy if exists message_by_owner on outbox_message;
create policy message_by_owner on outbox_message to tongban_owner using (true) with check (true);
revoke all on outbox_message from tongban_app;
grant select, insert, delete, update (attempts, next_at, is_set_aside, last_error) on outbox_message to tongban_app;
