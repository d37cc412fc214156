-- procrastinate's own tables: jobs hold keys, never a personal value, and belong to no
-- city, so every process of the platform may read and write them. Its functions are not
-- SECURITY DEFINER, so tables and functions are both granted, by name.
do $$
declare
  t text;
begin
  foreach t in array array['procrastinate_jobs','procrastinate_events','procrastinate_periodic_defers','procrastinate_workers'] loop
    perform law_wall(array[t]);
    execute format('grant select, insert, update, delete on public.%I to tongban_app', t);
    perform law_policy(t, 'select', 'true'), law_policy(t, 'insert', null, 'true'),
            law_policy(t, 'update', 'true', 'true'), law_policy(t, 'delete', 'true');
  end loop;
end $$;

do $$
declare
  f regprocedure;
  s regclass;
begin
  for f in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'procrastinate\_%' loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to tongban_app', f);
  end loop;
  for s in select c.oid from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and c.relname like 'procrastinate\_%' loop
    execute format('revoke all on sequence %s from tongban_app', s);
    execute format('grant usage on sequence %s to tongban_app', s);
  end loop;
end $$;
