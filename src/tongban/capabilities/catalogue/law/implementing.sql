-- The basic directory (CAT-04, CAT-05, CAT-08): an entry says what is alike at every level; a
-- body claims it; what it publishes differs in its own elements only. The directory and its
-- claims are public, and only ever added to.
select law_wall(array['directory_entry','directory_version','directory_claim','implementation','directory_proposal']);
select law_append_only(array['directory_entry','directory_version','directory_claim'], 'directory_never_changes');
select law_policy(t, 'select', 'city = (select actor_city())'),
       law_policy(t, 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')')
  from unnest(array['directory_entry','directory_version','directory_claim']) t;
-- Only triggers of this file write comparisons and proposals: no new version of an entry is
-- without its proposals, and nobody says of himself that he conforms.
grant select on implementation, directory_proposal to tongban_app;
grant update (draft_id, taken_by_id, taken_at, replaced) on directory_proposal to tongban_app;
select law_policy('implementation', 'select', 'city = (select actor_city())');
select law_policy('directory_proposal', 'select', 'city = (select actor_city()) and (body_id = any((select actor_orgs())::uuid[]) or (select keeps_the_list()))');
select law_policy('directory_proposal', 'update', 'city = (select actor_city()) and body_id = any((select actor_orgs())::uuid[])');

-- A directory rests on law, regulation, rule, national or provincial policy, never on a
-- department's own document (CAT-06).
alter table directory_version drop constraint if exists the_directory_changes_on_law;
alter table directory_version add constraint the_directory_changes_on_law check (
  basis_rank in ('law','regulation','rule','national_policy','provincial_policy')
  and btrim(basis_title, E' \t\r\n\u00a0\u3000') <> '');

-- A value as it is compared: texts without the blanks around them, an empty one as none.
create or replace function tidy(v jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select case when jsonb_typeof(v) = 'string' then coalesce(to_jsonb(nullif(btrim(v #>> '{}', E' \t\r\n\u00a0\u3000'), '')), 'null')
       else coalesce(v, 'null') end $$;
-- What of a value counts in a slot: its fields only, where the slot names some; rows whose
-- order means nothing stand in one order. In PL/pgSQL, as what calls it: its statements are
-- planned once, where a function in SQL would plan them for each of 6,400 comparisons.
create or replace function slot_value(v jsonb, slot jsonb) returns jsonb
language plpgsql immutable set search_path = pg_catalog, public, pg_temp
as $$
declare
  named jsonb := slot -> 'fields';
begin
  if jsonb_typeof(v) = 'array' and named is null then
    return (select coalesce(jsonb_agg(tidy(e) order by case when slot -> 'ordered' = 'true' then lpad(n::text, 6, '0') else e::text end), '[]')
      from jsonb_array_elements(v) with ordinality as rows(e, n));
  elsif jsonb_typeof(v) = 'array' then
    return (select coalesce(jsonb_agg(said order by case when slot -> 'ordered' = 'true' then lpad(n::text, 6, '0') else said::text end), '[]')
      from (select n, (select jsonb_object_agg(f, tidy(e -> f)) from jsonb_array_elements_text(named) f) as said
              from jsonb_array_elements(v) with ordinality as rows(e, n) offset 0) told);
  elsif jsonb_typeof(v) = 'object' and named is not null then
    return (select jsonb_object_agg(f, tidy(v -> f)) from jsonb_array_elements_text(named) f);
  end if;
  return tidy(v);
end $$;
-- Not more than the directory states: a number, or a limit with its unit (0: none is set).
create or replace function at_most(said jsonb, stated jsonb) returns boolean
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(case
    when jsonb_typeof(stated) = 'number' then jsonb_typeof(said) = 'number' and said::numeric <= stated::numeric
    when jsonb_typeof(stated) <> 'object' then said = stated
    when stated -> 'value' = '0' and stated ->> 'unit' is not null then said -> 'value' = '0'
    when jsonb_typeof(said -> 'value') is distinct from 'number' then false
    when said -> 'unit' = stated -> 'unit' then (said -> 'value')::numeric <= (stated -> 'value')::numeric
    else limit_days((said -> 'value')::int, said ->> 'unit', true) <= limit_days((stated -> 'value')::int, stated ->> 'unit', false) end, false) $$;

-- A document beside the slots of an entry's version: is each the same, and is it allowed?
-- Less for people to bring, pay and wait, and more ways to go, are allowed where the mode says so.
create or replace function directory_compare(d jsonb, slots jsonb)
returns table (place bigint, key text, scope text, is_equal boolean, conforms boolean)
language plpgsql immutable set search_path = pg_catalog, public, pg_temp
as $$
declare
  slot jsonb;
  stated jsonb;
  said jsonb;
begin
  place := 0;
  for slot in select e from jsonb_array_elements(slots) e loop
    place := place + 1;
    key := slot ->> 'key';
    scope := slot ->> 'scope';
    said := d #> array(select jsonb_array_elements_text(slot -> 'path'));
    if slot ->> 'mode' = 'one_of' then
      is_equal := coalesce(slot -> 'value' @> tidy(said), false);
      conforms := is_equal;
    elsif said = slot -> 'value' then
      -- Word for word: nothing has to be taken apart.
      is_equal := true;
      conforms := slot ->> 'mode' in ('equal','covers','within','at_most');
    else
      stated := slot_value(slot -> 'value', slot);
      said := slot_value(said, slot);
      is_equal := said = stated;
      conforms := case slot ->> 'mode' when 'equal' then is_equal when 'covers' then said @> stated
        when 'within' then said <@ stated or said in ('null', '[]') when 'at_most' then at_most(said, stated) else false end;
    end if;
    return next;
  end loop;
end $$;
revoke execute on function tidy(jsonb), slot_value(jsonb, jsonb), at_most(jsonb, jsonb), directory_compare(jsonb, jsonb) from public;
grant execute on function tidy(jsonb), slot_value(jsonb, jsonb), at_most(jsonb, jsonb), directory_compare(jsonb, jsonb) to tongban_app;

-- The version of an entry in force on a day.
create or replace function entry_in_force(of_entry uuid, day date) returns uuid
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select id from directory_version where entry_id = of_entry and effective_on <= day order by effective_on desc limit 1 $$;
revoke execute on function entry_in_force(uuid, date) from public;
grant execute on function entry_in_force(uuid, date) to tongban_app;

-- The text of a published version: all of it is public, whoever's draft it came from.
create or replace function directory_document(of_version uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select s.document from item_publication p join item_submission s on s.id = p.submission_id
       where p.version_id = of_version and p.city = actor_city() $$;
revoke execute on function directory_document(uuid) from public;
grant execute on function directory_document(uuid) to tongban_app;

-- Do the slots say, once each, what is alike and how it is compared, and the same as the columns?
create or replace function slots_are_sound(v directory_version) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select case when jsonb_typeof(v.slots) <> 'array' then false else coalesce((
    select count(*) between 1 and 32 and count(*) = count(distinct s ->> 'key')
       and bool_and(coalesce(btrim(s ->> 'key') <> '' and btrim(s ->> 'label') <> ''
         and s ->> 'mode' in ('equal','one_of','covers','within','at_most') and s ->> 'scope' in ('uniform','watched')
         and jsonb_typeof(s -> 'path') = 'array' and s -> 'path' <> '[]' and tidy(s -> 'value') <> 'null', false))
       and bool_or(s @> jsonb_build_object('key', 'name', 'path', '["name"]'::jsonb, 'mode', 'equal', 'scope', 'uniform', 'value', v.name))
       and bool_or(s @> jsonb_build_object('key', 'item_type', 'path', '["item_type"]'::jsonb, 'mode', 'equal', 'scope', 'uniform', 'value', v.item_type))
      from jsonb_array_elements(v.slots) s), false) end $$;
revoke execute on function slots_are_sound(directory_version) from public;

-- Entries and their versions come from the catalogue's office; a version begins after the one
-- before it, and today at the earliest once there is one. The entry is locked first.
create or replace function law_directory_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not (actor_kind() = 'system' or in_catalogue_office(actor_person(), new.city)) then
    perform law_refuse('published_only_by_the_catalogue_office', current_date);
  end if;
  return new;
end $$;
create or replace trigger directory_entry_law before insert on directory_entry for each row execute function law_directory_entry();

create or replace function law_directory_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not in_catalogue_office(new.published_by_id, new.city) then
    perform law_refuse('published_only_by_the_catalogue_office', current_date);
  end if;
  if not slots_are_sound(new) or cardinality(new.levels) = 0 then
    perform law_refuse('an_entry_says_what_is_alike', current_date);
  end if;
  perform 1 from public.directory_entry e where e.id = new.entry_id for no key update;
  if new.number <> 1 + (select count(*) from public.directory_version v where v.entry_id = new.entry_id)
     or new.number > 1 and (new.effective_on < law_today(new.city)
       or exists (select 1 from public.directory_version v where v.entry_id = new.entry_id and v.effective_on >= new.effective_on)) then
    perform law_refuse('the_list_changes_only_forward', current_date);
  end if;
  return new;
end $$;
create or replace trigger directory_version_law before insert on directory_version for each row execute function law_directory_version();

-- A claim: by the body's own people (or who keeps the list for it), at a level that the entry
-- leaves it to.
create or replace function law_directory_claim() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not drafts_for(new.body_id, new.city) or (actor_kind() <> 'system' and new.claimed_by_id is distinct from actor_person()) then
    perform law_refuse('a_claim_comes_from_its_office', current_date);
  end if;
  if new.exercise_level is distinct from (select case b.level when 'national' then '1' when 'province' then '2' when 'city' then '3'
         when 'county' then '4' when 'township' then '5' when 'village' then '6' end from public.body b where b.id = new.body_id)
     or not exists (select 1 from public.directory_version v where v.entry_id = new.entry_id and new.exercise_level = any(v.levels)
         and not exists (select 1 from public.directory_version n where n.entry_id = v.entry_id and n.number > v.number)) then
    perform law_refuse('claimed_at_a_level_of_the_entry', current_date);
  end if;
  return new;
end $$;
create or replace trigger directory_claim_law before insert on directory_claim for each row execute function law_directory_claim();

-- Which entry a text implements: by the code it gives, else by that of its item.
create or replace function entry_of(d jsonb, of_item uuid, of_city text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select coalesce((select e.id from directory_entry e where e.city = of_city and e.basic_code = d ->> 'basic_code'),
  (select e.id from directory_entry e join item i on i.city = e.city and i.basic_code = e.basic_code where i.id = of_item)) $$;
revoke execute on function entry_of(jsonb, uuid, text) from public;

-- Publishing what the directory knows: claimed by its body, and other than the directory in
-- its own elements only. The entry is locked against a new version of it.
create or replace function law_implementation() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  d jsonb := (select s.document from public.item_submission s where s.id = new.submission_id);
  entry uuid := entry_of(d, new.item_id, new.city);
  states jsonb;
begin
  if entry is null then
    return new;
  end if;
  perform 1 from public.directory_entry e where e.id = entry for share;
  select v.slots into states from public.directory_version v where v.id = entry_in_force(entry, new.effective_on);
  if states is null then
    return new;
  end if;
  if not exists (select 1 from public.directory_claim c join public.item i on i.body_id = c.body_id
       where c.entry_id = entry and i.id = new.item_id) then
    perform law_refuse('implemented_only_when_claimed', current_date);
  end if;
  if exists (select 1 from directory_compare(d, states) c where c.scope = 'uniform' and not c.conforms) then
    perform law_refuse('only_local_elements_differ', current_date);
  end if;
  return new;
end $$;
create or replace trigger item_publication_of_the_directory before insert on item_publication
  for each row execute function law_implementation();

-- Every pair of a published version and an entry's version that can be in force together is
-- compared once, when the later of the two comes. What departs from the newest is proposed.
create or replace function law_compare(of_entry uuid, of_version uuid, of_directory_version uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp
as $$ insert into implementation (id, city, entry_id, directory_version_id, item_id, version_id, conforms, stated, equal, differing, departing)
  select gen_random_uuid(), v.city, v.entry_id, v.id, p.item_id, p.version_id, c.conforms, c.stated, c.equal, c.differing, c.departing
    from directory_version v
    join item_publication p on p.city = v.city
    join item_submission s on s.id = p.submission_id
   cross join lateral (select not coalesce(bool_or(scope = 'uniform' and not conforms), false) as conforms, count(*) as stated,
       count(*) filter (where is_equal) as equal, coalesce(array_agg(key order by place) filter (where not is_equal), '{}') as differing,
       coalesce(array_agg(key order by place) filter (where scope = 'uniform' and not conforms), '{}') as departing
       from directory_compare(s.document || '{}', v.slots || '[]')) c
   where v.entry_id = of_entry and (of_directory_version is null or v.id = of_directory_version)
     and (of_version is null or p.version_id = of_version)
     and p.item_id in (select i.id from item i join directory_entry e on e.city = i.city and e.basic_code = i.basic_code where e.id = of_entry
                       union select i.item_id from implementation i where i.entry_id = of_entry union select n.item_id from item_publication n where n.version_id = of_version)
     and not exists (select 1 from item_publication n where n.item_id = p.item_id and n.effective_on > p.effective_on and n.effective_on <= v.effective_on)
     and not exists (select 1 from directory_version n where n.entry_id = v.entry_id and n.effective_on > v.effective_on and n.effective_on <= p.effective_on)
  on conflict do nothing $$;
revoke execute on function law_compare(uuid, uuid, uuid) from public;

create or replace function law_propose(of_directory_version uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp
as $$ insert into directory_proposal (id, city, directory_version_id, item_id, body_id, version_id, departing)
  select gen_random_uuid(), m.city, m.directory_version_id, m.item_id, i.body_id, m.version_id, m.departing
    from implementation m join item i on i.id = m.item_id join item_publication p on p.version_id = m.version_id
   where m.directory_version_id = of_directory_version and not m.conforms
     and not exists (select 1 from item_withdrawal w where w.version_id = m.version_id)
     and not exists (select 1 from item_publication n where n.item_id = m.item_id and n.effective_on > p.effective_on)
  on conflict do nothing $$;
revoke execute on function law_propose(uuid) from public;

create or replace function law_linked_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- At a higher isolation the look at what is published would be into an old snapshot.
  if current_setting('transaction_isolation') <> 'read committed' then
    perform law_refuse('the_list_changes_only_forward', current_date);
  end if;
  perform law_compare(new.entry_id, null, new.id);
  perform law_propose(new.id);
  return null;
end $$;
create or replace trigger directory_version_reaches_all after insert on directory_version for each row execute function law_linked_change();

create or replace function law_published_implementation() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  entry uuid := entry_of((select s.document from public.item_submission s where s.id = new.submission_id), new.item_id, new.city);
begin
  if entry is not null then
    perform law_compare(entry, new.version_id, null);
    perform law_propose(v.id) from public.directory_version v where v.entry_id = entry order by v.number desc limit 1;
  end if;
  return null;
end $$;
create or replace trigger item_publication_is_compared after insert on item_publication
  for each row execute function law_published_implementation();

-- What an entry says on a day, what is in force for it, and how the two were compared when the
-- later of them was published. It reads as who asks, behind the wall of every table.
create or replace function directory_standing(day date)
returns table (entry_id uuid, item_id uuid, body_id uuid, handling_code text, version_id uuid, effective_on date,
  drifts boolean, equal smallint, stated smallint, differing text[], departing text[])
language sql stable set search_path = pg_catalog, public, pg_temp
as $$
with said as (
  select distinct on (v.entry_id) v.id, v.entry_id from directory_version v
   where v.city = actor_city() and v.effective_on <= day order by v.entry_id, v.effective_on desc),
in_force as (
  select distinct on (p.item_id) p.item_id, p.version_id, p.effective_on from item_publication p
   where p.city = actor_city() and p.effective_on <= day order by p.item_id, p.effective_on desc)
select e.id, i.id, i.body_id, i.handling_code, f.version_id, f.effective_on, m.id is null or not m.conforms,
       coalesce(m.equal, 0), coalesce(m.stated, 0), coalesce(m.differing, '{}'), coalesce(m.departing, '{}')
  from directory_entry e join said s on s.entry_id = e.id
  join item i on i.city = e.city and i.basic_code = e.basic_code
  join in_force f on f.item_id = i.id
  left join implementation m on m.directory_version_id = s.id and m.version_id = f.version_id
 where not exists (select 1 from item_withdrawal w where w.version_id = f.version_id and w.withdrawn_on <= day) $$;
revoke execute on function directory_standing(date) from public;
grant execute on function directory_standing(date) to tongban_app;

-- A proposal is taken over once, by the body's own people, into a draft of theirs.
create or replace function law_proposal() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if old.draft_id is not null or new.draft_id is null or new.taken_at is null
     or not drafts_for(new.body_id, new.city) or new.taken_by_id is distinct from actor_person()
     or not exists (select 1 from public.item_draft d where d.id = new.draft_id and d.body_id = new.body_id) then
    perform law_refuse('a_proposal_is_taken_over_once', current_date);
  end if;
  return new;
end $$;
create or replace trigger directory_proposal_law before update of draft_id, taken_by_id, taken_at, replaced on directory_proposal for each row execute function law_proposal();

create or replace trigger implementation_stays before update or delete or truncate on implementation
  for each statement execute function law_never_changes('directory_never_changes');
create or replace trigger directory_proposal_stays before delete or truncate or update of id, city, directory_version_id, item_id, body_id,
  version_id, departing on directory_proposal for each statement execute function law_never_changes('directory_never_changes');

select law_one_city('directory_version', array['entry_id','directory_entry', 'published_by_id','person']),
       law_one_city('directory_claim', array['entry_id','directory_entry', 'body_id','body', 'claimed_by_id','person']),
       law_one_city('directory_proposal', array['draft_id','item_draft', 'taken_by_id','person']);
