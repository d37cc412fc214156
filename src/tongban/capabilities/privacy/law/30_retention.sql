-- Retention: what the published schedule says is done every night, by one function. It knows
-- short-lived records alone; nothing that only grows is among them, whatever a schedule says.
select law_wall(array['retention_kind','retention_run']);
grant select on retention_kind to tongban_app;
select law_policy('retention_kind', 'select', 'true');
insert into retention_kind (code, title, shortest_days, longest_days, why) values
  ('unfiled_drafts', '没有提交、过了保留日的申请草稿', 0, 30, '告知过的保留日一到就没有再留的理由（《个人信息保护法》第十九条）'),
  ('phone_codes', '发过的短信验证码', 1, 7, '用过或者过期就没有用途（《个人信息保护法》第十九条）'),
  ('sign_ins', '结束了的登录', 183, 400, '网络日志至少留六个月（《网络安全法》第二十一条第三项）'),
  ('unused_offers', '没有人用的代办码', 1, 30, '半小时后就没有用途（《个人信息保护法》第十九条）'),
  ('copies', '过了下载期的个人信息副本', 0, 7, '副本只为本人下载（《个人信息保护法》第十九条、第四十五条）')
on conflict (code) do update set title = excluded.title, shortest_days = excluded.shortest_days, longest_days = excluded.longest_days, why = excluded.why;

select law_append_only(array['retention_run'], 'privacy_records_never_change');
revoke insert on retention_run from tongban_app;
select law_policy('retention_run', 'select', 'city = (select actor_city()) and ((select keeps_privacy(actor_person(), actor_city())) or (select actor_kind()) = ''system'')');

create or replace function remove_what_is_over(line text, of_city text, before timestamptz) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  gone bigint := 0;
begin
  case line
    when 'unfiled_drafts' then
      delete from public.application_draft where city = of_city and expires_on < (before at time zone 'Asia/Shanghai')::date;
    when 'phone_codes' then
      delete from public.phone_code where city = of_city and made_at < before;
    when 'sign_ins' then
      delete from public.account_session where city = of_city and coalesce(ended_at, ends_at) < before;
    when 'unused_offers' then
      delete from public.mandate_offer where city = of_city and taken_at is null and ends_at < before;
    when 'copies' then
      delete from public.privacy_export_content where city = of_city and ends_at <= before;
  end case;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function remove_what_is_over(text, text, timestamptz) from public;

-- One night: each line of the schedule in force on that day, and a row for what went.
create or replace function carry_out_retention(at timestamptz) returns table (line text, days int, removed bigint)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  schedule uuid;
  l record;
  gone bigint;
  -- Only a sample city may be told another time: what is removed is gone.
  moment timestamptz := case when exists (select 1 from public.city y where y.code = actor_city() and y.is_sample) then at else clock_timestamp() end;
begin
  if actor_kind() <> 'system' or current_setting('app.name', true) <> 'system:retention' then
    return;
  end if;
  schedule := privacy_text_in_force(actor_city(), 'retention', 'records', (moment at time zone 'Asia/Shanghai')::date);
  for l in select x->>'line' as line, (x->>'days')::int as days from public.privacy_text t, jsonb_array_elements(t.content->'lines') x where t.id = schedule loop
    gone := remove_what_is_over(l.line, actor_city(), moment - make_interval(days => l.days));
    insert into public.retention_run (id, city, line_id, schedule_id, days, removed, ran_at)
      values (gen_random_uuid(), actor_city(), l.line, schedule, l.days, gone, moment);
    return query select l.line, l.days, gone;
  end loop;
end $$;
revoke execute on function carry_out_retention(timestamptz) from public;
grant execute on function carry_out_retention(timestamptz) to tongban_app;
