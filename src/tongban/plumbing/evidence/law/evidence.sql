-- The log only grows. The application's role may add leaves (never their transaction id
-- or time), and the sequencer, which is the same role as a named system actor, adds links.
alter table evidence_leaf enable row level security;
alter table evidence_leaf force row level security;
alter table evidence_link enable row level security;
alter table evidence_link force row level security;
alter table evidence_head enable row level security;
alter table evidence_head force row level security;

drop policy if exists leaf_read on evidence_leaf;
create policy leaf_read on evidence_leaf for select to tongban_app
  using (city = (select actor_city()) and (select actor_kind()) = 'system');
drop policy if exists leaf_add on evidence_leaf;
create policy leaf_add on evidence_leaf for insert to tongban_app
  with check (city = (select actor_city()));
drop policy if exists law_reads_all on evidence_leaf;
create policy law_reads_all on evidence_leaf to tongban_owner using (true) with check (true);

drop policy if exists link_read on evidence_link;
create policy link_read on evidence_link for select to tongban_app using (city = (select actor_city()));
drop policy if exists link_add on evidence_link;
create policy link_add on evidence_link for insert to tongban_app
  with check (city = (select actor_city()) and (select actor_kind()) = 'system'
    and exists (select 1 from evidence_leaf l where l.id = evidence_link.leaf_id and l.city = evidence_link.city));
drop policy if exists law_reads_all on evidence_link;
create policy law_reads_all on evidence_link to tongban_owner using (true) with check (true);

drop policy if exists head_read on evidence_head;
create policy head_read on evidence_head for select to tongban_app using (city = (select actor_city()));
drop policy if exists head_add on evidence_head;
create policy head_add on evidence_head for insert to tongban_app
  with check (city = (select actor_city()) and (select actor_kind()) = 'system');
drop policy if exists law_reads_all on evidence_head;
create policy law_reads_all on evidence_head to tongban_owner using (true) with check (true);

revoke all on evidence_leaf, evidence_link, evidence_head from tongban_app;
grant select, insert (id, city, kind, body) on evidence_leaf to tongban_app;
grant select, insert (city, seq, leaf_id, leaf_hash) on evidence_link to tongban_app;
grant select, insert (city, size, root, frontier, done_xid, made_at, key_id, signature) on evidence_head to tongban_app;

create or replace trigger evidence_leaf_stays before update or delete or truncate on evidence_leaf
  for each statement execute function law_never_changes('evidence_never_changes');
create or replace trigger evidence_link_stays before update or delete or truncate on evidence_link
  for each statement execute function law_never_changes('evidence_never_changes');
create or replace trigger evidence_head_stays before update or delete or truncate on evidence_head
  for each statement execute function law_never_changes('evidence_never_changes');

-- Leaves of events and of issued files are written by the triggers on those rows, as the
-- owner. The application's role writes its audit entries, and cannot claim an event.
create or replace function law_leaf() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform law_refuse('a_leaf_comes_from_its_act', current_date);
  return new;
end $$;
create or replace trigger evidence_leaf_law before insert on evidence_leaf for each row
  when (current_user = 'tongban_app' and new.kind in ('case_event', 'issued_file')) execute function law_leaf();
