-- The wall of a table: row-level security on and forced, nothing granted until a law file
-- says so, and the owner's own policy, without which a rule function would see no rows and
-- pass in silence.
create or replace function law_wall(tables text[]) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  t text;
begin
  foreach t in array tables loop
    execute format('alter table public.%I enable row level security', t);
    execute format('alter table public.%I force row level security', t);
    execute format('drop policy if exists law_reads_all on public.%I', t);
    execute format('create policy law_reads_all on public.%I to tongban_owner using (true) with check (true)', t);
    execute format('revoke all on public.%I from tongban_app', t);
  end loop;
end $$;
revoke execute on function law_wall(text[]) from public;

-- One policy for one act, dropped and made again so that the files can be applied again.
create or replace function law_policy(t text, act text, reads text, writes text default null) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  name text := format('app_%s', act);
begin
  execute format('drop policy if exists %I on public.%I', name, t);
  execute format('create policy %I on public.%I for %s to tongban_app', name, t, act)
    || case when reads is null then '' else format(' using (%s)', reads) end
    || case when writes is null then '' else format(' with check (%s)', writes) end;
end $$;
revoke execute on function law_policy(text, text, text, text) from public;

-- Insert-only tables: the grant stops the application's role, the trigger the owner's slips.
create or replace function law_append_only(tables text[], rule text) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  t text;
begin
  foreach t in array tables loop
    execute format(
      'create or replace trigger %I before update or delete or truncate on public.%I for each statement execute function law_never_changes(%L)',
      t || '_stays', t, rule);
    execute format('grant select, insert on public.%I to tongban_app', t);
  end loop;
end $$;
revoke execute on function law_append_only(text[], text) from public;

-- No row of one city points at a row of another. The function is written out for each
-- table, so that its look-ups are planned once: intake passes through it.
create or replace function law_one_city(t text, pairs text[]) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  checks text := '';
begin
  for n in 1 .. array_length(pairs, 1) by 2 loop
    checks := checks || format(
      'if new.%1$I is not null and not exists (select 1 from public.%2$I p where p.id = new.%1$I and p.city = new.city) then
         perform law_refuse(''everything_of_one_city'', current_date); end if; ', pairs[n], pairs[n + 1]);
  end loop;
  execute format('create or replace function public.%I() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $f$ begin %s return new; end $f$', 'law_city_of_' || t, checks);
  execute format('create or replace trigger %I before insert or update on public.%I for each row execute function public.%I()',
    t || '_of_one_city', t, 'law_city_of_' || t);
end $$;
revoke execute on function law_one_city(text, text[]) from public;

-- One judge asked before each row of several tables.
create or replace function law_asks(judge text, tables text[], called text) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  t text;
begin
  foreach t in array tables loop
    execute format('create or replace trigger %I before insert on public.%I for each row execute function public.%I()', t || called, t, judge);
  end loop;
end $$;
revoke execute on function law_asks(text, text[], text) from public;
