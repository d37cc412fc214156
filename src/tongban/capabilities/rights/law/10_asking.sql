-- Dangerous acts: one general mechanism. Who asks says everything that will be written; a
-- different natural person, of another office, confirms; what is written is compared with
-- what was asked for, and each confirmation is good for one act.
select law_wall(array['dangerous_act','reserved_power','act_request','act_answer','act_use']);
grant select on dangerous_act, reserved_power to tongban_app;
select law_policy('dangerous_act', 'select', 'true'), law_policy('reserved_power', 'select', 'true');
select law_append_only(array['act_request','act_answer','act_use'], 'rights_are_only_added_to');
revoke insert on act_use from tongban_app;
select law_policy(t, 'select', 'city = (select actor_city()) and ((select actor_kind()) = ''system'' or (select looks_after_rights()))')
  from unnest(array['act_request','act_answer','act_use']) t;
select law_policy(t, 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff''')
  from unnest(array['act_request','act_answer']) t;
select law_one_city('act_request', array['asked_by_id','person']),
       law_one_city('act_answer', array['request_id','act_request', 'answered_by_id','person']);

insert into dangerous_act (code, title, why, asked_by_role, confirmed_by_roles, days_to_confirm) values
  ('grant_administrator', '任命管理员', '管理员能给别人授权，或者能看到谁有什么权，一个人说了不算。', 'security_administrator', '{system_administrator,audit_administrator}', 15),
  ('end_administrator', '免去管理员', '免去一名管理员，就少了一名互相监督的人。', 'security_administrator', '{system_administrator,audit_administrator}', 15),
  ('readmit_staff', '给工作人员找回账号', '去掉两步验证等于换了一把钥匙，一个人说了不算。', 'security_administrator', '{system_administrator,audit_administrator}', 15),
  ('change_role', '调整角色的权限', '角色一改，担任它的人当场都多了或少了权限。', 'security_administrator', '{system_administrator,audit_administrator}', 15)
on conflict (code) do update set title = excluded.title, why = excluded.why, asked_by_role = excluded.asked_by_role,
  confirmed_by_roles = excluded.confirmed_by_roles, days_to_confirm = excluded.days_to_confirm;

-- What one office holds alone ('administrators', 'record_keepers': some of them), and (without
-- a role) what no person holds.
insert into reserved_power (permission, role) values
  ('rights.posting.grant', 'security_administrator'), ('rights.role.change', 'security_administrator'), ('accounts.staff.readmit', 'security_administrator'),
  ('rights.chief.register', 'security_administrator'), ('rights.posting.review', 'audit_administrator'),
  ('rights.posting.see', 'administrators'), ('privacy.misuse.look', 'audit_administrator'), ('rights.request.confirm', 'administrators'),
  ('cases.purge.propose', 'operator'), ('cases.purge.approve', 'auditor'), ('orgs.city.remove', 'record_keepers'),
  ('orgs.change.draft', 'organisation_drafter'), ('orgs.change.approve', 'organisation_approver'),
  ('bodies.body.close', 'organisation_drafter'), ('bodies.sheet.publish', 'organisation_approver'),
  ('networks.register.record', 'security_administrator'), ('networks.register.see', 'administrators'), ('networks.resource.draft', 'security_administrator'), ('networks.resource.publish', 'administrators'), ('exchange.parcel.carry', 'operator'),
  ('federation.client.see', 'operator'), ('federation.client.register', 'operator'), ('federation.login.keep', 'operator'),
  ('incidents.ticket.see', 'administrators'), ('incidents.ticket.lead', 'security_administrator'), ('incidents.ticket.close', 'administrators'),
  ('incidents.plan.draft', 'security_administrator'), ('incidents.plan.publish', 'administrators'), ('incidents.alarm.watch', ''),
  ('containers.app.see', 'operator'), ('containers.app.keep', 'operator'), ('containers.ticket.issue', ''),
  ('federation.token.issue', ''), ('accounts.account.register', ''), ('cases.drafts.purge', ''), ('catalogue.material.take_in', ''), ('catalogue.searches.purge', ''), ('exchange.package.send', ''),
  ('notices.notice.tell', ''), ('privacy.export.make', ''), ('privacy.misuse.find', ''), ('privacy.retention.run', ''), ('orgs.orgs.load', ''), ('people.people.load', '')
on conflict (permission) do update set role = excluded.role;

-- Does somebody hold a role anywhere in the city today?
create or replace function holds_in_city(who uuid, of_city text, as_role text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from posting o where o.person_id = who and o.city = of_city and o.role = as_role
       and o.valid_from <= (now() at time zone 'Asia/Shanghai')::date
       and (o.valid_to is null or (now() at time zone 'Asia/Shanghai')::date < o.valid_to)) $$;
-- Does a role that somebody holds today reach this body: by a post there, or by its region?
create or replace function rights_reach(who uuid, as_role text, to_body uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select 1 from posting o join body b on b.id = to_body and b.city = o.city
       where o.person_id = who and o.role = as_role
         and o.valid_from <= (now() at time zone 'Asia/Shanghai')::date
         and (o.valid_to is null or (now() at time zone 'Asia/Shanghai')::date < o.valid_to)
         and (o.body_id = to_body or (o.region_id is not null and b.region_id in (select regions_below(o.region_id))))) $$;
revoke execute on function holds_in_city(uuid, text, text), rights_reach(uuid, text, uuid) from public;

create or replace function law_act_request() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.asked_by_id is distinct from actor_person() or not exists (select 1 from dangerous_act d
       where d.code = new.act_id and holds_in_city(new.asked_by_id, new.city, d.asked_by_role)) then
    perform law_refuse('a_dangerous_act_is_asked_for_by_its_office', current_date);
  end if;
  -- How long a confirmation may be waited for is the act's, whoever asks.
  new.expires_on := (now() at time zone 'Asia/Shanghai')::date + (select d.days_to_confirm from dangerous_act d where d.code = new.act_id);
  return new;
end $$;
create or replace trigger act_request_law before insert on act_request for each row execute function law_act_request();

create or replace function law_act_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  r public.act_request;
begin
  select * into r from act_request q where q.id = new.request_id for no key update;
  if new.answered_by_id is distinct from actor_person() or new.answered_by_id = r.asked_by_id
     or not exists (select 1 from dangerous_act d cross join unnest(d.confirmed_by_roles) role
          where d.code = r.act_id and holds_in_city(new.answered_by_id, new.city, role)) then
    perform law_refuse('confirmed_by_another_person', current_date);
  end if;
  return new;
end $$;
create or replace trigger act_answer_law before insert on act_answer for each row execute function law_act_answer();

-- Asked by each trigger of a table on which a dangerous act writes.
create or replace function law_two_people(wanted_act text, request uuid, wanted jsonb, of_city text, subject uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  r public.act_request;
begin
  select * into r from act_request q where q.id = request for no key update;
  if r.id is null or current_setting('transaction_isolation') <> 'read committed'
     or r.act_id <> wanted_act or r.city <> of_city or r.facts is distinct from wanted
     or r.expires_on < (now() at time zone 'Asia/Shanghai')::date
     or not exists (select 1 from act_answer a where a.request_id = r.id and a.outcome = 'confirmed' and a.answered_by_id <> r.asked_by_id)
     or exists (select 1 from act_use u where u.request_id = r.id) then
    perform law_refuse('a_dangerous_act_needs_two_people', current_date);
  end if;
  if r.id is not null then
    insert into act_use (request_id, city, subject_id, used_at) values (r.id, of_city, subject, now()) on conflict do nothing;
  end if;
end $$;
revoke execute on function law_two_people(text, uuid, jsonb, text, uuid) from public;
