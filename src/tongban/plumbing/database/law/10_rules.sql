-- One way to refuse: the constraint name of the error is the rule's id (errcode 23TB1 is
-- an integrity error, as native refusals are). The register row in force on `day` decides:
-- effect `refuse` raises; effect `finding` returns true, and the caller stores a finding.
create or replace function law_refuse(rule text, day date, facts text default '')
returns boolean
language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$
declare
  what text;
begin
  select r.effect into what from public.law_rule r
   where r.rule_id = rule and r.in_force_from <= coalesce(day, current_date)
     and (r.in_force_to is null or coalesce(day, current_date) < r.in_force_to)
   order by r.in_force_from desc limit 1;
  -- A rule that the register does not know at all refuses: a slip of the pen in a law file
  -- must not open a door. A rule that was not in force on that day does not; so whoever
  -- calls this has bounded the day first, or gives the day of today.
  if what is null and exists (select 1 from public.law_rule r where r.rule_id = rule) then
    return false;
  end if;
  if what = 'finding' then
    return true;
  end if;
  raise exception using errcode = '23TB1', constraint = rule, message = rule, detail = facts;
end $$;
grant execute on function law_refuse(text, date, text) to tongban_app;

-- Append-only: the grant stops the application's role, this trigger the owner's slips.
create or replace function law_never_changes() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- A lawful purge is the one exception: it runs as the owner, and says so for its own
  -- statements alone. The application's role has no right to update, whatever it says.
  if tg_op = 'UPDATE' and tg_argv[0] = 'facts_of_a_case_never_change' and current_user = 'tongban_owner'
     and current_setting('law.purging', true) = 'yes' then
    return null;
  end if;
  raise exception using errcode = '23TB1', constraint = tg_argv[0], message = tg_argv[0];
end $$;

alter table law_rule enable row level security;
alter table law_rule force row level security;
drop policy if exists law_rule_is_public on law_rule;
create policy law_rule_is_public on law_rule for select using (true);
drop policy if exists law_rule_by_owner on law_rule;
create policy law_rule_by_owner on law_rule to tongban_owner using (true) with check (true);
revoke all on law_rule from tongban_app;
grant select on law_rule to tongban_app;

alter table law_release enable row level security;
alter table law_release force row level security;
drop policy if exists law_release_is_public on law_release;
create policy law_release_is_public on law_release for select using (true);
drop policy if exists law_release_by_owner on law_release;
create policy law_release_by_owner on law_release to tongban_owner using (true) with check (true);
revoke all on law_release from tongban_app;
grant select on law_release to tongban_app;
