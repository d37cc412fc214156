-- Windows of a class (WIN-09): what it takes in is a published list, and the list comes with
-- the norm and the procedure of the class.
select law_wall(array['window_classing']);
select law_append_only(array['window_classing'], 'a_windows_class_is_kept');
select law_policy('window_classing', 'select', 'city = (select actor_city())');
select law_policy('window_classing', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');

-- A list of windows goes nowhere without the papers of its kind (kinds/windows.py says the same).
create or replace function list_has_its_papers(r public.list_release) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if r.kind = 'window' and exists (select 1 from unnest(array['norm', 'procedure']) needed(paper)
       where coalesce(btrim(r.papers ->> needed.paper, E' \t\r\n\u00a0\u3000'), '') = '') then
    perform law_refuse('a_window_list_has_its_papers', current_date);
  end if;
end $$;

-- Of which class a window is on a day; null where it is of none.
create or replace function window_class_on(of_window uuid, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select k.window_class_id from window_classing k
       where k.window_id = of_window and k.effective_on <= day order by k.effective_on desc limit 1 $$;
-- The list of a class at a hall that is in force on a day.
create or replace function window_list_on(of_venue uuid, of_class uuid, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select p.release_id from list_publication p where p.kind = 'window' and p.venue_id = of_venue
       and p.window_class_id = of_class and p.effective_on <= day order by p.effective_on desc limit 1 $$;
-- Does this person work at a window of the hall that takes the item in? Who works at none
-- of its windows is bound by the hall's own intake alone.
create or replace function at_a_window_for(who uuid, of_venue uuid, of_item uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(bool_or(k.class is null or exists (select 1 from list_row w
         where w.release_id = window_list_on(of_venue, k.class, day) and w.item_id = of_item)), true)
       from posting o join "window" v on v.id = o.window_id and v.venue_id = of_venue
       cross join lateral (select window_class_on(v.id, day) as class) k
      where o.person_id = who and o.valid_from <= day and (o.valid_to is null or day < o.valid_to) $$;
revoke execute on function list_has_its_papers(public.list_release), window_class_on(uuid, date),
  window_list_on(uuid, uuid, date), at_a_window_for(uuid, uuid, uuid, date) from public;

-- Classed by the office of the catalogue, from today on (a sample city tells its story on
-- other days), and only where the class has its list, and with it its papers.
create or replace function law_window_classing() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if actor_kind() <> 'system' and (new.registered_by_id is distinct from actor_person() or not in_catalogue_office(new.registered_by_id, new.city)) then
    perform law_refuse('a_window_is_classed_by_its_office', current_date);
  end if;
  if new.effective_on < law_today(new.city) then
    perform law_refuse('a_windows_class_changes_only_forward', current_date);
  end if;
  if new.window_class_id is not null and window_list_on((select v.venue_id from public."window" v where v.id = new.window_id),
       new.window_class_id, new.effective_on) is null then
    perform law_refuse('a_classed_window_has_its_list', current_date);
  end if;
  return new;
end $$;
create or replace trigger window_classing_law before insert on window_classing
  for each row execute function law_window_classing();
select law_one_city('window_classing', array['window_id','window', 'window_class_id','window_class', 'registered_by_id','person']);
