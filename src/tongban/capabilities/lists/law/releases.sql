-- A list is a release of rows that name what was published (CAT-04): drafted, handed in,
-- passed by three people, published by a fifth, and from then on as it is.
select law_wall(array['list_release','list_row','list_hand_in','list_review','list_publication']);
select law_append_only(array['list_hand_in','list_review'], 'reviews_never_change');
select law_append_only(array['list_publication'], 'published_list_never_changes');
grant select, insert, update (title, basis_title, basis_number, basis_article, basis_rank, papers, revised_at,
  discarded_at, discarded_by_id) on list_release to tongban_app;
grant select, insert, delete on list_row to tongban_app;
create or replace trigger list_release_stays before delete or truncate or update of id, city, kind, venue_id, window_class_id, number,
  body_id, drafted_by_id on list_release for each statement execute function law_never_changes('published_list_never_changes');
create or replace trigger list_row_stays before update or truncate on list_row
  for each statement execute function law_never_changes('published_list_never_changes');

-- What is published is seen by everybody; before that, by its body and the keepers of the list.
select law_policy('list_publication', 'select', 'city = (select actor_city())');
select law_policy('list_publication', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');
select law_policy('list_release', 'select', 'city = (select actor_city()) and (body_id = any((select actor_orgs())::uuid[])'
  ' or (select keeps_the_list()) or exists (select 1 from list_publication p where p.release_id = list_release.id))');
select law_policy('list_release', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');
select law_policy('list_release', 'update', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')',
  'city = (select actor_city())');
select law_policy('list_row', 'select', 'exists (select 1 from list_release r where r.id = release_id)');
select law_policy('list_row', 'insert', null, 'city = (select actor_city()) and exists (select 1 from list_release r where r.id = release_id)');
select law_policy('list_row', 'delete', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');
select law_policy('list_hand_in', 'select', 'city = (select actor_city()) and exists (select 1 from list_release r where r.id = release_id'
  ' and (r.body_id = any((select actor_orgs())::uuid[]) or (select keeps_the_list())))');
select law_policy('list_hand_in', 'insert', null, 'city = (select actor_city()) and exists (select 1 from list_release r where r.id = release_id)');
select law_policy('list_review', 'select', 'exists (select 1 from list_hand_in h where h.id = hand_in_id)');
select law_policy('list_review', 'insert', null, 'city = (select actor_city()) and exists (select 1 from list_hand_in h where h.id = hand_in_id)');

select law_returns_say_why(array['list_review']);

-- Has its drafter the release? Not while it is under review, nor after publication.
create or replace function list_is_under_review(of_release uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from list_hand_in h where h.release_id = of_release
       and not exists (select 1 from list_hand_in n where n.release_id = of_release and n.number > h.number)
       and not exists (select 1 from list_review w where w.hand_in_id = h.id and w.outcome = 'returned')) $$;
create or replace function list_rests(r list_release) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if exists (select 1 from public.list_publication p where p.release_id = r.id) then
    perform law_refuse('published_list_never_changes', current_date);
  elsif r.discarded_at is not null or list_is_under_review(r.id) then
    perform law_refuse('a_list_under_review_rests', current_date);
  end if;
end $$;
-- Whoever wrote in it or handed it in, or spoke on it at another stage.
create or replace function had_a_part_in_list(who uuid, h list_hand_in) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select who = h.handed_in_by_id
       or exists (select 1 from list_release r where r.id = h.release_id and (who = any(r.writers) or who = r.drafted_by_id))
       or exists (select 1 from list_review w where w.hand_in_id = h.id and w.reviewer_id = who) $$;
revoke execute on function list_is_under_review(uuid), list_rests(list_release), had_a_part_in_list(uuid, list_hand_in) from public;

-- A release comes from its office and knows all who wrote in it.
create or replace function law_list_release() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not drafts_for(new.body_id, new.city) then
    perform law_refuse('a_draft_comes_from_its_office', current_date);
  end if;
  if tg_op = 'INSERT' then
    new.writers := array[new.drafted_by_id];
  else
    perform list_rests(old);
    new.writers := old.writers;
  end if;
  if actor_person() is not null and actor_person() <> all(new.writers) then
    new.writers := new.writers || actor_person();
  end if;
  return new;
end $$;
create or replace trigger list_release_law before insert or update on list_release
  for each row execute function law_list_release();

-- A row comes and goes only while its drafter has the release, which is locked first; it
-- names a version that is published, and not withdrawn unless the list tells of the past.
create or replace function law_list_row() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  r public.list_release;
  it public.list_row := case when tg_op = 'DELETE' then old else new end;
begin
  select * into r from public.list_release where id = it.release_id for update;
  perform list_rests(r);
  if not drafts_for(r.body_id, r.city) then
    perform law_refuse('a_draft_comes_from_its_office', current_date);
  end if;
  if actor_person() is not null and actor_person() <> all(r.writers) then
    update public.list_release set revised_at = revised_at where id = r.id;
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if exists (select 1 from jsonb_each(new.terms) t
      where jsonb_typeof(t.value) <> 'string' or btrim(t.value #>> '{}', E' \t\r\n\u00a0\u3000') = '') then
    perform law_refuse('an_entry_says_why', current_date);
  end if;
  if new.version_id is not null and (
       not exists (select 1 from public.item_publication p where p.version_id = new.version_id)
       or (not list_names_past(new.kind) and exists (select 1 from public.item_withdrawal w
             where w.version_id = new.version_id and w.withdrawn_on <= (now() at time zone 'Asia/Shanghai')::date))) then
    perform law_refuse('a_list_names_only_what_is_published', current_date);
  end if;
  return new;
end $$;
-- Lists of what was cleared away name the version from which it was.
create or replace function list_names_past(kind text) returns boolean
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select kind = 'clean_up' $$;
-- The list whose items every release of this kind must hold.
create or replace function list_base(kind text) returns text
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select case kind when 'township' then 'township_base' when 'village' then 'village_base' end $$;
revoke execute on function list_names_past(text), list_base(text) from public;
create or replace trigger list_row_law before insert or delete on list_row for each row execute function law_list_row();

-- Handed in is the release as it stands now, under the next number.
create or replace function law_list_hand_in() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  r public.list_release;
begin
  select * into r from public.list_release where id = new.release_id for update;
  perform list_rests(r);
  if not drafts_for(r.body_id, r.city) then
    perform law_refuse('a_draft_comes_from_its_office', current_date);
  end if;
  if new.number <> 1 + (select count(*) from public.list_hand_in h where h.release_id = new.release_id) then
    perform law_refuse('only_the_text_handed_in_counts', current_date);
  end if;
  perform list_has_its_papers(r);
  return new;
end $$;
create or replace trigger list_hand_in_law before insert on list_hand_in for each row execute function law_list_hand_in();

-- A review of a list: of what was handed in last, on a release that is locked first.
create or replace function law_list_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  h public.list_hand_in;
  r public.list_release;
begin
  select * into h from public.list_hand_in where id = new.hand_in_id;
  select * into r from public.list_release where id = h.release_id for update;
  perform law_opinion(new.reviewer_id, new.city, new.stage, new.body_id, r.body_id,
    stands => r.discarded_at is null
      and not exists (select 1 from public.list_hand_in n where n.release_id = r.id and n.number > h.number),
    had_part => had_a_part_in_list(new.reviewer_id, h),
    passed => array(select w.stage from public.list_review w where w.hand_in_id = h.id and w.outcome = 'passed'),
    was_returned => exists (select 1 from public.list_review w where w.hand_in_id = h.id and w.outcome = 'returned'));
  return new;
end $$;
create or replace trigger list_review_law before insert on list_review for each row execute function law_list_review();

-- The release of a kind, for a hall or for the city, that is in force on a day.
create or replace function list_in_force(of_city text, of_kind text, of_venue uuid, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select p.release_id from list_publication p where p.city = of_city and p.kind = of_kind
       and p.venue_id is not distinct from of_venue and p.effective_on <= day order by p.effective_on desc limit 1 $$;
revoke execute on function list_in_force(text, text, uuid, date) from public;

-- Publishing: what was handed in last, passed three times, by the office and five people.
create or replace function law_list_publication() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  r public.list_release;
  h public.list_hand_in;
begin
  select * into r from public.list_release where id = new.release_id for update;
  select * into h from public.list_hand_in where id = new.hand_in_id;
  if not in_catalogue_office(new.published_by_id, new.city) then
    perform law_refuse('published_only_by_the_catalogue_office', current_date);
  end if;
  if new.effective_on < law_today(new.city) and exists (select 1 from public.list_publication p
       where p.city = new.city and p.kind = new.kind and p.venue_id is not distinct from new.venue_id
         and p.window_class_id is not distinct from new.window_class_id) then
    perform law_refuse('the_list_changes_only_forward', current_date);
  end if;
  if (new.kind, new.city, new.digest) is distinct from (r.kind, r.city, h.digest) or (new.venue_id, new.window_class_id) is distinct from (r.venue_id, r.window_class_id)
     or h.release_id <> r.id or r.discarded_at is not null
     or exists (select 1 from public.list_hand_in n where n.release_id = r.id and n.number > h.number) then
    perform law_refuse('only_the_text_handed_in_counts', current_date);
  end if;
  if (select count(*) from public.list_review w where w.hand_in_id = h.id and w.outcome = 'passed') <> 3 then
    perform law_refuse('published_only_after_three_reviews', current_date);
  end if;
  if had_a_part_in_list(new.published_by_id, h) then
    perform law_refuse('reviewed_by_distinct_people', current_date);
  end if;
  if new.drafted_by_id <> r.drafted_by_id
     or exists (select 1 from (values ('first_review', new.first_reviewer_id), ('legality', new.lawyer_id), ('gatekeeping', new.gatekeeper_id)) said(stage, who)
          where not exists (select 1 from public.list_review w where w.hand_in_id = h.id and w.stage = said.stage and w.reviewer_id = said.who)) then
    perform law_refuse('a_list_by_five_people', current_date);
  end if;
  perform law_list_contents(new);
  return new;
end $$;

-- What stands on the list on the day from which it is in force.
create or replace function law_list_contents(act public.list_publication) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not list_names_past(act.kind) and exists (select 1 from public.list_row w where w.release_id = act.release_id
       and w.version_id is not null and not version_in_force(w.version_id, act.effective_on)) then
    perform law_refuse('a_list_names_only_what_is_published', current_date);
  end if;
  if act.kind in ('resident', 'negative') then
    -- Two halls do not wait for each other; the two lists of one hall do.
    perform pg_advisory_xact_lock(hashtextextended('hall|' || act.venue_id, 0));
    if exists (select 1 from public.list_row w join public.list_row o on o.item_id = w.item_id
         where w.release_id = act.release_id and o.release_id = list_in_force(act.city,
           case act.kind when 'resident' then 'negative' else 'resident' end, act.venue_id, act.effective_on)) then
      perform law_refuse('in_the_hall_or_on_its_negative_list', current_date);
    end if;
  end if;
  if list_base(act.kind) is not null and exists (select 1 from public.list_row b
       where b.release_id = list_in_force(act.city, list_base(act.kind), null, act.effective_on)
         and not exists (select 1 from public.list_row w where w.release_id = act.release_id and w.item_id = b.item_id)) then
    perform law_refuse('a_local_list_holds_the_base_set', current_date);
  end if;
end $$;
revoke execute on function law_list_contents(public.list_publication) from public;
create or replace trigger list_publication_law before insert on list_publication
  for each row execute function law_list_publication();

-- As for items: a look into an old snapshot is none (publication.sql of the catalogue).
create or replace trigger list_hand_in_saw_all after insert on list_hand_in
  for each row execute function law_publication_saw_all();
create or replace trigger list_review_saw_all after insert on list_review
  for each row execute function law_publication_saw_all();
create or replace trigger list_publication_saw_all after insert on list_publication
  for each row execute function law_publication_saw_all();
create or replace trigger list_publication_says_when after insert on list_publication
  for each row execute function law_says_when('published_at');

select law_one_city('list_release', array['venue_id','venue', 'window_class_id','window_class', 'body_id','body', 'drafted_by_id','person', 'discarded_by_id','person']),
       law_one_city('list_row', array['release_id','list_release', 'version_id','item_version', 'material_type_id','material_type']),
       law_one_city('list_hand_in', array['release_id','list_release', 'handed_in_by_id','person']),
       law_one_city('list_review', array['hand_in_id','list_hand_in', 'reviewer_id','person', 'body_id','body']),
       law_one_city('list_publication', array['release_id','list_release', 'window_class_id','window_class', 'published_by_id','person']);
