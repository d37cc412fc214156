-- What of a resident item is done in the hall itself (进必授权, AUT-03): said by the office of the
-- catalogue on the department's document, from a day on; the newest row that has begun counts.
select law_wall(array['hall_power']);
select law_append_only(array['hall_power'], 'a_halls_power_stays_known');
select law_policy('hall_power', 'select', 'city = (select actor_city())');
select law_policy('hall_power', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');
select law_one_city('hall_power', array['item_id','item', 'venue_id','venue', 'registered_by_id','person']);

-- Is the item on the resident list of the hall that is in force on a day?
create or replace function is_resident(wanted_item uuid, at_venue uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from list_row w where w.item_id = wanted_item and w.release_id =
  (select p.release_id from list_publication p where p.kind = 'resident' and p.venue_id = at_venue
     and p.effective_on <= day order by p.effective_on desc limit 1)) $$;
revoke execute on function is_resident(uuid, uuid, date) from public;

create or replace function law_hall_power() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if actor_kind() <> 'system' and (new.registered_by_id is distinct from actor_person() or not in_catalogue_office(new.registered_by_id, new.city)) then
    perform law_refuse('a_halls_power_is_registered_by_its_office', current_date);
  end if;
  if new.effective_on < law_today(new.city) then
    perform law_refuse('a_halls_power_changes_only_forward', current_date);
  end if;
  -- Power is taken back at any time; it is given only where the item is.
  if cardinality(new.powers) > 0 and not is_resident(new.item_id, new.venue_id, new.effective_on) then
    perform law_refuse('only_a_resident_item_has_power_in_the_hall', current_date);
  end if;
  return new;
end $$;
create or replace trigger hall_power_law before insert on hall_power for each row execute function law_hall_power();
