-- A measure starts body by body (ORG-07). As long as no body of a city has a row, it runs at
-- all of them: only what is piloted is switched.
select law_wall(array['measure','pilot']);
grant select on measure to tongban_app;
select law_policy('measure', 'select', '(select actor_kind()) <> ''nobody''');
select law_append_only(array['pilot'], 'what_was_so_stays_known');
select law_policy('pilot', 'select', 'city = (select actor_city())'),
       law_policy('pilot', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');
select law_one_city('pilot', array['body_id','body', 'set_by_id','person']);
insert into measure (code, title, about) values
  ('online_pre_review', '网上预审', '申请人提交之前，请工作人员先看一看填得对不对。')
on conflict (code) do update set title = excluded.title, about = excluded.about;

create or replace function law_pilot() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if actor_kind() <> 'system' and (new.set_by_id is distinct from actor_person() or not holds_in_city(new.set_by_id, new.city, 'organisation_drafter')) then
    perform law_refuse('pilots_are_set_by_their_office', current_date);
  end if;
  if not law_may_be_now(new.city, new.set_at) or exists (select 1 from pilot p where p.measure_id = new.measure_id and p.body_id = new.body_id and p.set_at > new.set_at) then
    perform law_refuse('an_org_change_comes_later', current_date);
  end if;
  return new;
end $$;
create or replace trigger pilot_law before insert on pilot for each row execute function law_pilot();

-- As it was known on that day: a row of a later day changes nothing about it.
create or replace function measure_is_on(wanted text, at_body uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(
  (select p.starts_on is not null and p.starts_on <= day and (p.ends_on is null or day < p.ends_on)
     from pilot p where p.measure_id = wanted and p.body_id = at_body and (p.set_at at time zone 'Asia/Shanghai')::date <= day
    order by p.set_at desc, p.id desc limit 1),
  not exists (select 1 from pilot p where p.measure_id = wanted and (p.set_at at time zone 'Asia/Shanghai')::date <= day
    and p.city = (select b.city from body b where b.id = at_body))) $$;
revoke execute on function measure_is_on(text, uuid, date) from public;
grant execute on function measure_is_on(text, uuid, date) to tongban_app;
