-- The words of papers are public in effect, but drafts are the offices' own: staff see them.
select law_wall(array['paper_wording','wording_in_force']);
select law_append_only(array['paper_wording'], 'a_wording_never_changes');
grant select, insert, update (valid, ended_by_id, ended_at) on wording_in_force to tongban_app;
create or replace trigger wording_in_force_stays before delete or truncate or update of wording_id, city, kind, body_id,
  effective_on, drafted_by_id, put_by_id, put_at on wording_in_force
  for each statement execute function law_never_changes('a_wording_never_changes');
select law_policy(t, 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')'),
       law_policy(t, 'insert', null, 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')')
  from unnest(array['paper_wording','wording_in_force']) t;
select law_policy('wording_in_force', 'update', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')',
  'city = (select actor_city())');

-- Who writes or puts in force: today in that post at the body, or in the city's.
create or replace function words_papers(who uuid, of_city text, at_body uuid, post text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select case when at_body is null then in_list_role(who, of_city, 'city_' || post)
       else in_list_role(who, of_city, post, at_body) end $$;
create or replace function hold_wording(of_city text, of_kind text, of_body uuid) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ select pg_advisory_xact_lock(hashtextextended(concat_ws('|', 'wording', of_city, of_kind, of_body), 0)) $$;
revoke execute on function words_papers(uuid, text, uuid, text), hold_wording(text, text, uuid) from public;

create or replace function law_paper_wording() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not words_papers(new.drafted_by_id, new.city, new.body_id, 'paper_editor') then
    perform law_refuse('a_wording_comes_from_its_office', current_date);
  end if;
  return new;
end $$;
create or replace trigger paper_wording_law before insert on paper_wording for each row execute function law_paper_wording();

-- A version is in force as it was drafted, from today at the earliest, with no last day yet,
-- by somebody in the post who wrote nothing since what is in force.
create or replace function law_wording_in_force() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  w public.paper_wording;
begin
  select * into w from public.paper_wording where id = new.wording_id;
  perform hold_wording(new.city, new.kind, new.body_id);
  if (w.city, w.kind, w.drafted_by_id) is distinct from (new.city, new.kind, new.drafted_by_id)
     or w.body_id is distinct from new.body_id then
    perform law_refuse('in_force_as_it_was_drafted', current_date);
  end if;
  if not words_papers(new.put_by_id, new.city, new.body_id, 'paper_approver') then
    perform law_refuse('a_wording_comes_from_its_office', current_date);
  end if;
  if new.effective_on < law_today(new.city) or new.valid is distinct from daterange(new.effective_on, null)
     or new.ended_by_id is not null or new.ended_at is not null then
    perform law_refuse('a_wording_changes_only_forward', current_date);
  end if;
  if exists (select 1 from public.paper_wording o where o.city = new.city and o.kind = new.kind
       and o.body_id is not distinct from new.body_id and o.drafted_by_id = new.put_by_id and o.number <= w.number
       and o.number > coalesce((select max(b.number) from public.wording_in_force f join public.paper_wording b on b.id = f.wording_id
             where f.city = new.city and f.kind = new.kind and f.body_id is not distinct from new.body_id and b.number < w.number), 0)) then
    perform law_refuse('put_in_force_by_another', current_date);
  end if;
  return new;
end $$;
create or replace trigger wording_in_force_law before insert on wording_in_force
  for each row execute function law_wording_in_force();
create or replace trigger wording_in_force_says_when after insert on wording_in_force
  for each row execute function law_says_when('put_at');

-- The last day is set once, from today on, by somebody in the post; what has not begun yet
-- may be called off, and is then in force on no day.
create or replace function law_wording_ends() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  today constant date := (now() at time zone 'Asia/Shanghai')::date;
begin
  if not words_papers(new.ended_by_id, new.city, new.body_id, 'paper_approver') then
    perform law_refuse('a_wording_comes_from_its_office', current_date);
  end if;
  if not upper_inf(old.valid) or new.ended_at is null or upper_inf(new.valid)
     or (isempty(new.valid) and old.effective_on <= today)
     or (not isempty(new.valid) and (lower(new.valid) <> old.effective_on or upper(new.valid) < law_today(new.city))) then
    perform law_refuse('a_wording_never_changes', current_date);
  end if;
  return new;
end $$;
create or replace trigger wording_in_force_ends before update on wording_in_force
  for each row execute function law_wording_ends();

-- The version that a paper of this body bears on a day: its own, else the city's, else none.
-- Asked by the rule of papers as the owner, who sees all; by who asks for a preview, as the
-- wall lets them see.
create or replace function wording_of(of_city text, of_kind text, of_body uuid, day date) returns uuid
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select f.wording_id from wording_in_force f where f.city = of_city and f.kind = of_kind
       and (f.body_id is null or f.body_id = of_body) and f.valid @> day order by f.body_id nulls last limit 1 $$;

select law_one_city('paper_wording', array['body_id','body', 'drafted_by_id','person']),
       law_one_city('wording_in_force', array['wording_id','paper_wording', 'body_id','body', 'put_by_id','person', 'ended_by_id','person']);
