-- Published items are public; versions and their closed sets are only ever inserted.
select law_wall(array['material_type','item','item_version','item_publication','item_withdrawal',
  'item_basis','item_condition','item_situation','item_material','item_step','item_fee','item_party_role',
  'delegation','intake_mode']);

select law_append_only(array['item_version','item_publication','item_withdrawal','item_basis','item_condition',
  'item_situation','item_material','item_step','item_fee','item_party_role'], 'published_version_never_changes');
grant select, insert on material_type, item, delegation, intake_mode to tongban_app;
grant update (valid, ended_by_id, ended_at) on delegation, intake_mode to tongban_app;
select law_policy(t, 'update', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')',
                  'city = (select actor_city())') from unnest(array['delegation','intake_mode']) t;

select law_policy(t, 'select', 'city = (select actor_city())'),
       law_policy(t, 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')')
  from unnest(array['material_type','item','item_version','item_publication','item_withdrawal','item_basis',
    'item_condition','item_situation','item_material','item_step','item_fee','item_party_role','delegation','intake_mode']) t;

-- Promised within the statute (R-31). Units that differ are compared in calendar days at
-- their longest (promised) and shortest (statutory); 0 means that no law sets a limit.
create or replace function limit_days(value int, unit text, longest boolean) returns numeric
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select value * case unit when 'working_day' then case when longest then 1.4 else 1.0 end
       when 'natural_day' then 1 when 'month' then case when longest then 31 else 28 end
       else case when longest then 366 else 365 end end $$;
alter table item_version drop constraint if exists promised_within_statute;
alter table item_version add constraint promised_within_statute check (
  statutory_value = 0 or case when promised_unit = statutory_unit then promised_value <= statutory_value
    else limit_days(promised_value, promised_unit, true) <= limit_days(statutory_value, statutory_unit, false) end);
alter table item_version drop constraint if exists instant_is_one_day;
alter table item_version add constraint instant_is_one_day check (
  case_kind <> 'instant' or (promised_unit = 'working_day' and promised_value <= 1));

-- After publication nothing is added to a version. The version is locked first; at a higher
-- isolation the look that follows would be into an old snapshot, so only READ COMMITTED is
-- let in (publication locks the version and changes no row that could collide).
create or replace function law_part_of_published() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform 1 from public.item_version v where v.id = new.version_id for key share;
  if current_setting('transaction_isolation') <> 'read committed'
     or exists (select 1 from public.item_publication p where p.version_id = new.version_id) then
    perform law_refuse('published_version_never_changes', current_date);
  end if;
  if exists (select 1 from public.item_version v where v.id = new.version_id and v.city <> new.city) then
    perform law_refuse('everything_of_one_city', current_date);
  end if;
  return new;
end $$;
select law_asks('law_part_of_published', array['item_basis','item_condition','item_situation','item_material','item_step','item_fee','item_party_role'], '_before_publication');

-- Who holds a role of the city's list today: the person who acts, and is named (a named
-- system actor, such as an import, may name another). Without a body: at any. Today is the
-- office's day: `current_date` is that of whatever zone the session says it is in.
create or replace function in_list_role(who uuid, of_city text, as_role text, at_body uuid default null) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select (who = actor_person() or actor_kind() = 'system')
       and exists (select 1 from posting o where o.person_id = who and o.city = of_city
         and o.role = as_role and (at_body is null or o.body_id = at_body)
         and o.valid_from <= (now() at time zone 'Asia/Shanghai')::date
         and (o.valid_to is null or (now() at time zone 'Asia/Shanghai')::date < o.valid_to)) $$;
create or replace function in_catalogue_office(who uuid, of_city text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select in_list_role(who, of_city, 'catalogue_publisher') $$;
revoke execute on function in_list_role(uuid, text, text, uuid), in_catalogue_office(uuid, text) from public;

-- Is this version the one in force for its item on this day?
create or replace function version_in_force(wanted uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (
  select 1 from item_publication p
   where p.version_id = wanted and p.effective_on <= day
     and not exists (select 1 from item_withdrawal w where w.version_id = wanted and w.withdrawn_on <= day)
     and not exists (select 1 from item_publication n where n.item_id = p.item_id and n.effective_on <= day and n.effective_on > p.effective_on)) $$;
revoke execute on function version_in_force(uuid, date) from public;
grant execute on function version_in_force(uuid, date) to tongban_app;

-- The intake mode of an item at a venue on a day, and whether a delegation stands.
create or replace function intake_mode_of(wanted_item uuid, wanted_venue uuid, day date) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select mode from intake_mode where item_id = wanted_item and venue_id = wanted_venue and valid @> day $$;
-- Is the item registered at a hall of this body on this day, in whatever mode?
create or replace function hall_serves(wanted_item uuid, at_body uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from intake_mode m join venue v on v.id = m.venue_id
       where m.item_id = wanted_item and v.body_id = at_body and m.valid @> day) $$;
revoke execute on function hall_serves(uuid, uuid, date) from public;
create or replace function is_delegated(wanted_item uuid, to_whom uuid, what text, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from delegation where item_id = wanted_item and to_body_id = to_whom and power = what and valid @> day) $$;
revoke execute on function intake_mode_of(uuid, uuid, date), is_delegated(uuid, uuid, text, date) from public;
grant execute on function intake_mode_of(uuid, uuid, date), is_delegated(uuid, uuid, text, date) to tongban_app;

-- Withdrawing is an act of the same office, and changes no past day either.
create or replace function law_withdrawal() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not in_catalogue_office(new.withdrawn_by_id, new.city) then
    perform law_refuse('published_only_by_the_catalogue_office', current_date);
  end if;
  if new.withdrawn_on < law_today(new.city) then
    perform law_refuse('the_list_changes_only_forward', current_date);
  end if;
  return new;
end $$;
create or replace trigger item_withdrawal_law before insert on item_withdrawal
  for each row execute function law_withdrawal();

-- Who may accept or decide where is registered by that office alone: else a clerk would
-- write the delegation that the clerk's own acceptance needs.
create or replace function law_authority_register() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if actor_kind() <> 'system' and (actor_person() is null or not in_catalogue_office(actor_person(), new.city)) then
    perform law_refuse('authority_is_registered_by_the_catalogue_office', current_date);
  end if;
  if tg_op = 'UPDATE' then
    if actor_kind() <> 'system' and new.ended_by_id is distinct from actor_person() then
      perform law_refuse('authority_is_registered_by_the_catalogue_office', current_date);
    end if;
    -- An entry is ended or taken back from today on: on the days before, people relied on it.
    if old.valid * daterange(null, law_today(old.city)) is distinct from new.valid * daterange(null, law_today(old.city)) then
      perform law_refuse('the_list_changes_only_forward', current_date);
    end if;
    new.registered_valid := coalesce(old.registered_valid, old.valid);
  end if;
  return new;
end $$;
create or replace trigger delegation_law before insert or update on delegation for each row execute function law_authority_register();
create or replace trigger intake_mode_law before insert or update on intake_mode for each row execute function law_authority_register();

select law_one_city('item', array['body_id','body']),
       law_one_city('item_version', array['item_id','item', 'form_id','form_version', 'drafted_by_id','person']),
       law_one_city('item_withdrawal', array['version_id','item_version', 'withdrawn_by_id','person']),
       law_one_city('item_material', array['material_type_id','material_type']),
       law_one_city('delegation', array['item_id','item', 'to_body_id','body', 'ended_by_id','person']),
       law_one_city('intake_mode', array['item_id','item', 'venue_id','venue', 'ended_by_id','person']);

-- A basis of blanks is none.
alter table item_fee drop constraint if exists no_fee_without_a_basis;
alter table item_fee add constraint no_fee_without_a_basis check (btrim(basis, E' \t\r\n\u00a0\u3000') <> '');

-- What the public page of a guide hangs on: which cities answer at which host, which versions of
-- the item are published, from when, until when. All of it is open to everyone; a function, so that
-- a passer-by's look is one statement instead of a transaction that first says who he is.
create or replace function state_of_code(of_city text, of_code text) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select concat_ws(' ',
    (select string_agg(concat_ws('=', c.host, c.code), ',' order by c.code) from city c),
    (select string_agg(concat_ws(',', p.version_id, p.effective_on, w.withdrawn_on), ' ' order by p.version_id)
       from item i join item_publication p on p.item_id = i.id
       left join item_withdrawal w on w.version_id = p.version_id
       where i.city = of_city and i.handling_code = of_code)) $$;
revoke execute on function state_of_code(text, text) from public;
grant execute on function state_of_code(text, text) to tongban_app;

-- A secret item is handled at windows alone (SEC-06): its version offers nothing online. What is
-- filed and what leaves for other systems asks `version_is_secret` as well.
create or replace function version_is_secret(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from item_version v where v.id = wanted and v.elements -> 'secret' = 'true') $$;
create or replace function text_is_secret(of_city text, wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from item_publication p where p.city = of_city and p.digest = wanted and version_is_secret(p.version_id)) $$;
revoke execute on function version_is_secret(uuid), text_is_secret(text, text) from public;

create or replace function law_secret_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.elements -> 'secret' = 'true' and (new.elements -> 'handling_modes') ?| array['web','mobile'] then
    perform law_refuse('a_secret_item_stays_off_the_network', current_date);
  end if;
  return new;
end $$;
create or replace trigger item_version_secret before insert on item_version for each row execute function law_secret_version();
