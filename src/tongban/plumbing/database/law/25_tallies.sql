-- How often something limited was tried under one key (a keyed hash of a login, an address, a
-- phone, or the key of an account) since a moment. In the database, so that it holds for all
-- processes and for whoever throws cookies away. Read and written by these functions alone.
create table if not exists tally (
  scope text not null,
  key text not null,
  since timestamptz not null,
  until timestamptz,
  times integer not null,
  primary key (scope, key)
);
create index if not exists tallies_by_age on tally (since);
select law_wall(array['tally']);

-- Count acts under a key: 0 where they are allowed, else the seconds to wait. A window
-- begins with the first act; `rest` seconds are waited once there were too many (0: until
-- the window is over). What is refused is not counted.
create or replace function count_acts(of_scope text, of_key text, how_many integer, most integer, span integer, rest integer)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  moment timestamptz := clock_timestamp();
  t public.tally;
  free timestamptz;
begin
  -- A tally that a crash forgets costs a few more tries; waiting for the disk costs each act.
  perform set_config('synchronous_commit', 'off', true);
  insert into public.tally as held (scope, key, since, times) values (of_scope, of_key, moment, how_many)
    on conflict (scope, key) do update set
      since = case when held.since + make_interval(secs => span) <= moment and coalesce(held.until, moment) <= moment or held.until <= moment
                   then moment else held.since end,
      times = case when held.since + make_interval(secs => span) <= moment and coalesce(held.until, moment) <= moment or held.until <= moment
                   then how_many else least(held.times + how_many, 1000000000) end,
      until = case when held.until <= moment then null else held.until end
    returning * into t;
  if t.until is null and t.times <= most then
    return 0;
  end if;
  free := coalesce(t.until, case when rest > 0 then moment + make_interval(secs => rest) else t.since + make_interval(secs => span) end);
  update public.tally set until = free, times = most where scope = of_scope and key = of_key;
  return greatest(1, ceil(extract(epoch from free - moment))::integer);
end $$;

-- After success what was counted is forgotten: all of it, or one.
create or replace function forget_acts(of_scope text, of_key text, how_many integer) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ update tally set times = greatest(times - coalesce(how_many, times), 0)
       where scope = of_scope and key = of_key and until is null $$;


-- What was counted long ago and blocks nobody goes.
create or replace function forget_old_tallies() returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ delete from tally where since < clock_timestamp() - interval '7 days' and coalesce(until, since) < clock_timestamp() $$;

revoke execute on function count_acts(text, text, integer, integer, integer, integer), forget_acts(text, text, integer), forget_old_tallies() from public;
grant execute on function count_acts(text, text, integer, integer, integer, integer), forget_acts(text, text, integer), forget_old_tallies() to tongban_app;
