-- From draft to publication (CAT-14): a text is handed in, three people pass it, a fifth
-- publishes it, and what is published is that text, row by row.
select law_wall(array['item_submission','item_review']);
select law_append_only(array['item_submission','item_review'], 'reviews_never_change');

-- Who sees the draft sees what was handed in and what was said about it.
select law_policy('item_submission', 'select', 'exists (select 1 from item_draft d where d.id = draft_id)');
select law_policy('item_submission', 'insert', null, 'city = (select actor_city()) and exists (select 1 from item_draft d where d.id = draft_id)'
  ' and (handed_in_by_id = (select actor_person()) or (select actor_kind()) = ''system'')');
select law_policy('item_review', 'select', 'exists (select 1 from item_submission s where s.id = submission_id)');
select law_policy('item_review', 'insert', null, 'city = (select actor_city()) and exists (select 1 from item_submission s where s.id = submission_id)');

select law_returns_say_why(array['item_review']);

-- Handed in is what the draft says now, under the next number. The draft is locked first.
create or replace function law_submission() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  d public.item_draft;
begin
  select * into d from public.item_draft where id = new.draft_id for update;
  perform law_draft_is_open(d);
  if not drafts_for(d.body_id, d.city) then
    perform law_refuse('a_draft_comes_from_its_office', current_date);
  end if;
  if d.document is distinct from new.document or d.published_version is not null or d.discarded_at is not null
     or new.number <> 1 + (select count(*) from public.item_submission s where s.draft_id = new.draft_id) then
    perform law_refuse('only_the_text_handed_in_counts', current_date);
  end if;
  return new;
end $$;
create or replace trigger item_submission_law before insert on item_submission
  for each row execute function law_submission();

-- Does a submission still stand: the last of its draft, and the draft unchanged since and not
-- taken off the list?
create or replace function submission_stands(s item_submission) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from item_draft d where d.id = s.draft_id and d.document = s.document and d.discarded_at is null)
       and not exists (select 1 from item_submission n where n.draft_id = s.draft_id and n.number > s.number) $$;
revoke execute on function submission_stands(item_submission) from public;

-- Whoever wrote in the document or handed it in, or spoke on it at another stage.
create or replace function had_a_part(who uuid, s item_submission) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select who = s.handed_in_by_id
       or exists (select 1 from item_draft d where d.id = s.draft_id and (who = any(d.writers) or who = d.drafted_by_id))
       or exists (select 1 from item_review r where r.submission_id = s.id and r.reviewer_id = who) $$;
revoke execute on function had_a_part(uuid, item_submission) from public;

-- A review of an item: of the text that stands, on a draft that is locked first.
create or replace function law_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  s public.item_submission;
  d public.item_draft;
begin
  select * into s from public.item_submission where id = new.submission_id;
  select * into d from public.item_draft where id = s.draft_id for update;
  perform law_draft_is_open(d);
  perform law_opinion(new.reviewer_id, new.city, new.stage, new.body_id, d.body_id,
    stands => new.digest = s.digest and submission_stands(s),
    had_part => had_a_part(new.reviewer_id, s),
    passed => array(select r.stage from public.item_review r where r.submission_id = s.id and r.outcome = 'passed'),
    was_returned => exists (select 1 from public.item_review r where r.submission_id = s.id and r.outcome = 'returned'));
  return new;
end $$;
create or replace trigger item_review_law before insert on item_review for each row execute function law_review();

-- A document read as the platform reads it: texts without the blanks around them, entries
-- of a list in their places.
create or replace function said(d jsonb, name text) returns text
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select case when jsonb_typeof(d -> name) = 'string' then btrim(d ->> name,
  E' \t\n\r\u000b\u000c\u001c\u001d\u001e\u001f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000') else '' end $$;
create or replace function entries(d jsonb, name text) returns table (place bigint, e jsonb)
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select row_number() over (order by n), value
        from jsonb_array_elements(case when jsonb_typeof(d -> name) = 'array' then d -> name else '[]' end)
             with ordinality as listed(value, n) where jsonb_typeof(value) = 'object' $$;

-- Is the version, with all its rows, what the document says? What stands in neither rows
-- nor columns is kept in `elements` word for word.
create or replace function version_says(v item_version, d jsonb) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
select v.name = d ->> 'name' and v.case_kind = d ->> 'case_kind' and to_jsonb(v.visits) = d -> 'visits'
  and to_jsonb(v.statutory_value) = d #> '{statutory_limit,value}' and v.statutory_unit = d #>> '{statutory_limit,unit}'
  and to_jsonb(v.promised_value) = d #> '{promised_limit,value}' and v.promised_unit = d #>> '{promised_limit,unit}'
  and v.elements = d - array['format','name','org','family','item_type','basic_code','implementation_code','handling_code',
      'case_kind','promised_limit','statutory_limit','legal_basis','conditions','situations','materials','steps',
      'special_steps','fees','party_roles','form','visits'] || jsonb_build_object(
      'statutory_basis', said(d -> 'statutory_limit', 'basis'),
      'step_results', coalesce((select jsonb_object_agg(e ->> 'key', said(e, 'result')) from entries(d, 'steps')), '{}'),
      'basis_in_force_on', coalesce((select jsonb_agg(said(e, 'in_force_on') order by place) from entries(d, 'legal_basis')), '[]'))
  and exists (select 1 from item i join body b on b.id = i.body_id where i.id = v.item_id and b.code = d ->> 'org'
      and i.handling_code = d ->> 'handling_code' and i.item_type = d ->> 'item_type' and i.family = d ->> 'family')
  and exists (select 1 from form_version f where f.id = v.form_id and f.schema = d -> 'form')
  and (select jsonb_agg(jsonb_build_array(place, title, document_number, article, text, authority) order by place)
         from item_basis where version_id = v.id) is not distinct from
      (select jsonb_agg(jsonb_build_array(place, said(e,'title'), said(e,'document_number'), said(e,'article'), said(e,'text'), said(e,'authority')) order by place)
         from entries(d, 'legal_basis'))
  and (select jsonb_agg(jsonb_build_array(place, key, text, group_key, is_any) order by place) from item_condition where version_id = v.id) is not distinct from
      (select jsonb_agg(jsonb_build_array(place, e ->> 'key', said(e,'text'), said(e,'group'),
              said(e,'group') <> '' and exists (select 1 from entries(d, 'condition_groups') g where said(g.e,'key') = said(s.e,'group') and said(g.e,'need') = 'any')) order by place)
         from entries(d, 'conditions') s)
  and (select jsonb_agg(jsonb_build_array(place, key, question, help, options) order by place) from item_situation where version_id = v.id) is not distinct from
      (select jsonb_agg(jsonb_build_array(place, e ->> 'key', said(e,'question'), said(e,'help'),
              (select coalesce(jsonb_agg(jsonb_build_object('key', said(o.e,'key'), 'label', said(o.e,'label')) order by o.place), '[]') from entries(s.e, 'options') o)) order by place)
         from entries(d, 'situations') s)
  and (select jsonb_agg(jsonb_build_array(m.place, m.key, t.code, m.name, m.necessity, m.form, m.trust, m.is_waived, m."when", m.details) order by m.place)
         from item_material m join material_type t on t.id = m.material_type_id where m.version_id = v.id) is not distinct from
      (select jsonb_agg(jsonb_build_array(place, e ->> 'key', e ->> 'catalogue_code', said(e,'name'), e ->> 'necessity', e ->> 'form', e ->> 'trust',
              coalesce(e -> 'waived', 'false') = 'true', (select coalesce(jsonb_agg(w.e order by w.place), '[]') from entries(s.e, 'when') w),
              e - array['key','name','necessity','form','trust','waived','when','position']) order by place)
         from entries(d, 'materials') s)
  and (select jsonb_agg(jsonb_build_array(place, key, name, role, standard, limit_value, limit_unit, is_special, counts, only_if, basis) order by place)
         from item_step where version_id = v.id) is not distinct from
      (select jsonb_agg(jsonb_build_array(place, e ->> 'key', said(e,'name'), said(e,'role'), said(e,'standard'), e #> '{limit,value}', e #>> '{limit,unit}',
              is_special, coalesce(e -> 'counts', 'true') <> 'false', case when is_special then said(e,'only_if') else '' end, said(e,'basis')) order by place)
         from (select place, e, false as is_special from entries(d, 'steps')
               union all select place + (select count(*) from entries(d, 'steps')), e, true from entries(d, 'special_steps')) s)
  and (select jsonb_agg(jsonb_build_array(place, key, name, amount_fen, standard, basis, waiver) order by place) from item_fee where version_id = v.id) is not distinct from
      (select jsonb_agg(jsonb_build_array(place, e ->> 'key', said(e,'name'), e -> 'amount_fen', said(e,'standard'), said(e,'basis'), said(e,'waiver')) order by place)
         from entries(d, 'fees'))
  and (select jsonb_agg(jsonb_build_array(place, role, label, fewest, most) order by place) from item_party_role where version_id = v.id) is not distinct from
      (select jsonb_agg(jsonb_build_array(place, e ->> 'role', said(e,'label'), coalesce(e -> 'min', '0'), coalesce(e -> 'max', '1')) order by place)
         from entries(d, 'party_roles'))
$$;
revoke execute on function said(jsonb, text), entries(jsonb, text), version_says(item_version, jsonb) from public;

-- Publishing: a complete guide (GUI-01), the drafter as the version says, a person in office
-- who had no part in it, three passings, and the text that passed.
create or replace function law_publication() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v public.item_version;
  s public.item_submission;
  d public.item_draft;
begin
  select * into s from public.item_submission where id = new.submission_id;
  select * into d from public.item_draft where id = s.draft_id for update;
  select * into v from public.item_version where id = new.version_id for update;
  perform law_draft_is_open(d);
  if v.item_id <> new.item_id or v.city <> new.city or s.city <> new.city then
    perform law_refuse('everything_of_one_city', current_date);
  end if;
  if v.drafted_by_id <> new.drafted_by_id or d.drafted_by_id <> new.drafted_by_id
     or new.drafted_by_id = new.published_by_id then
    perform law_refuse('draft_and_publish_by_two_people', current_date);
  end if;
  if not in_catalogue_office(new.published_by_id, new.city) then
    perform law_refuse('published_only_by_the_catalogue_office', current_date);
  end if;
  if not exists (select 1 from public.item_condition c where c.version_id = v.id)
     or not exists (select 1 from public.item_step p where p.version_id = v.id)
     or not exists (select 1 from public.item_basis b where b.version_id = v.id)
     -- Nothing to hand in is an answer, where the guide gives it: then it lists nothing either.
     or exists (select 1 from public.item_material m where m.version_id = v.id) = (coalesce(v.elements -> 'no_materials', 'false') = 'true')
     or not exists (select 1 from public.item_party_role r where r.version_id = v.id) then
    perform law_refuse('a_published_guide_is_complete', current_date);
  end if;
  -- The first version may be older than the platform; a later one may not change the past.
  if new.effective_on < law_today(new.city)
     and exists (select 1 from public.item_publication p where p.item_id = new.item_id) then
    perform law_refuse('the_list_changes_only_forward', current_date);
  end if;
  if had_a_part(new.published_by_id, s) then
    perform law_refuse('reviewed_by_distinct_people', current_date);
  end if;
  if (select count(*) from public.item_review r where r.submission_id = s.id and r.outcome = 'passed' and r.digest = s.digest) <> 3 then
    perform law_refuse('published_only_after_three_reviews', current_date);
  end if;
  if not (new.digest = s.digest and v.digest = s.digest and submission_stands(s) and coalesce(version_says(v, s.document), false)) then
    perform law_refuse('only_the_text_handed_in_counts', current_date);
  end if;
  return new;
end $$;
create or replace trigger item_publication_law before insert on item_publication
  for each row execute function law_publication();

-- What is handed in, reviewed and published is compared with the rest after the draft is locked;
-- at a higher isolation that look was into an old snapshot, so only READ COMMITTED is let in.
-- Asked last: keys come before it.
create or replace function law_publication_saw_all() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform law_refuse('only_the_text_handed_in_counts', current_date);
  end if;
  return null;
end $$;
create or replace trigger item_publication_saw_all after insert on item_publication
  for each row execute function law_publication_saw_all();
create or replace trigger item_submission_saw_all after insert on item_submission
  for each row execute function law_publication_saw_all();
create or replace trigger item_review_saw_all after insert on item_review
  for each row execute function law_publication_saw_all();

-- When something was published or withdrawn is when it was known: nobody dates it back, so
-- that "as it was known on that day" can be relied on. A sample city tells of other days.
create or replace function law_says_when() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  said timestamptz := (to_jsonb(new) ->> tg_argv[0])::timestamptz;
begin
  if not (said between now() - interval '1 day' and now() + interval '5 minutes')
     and not exists (select 1 from public.city c where c.code = new.city and c.is_sample) then
    perform law_refuse('published_when_it_says', current_date);
  end if;
  return null;
end $$;
create or replace trigger item_publication_says_when after insert on item_publication
  for each row execute function law_says_when('published_at');
create or replace trigger item_withdrawal_says_when after insert on item_withdrawal
  for each row execute function law_says_when('withdrawn_at');

select law_one_city('item_submission', array['draft_id','item_draft', 'handed_in_by_id','person']),
       law_one_city('item_review', array['submission_id','item_submission', 'reviewer_id','person', 'body_id','body']),
       law_one_city('item_publication', array['published_by_id','person']);
