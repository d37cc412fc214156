-- What people ask of their data: a request with its clock, an answer, and the copy.
select law_wall(array['privacy_request','privacy_answer','privacy_export','privacy_export_content','privacy_assessment','privacy_assessment_approval']);
select law_append_only(array['privacy_request','privacy_answer','privacy_export','privacy_assessment','privacy_assessment_approval'], 'privacy_records_never_change');

-- The maker of copies is one named system actor.
create or replace function makes_copies() returns boolean
language sql stable return actor_kind() = 'system' and current_setting('app.name', true) = 'system:privacy';
grant execute on function makes_copies() to tongban_app;

select law_policy('privacy_request', 'select', 'city = (select actor_city()) and (person_id = (select actor_person()) or filed_by_id = (select actor_person())'
    ' or (select actor_kind()) = ''system'' or (select keeps_privacy(actor_person(), actor_city())))'),
  law_policy('privacy_request', 'insert', null, 'city = (select actor_city()) and filed_by_id = (select actor_person())'),
  law_policy('privacy_answer', 'select', 'exists (select 1 from privacy_request r where r.id = privacy_answer.request_id)'),
  law_policy('privacy_answer', 'insert', null, 'city = (select actor_city()) and ((select actor_kind()) = ''staff'' or (select makes_copies()))'),
  law_policy('privacy_export', 'select', 'exists (select 1 from privacy_request r where r.id = privacy_export.request_id)'),
  law_policy('privacy_export', 'insert', null, 'city = (select actor_city()) and (select makes_copies())'),
  law_policy('privacy_export_content', 'select', 'person_id = (select actor_person()) and (select actor_kind()) = ''citizen'' and city = (select actor_city())'),
  law_policy('privacy_export_content', 'insert', null, 'city = (select actor_city()) and (select makes_copies())');
grant select, insert on privacy_export_content to tongban_app;
select law_one_city('privacy_request', array['person_id','person', 'at_body_id','body', 'filed_by_id','person', 'clock_id','privacy_text']),
  law_one_city('privacy_answer', array['request_id','privacy_request', 'answered_by_id','person']),
  law_one_city('privacy_export', array['request_id','privacy_request', 'person_id','person']),
  law_one_city('privacy_export_content', array['person_id','person']);

create or replace function law_privacy_request() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  day date := (new.filed_at at time zone 'Asia/Shanghai')::date;
begin
  if new.filed_by_id is distinct from actor_person() or not coalesce(case new.channel
       when 'window' then new.filed_by_id <> new.person_id and holds_posting(new.filed_by_id, new.at_body_id, null, day)
       else new.filed_by_id = new.person_id and new.at_body_id is null end, false) then
    perform law_refuse('a_privacy_request_is_its_persons', current_date);
  end if;
  -- Fifteen working days where the city has published no clock of its own.
  if new.filed_on is distinct from day or not is_told_time(new.city, new.filed_at)
     or new.clock_id is distinct from privacy_text_in_force(new.city, 'clock', 'requests', day)
     or new.working_days is distinct from coalesce((select (t.content->'working_days'->>new.kind)::int from public.privacy_text t where t.id = new.clock_id), 15)
     or not coalesce(new.due_on between day + new.working_days and day + 3 * new.working_days + 20, false) then
    perform law_refuse('a_privacy_request_keeps_its_clock', current_date);
  end if;
  return new;
end $$;
create or replace trigger privacy_request_law before insert on privacy_request for each row execute function law_privacy_request();

-- What other laws order to be kept of somebody: what was filed and not lawfully purged
-- (档案法), their office, the firm that they lead or act for.
create or replace function privacy_must_stay(who uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from application a where (a.submitted_by_id = who
          or exists (select 1 from application_reader r where r.application_id = a.id and r.person_id = who))
        and not exists (select 1 from purge_order o where o.application_id = a.id and o.approved_by is not null))
    or exists (select 1 from posting o where o.person_id = who)
    or exists (select 1 from firm f where f.legal_representative_id = who)
    or exists (select 1 from firm_agent g where g.person_id = who) $$;
revoke execute on function privacy_must_stay(uuid) from public;

-- Whether a deletion has to be refused: told to who answers it.
create or replace function privacy_is_kept_by_law(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select keeps_privacy(actor_person(), actor_city()) and exists (select 1 from privacy_request r
       where r.id = wanted and r.city = actor_city() and privacy_must_stay(r.person_id)) $$;
revoke execute on function privacy_is_kept_by_law(uuid) from public;
grant execute on function privacy_is_kept_by_law(uuid) to tongban_app;

create or replace function law_privacy_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  r public.privacy_request;
  copied boolean := exists (select 1 from public.privacy_export e where e.request_id = new.request_id);
begin
  select * into r from public.privacy_request where id = new.request_id for no key update;
  if not coalesce(case when new.answered_by_id is null then makes_copies() and r.kind = 'export' and new.outcome = 'done'
       else new.answered_by_id = actor_person() and new.answered_by_id <> r.person_id and keeps_privacy(new.answered_by_id, new.city) end, false)
     or not is_told_time(new.city, new.answered_at) or new.answered_at < r.filed_at then
    perform law_refuse('a_privacy_request_is_answered_by_its_office', current_date);
  end if;
  if r.kind = 'export' and new.outcome = 'done' and not copied then
    perform law_refuse('a_copy_is_given_before_it_is_said', current_date);
  end if;
  if r.kind = 'delete' and new.outcome = 'done' then
    -- Whoever files something at this moment is waited for, or waits.
    perform 1 from public.person where id = r.person_id for update;
    if current_setting('transaction_isolation') <> 'read committed' or privacy_must_stay(r.person_id) then
      perform law_refuse('nothing_is_deleted_while_it_must_be_kept', current_date);
    end if;
  end if;
  return new;
end $$;
create or replace trigger privacy_answer_law before insert on privacy_answer for each row execute function law_privacy_answer();

alter table privacy_answer drop constraint if exists a_refusal_names_article_and_remedy;
alter table privacy_answer add constraint a_refusal_names_article_and_remedy check (
  btrim(reason) <> '' and (outcome <> 'refused' or btrim(article) <> '' and btrim(remedy) <> ''));

-- A deletion that is done takes away what nothing orders to be kept: unsent applications, files
-- handed in, copies, phone and address, name and number with the key that seals them, and the
-- account. Rows that others point at stay without a word of whose they were.
create or replace function law_forget_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  r public.privacy_request;
begin
  select * into r from public.privacy_request where id = new.request_id;
  if r.kind <> 'delete' then
    return null;
  end if;
  delete from public.application_draft where person_id = r.person_id;
  delete from public.pre_review where person_id = r.person_id;
  delete from public.mandate_offer where principal_id = r.person_id and taken_at is null;
  delete from public.privacy_export_content where person_id = r.person_id;
  update public.stored_file f set purged_at = new.answered_at where f.purged_at is null
     and exists (select 1 from public.upload u where u.file_id = f.id and u.person_id = r.person_id)
     and not exists (select 1 from public.case_material m where m.file_id = f.id);
  update public.account_session s set ended_at = clock_timestamp(), ended_because = 'ended', data = ''
   where s.ended_at is null and s.account_id in (select a.id from public.account a where a.person_id = r.person_id);
  update public.account a set is_active = false, login = 'deleted:' || a.id, password = '!' where a.person_id = r.person_id;
  update public.person p set name = '（已依法删除）', id_key = 'deleted:' || p.id, id_number = '', phone = '', address = '', born_on = null where p.id = r.person_id;
  update public.subject_key k set wrapped = '', destroyed_at = now() where k.id = r.person_id and k.wrapped <> '';
  return null;
end $$;
create or replace trigger privacy_answer_done after insert on privacy_answer for each row when (new.outcome = 'done') execute function law_forget_person();

-- 影响评估: one person assesses, another stands for it; for a time, then it is done again.
select law_policy('privacy_assessment', 'select', 'city = (select actor_city()) and ((select keeps_privacy(actor_person(), actor_city())) or (select actor_kind()) = ''system'')'),
  law_policy('privacy_assessment', 'insert', null, 'city = (select actor_city()) and assessed_by_id = (select actor_person())'),
  law_policy('privacy_assessment_approval', 'select', 'exists (select 1 from privacy_assessment a where a.id = privacy_assessment_approval.assessment_id)'),
  law_policy('privacy_assessment_approval', 'insert', null, 'city = (select actor_city()) and approved_by_id = (select actor_person())');
select law_one_city('privacy_assessment', array['assessed_by_id','person', 'receiver_id','body']),
  law_one_city('privacy_assessment_approval', array['assessment_id','privacy_assessment', 'approved_by_id','person']);

create or replace function law_privacy_assessment() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.assessed_by_id is distinct from actor_person() or not keeps_privacy(new.assessed_by_id, new.city) or not is_told_time(new.city, new.assessed_at)
     or not new.valid_until between new.valid_from and new.valid_from + 1096
     or btrim(new.processing) = '' or btrim(new.necessity) = '' or btrim(new.risks) = '' or btrim(new.measures) = '' or btrim(new.conclusion) = '' then
    perform law_refuse('an_assessment_is_whole', current_date);
  end if;
  if (new.receiver_id is null) <> (coalesce(cardinality(new.claims), 0) = 0)
     or not coalesce(new.claims, '{}') <@ array['profile','real_name','identity','phone']::varchar[] then
    perform law_refuse('an_assessment_of_sharing_says_what_to_whom', current_date);
  end if;
  return new;
end $$;
create or replace trigger privacy_assessment_law before insert on privacy_assessment for each row execute function law_privacy_assessment();

create or replace function law_privacy_approval() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.approved_by_id is distinct from actor_person() or not keeps_privacy(new.approved_by_id, new.city) or not is_told_time(new.city, new.approved_at)
     or not exists (select 1 from public.privacy_assessment a where a.id = new.assessment_id and a.assessed_by_id <> new.approved_by_id) then
    perform law_refuse('an_assessment_is_approved_by_another', current_date);
  end if;
  return new;
end $$;
create or replace trigger privacy_assessment_approval_law before insert on privacy_assessment_approval for each row execute function law_privacy_approval();
