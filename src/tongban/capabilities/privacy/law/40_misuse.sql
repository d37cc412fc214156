-- Reads that stand out: found each night by published rules, settled by who audits. Findings
-- are written by the function that looks, so nobody adds, hides or changes one.
select law_wall(array['misuse_finding','misuse_look']);
select law_append_only(array['misuse_finding','misuse_look'], 'privacy_records_never_change');
revoke insert on misuse_finding from tongban_app;

create or replace function audits_reads(who uuid, of_city text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select who is not null and holds_in_city(who, of_city, 'audit_administrator') $$;
revoke execute on function audits_reads(uuid, text) from public;
grant execute on function audits_reads(uuid, text) to tongban_app;

select law_policy('misuse_finding', 'select', 'city = (select actor_city()) and ((select audits_reads(actor_person(), actor_city())) or (select actor_kind()) = ''system'')'),
  law_policy('misuse_look', 'select', 'city = (select actor_city()) and ((select audits_reads(actor_person(), actor_city())) or (select actor_kind()) = ''system'')'),
  law_policy('misuse_look', 'insert', null, 'city = (select actor_city()) and looked_by_id = (select actor_person())');
select law_one_city('misuse_look', array['finding_id','misuse_finding', 'looked_by_id','person']);

create or replace function law_misuse_look() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.looked_by_id is distinct from actor_person() or not audits_reads(new.looked_by_id, new.city) or btrim(new.words) = ''
     or exists (select 1 from public.misuse_finding f where f.id = new.finding_id and f.reader_id = new.looked_by_id) then
    perform law_refuse('odd_reads_are_settled_by_audit', current_date);
  end if;
  return new;
end $$;
create or replace trigger misuse_look_law before insert on misuse_look for each row execute function law_misuse_look();

-- What stood out on a day. A case of one's own body that is open is work; a closed one, or one
-- of another body, in which the reader has done nothing, is not.
create or replace function find_misuse(of_day date, is_worked boolean, at timestamptz) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  bounds jsonb;
  by_rules uuid;
  found_now bigint;
begin
  if actor_kind() <> 'system' or current_setting('app.name', true) <> 'system:misuse' then
    return 0;
  end if;
  by_rules := privacy_text_in_force(actor_city(), 'misuse', 'reads', of_day);
  select t.content into bounds from public.privacy_text t where t.id = by_rules;
  if bounds is null then
    return 0;
  end if;
  insert into public.misuse_finding (id, city, rule, rules_id, reader_id, body_id, day, number, bound, found_at)
  with read as (
    select r.reader_id, r.body_id, r.case_id, r.purpose, extract(hour from r.read_at at time zone 'Asia/Shanghai') as hour,
        not exists (select 1 from public.case_event e where e.case_id = r.case_id and e.actor_person = r.reader_id)
          and (r.purpose = 'closed' or r.body_id is distinct from c.body_id and r.body_id is distinct from c.received_body_id) as is_strange
      from public.case_reading r join public."case" c on c.id = r.case_id where r.city = actor_city() and r.read_on = of_day),
  counted as (
    select reader_id, (array_agg(body_id order by body_id))[1] as body_id,
        count(distinct case_id) filter (where is_strange) as without_case,
        count(*) filter (where purpose = 'reveal') as many_reveals,
        count(distinct case_id) as many_reads,
        count(*) filter (where not is_worked or hour < (bounds->>'from_hour')::int or hour >= (bounds->>'to_hour')::int) as off_hours
      from read group by reader_id)
  select gen_random_uuid(), actor_city(), x.rule, by_rules, k.reader_id, k.body_id, of_day, x.number, (bounds->>x.rule)::int, at
    from counted k cross join lateral (values ('without_case', k.without_case), ('many_reveals', k.many_reveals),
        ('many_reads', k.many_reads), ('off_hours', k.off_hours)) x(rule, number)
   where x.number > (bounds->>x.rule)::int
  on conflict do nothing;
  get diagnostics found_now = row_count;
  return found_now;
end $$;
revoke execute on function find_misuse(date, boolean, timestamptz) from public;
grant execute on function find_misuse(date, boolean, timestamptz) to tongban_app;
