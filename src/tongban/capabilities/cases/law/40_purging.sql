-- A lawful purge: proposed under a document by one person, approved by another, and done by
-- the approval itself. The key of what was filed is destroyed, and with it every value that
-- lies sealed under it; names and keyed hashes are taken out; files are marked, and their
-- bytes removed. Rows, events and leaves of the log stay: they hold none of it.
select law_wall(array['purge_order']);
grant select, insert, update (approved_by, approved_at) on purge_order to tongban_app;

-- Who may propose and approve: people posted today as operator or auditor of the city.
create or replace function keeps_records(who uuid, of_city text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from posting o
       where o.person_id = who and o.city = of_city and o.role in ('operator', 'auditor')
         and o.valid_from <= (now() at time zone 'Asia/Shanghai')::date
         and (o.valid_to is null or (now() at time zone 'Asia/Shanghai')::date < o.valid_to)) $$;
revoke execute on function keeps_records(uuid, text) from public;
grant execute on function keeps_records(uuid, text) to tongban_app;

select law_policy('purge_order', 'select', 'city = (select actor_city()) and ((select keeps_records(actor_person(), actor_city())) or (select actor_kind()) = ''system'')'),
       law_policy('purge_order', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'''),
       law_policy('purge_order', 'update', 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and approved_by is null',
         'city = (select actor_city()) and approved_by is not null');

-- Still needed: somebody waits for a decision or a result, or there is no such application.
-- Its cases are locked, so that an act under way is waited for.
create or replace function law_still_needed(wanted uuid, of_city text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform 1 from public."case" where application_id = wanted for no key update;
  return current_setting('transaction_isolation') <> 'read committed'
    or not exists (select 1 from public.application where id = wanted and city = of_city)
    or exists (select 1 from public."case" where application_id = wanted and closed_at is null);
end $$;
revoke execute on function law_still_needed(uuid, text) from public;

create or replace function law_purge_order() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  who uuid := case tg_op when 'INSERT' then new.proposed_by else new.approved_by end;
begin
  if tg_op = 'INSERT' and (new.approved_by is not null or new.approved_at is not null) then
    perform law_refuse('purge_by_two_people', current_date);
  end if;
  if who is distinct from actor_person() then
    perform law_refuse('an_act_names_who_acts', current_date);
  end if;
  if not keeps_records(who, new.city) then
    perform law_refuse('acts_only_by_people_in_office', current_date);
  end if;
  if law_still_needed(new.application_id, new.city) then
    perform law_refuse('nothing_is_purged_while_it_is_needed', current_date);
  end if;
  return new;
end $$;
create or replace trigger purge_order_law before insert or update on purge_order for each row execute function law_purge_order();

create or replace function law_purge() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  gone constant text := '（已依法销毁）';
begin
  perform set_config('law.purging', 'yes', true);
  update public.subject_key set wrapped = '', destroyed_at = now() where id = new.application_id and wrapped <> '';
  update public.party set name = gone, id_number = '', id_key = '', phone = '', phone_key = '', address = '', mandate = ''
   where application_id = new.application_id;
  update public.delivery_wish set name = gone, phone = gone, address = gone where application_id = new.application_id and way = 'post';
  update public.hand_over set taken_by = '' where case_id in (select id from public."case" where application_id = new.application_id);
  update public.correction_line set reason = gone where correction_id in
    (select k.id from public.correction k join public."case" c on c.id = k.case_id where c.application_id = new.application_id);
  update public.case_reading set reason = gone where reason <> '' and application_id = new.application_id;
  update public.case_urge set words = gone where words <> '' and case_id in (select id from public."case" where application_id = new.application_id);
  -- From before values were sealed: their key is none, so they go themselves.
  update public.application_form set values = '{}' where application_id = new.application_id and not values ? '';
  update public.correction_answer set values = '{}' where not values ? '' and correction_id in
    (select k.id from public.correction k join public."case" c on c.id = k.case_id where c.application_id = new.application_id);
  perform set_config('law.purging', '', true);
  -- A file that another application handed in as well stays for that one.
  update public.stored_file f set purged_at = now() where f.purged_at is null and f.city = new.city
     and (exists (select 1 from public.case_material m join public."case" c on c.id = m.case_id where m.file_id = f.id and c.application_id = new.application_id)
       or exists (select 1 from public.paper_file p join public.paper q on q.id = p.paper_id join public."case" c on c.id = q.case_id
                   where p.file_id = f.id and c.application_id = new.application_id))
     and not exists (select 1 from public.case_material m join public."case" c on c.id = m.case_id
                      where m.file_id = f.id and c.application_id <> new.application_id
                        and not exists (select 1 from public.purge_order o where o.application_id = c.application_id and o.approved_by is not null));
  return null;
end $$;
create or replace trigger purge_order_done after update of approved_by on purge_order for each row
  when (new.approved_by is not null) execute function law_purge();
