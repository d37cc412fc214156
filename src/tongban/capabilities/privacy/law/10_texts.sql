-- What the city says about personal data, as published data: the notice, kinds of consent, the
-- clock of requests, the schedule of retention, the rules by which odd reads are found. A
-- version is drafted by one person, published by another, and never changes.
select law_wall(array['privacy_text','privacy_publication','privacy_acknowledgement','privacy_consent','privacy_withdrawal']);
select law_append_only(array['privacy_text','privacy_publication','privacy_acknowledgement','privacy_consent','privacy_withdrawal'],
  'privacy_records_never_change');

-- Who looks after personal data, today: a post that the law looks up, not a claim.
create or replace function keeps_privacy(who uuid, of_city text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select who is not null and exists (select 1 from posting o where o.person_id = who and o.city = of_city and o.role = 'privacy_officer'
         and o.valid_from <= (now() at time zone 'Asia/Shanghai')::date
         and (o.valid_to is null or (now() at time zone 'Asia/Shanghai')::date < o.valid_to)) $$;
-- A sample city tells its own time; elsewhere what happened just now is dated now.
create or replace function is_told_time(of_city text, at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from city c where c.code = of_city and c.is_sample)
    or at between now() - interval '2 days' and now() + interval '10 minutes' $$;
-- The version that counts on a day: of those that have come into force, the latest.
create or replace function privacy_text_in_force(of_city text, of_kind text, of_code text, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select t.id from privacy_text t join privacy_publication p on p.text_id = t.id
       where t.city = of_city and t.kind = of_kind and t.code = of_code and p.in_force_from <= day
       order by p.in_force_from desc, t.number desc limit 1 $$;
revoke execute on function keeps_privacy(uuid, text), is_told_time(text, timestamptz), privacy_text_in_force(text, text, text, date) from public;
grant execute on function keeps_privacy(uuid, text), privacy_text_in_force(text, text, text, date) to tongban_app;

-- What is published is everybody's to read; drafts are for who keeps them.
select law_policy('privacy_publication', 'select', 'city = (select actor_city())'),
  law_policy('privacy_publication', 'insert', null, 'city = (select actor_city()) and published_by_id = (select actor_person())'),
  law_policy('privacy_text', 'select', 'city = (select actor_city()) and ((select keeps_privacy(actor_person(), actor_city()))'
    ' or exists (select 1 from privacy_publication p where p.text_id = privacy_text.id))'),
  law_policy('privacy_text', 'insert', null, 'city = (select actor_city()) and drafted_by_id = (select actor_person())');
select law_one_city('privacy_text', array['drafted_by_id','person']),
  law_one_city('privacy_publication', array['text_id','privacy_text', 'published_by_id','person']);

-- The parts without which a text of its kind says nothing.
create or replace function privacy_text_is_whole(of_kind text, code text, content jsonb) returns boolean
language sql immutable
return case of_kind
  when 'notice' then code = 'platform' and not exists (select from unnest(array['controller','purpose','kinds','basis','retention','rights','contact']) part
      where coalesce(btrim(content->>part), '') = '')
  when 'consent' then code <> '' and not exists (select from unnest(array['purpose','kinds','without']) part where coalesce(btrim(content->>part), '') = '')
  when 'clock' then code = 'requests' and not exists (select from unnest(array['access','export','correct','delete','explain']) part
      where not coalesce(content->'working_days'->>part ~ '^[1-9][0-9]?$' and (content->'working_days'->>part)::int <= 30, false))
  when 'misuse' then code = 'reads' and not exists (select from unnest(array['without_case','many_reveals','many_reads','off_hours','from_hour','to_hour']) part
      where not coalesce(content->>part ~ '^[0-9]{1,5}$', false))
  when 'retention' then code = 'records' and coalesce(jsonb_typeof(content->'lines') = 'array' and jsonb_array_length(content->'lines') > 0, false)
  else false end;
-- A schedule names kinds of short-lived records alone, each within the bounds that the law sets.
create or replace function retention_is_lawful(content jsonb) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select not exists (select from jsonb_array_elements(content->'lines') l
        where not coalesce((select l->>'days' ~ '^[0-9]{1,4}$' and (l->>'days')::int between k.shortest_days and k.longest_days
                and coalesce(btrim(l->>'basis'), '') <> '' from retention_kind k where k.code = l->>'line'), false))
    and (select count(*) = count(distinct l->>'line') from jsonb_array_elements(content->'lines') l) $$;
revoke execute on function privacy_text_is_whole(text, text, jsonb), retention_is_lawful(jsonb) from public;

create or replace function law_privacy_text() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.drafted_by_id is distinct from actor_person() or not keeps_privacy(new.drafted_by_id, new.city)
     or not is_told_time(new.city, new.drafted_at) then
    perform law_refuse('privacy_texts_are_kept_by_their_office', current_date);
  end if;
  if not privacy_text_is_whole(new.kind, new.code, new.content) then
    perform law_refuse('a_privacy_text_is_whole', current_date);
  end if;
  if new.kind = 'retention' and not retention_is_lawful(new.content) then
    perform law_refuse('retention_keeps_within_the_law', current_date);
  end if;
  return new;
end $$;
create or replace trigger privacy_text_law before insert on privacy_text for each row execute function law_privacy_text();

create or replace function law_privacy_publication() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  t public.privacy_text;
begin
  select * into t from public.privacy_text where id = new.text_id for no key update;
  if new.published_by_id is distinct from actor_person() or not keeps_privacy(new.published_by_id, new.city)
     or not is_told_time(new.city, new.published_at) then
    perform law_refuse('privacy_texts_are_kept_by_their_office', current_date);
  end if;
  if new.published_by_id = t.drafted_by_id or new.in_force_from < (new.published_at at time zone 'Asia/Shanghai')::date then
    perform law_refuse('a_privacy_text_is_published_by_another', current_date);
  end if;
  return new;
end $$;
create or replace trigger privacy_publication_law before insert on privacy_publication for each row execute function law_privacy_publication();

-- Seen by their person; written by them, at a window, or by who registers an account.
select law_policy('privacy_acknowledgement', 'select', 'city = (select actor_city()) and (person_id = (select actor_person()) or (select actor_kind()) = ''system'')'),
  law_policy('privacy_acknowledgement', 'insert', null, 'city = (select actor_city()) and case channel when ''window''
    then (select actor_kind()) = ''staff'' and at_body_id = any((select actor_orgs())::uuid[])
    else at_body_id is null and (person_id = (select actor_person()) or (select actor_kind()) = ''system'') end'),
  law_policy('privacy_consent', 'select', 'city = (select actor_city()) and (person_id = (select actor_person()) or (select actor_kind()) = ''system'')'),
  law_policy('privacy_consent', 'insert', null, 'city = (select actor_city()) and person_id = (select actor_person()) and (select actor_kind()) = ''citizen'''),
  law_policy('privacy_withdrawal', 'select', 'exists (select 1 from privacy_consent c where c.id = privacy_withdrawal.consent_id)'),
  law_policy('privacy_withdrawal', 'insert', null, 'city = (select actor_city()) and withdrawn_by_id = (select actor_person())'
    ' and exists (select 1 from privacy_consent c where c.id = privacy_withdrawal.consent_id and c.person_id = (select actor_person()))');
select law_one_city('privacy_acknowledgement', array['person_id','person', 'text_id','privacy_text', 'at_body_id','body']),
  law_one_city('privacy_consent', array['person_id','person', 'text_id','privacy_text']),
  law_one_city('privacy_withdrawal', array['consent_id','privacy_consent', 'withdrawn_by_id','person']);

create or replace function law_privacy_acknowledgement() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.text_id is distinct from privacy_text_in_force(new.city, 'notice', 'platform', (new.acknowledged_at at time zone 'Asia/Shanghai')::date)
     or not is_told_time(new.city, new.acknowledged_at) then
    perform law_refuse('only_the_text_in_force_is_agreed_to', current_date);
  end if;
  return new;
end $$;
create or replace trigger privacy_acknowledgement_law before insert on privacy_acknowledgement for each row execute function law_privacy_acknowledgement();

create or replace function law_privacy_consent() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- Two who agree at once under one name wait for each other.
  perform 1 from public.person where id = new.person_id for no key update;
  if new.text_id is distinct from privacy_text_in_force(new.city, 'consent', new.code, (new.given_at at time zone 'Asia/Shanghai')::date)
     or not is_told_time(new.city, new.given_at) then
    perform law_refuse('only_the_text_in_force_is_agreed_to', current_date);
  end if;
  if current_setting('transaction_isolation') <> 'read committed' or exists (select 1 from public.privacy_consent c where c.person_id = new.person_id and c.code = new.code
       and not exists (select 1 from public.privacy_withdrawal w where w.consent_id = c.id)) then
    perform law_refuse('a_consent_stands_once', current_date);
  end if;
  return new;
end $$;
create or replace trigger privacy_consent_law before insert on privacy_consent for each row execute function law_privacy_consent();
