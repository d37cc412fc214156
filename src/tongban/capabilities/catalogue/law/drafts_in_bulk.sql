-- A change for many items (A1): said once, by somebody who drafts for each of the bodies, and
-- never altered afterwards: what the reviewers were told is what was done.
select law_wall(array['bulk_change']);
select law_append_only(array['bulk_change'], 'a_bulk_change_stays_as_made');
select law_policy('bulk_change', 'select', 'city = (select actor_city()) and (bodies && (select actor_orgs())::uuid[] or (select keeps_the_list()))');
select law_policy('bulk_change', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');

create or replace function law_bulk_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if cardinality(new.bodies) = 0 or (actor_kind() <> 'system' and new.made_by_id is distinct from actor_person())
     or exists (select 1 from unnest(new.bodies) body_id where not drafts_for(body_id, new.city)) then
    perform law_refuse('a_draft_comes_from_its_office', current_date);
  end if;
  return new;
end $$;
create or replace trigger bulk_change_law before insert on bulk_change for each row execute function law_bulk_change();

-- A draft joins a batch when it is made, by who made the batch, at one of its bodies; later
-- nothing joins or leaves (no grant), so nobody slips a text into what others reviewed.
create or replace function law_draft_of_batch() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' or not exists (select 1 from public.bulk_change b where b.id = new.batch_id and b.city = new.city
       and b.made_by_id = new.drafted_by_id and new.body_id = any(b.bodies)) then
    perform law_refuse('a_bulk_change_stays_as_made', current_date);
  end if;
  return new;
end $$;
create or replace trigger item_draft_of_batch before insert on item_draft for each row when (new.batch_id is not null)
  execute function law_draft_of_batch();
create or replace trigger item_draft_keeps_batch before update on item_draft for each row
  when (new.batch_id is distinct from old.batch_id) execute function law_draft_of_batch();

select law_one_city('bulk_change', array['made_by_id','person']);
