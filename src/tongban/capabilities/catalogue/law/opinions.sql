-- The way to publication that items and lists share (CAT-14): who speaks on it, in which order,
-- and once for all what that refuses. What was handed in, and who had a part in it, each says
-- of its own tables (publication.sql, and releases.sql of the lists).

-- A return without a reason helps nobody: blanks are none.
create or replace function law_returns_say_why(tables text[]) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  t text;
begin
  foreach t in array tables loop
    execute format('alter table public.%I drop constraint if exists a_return_says_why', t);
    execute format('alter table public.%I add constraint a_return_says_why check (
      outcome <> ''returned'' or btrim(opinion, E'' \t\r\n\u00a0\u3000'') <> '''')', t);
  end loop;
end $$;
revoke execute on function law_returns_say_why(text[]) from public;

-- The stages in their order, and the role in which each is done.
create or replace function review_stages() returns table (place int, stage text, role text)
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ values (0, 'first_review', 'catalogue_first_reviewer'), (1, 'legality', 'catalogue_legality_reviewer'),
             (2, 'gatekeeping', 'catalogue_gatekeeper') $$;

-- An opinion: by a person in the role of its stage (the first at the body that drafts, the
-- others at the city's office), on what stands, by somebody who had no part in it, after all
-- stages before it, and only while nobody has sent it back.
create or replace function law_opinion(who uuid, of_city text, at_stage text, at_body uuid, drafting_body uuid,
  stands boolean, had_part boolean, passed text[], was_returned boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  here record;
begin
  select * into here from review_stages() s where s.stage = at_stage;
  if not in_list_role(who, of_city, here.role, at_body) or (at_stage = 'first_review' and at_body <> drafting_body) then
    perform law_refuse('reviewed_only_in_office', current_date);
  end if;
  if stands is not true then
    perform law_refuse('only_the_text_handed_in_counts', current_date);
  end if;
  if had_part then
    perform law_refuse('reviewed_by_distinct_people', current_date);
  end if;
  if was_returned or exists (select 1 from review_stages() s where s.place < here.place and s.stage <> all(passed)) then
    perform law_refuse('reviews_in_order', current_date);
  end if;
end $$;
revoke execute on function review_stages(), law_opinion(uuid, text, text, uuid, uuid, boolean, boolean, text[], boolean) from public;
