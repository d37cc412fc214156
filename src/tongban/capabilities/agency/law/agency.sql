-- Assisted handling (帮办代办): who serves where, what is asked of them, what came of it. Rows
-- are only added; where an order stands is what its last step says.
select law_wall(array['agency_post','agency_post_end','agency_order','agency_step','assisted_item']);
select law_append_only(array['agency_post','agency_post_end','agency_order','agency_step','assisted_item'], 'agency_is_only_added_to');
select law_one_city('agency_post', array['body_id','body', 'person_id','person', 'firm_id','firm', 'registered_by_id','person']),
       law_one_city('agency_post_end', array['post_id','agency_post', 'ended_by_id','person']),
       law_one_city('agency_order', array['body_id','body', 'principal_person_id','person', 'principal_firm_id','firm', 'asked_by_id','person', 'post_id','agency_post', 'mandate_id','mandate']),
       law_one_city('agency_step', array['order_id','agency_order', 'by_id','person', 'mandate_id','mandate', 'post_id','agency_post']),
       law_one_city('assisted_item', array['item_id','item', 'said_by_id','person']);

-- Does this post hold on a day: within its days, not ended, and its person in office there?
create or replace function agency_post_holds(p public.agency_post, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select p.valid_from <= day and day < p.valid_to
    and not exists (select 1 from agency_post_end e where e.post_id = p.id and e.ends_on <= day)
    and holds_posting(p.person_id, p.body_id, 'assistance_agent', day) $$;

-- Is this item within what a mandate or a post says: everything, items by key, themes of guides?
create or replace function agency_covers(scope_kind text, scope text[], wanted uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select case scope_kind when 'all' then true when 'items' then wanted::text = any(scope)
    else exists (select 1 from item_version v, unnest(array['person','firm']) side,
           jsonb_array_elements_text(coalesce(v.elements->'themes'->side, '[]')) code
         where v.item_id = wanted and version_in_force(v.id, day) and side || ':' || code = any(scope)) end $$;
-- All items of an order; an order for a project alone needs everything.
create or replace function agency_covers_order(o public.agency_order, scope_kind text, scope text[], day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select scope_kind = 'all' or cardinality(o.items) > 0
    and not exists (select 1 from unnest(o.items) i where not agency_covers(scope_kind, scope, i, day)) $$;

-- Where an order stands: its last step, who has it, under which mandate, at which body.
create or replace function agency_now(wanted uuid)
returns table (kind text, number int, taker uuid, post_id uuid, mandate_id uuid, body_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(l.kind, 'asked')::text, coalesce(l.number, 0)::int,
    case when t.number > coalesce(h.number, 0) then t.by_id end,
    coalesce(h.post_id, o.post_id),
    case when t.number > coalesce(h.number, 0) then t.mandate_id when h.number is null then o.mandate_id end,
    coalesce((select p.body_id from agency_post p where p.id = h.post_id), o.body_id)
  from agency_order o
  left join lateral (select s.* from agency_step s where s.order_id = o.id order by s.number desc limit 1) l on true
  left join lateral (select s.* from agency_step s where s.order_id = o.id and s.kind = 'taken' order by s.number desc limit 1) t on true
  left join lateral (select s.* from agency_step s where s.order_id = o.id and s.kind = 'handed_on' order by s.number desc limit 1) h on true
  where o.id = wanted $$;

-- May this person serve the order at the body where it is: by a post there on that day, for
-- what it asks; the officer of a firm, for the orders of that firm?
create or replace function agency_serves(who uuid, o public.agency_order, at_body uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from agency_post p where p.person_id = who and p.body_id = at_body and p.city = o.city
      and agency_post_holds(p, day) and (p.kind <> 'firm' or p.firm_id = o.principal_firm_id)
      and agency_covers_order(o, case when cardinality(p.themes) = 0 then 'all' else 'themes' end, p.themes, day)) $$;

-- Who sees an order: whose it is; at their desks who has it, who may take it while it is open,
-- and the office that looks after agency at its body.
create or replace function agency_order_is_seen(wanted uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  o public.agency_order;
  n record;
begin
  select * into o from agency_order where id = wanted and city = actor_city();
  if o.id is null or actor_person() is null then
    return o.id is not null and actor_kind() = 'system';
  end if;
  if o.principal_person_id = actor_person() or coalesce(leads_firm(actor_person(), o.principal_firm_id), false) then
    return true;
  end if;
  if actor_kind() <> 'staff' then
    return false;
  end if;
  select * into n from agency_now(wanted);
  return coalesce(n.taker = actor_person(), false)
    or n.taker is null and n.kind in ('asked', 'handed_on') and agency_serves(actor_person(), o, n.body_id, actor_day())
    or rights_reach(actor_person(), 'assistance_keeper', n.body_id);
end $$;

revoke execute on function agency_post_holds(public.agency_post, date), agency_covers(text, text[], uuid, date), agency_covers_order(public.agency_order, text, text[], date),
  agency_now(uuid), agency_serves(uuid, public.agency_order, uuid, date), agency_order_is_seen(uuid) from public;
grant execute on function agency_order_is_seen(uuid) to tongban_app;

-- Agents of villages and windows are public; a firm's officer is the firm's and the offices'.
select law_policy('agency_post', 'select', 'city = (select actor_city()) and (kind <> ''firm'' or (select actor_kind()) in (''staff'', ''system'') or actor_represents(firm_id))'),
       law_policy('agency_post', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'''),
       law_policy('agency_post_end', 'select', 'city = (select actor_city()) and exists (select 1 from agency_post p where p.id = agency_post_end.post_id)'),
       law_policy('agency_post_end', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'''),
       law_policy('agency_order', 'select', 'city = (select actor_city()) and (principal_person_id = (select actor_person()) or agency_order_is_seen(id))'),
       law_policy('agency_order', 'insert', null, 'city = (select actor_city()) and asked_by_id = (select actor_person())'),
       law_policy('agency_step', 'select', 'city = (select actor_city()) and exists (select 1 from agency_order o where o.id = agency_step.order_id)'),
       law_policy('agency_step', 'insert', null, 'city = (select actor_city()) and by_id = (select actor_person())'),
       law_policy('assisted_item', 'select', 'city = (select actor_city())'),
       law_policy('assisted_item', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff''');

-- An agent is put on the roster by the office that looks after the body, from today at the
-- earliest, and only who holds a post of agent there; nobody twice for the same.
create or replace function law_agency_post() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(format('agency_post|%s|%s', new.body_id, new.person_id), 0));
  if new.registered_by_id is distinct from actor_person() or not rights_reach(new.registered_by_id, 'assistance_keeper', new.body_id)
     or new.valid_from < law_today(new.city) or new.valid_to > new.valid_from + 1096
     or not holds_posting(new.person_id, new.body_id, 'assistance_agent', new.valid_from)
     or exists (select 1 from agency_post p left join agency_post_end e on e.post_id = p.id
          where p.body_id = new.body_id and p.person_id = new.person_id and p.kind = new.kind
            and p.firm_id is not distinct from new.firm_id and p.project = new.project
            and daterange(p.valid_from, greatest(p.valid_from, least(p.valid_to, coalesce(e.ends_on, p.valid_to)))) && daterange(new.valid_from, new.valid_to)) then
    perform law_refuse('an_agent_is_registered_by_the_office', current_date);
  end if;
  return new;
end $$;
create or replace trigger agency_post_law before insert on agency_post for each row execute function law_agency_post();

create or replace function law_agency_post_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  p public.agency_post;
begin
  select * into p from agency_post where id = new.post_id;
  if new.ended_by_id is distinct from actor_person() or not coalesce(rights_reach(new.ended_by_id, 'assistance_keeper', p.body_id), false)
     or new.ends_on < law_today(new.city) or new.ends_on < p.valid_from or new.ends_on >= p.valid_to or new.reason = '' then
    perform law_refuse('an_agent_is_registered_by_the_office', current_date);
  end if;
  return new;
end $$;
create or replace trigger agency_post_end_law before insert on agency_post_end for each row execute function law_agency_post_end();

-- Which items are benefits of the old, and which assisted paths are open.
create or replace function law_assisted_item() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(format('assisted_item|%s', new.item_id), 0));
  if new.said_by_id is distinct from actor_person() or not holds_in_city(new.said_by_id, new.city, 'assistance_keeper')
     or (new.kind = 'none') <> (cardinality(new.paths) = 0 and new.kind = 'none')
     or new.number <> 1 + coalesce((select max(a.number) from assisted_item a where a.item_id = new.item_id), 0) then
    perform law_refuse('assisted_paths_are_said_by_the_office', current_date);
  end if;
  return new;
end $$;
create or replace trigger assisted_item_law before insert on assisted_item for each row execute function law_assisted_item();

create or replace function assisted_path_is_open(wanted uuid, path text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce((select path = any(a.paths) from assisted_item a where a.item_id = wanted order by a.number desc limit 1), false) $$;
revoke execute on function assisted_path_is_open(uuid, text) from public;

-- An order is asked by whose matter it is, at a body where somebody serves such orders.
create or replace function law_agency_order() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  day date := (new.asked_at at time zone 'Asia/Shanghai')::date;
  p public.agency_post;
  m public.mandate;
begin
  select * into p from agency_post where id = new.post_id;
  select * into m from mandate where id = new.mandate_id;
  if new.asked_by_id is distinct from actor_person()
     or not coalesce(new.principal_person_id = new.asked_by_id or leads_firm(new.asked_by_id, new.principal_firm_id), false)
     or not (exists (select 1 from city c where c.code = new.city and c.is_sample) or new.asked_at between now() - interval '2 days' and now() + interval '10 minutes')
     or exists (select 1 from unnest(new.items) k where not exists (select 1 from item i where i.id = k and i.city = new.city))
     or new.post_id is null and not exists (select 1 from agency_post s where s.body_id = new.body_id and agency_serves(s.person_id, new, new.body_id, day))
     or new.post_id is not null and (p.body_id <> new.body_id or p.person_id = new.asked_by_id or not agency_post_holds(p, day)
       or not agency_serves(p.person_id, new, new.body_id, day))
     or new.mandate_id is not null and not coalesce(m.agent_id = p.person_id
       and m.principal_person_id is not distinct from new.principal_person_id and m.principal_firm_id is not distinct from new.principal_firm_id, false) then
    perform law_refuse('an_order_is_asked_by_its_principal', current_date);
  end if;
  if new.path = 'remote' and (cardinality(new.items) = 0
       or exists (select 1 from unnest(new.items) k where not assisted_path_is_open(k, 'remote'))) then
    perform law_refuse('an_assisted_path_is_open', current_date);
  end if;
  return new;
end $$;
create or replace trigger agency_order_law before insert on agency_order for each row execute function law_agency_order();

-- A step follows the one before it, by whom it is up to. What is done for the principal needs
-- their mandate: in force on the day, for everything that the order asks.
create or replace function law_agency_step() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  o public.agency_order;
  n record;
  m public.mandate;
  is_sample boolean := exists (select 1 from city c where c.code = new.city and c.is_sample);
  day date := (new.happened_at at time zone 'Asia/Shanghai')::date;
  today date := (now() at time zone 'Asia/Shanghai')::date;
  is_open boolean;
  is_theirs boolean;
begin
  -- The mandate is held still first, and the order after it, as ending the mandate does.
  select * into n from agency_now(new.order_id);
  select * into m from mandate where id = coalesce(new.mandate_id, n.mandate_id) for no key update;
  select * into o from agency_order where id = new.order_id for no key update;
  select * into n from agency_now(new.order_id);
  is_open := n.kind in ('asked', 'handed_on');
  is_theirs := coalesce(new.by_id = o.principal_person_id, false) or coalesce(leads_firm(new.by_id, o.principal_firm_id), false);
  if o.id is null or new.by_id is distinct from actor_person() or new.number <> n.number + 1
     or not (is_sample or new.happened_at between now() - interval '2 days' and now() + interval '10 minutes')
     or n.kind in ('done', 'given_up', 'stopped') or (new.kind in ('done', 'given_up', 'handed_on') and new.words = '')
     or not coalesce(case new.kind
       when 'stopped' then is_theirs or exists (select 1 from mandate_end e where e.mandate_id = n.mandate_id and e.ended_by_id = new.by_id)
       when 'taken' then is_open and agency_serves(new.by_id, o, n.body_id, day)
       when 'given_up' then case when is_open then agency_serves(new.by_id, o, n.body_id, day) else new.by_id = n.taker end
       when 'handed_on' then exists (select 1 from agency_post p where p.id = new.post_id and p.person_id <> new.by_id
            and p.person_id is distinct from o.asked_by_id and agency_post_holds(p, day) and agency_serves(p.person_id, o, p.body_id, day))
         and case when is_open then agency_serves(new.by_id, o, n.body_id, day) else new.by_id = n.taker end
       when 'filed' then new.by_id = n.taker and new.case_id is not null
       else new.by_id = n.taker end, false) then
    perform law_refuse('an_order_goes_step_by_step', current_date);
  end if;
  if new.kind in ('taken', 'under_way', 'filed') and not coalesce(
       m.agent_id = new.by_id and m.principal_person_id is not distinct from o.principal_person_id
       and m.principal_firm_id is not distinct from o.principal_firm_id
       and mandate_holds(m, day) and (is_sample or mandate_holds(m, today))
       and agency_covers_order(o, m.scope_kind, m.scope, day), false) then
    perform law_refuse('an_order_is_taken_under_a_mandate', current_date);
  end if;
  if new.kind = 'filed' and not exists (select 1 from "case" c join application a on a.id = c.application_id
       where c.id = new.case_id and c.city = new.city and (cardinality(o.items) = 0 or c.item_id = any(o.items))
         and (a.firm_id is not distinct from o.principal_firm_id)
         and (o.principal_person_id is null or exists (select 1 from application_reader r where r.application_id = a.id and r.person_id = o.principal_person_id))) then
    perform law_refuse('an_order_names_its_own_case', current_date);
  end if;
  return new;
end $$;
create or replace trigger agency_step_law before insert on agency_step for each row execute function law_agency_step();

-- A mandate that ends stops the open orders under it, in the same act.
create or replace function law_agency_stops() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  o record;
begin
  for o in select r.id, r.city, n.number, n.kind, n.mandate_id from agency_order r cross join lateral agency_now(r.id) n
            where (r.mandate_id = new.mandate_id or exists (select 1 from agency_step s where s.order_id = r.id and s.mandate_id = new.mandate_id))
              and n.mandate_id = new.mandate_id and n.kind not in ('done', 'given_up', 'stopped') order by r.id loop
    insert into agency_step (id, city, order_id, number, kind, by_id, words, happened_at)
      values (gen_random_uuid(), o.city, o.id, o.number + 1, 'stopped', new.ended_by_id,
        case new.why when 'renounced' then '代办人不再代办，授权停止。' else '委托人收回了授权。' end, new.ended_at);
  end loop;
  return null;
end $$;
create or replace trigger agency_stops after insert on mandate_end for each row execute function law_agency_stops();

-- A mandate that came with an order is given up with it by its agent, in the same act, unless
-- another open order stands on it: nobody keeps a power that is not needed any more.
create or replace function law_agency_lets_go() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  insert into mandate_end (mandate_id, city, why, ended_by_id, ended_at)
    select m.id, m.city, 'renounced', new.by_id, new.happened_at from agency_order o join mandate m on m.id = o.mandate_id
     where o.id = new.order_id and m.agent_id = new.by_id and not exists (select 1 from mandate_end e where e.mandate_id = m.id)
       and not exists (select 1 from agency_order r cross join lateral agency_now(r.id) n
         where r.id <> o.id and r.principal_person_id is not distinct from o.principal_person_id and r.principal_firm_id is not distinct from o.principal_firm_id
           and n.mandate_id = m.id and n.kind not in ('done', 'given_up', 'stopped'));
  return null;
end $$;
create or replace trigger agency_lets_go after insert on agency_step
  for each row when (new.kind in ('done', 'given_up', 'handed_on')) execute function law_agency_lets_go();

-- 全程免费代办: in a case that an agent filed, or that stands on an order, nobody but the office
-- that handles or took it in asks a fee, and never who acts as agent in it. Which fee and how
-- much stays what the published guide says (fee_of_the_list); an order itself has no amount.
create or replace function law_agency_is_free() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  c public."case";
  a public.application;
  day date := (new.asked_at at time zone 'Asia/Shanghai')::date;
begin
  select * into c from "case" k where k.id = new.case_id;
  select * into a from application f where f.id = c.application_id;
  if actor_kind() <> 'system' and (a.mandate_id is not null or exists (select 1 from agency_step s where s.case_id = new.case_id))
     and (a.mandate_id is not null and a.submitted_by_id = actor_person()
       or exists (select 1 from agency_step s join agency_step t on t.order_id = s.order_id
            where s.case_id = new.case_id and t.kind = 'taken' and t.by_id = actor_person())
       or not coalesce(holds_posting(actor_person(), c.body_id, null, day) or holds_posting(actor_person(), c.received_body_id, null, day), false)) then
    perform law_refuse('agency_is_free', current_date);
  end if;
  return new;
end $$;
create or replace trigger agency_is_free before insert on case_fee for each row execute function law_agency_is_free();

-- Names for those who see the row: of who serves, and of both sides of an order.
create or replace function agency_post_names(wanted uuid[]) returns table (post_id uuid, name text, firm text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select p.id, r.name::text, coalesce(f.name, '')::text from agency_post p join person r on r.id = p.person_id left join firm f on f.id = p.firm_id
   where p.id = any(wanted) and p.city = actor_city() and (p.kind <> 'firm' or actor_kind() in ('staff', 'system') or actor_represents(p.firm_id)) $$;
create or replace function agency_order_facts(wanted uuid[])
returns table (order_id uuid, principal text, kind text, number int, taker_id uuid, taker text, body_id uuid, mandate_id uuid, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select o.id, coalesce(p.name, f.name)::text, n.kind, n.number, n.taker, coalesce(t.name, '')::text, n.body_id, n.mandate_id,
    coalesce((select s.happened_at from agency_step s where s.order_id = o.id and s.number = n.number), o.asked_at)
   from agency_order o cross join lateral agency_now(o.id) n left join person p on p.id = o.principal_person_id
   left join firm f on f.id = o.principal_firm_id left join person t on t.id = n.taker
   where o.id = any(wanted) and o.city = actor_city() and agency_order_is_seen(o.id) $$;
create or replace function agency_step_names(wanted uuid) returns table (number int, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select s.number::int, p.name::text from agency_step s join person p on p.id = s.by_id
   where s.order_id = wanted and agency_order_is_seen(wanted) $$;
create or replace function agency_case_numbers(wanted uuid) returns table (case_id uuid, number text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select c.id, c.number::text from agency_step s join "case" c on c.id = s.case_id
   where s.order_id = wanted and agency_order_is_seen(wanted) $$;
-- The mandate under which this person may take an order on a day; the longest.
create or replace function agency_mandate_for(wanted uuid, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select m.id from agency_order o join mandate m on m.agent_id = actor_person() and m.city = o.city
     and m.principal_person_id is not distinct from o.principal_person_id and m.principal_firm_id is not distinct from o.principal_firm_id
   where o.id = wanted and agency_order_is_seen(wanted) and mandate_holds(m, day) and agency_covers_order(o, m.scope_kind, m.scope, day)
   order by m.valid_to desc limit 1 $$;
-- The case of the principal with this number, for who has the order.
create or replace function agency_case_for(wanted uuid, of_number text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select c.id from agency_order o cross join lateral agency_now(o.id) n
     join "case" c on c.city = o.city and c.number = of_number and c.state <> 'draft' join application a on a.id = c.application_id
   where o.id = wanted and o.city = actor_city() and n.taker = actor_person() and a.firm_id is not distinct from o.principal_firm_id
     and (o.principal_person_id is null or exists (select 1 from application_reader r where r.application_id = a.id and r.person_id = o.principal_person_id)) $$;
-- The natural person behind a post, for whoever gives them a mandate.
create or replace function agency_person_of(wanted uuid, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select p.person_id from agency_post p where p.id = wanted and p.city = actor_city() and agency_post_holds(p, day)
    and (p.kind <> 'firm' or actor_represents(p.firm_id) or actor_kind() = 'staff') $$;
-- Figures of a body: counts alone, for anybody.
create or replace function agency_counts(day date) returns table (body_id uuid, asked bigint, open bigint, done bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select n.body_id, count(*), count(*) filter (where n.kind not in ('done', 'given_up', 'stopped')), count(*) filter (where n.kind = 'done')
   from agency_order o cross join lateral agency_now(o.id) n
   where o.city = actor_city() and (o.asked_at at time zone 'Asia/Shanghai')::date <= day group by 1 $$;
-- Who holds the post of agent at a body, for who keeps its roster.
create or replace function agency_people_at(at_body uuid, day date) returns table (person_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select distinct p.id, p.name::text from posting o join person p on p.id = o.person_id
   where o.body_id = at_body and o.role = 'assistance_agent' and o.city = actor_city() and o.valid_from <= day and (o.valid_to is null or day < o.valid_to)
     and rights_reach(actor_person(), 'assistance_keeper', at_body) $$;
-- Whom to tell about an order.
create or replace function agency_order_people(wanted uuid) returns table (side text, person_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select 'principal', coalesce(o.principal_person_id, f.legal_representative_id) from agency_order o left join firm f on f.id = o.principal_firm_id
     where o.id = wanted and o.city = actor_city() and actor_kind() = 'system'
   union all select 'agent', coalesce(n.taker, p.person_id) from agency_order o cross join lateral agency_now(o.id) n left join agency_post p on p.id = n.post_id
     where o.id = wanted and o.city = actor_city() and actor_kind() = 'system' and coalesce(n.taker, p.person_id) is not null $$;
revoke execute on function agency_post_names(uuid[]), agency_order_facts(uuid[]), agency_step_names(uuid), agency_case_numbers(uuid), agency_mandate_for(uuid, date), agency_case_for(uuid, text), agency_person_of(uuid, date),
  agency_counts(date), agency_people_at(uuid, date), agency_order_people(uuid) from public;
grant execute on function agency_post_names(uuid[]), agency_order_facts(uuid[]), agency_step_names(uuid), agency_case_numbers(uuid), agency_mandate_for(uuid, date), agency_case_for(uuid, text), agency_person_of(uuid, date),
  agency_counts(date), agency_people_at(uuid, date), agency_order_people(uuid) to tongban_app;
