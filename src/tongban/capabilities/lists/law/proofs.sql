-- A proof that the list in force has cancelled is asked by no guide (PRF-04). Guides and that
-- list are published one after the other: guides share the lock, the list holds it alone.
create or replace function asks_cancelled(wanted uuid, of_city text, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (
  select 1 from list_publication p join list_row r on r.release_id = p.release_id
    join material_type t on t.id = r.material_type_id
    join item_material m on m.version_id = wanted and not m.is_waived and (m.material_type_id = t.id or btrim(m.name) = btrim(t.name))
   where p.city = of_city and p.kind = 'cancelled_proofs'
     -- The list in force on that day, and any that is announced for a later one.
     and not exists (select 1 from list_publication n where n.city = of_city and n.kind = p.kind
                       and n.effective_on <= day and n.effective_on > p.effective_on)) $$;
revoke execute on function asks_cancelled(uuid, text, date) from public;

create or replace function law_no_cancelled_proof() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('cancelled|' || new.city, 0));
  if asks_cancelled(new.version_id, new.city, new.effective_on) then
    perform law_refuse('no_cancelled_proof_is_asked', current_date);
  end if;
  return null;
end $$;
create or replace trigger item_publication_asks_no_cancelled_proof after insert on item_publication
  for each row execute function law_no_cancelled_proof();

-- Nor is a proof cancelled while a guide in force, or one to come, still asks it: the guide
-- is mended first.
create or replace function law_cancelled_is_asked_nowhere() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.kind <> 'cancelled_proofs' then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('cancelled|' || new.city, 0));
  if exists (select 1 from public.list_row r join public.material_type t on t.id = r.material_type_id
       join public.item_material m on m.city = new.city and not m.is_waived and (m.material_type_id = t.id or btrim(m.name) = btrim(t.name))
       join public.item_publication p on p.version_id = m.version_id
      where r.release_id = new.release_id and (p.effective_on > new.effective_on or version_in_force(p.version_id, new.effective_on))) then
    perform law_refuse('no_cancelled_proof_is_asked', current_date);
  end if;
  return null;
end $$;
create or replace trigger list_publication_cancels_what_nobody_asks after insert on list_publication
  for each row execute function law_cancelled_is_asked_nowhere();

-- Anybody may report that a cancelled proof was demanded; the keepers of the list read and
-- answer, once. Nobody else sees who reported.
select law_wall(array['proof_demand']);
grant select, insert, update (answer, answered_by_id, answered_at) on proof_demand to tongban_app;
select law_policy('proof_demand', 'select', 'city = (select actor_city()) and (select keeps_the_list())');
select law_policy('proof_demand', 'insert', null, 'city = (select actor_city()) and reported_by_id is not distinct from (select actor_person())');
select law_policy('proof_demand', 'update', 'city = (select actor_city()) and (select keeps_the_list())');

create or replace function law_proof_demand() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then
    if old.answer <> '' or new.answered_by_id is distinct from actor_person() then
      perform law_refuse('a_demand_is_answered_once', current_date);
    end if;
    return new;
  end if;
  if new.answer <> '' then
    perform law_refuse('a_demand_is_answered_once', current_date);
  end if;
  if not exists (select 1 from public.list_row r where r.material_type_id = new.material_type_id and r.release_id =
       list_in_force(new.city, 'cancelled_proofs', null, (now() at time zone 'Asia/Shanghai')::date)) then
    perform law_refuse('a_demand_names_a_cancelled_proof', current_date);
  end if;
  return new;
end $$;
create or replace trigger proof_demand_law before insert or update on proof_demand for each row execute function law_proof_demand();
select law_one_city('proof_demand', array['material_type_id','material_type', 'reported_by_id','person', 'answered_by_id','person']);
