-- The one material catalogue (MAT-01, R-49): a body proposes, another person of the
-- catalogue's office answers, and a published item asks only for what was taken in.
grant update (standing, merged_into_id, answered_by_id, answered_at, opinion) on material_type to tongban_app;
select law_policy('material_type', 'update', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')',
                  'city = (select actor_city())');

-- What is taken in at once (a province's catalogue, a sample city) only a named system actor
-- writes; an answer is given once, and says why where it says no.
create or replace function law_material_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  lawful boolean;
begin
  if tg_op = 'INSERT' then
    lawful := case new.standing
      when 'accepted' then actor_kind() = 'system'
      when 'proposed' then new.answered_by_id is null and new.proposed_for_id is not null and new.proposed_by_id is not null
        and cardinality(new.aliases) = 0 and (actor_kind() = 'system' or new.proposed_by_id = actor_person()) and drafts_for(new.proposed_for_id, new.city)
      else false end;
  else
    lawful := old.standing = 'proposed' and new.standing in ('accepted', 'merged', 'declined')
      and new.answered_by_id = actor_person() and new.answered_by_id <> old.proposed_by_id
      and in_catalogue_office(new.answered_by_id, new.city)
      and (new.standing = 'accepted' or btrim(new.opinion, E' \t\n\u3000') <> '' or new.standing = 'merged')
      and (new.standing <> 'merged' or exists (select 1 from public.material_type m
            where m.id = new.merged_into_id and m.city = new.city and m.standing = 'accepted'));
  end if;
  if not coalesce(lawful, false) then
    perform law_refuse('a_material_is_taken_in_by_another', current_date);
  end if;
  return new;
end $$;
create or replace trigger material_type_law before insert or update on material_type
  for each row execute function law_material_entry();

-- Who answers what is proposed is told to whoever works in the city: it waits for a person, and
-- the wall hides other bodies' postings. The office of the list only, and no more than who.
create or replace function list_material_keepers(day date) returns table (body_id uuid, person_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select distinct o.body_id, o.person_id from posting o
 where actor_kind() in ('staff', 'system') and o.city = actor_city() and o.role = 'catalogue_publisher'
   and o.valid_from <= day and (o.valid_to is null or day < o.valid_to) $$;
revoke execute on function list_material_keepers(date) from public;
grant execute on function list_material_keepers(date) to tongban_app;

-- No race: what was taken in stays taken in, nothing leads back.
create or replace function law_material_is_listed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not exists (select 1 from public.material_type m where m.id = new.material_type_id and m.standing = 'accepted') then
    perform law_refuse('materials_come_from_the_catalogue', current_date);
  end if;
  return new;
end $$;
create or replace trigger item_material_is_listed before insert on item_material
  for each row execute function law_material_is_listed();

select law_one_city('material_type', array['merged_into_id','material_type', 'proposed_by_id','person', 'proposed_for_id','body',
  'answered_by_id','person']);
