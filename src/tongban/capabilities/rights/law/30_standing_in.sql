-- Somebody is away: all their posts at a body are a colleague's, from a day to a day, by one
-- row; a recall and a hand-over for good likewise. Every rule of two people goes on looking
-- at the natural person: whoever stands in stays who they are.
select law_wall(array['stand_in','stand_in_recall','post_hand_over','chief_representative']);
select law_append_only(array['stand_in_recall','post_hand_over'], 'rights_are_only_added_to');
-- The days of these two are shortened by triggers: nobody else may.
grant select, insert on stand_in, chief_representative to tongban_app;
select law_policy('stand_in', 'select', 'city = (select actor_city()) and ((select actor_person()) in (person_id, deputy_id) or body_id = any((select actor_orgs())::uuid[]) or (select actor_kind()) = ''system'' or body_id = any((select bodies_looked_after())::uuid[]))');
select law_policy('stand_in_recall', 'select', 'stand_in_id in (select s.id from stand_in s)');
select law_policy('post_hand_over', 'select', 'city = (select actor_city()) and ((select actor_person()) in (person_id, successor_id) or body_id = any((select actor_orgs())::uuid[]) or (select actor_kind()) = ''system'' or body_id = any((select bodies_looked_after())::uuid[]))');
select law_policy('chief_representative', 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');
select law_policy(t, 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff''')
  from unnest(array['stand_in','stand_in_recall','post_hand_over','chief_representative']) t;
select law_one_city('stand_in', array['body_id','body', 'person_id','person', 'deputy_id','person', 'arranged_by_id','person']),
       law_one_city('stand_in_recall', array['stand_in_id','stand_in', 'recalled_by_id','person']),
       law_one_city('post_hand_over', array['body_id','body', 'person_id','person', 'successor_id','person', 'arranged_by_id','person']),
       law_one_city('chief_representative', array['body_id','body', 'person_id','person', 'registered_by_id','person']);

-- May this person arrange it: for themselves, as who approves there, or who grants there?
create or replace function arranges_stand_ins(who uuid, for_whom uuid, at_body uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select who = actor_person() and (who = for_whom or rights_reach(who, 'approver', at_body) or rights_reach(who, 'security_administrator', at_body)) $$;
revoke execute on function arranges_stand_ins(uuid, uuid, uuid) from public;

create or replace function law_stand_in() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  p public.posting;
  first date := lower(new.valid);
  past date := upper(new.valid);
begin
  -- Two colleagues who stand in for one another at the same moment: the second one waits.
  perform 1 from person r where r.id in (new.person_id, new.deputy_id) order by r.id for no key update;
  if coalesce(not arranges_stand_ins(new.arranged_by_id, new.person_id, new.body_id), true) then
    perform law_refuse('a_stand_in_is_arranged_by_right', current_date);
  end if;
  if first is null or past is null or first < law_today(new.city) then
    perform law_refuse('rights_change_only_forward', current_date);
  end if;
  if new.person_id = new.deputy_id or not holds_posting(new.person_id, new.body_id, null, first)
     or not exists (select 1 from posting o where o.person_id = new.deputy_id and o.body_id = new.body_id and not is_administrator(o.role)
          and o.valid_from <= first and (o.valid_to is null or o.valid_to >= past))
     or exists (select 1 from stand_in s where s.person_id = new.deputy_id and s.body_id = new.body_id and s.valid && new.valid) then
    perform law_refuse('a_stand_in_is_a_colleague', current_date);
  end if;
  for p in select * from posting o where o.person_id = new.person_id and o.body_id = new.body_id and not is_administrator(o.role)
             and o.valid_from < past and (o.valid_to is null or o.valid_to > first) and (o.valid_to is null or o.valid_to > o.valid_from) loop
    perform end_posting(p.id, first);
    perform put_posting(p.city, new.deputy_id, p.body_id, p.region_id, p.window_id, p.role, greatest(p.valid_from, first), least(p.valid_to, past), new.id);
    if p.valid_to is null or p.valid_to > past then
      perform put_posting(p.city, p.person_id, p.body_id, p.region_id, p.window_id, p.role, past, p.valid_to, new.id);
    end if;
  end loop;
  return new;
end $$;
create or replace trigger stand_in_law before insert on stand_in for each row execute function law_stand_in();

create or replace function law_stand_in_recall() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  s public.stand_in;
  p public.posting;
begin
  select * into s from stand_in w where w.id = new.stand_in_id for no key update;
  if coalesce(not arranges_stand_ins(new.recalled_by_id, s.person_id, s.body_id), true) then
    perform law_refuse('a_stand_in_is_arranged_by_right', current_date);
  end if;
  if new.back_on < law_today(new.city) or new.back_on >= upper(s.valid) then
    perform law_refuse('rights_change_only_forward', current_date);
  end if;
  -- What the colleague holds by this goes back, as long as it was the other's.
  for p in select * from posting o where o.because_id = s.id and o.person_id = s.deputy_id and o.valid_to > greatest(new.back_on, o.valid_from) loop
    perform end_posting(p.id, new.back_on);
    perform put_posting(p.city, s.person_id, p.body_id, p.region_id, p.window_id, p.role, greatest(p.valid_from, new.back_on), p.valid_to, s.id);
  end loop;
  update stand_in set valid = daterange(lower(valid), greatest(lower(valid), new.back_on)) where id = s.id;
  return new;
end $$;
create or replace trigger stand_in_recall_law before insert on stand_in_recall for each row execute function law_stand_in_recall();

-- For good: who gives the posts grants them.
create or replace function law_post_hand_over() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  p public.posting;
begin
  perform 1 from person r where r.id in (new.person_id, new.successor_id) order by r.id for no key update;
  if new.from_day < law_today(new.city) then
    perform law_refuse('rights_change_only_forward', current_date);
  end if;
  if new.arranged_by_id is distinct from actor_person() or new.arranged_by_id in (new.successor_id)
     or not rights_reach(new.arranged_by_id, 'security_administrator', new.body_id) then
    perform law_refuse('rights_are_granted_by_their_administrator', current_date);
  end if;
  for p in select * from posting o where o.person_id = new.person_id and o.body_id = new.body_id and not is_administrator(o.role)
             and o.person_id <> new.successor_id and (o.valid_to is null or o.valid_to > greatest(new.from_day, o.valid_from)) loop
    perform end_posting(p.id, new.from_day);
    perform put_posting(p.city, new.successor_id, p.body_id, p.region_id, p.window_id, p.role, greatest(p.valid_from, new.from_day), p.valid_to, new.id);
  end loop;
  return new;
end $$;
create or replace trigger post_hand_over_law before insert on post_hand_over for each row execute function law_post_hand_over();

create or replace function law_chief_representative() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if lower(new.valid) is null or lower(new.valid) < law_today(new.city) then
    perform law_refuse('rights_change_only_forward', current_date);
  end if;
  if new.registered_by_id is distinct from actor_person() or new.registered_by_id = new.person_id
     or not rights_reach(new.registered_by_id, 'security_administrator', new.body_id) then
    perform law_refuse('rights_are_granted_by_their_administrator', current_date);
  end if;
  perform put_posting(new.city, new.person_id, new.body_id, null, null, 'approver', lower(new.valid), upper(new.valid), new.id);
  return new;
end $$;
create or replace trigger chief_representative_law before insert on chief_representative for each row execute function law_chief_representative();
