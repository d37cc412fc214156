-- What the search is taught is public; who teaches it is asked by the command and recorded.
select law_wall(array['search_synonym','search_miss']);
grant select, insert, update (means, is_in_use, revision, changed_by_id, changed_at) on search_synonym to tongban_app;
select law_policy('search_synonym', 'select', 'city = (select actor_city())'),
       law_policy('search_synonym', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')'),
       law_policy('search_synonym', 'update', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')',
         'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');

-- Whoever searched adds one to a count, by this function only, and reads nothing. The masks
-- stand here too, so that no caller can keep a number; a day holds so many words and no more,
-- so that nobody fills the disk by asking nonsense.
grant select on search_miss to tongban_app;
select law_policy('search_miss', 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')');
create or replace function note_search_miss(said text, on_day date) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ insert into search_miss as m (id, city, day, words, times)
  select gen_random_uuid(), actor_city(), on_day, left(regexp_replace(said, '[0-9]', '#', 'g'), 24), 1
   where actor_city() <> '' and said <> ''
     and (select count(*) from search_miss where city = actor_city() and day = on_day) < 1000
  on conflict (city, day, words) do update set times = m.times + 1 $$;
create or replace function purge_search_misses(before date) returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ with gone as (delete from search_miss where city = actor_city() and actor_kind() = 'system' and day < before returning 1),
  open as (delete from open_question q where city = actor_city() and actor_kind() = 'system' and last_on < before
             and not exists (select 1 from question_answer a where a.question_id = q.id) returning 1)
  select (select count(*) from gone) + (select count(*) from open) $$;
revoke execute on function note_search_miss(text, date), purge_search_misses(date) from public;
grant execute on function note_search_miss(text, date), purge_search_misses(date) to tongban_app;
