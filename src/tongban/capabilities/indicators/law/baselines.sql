-- What an item asked before it was made simpler (CAT-16, FRE-04). Public, and only ever added
-- to: a reduction that could be had by changing its baseline would be worth nothing.
select law_wall(array['item_baseline']);
select law_append_only(array['item_baseline'], 'a_baseline_never_changes');
select law_policy('item_baseline', 'select', 'city = (select actor_city())');
select law_policy('item_baseline', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');

-- Kept by the office of the catalogue, not by the department whose success it measures; of a
-- day that is past; each correction after the one before, and known from the day it was made
-- (a sample city tells its story on another day; a midnight may pass while a form is on its way).
create or replace function law_item_baseline() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  today date := (now() at time zone 'Asia/Shanghai')::date;
begin
  if not keeps_the_list() or (actor_kind() <> 'system' and new.registered_by_id is distinct from actor_person()) then
    perform law_refuse('a_baseline_comes_from_its_office', current_date);
  end if;
  if new.counted_on > new.registered_on
     or new.registered_on not between today - 1 and today and not exists (select 1 from public.city c where c.code = new.city and c.is_sample)
     or exists (select 1 from public.item_baseline b where b.item_id = new.item_id and b.registered_on > new.registered_on) then
    perform law_refuse('a_baseline_is_of_the_past', current_date);
  end if;
  if new.number <> 1 + (select count(*) from public.item_baseline b where b.item_id = new.item_id) then
    perform law_refuse('one_baseline_a_number', current_date);
  end if;
  return new;
end $$;
create or replace trigger item_baseline_law before insert on item_baseline for each row execute function law_item_baseline();
select law_one_city('item_baseline', array['item_id','item', 'registered_by_id','person']);
