-- A draft (CAT-13): typed in, or taken in from a list with what the list said beside it. What
-- a list brings is no more than a draft: it is published by nobody but publication.sql.
select law_wall(array['item_draft']);
grant select, insert, update (body_id, item_id, document, findings, additions, unchecked, revised_at, published_version, superseded_by_id,
  discarded_at, discarded_by_id)
  on item_draft to tongban_app;

-- A draft is seen by its body, and by those whose office is the city's list; it is written
-- by its body, and by who publishes (into own drafts: see the rule below).
create or replace function publishes_for_city() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_kind() = 'system' or in_catalogue_office(actor_person(), actor_city()) $$;
create or replace function keeps_the_list() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_kind() = 'system' or in_catalogue_office(actor_person(), actor_city())
       or in_list_role(actor_person(), actor_city(), 'catalogue_legality_reviewer')
       or in_list_role(actor_person(), actor_city(), 'catalogue_gatekeeper') $$;
revoke execute on function publishes_for_city(), keeps_the_list() from public;
grant execute on function publishes_for_city(), keeps_the_list() to tongban_app;
select law_policy('item_draft', 'select', 'city = (select actor_city()) and (body_id = any((select actor_orgs())::uuid[]) or (select keeps_the_list()))');
select law_policy('item_draft', 'insert', null, 'city = (select actor_city()) and (body_id = any((select actor_orgs())::uuid[]) or (select publishes_for_city()))'
  ' and (drafted_by_id = (select actor_person()) or (select actor_kind()) = ''system'')');
select law_policy('item_draft', 'update', 'city = (select actor_city()) and (body_id = any((select actor_orgs())::uuid[]) or (select publishes_for_city()))');

-- What a list said stays beside the draft as it was taken in, and so does who took it in:
-- the grant stops the application's role, the trigger the owner's slips.
create or replace trigger item_draft_stays before delete or truncate or update of id, city, source_name,
  source_digest, source_document, drafted_by_id on item_draft for each statement execute function law_never_changes('what_was_imported_stays');

-- Who may write drafts of a body today: its own people, and who publishes for the city.
create or replace function drafts_for(at_body uuid, of_city text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select actor_kind() = 'system' or holds_posting(actor_person(), at_body, null, (now() at time zone 'Asia/Shanghai')::date)
       or in_catalogue_office(actor_person(), of_city) $$;
-- Which offices of the city's list nobody holds on a day: three roles by name, never a person.
-- A drafter, who sees only own postings, is told before a draft waits for nobody.
create or replace function list_offices_without_anyone(day date) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select r from unnest(array['catalogue_legality_reviewer', 'catalogue_gatekeeper', 'catalogue_publisher']) r
 where actor_kind() in ('staff', 'system') and not exists (select 1 from posting o
   where o.city = actor_city() and o.role = r and o.valid_from <= day and (o.valid_to is null or day < o.valid_to)) $$;
revoke execute on function list_offices_without_anyone(date) from public;
grant execute on function list_offices_without_anyone(date) to tongban_app;

-- A draft that was typed in follows the body that its text names: who moves it drafts for both
-- (for the new one: law_draft). Whose row of a list it was stays as the list said, and so does
-- who was asked by the directory. Named so that it is the first of the row triggers.
create or replace function law_draft_moves() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.body_id = old.body_id then
    return new;
  end if;
  if old.source_digest <> '' or old.source_document is not null then
    perform law_refuse('what_was_imported_stays', current_date);
  end if;
  if old.published_version is not null then
    perform law_refuse('published_version_never_changes', current_date);
  end if;
  if not drafts_for(old.body_id, old.city) then
    perform law_refuse('a_draft_comes_from_its_office', current_date);
  end if;
  if exists (select 1 from public.directory_proposal p where p.draft_id = old.id) then
    perform law_refuse('a_proposal_is_taken_over_once', current_date);
  end if;
  return new;
end $$;
create or replace trigger item_draft_body before update of body_id on item_draft
  for each row execute function law_draft_moves();
-- A draft in whose place a newer one stands is not handed in, reviewed, published or written.
create or replace function law_draft_is_open(d public.item_draft) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if d.superseded_by_id is not null then
    perform law_refuse('a_superseded_draft_rests', current_date);
  end if;
end $$;
revoke execute on function drafts_for(uuid, text), law_draft_is_open(public.item_draft) from public;

-- A draft knows all who wrote in it. Who publishes for the city does not write into a
-- colleague's draft first: else one person would have written and published. What was
-- published stays as it was, and only a publication makes it so.
create or replace function law_draft() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not drafts_for(new.body_id, new.city) then
    perform law_refuse('a_draft_comes_from_its_office', current_date);
  end if;
  if tg_op = 'INSERT' then
    if new.published_version is not null then
      perform law_refuse('a_draft_is_no_publication', current_date);
    end if;
    new.writers := array[new.drafted_by_id];
    if actor_person() is not null and actor_person() <> new.drafted_by_id then
      new.writers := new.writers || actor_person();
    end if;
    return new;
  end if;
  perform law_draft_is_open(old);
  if new.published_version is distinct from old.published_version and (old.published_version is not null or not exists (
      select 1 from public.item_publication p join public.item_submission s on s.id = p.submission_id
       where s.draft_id = new.id and p.version_id = new.published_version)) then
    perform law_refuse('a_draft_is_no_publication', current_date);
  end if;
  new.writers := old.writers;
  if (new.document, new.discarded_at) is distinct from (old.document, old.discarded_at) and old.published_version is not null then
    perform law_refuse('published_version_never_changes', current_date);
  end if;
  if new.document is distinct from old.document then
    if actor_kind() <> 'system' and old.drafted_by_id is distinct from actor_person()
       and in_catalogue_office(actor_person(), old.city) then
      perform law_refuse('draft_and_publish_by_two_people', current_date);
    end if;
    if actor_person() is not null and actor_person() <> all(old.writers) then
      new.writers := old.writers || actor_person();
    end if;
  end if;
  return new;
end $$;
create or replace trigger item_draft_law before insert or update on item_draft for each row execute function law_draft();

-- A list that changed makes a newer draft of the same body, which carries over what officers
-- added: the earlier one is marked first, with the key of the one to come, and rests.
create or replace function law_draft_in_its_place() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'INSERT' and (new.superseded_by_id is not null or exists (select 1 from public.item_draft d
       where d.superseded_by_id = new.id and (d.body_id, d.city) is distinct from (new.body_id, new.city)))
     or tg_op = 'UPDATE' and new.superseded_by_id is not null
       and exists (select 1 from public.item_draft d where d.id = new.superseded_by_id) then
    perform law_refuse('a_superseded_draft_rests', current_date);
  end if;
  return new;
end $$;
create or replace trigger item_draft_in_its_place before insert or update of superseded_by_id on item_draft
  for each row execute function law_draft_in_its_place();

-- The marks "added by" name the officer who acts; a mark that stands neither vanishes nor
-- changes hands. A newer draft takes the marks along of the one in whose place it stands.
create or replace function law_draft_marks() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  held jsonb := case when tg_op = 'UPDATE' then old.additions else coalesce((
    select jsonb_agg(m) from public.item_draft d, jsonb_array_elements(d.additions) m where d.superseded_by_id = new.id), '[]') end;
begin
  if jsonb_typeof(new.additions) is distinct from 'array'
     or exists (select 1 from jsonb_array_elements(new.additions) m
       where not exists (select 1 from jsonb_array_elements(held) h where h = m)
         and not coalesce(m ->> 'path' <> '' and m ->> 'added_by' = (select p.name from public.person p where p.id = actor_person()), false))
     or tg_op = 'UPDATE' and exists (select 1 from jsonb_array_elements(held) h
       where not exists (select 1 from jsonb_array_elements(new.additions) m where m ->> 'path' = h ->> 'path')) then
    perform law_refuse('marks_say_who_added', current_date);
  end if;
  return new;
end $$;
create or replace trigger item_draft_marks before insert or update of additions on item_draft
  for each row execute function law_draft_marks();

select law_one_city('item_draft', array['body_id','body', 'item_id','item', 'drafted_by_id','person', 'discarded_by_id','person',
  'batch_id','bulk_change']);
