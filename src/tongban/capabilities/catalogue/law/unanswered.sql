-- Whoever was led nowhere writes what they wanted, by this function only, and reads nothing.
-- The mask stands here too; a day takes in so many new ones and no more.
select law_wall(array['open_question','question_answer']);
grant select on open_question to tongban_app;
select law_append_only(array['question_answer'], 'an_answer_to_a_question_stays');
select law_policy(t, 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')')
  from unnest(array['open_question','question_answer']) t;
select law_policy('question_answer', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff''');
create or replace function note_open_question(said text, by_way text, on_day date) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ insert into open_question as q (id, city, words, path, first_on, last_on, times)
  select gen_random_uuid(), actor_city(), left(regexp_replace(said, '[0-9]', '#', 'g'), 60), left(by_way, 200), on_day, on_day, 1
   where actor_city() <> '' and said <> ''
     and (select count(*) from open_question where city = actor_city() and first_on = on_day) < 1000
  on conflict (city, words) do update set times = q.times + 1, last_on = greatest(q.last_on, excluded.last_on) $$;
revoke execute on function note_open_question(text, text, date) from public;
grant execute on function note_open_question(text, text, date) to tongban_app;

-- Who answers is who acts, in a post of the catalogue; and a question said to stand in a
-- draft stands in it, word for word, with an answer.
create or replace function law_question_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.answered_by_id is distinct from actor_person()
     or not (in_list_role(new.answered_by_id, new.city, 'catalogue_drafter') or in_catalogue_office(new.answered_by_id, new.city)) then
    perform law_refuse('an_open_question_is_answered_by_its_office', current_date);
  end if;
  if new.kind = 'faq' and not exists (
       select 1 from public.item_draft d,
              jsonb_array_elements(case jsonb_typeof(d.document -> 'faq') when 'array' then d.document -> 'faq' else '[]' end) f
        where d.id = new.draft_id and f ->> 'q' = new.asked and btrim(f ->> 'a', E' \t\n\u3000') <> '') then
    perform law_refuse('the_answer_stands_in_the_draft', current_date);
  end if;
  return new;
end $$;
create or replace trigger question_answer_law before insert on question_answer for each row execute function law_question_answer();
select law_one_city('question_answer', array['question_id','open_question', 'draft_id','item_draft', 'synonym_id','search_synonym',
  'answered_by_id','person']);
