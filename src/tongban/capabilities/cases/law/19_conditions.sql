-- Of a group of which one condition is enough, all are named unmet or none: whoever fails one
-- of them alone still meets the guide, and to refuse for it would be a condition of our own.
create or replace function law_half_a_group(of_version uuid, named text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from public.item_condition i where i.version_id = of_version and i.is_any
  group by i.group_key having bool_or(i.key = any(named)) and not bool_and(i.key = any(named))) $$;

-- The keys under which an event or a paper says what was found.
create or replace function conditions_said(facts jsonb) returns text[]
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select array(select jsonb_object_keys(case when jsonb_typeof(facts -> 'conditions') = 'object' then facts -> 'conditions' else '{}' end)) $$;

-- A refusal, by what was judged for the case and by what it says itself.
create or replace function law_any_is_enough(e public.case_event, of_version uuid, said jsonb, theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if law_half_a_group(of_version, array(select i.key from public.case_condition k join public.item_condition i on i.id = k.condition_id
       where k.case_id = e.case_id and not k.is_met))
     or law_half_a_group(of_version, conditions_said(said)) then
    perform law_breach('any_of_a_group_is_enough', e, theirs);
  end if;
end $$;
revoke execute on function law_half_a_group(uuid, text[]), conditions_said(jsonb),
  law_any_is_enough(public.case_event, uuid, jsonb, boolean) from public;
