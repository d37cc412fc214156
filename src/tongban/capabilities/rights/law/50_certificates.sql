-- Certificates of window service (AUT-02): who grants there issues them, and the database itself
-- counts the days from the posts, so that no certificate says more than the record.
select law_wall(array['service_certificate']);
select law_append_only(array['service_certificate'], 'rights_are_only_added_to');
select law_policy('service_certificate', 'select', 'city = (select actor_city()) and (person_id = (select actor_person()) or (select actor_kind()) = ''system'' or body_id = any((select bodies_looked_after())::uuid[]))');
select law_policy('service_certificate', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff''');
select law_one_city('service_certificate', array['person_id','person', 'body_id','body', 'issued_by_id','person']);

-- The posts at windows that somebody of the establishment was granted at a body, as far as a day.
create or replace function window_service(who uuid, at_body uuid, until date) returns table (role text, window_name text, first date, last date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select o.role, coalesce(w.name, ''), o.valid_from, least(o.valid_to - 1, until)
  from posting o join posting_grant g on g.id = o.because_id and g.is_established left join "window" w on w.id = o.window_id
 where o.person_id = who and o.body_id = at_body and (o.role = 'clerk' or o.window_id is not null)
   and o.valid_from <= until and (o.valid_to is null or o.valid_to > o.valid_from) $$;
revoke execute on function window_service(uuid, uuid, date) from public;

create or replace function law_service_certificate() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.issued_by_id is distinct from actor_person() or new.issued_by_id = new.person_id
     or not rights_reach(new.issued_by_id, 'security_administrator', new.body_id) then
    perform law_refuse('rights_are_granted_by_their_administrator', current_date);
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('role', s.role, 'window', s.window_name, 'first', s.first, 'last', s.last) order by s.first, s.role), '[]')
    into new.posts from window_service(new.person_id, new.body_id, new.until) s;
  -- A day on which two posts were held is one day.
  select count(distinct d) into new.days
    from window_service(new.person_id, new.body_id, new.until) s, generate_series(s.first, s.last, interval '1 day') d;
  if new.days = 0 or new.until > law_office_day() then
    perform law_refuse('a_certificate_is_of_days_at_a_window', current_date);
  end if;
  return new;
end $$;
create or replace trigger service_certificate_law before insert on service_certificate for each row execute function law_service_certificate();

-- Anybody who has the number of a paper may compare it: never the whole name, never a list.
create or replace function certificate_by_number(wanted text) returns table (number text, body text, holder text, first date, until date, days int, issued_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select c.number, body_name(c.body_id, (c.issued_at at time zone 'Asia/Shanghai')::date), left(p.name, 1) || repeat('＊', length(p.name) - 1),
    (select min((o ->> 'first')::date) from jsonb_array_elements(c.posts) o), c.until, c.days, (c.issued_at at time zone 'Asia/Shanghai')::date
  from service_certificate c join person p on p.id = c.person_id where c.city = actor_city() and c.number = wanted $$;
revoke execute on function certificate_by_number(text) from public;
grant execute on function certificate_by_number(text) to tongban_app;
