-- What went to the province and how it compared: staff of the city read it, the connector (a
-- named system actor) writes it. A package never changes; its answer is written once.
select law_wall(array['exchange_package','exchange_reconciliation']);
grant select, insert, update (receipt, answered_at) on exchange_package to tongban_app;
grant select, insert on exchange_reconciliation to tongban_app;
select law_policy('exchange_package', 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')'),
       law_policy('exchange_package', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system'' and receipt is null'),
       law_policy('exchange_package', 'update', 'city = (select actor_city()) and (select actor_kind()) = ''system'' and receipt is null', 'city = (select actor_city()) and receipt is not null'),
       law_policy('exchange_reconciliation', 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')'),
       law_policy('exchange_reconciliation', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''');

-- What happened to parcels between networks. Names of what is carried are for who looks after
-- the exchange alone; asked once a statement.
select law_wall(array['exchange_parcel_act']);
create or replace function actor_sees_parcels() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_kind() = 'system' or (actor_kind() = 'staff' and exists (select 1 from posting o
       where o.person_id = actor_person() and o.city = actor_city()
         and o.valid_from <= (now() at time zone 'Asia/Shanghai')::date
         and (o.valid_to is null or (now() at time zone 'Asia/Shanghai')::date < o.valid_to)
         and 'exchange.package.see' in (select p.permission from permissions_of_role(o.city, o.role) p))) $$;
revoke execute on function actor_sees_parcels() from public;
grant execute on function actor_sees_parcels() to tongban_app;
select law_append_only(array['exchange_parcel_act'], 'parcels_are_only_added_to');
select law_policy('exchange_parcel_act', 'select', 'city = (select actor_city()) and (select actor_sees_parcels())'),
       law_policy('exchange_parcel_act', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''');
select law_one_city('exchange_parcel_act', array['carried_by_id','person']);

-- Nothing secret leaves (SEC-06), in packages for the province or in parcels between networks.
create or replace function law_nothing_secret_leaves() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  listed jsonb := case when tg_table_name = 'exchange_package' then to_jsonb(new) #> '{manifest,rows}'
    when to_jsonb(new) ->> 'act' = 'sent' then to_jsonb(new) #> '{told,contents}' end;
begin
  if jsonb_typeof(listed) = 'array' and exists (select 1 from jsonb_array_elements(listed) e
       where coalesce(e ->> 'action', 'put') = 'put' and text_is_secret(new.city, e ->> 'digest')) then
    perform law_refuse('a_secret_item_stays_off_the_network', current_date);
  end if;
  return new;
end $$;
select law_asks('law_nothing_secret_leaves', array['exchange_package','exchange_parcel_act'], '_secret');
