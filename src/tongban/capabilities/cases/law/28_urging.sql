-- The window leads (AUT-03): whoever took a case in for another body urges it while it waits, and
-- past the promised day tells the chief representative of that body. Seen with the case.
select law_wall(array['case_urge']);
select law_append_only(array['case_urge'], 'facts_of_a_case_never_change');
select law_policy('case_urge', 'select', of_a_case('case_is_seen(case_id)')),
       law_policy('case_urge', 'insert', null, 'city = (select actor_city()) and case_is_seen(case_id) and urged_by_id = (select actor_person())');
select law_one_city('case_urge', array['case_id','case', 'at_body_id','body', 'urged_by_id','person', 'told_id','person']);

-- The case is locked, so that of two who urge at once the second sees the first.
create or replace function law_case_urge() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
begin
  select * into c from public."case" where id = new.case_id for no key update;
  if new.at_body_id is distinct from c.received_body_id or new.at_body_id = c.body_id
     or c.submitted_at is null or c.decided_at is not null or c.closed_at is not null
     or new.urged_by_id is distinct from actor_person()
     or new.urged_on is distinct from (new.urged_at at time zone 'Asia/Shanghai')::date
     or new.urged_at < c.submitted_at or not is_told_time(new.city, new.urged_at)
     or not coalesce(law_in_office(new.urged_by_id, new.at_body_id, new.city, new.urged_on), false)
     or exists (select 1 from public.case_urge u where u.case_id = new.case_id and u.level = new.level and u.urged_on = new.urged_on)
     or new.level = 2 and not (coalesce(c.promised_due_on < new.urged_on, false)
       and exists (select 1 from public.chief_representative r where r.body_id = c.body_id and r.person_id = new.told_id and r.valid @> new.urged_on)) then
    perform law_refuse('a_window_urges_what_it_took_in', current_date);
  end if;
  return new;
end $$;
create or replace trigger case_urge_law before insert on case_urge for each row execute function law_case_urge();
