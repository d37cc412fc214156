-- Refused attempts are kept by month; nothing refers to them. The owner makes the months.
create table if not exists refused_attempt (
  id bigint generated always as identity,
  at timestamptz not null default now(),
  city text not null,
  rule_id text not null,
  command text not null,
  account_id uuid,
  primary key (at, id)
) partition by range (at);
create table if not exists refused_attempt_default partition of refused_attempt default;

create or replace function make_month(parent text, month date) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  name text := format('%s_%s', parent, to_char(month, 'YYYYMM'));
begin
  if to_regclass('public.' || name) is null then
    execute format('create table public.%I partition of public.%I for values from (%L) to (%L)',
                   name, parent, month, month + interval '1 month');
    execute format('alter table public.%I enable row level security', name);
    execute format('alter table public.%I force row level security', name);
  end if;
end $$;
revoke execute on function make_month(text, date) from public;

alter table refused_attempt enable row level security;
alter table refused_attempt force row level security;
alter table refused_attempt_default enable row level security;
alter table refused_attempt_default force row level security;
drop policy if exists refused_attempt_of_city on refused_attempt;
create policy refused_attempt_of_city on refused_attempt for select to tongban_app
  using (city = (select actor_city()) and (select actor_kind()) in ('staff', 'system'));
drop policy if exists refused_attempt_is_kept on refused_attempt;
create policy refused_attempt_is_kept on refused_attempt for insert to tongban_app
  with check (city = (select actor_city()) and account_id is not distinct from (select actor_account()));
drop policy if exists refused_attempt_by_owner on refused_attempt;
create policy refused_attempt_by_owner on refused_attempt to tongban_owner using (true) with check (true);
revoke all on refused_attempt, refused_attempt_default from tongban_app;
grant select on refused_attempt to tongban_app;
grant insert (city, rule_id, command, account_id) on refused_attempt to tongban_app;
select make_month('refused_attempt', (date_trunc('month', now()) + make_interval(months => n))::date)
  from generate_series(0, 24) n;
