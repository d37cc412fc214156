-- What one person needs once (a card, an allowance): a second case of the same item is no
-- crime and is not refused, but nobody shall overlook it. It is kept as a finding when it is
-- submitted and when it is granted; a city that wants more changes the effect in the register.

create or replace function law_earlier_of_its_kind(of_item uuid, of_city text, keys text[], but uuid)
returns table (case_id uuid, application_id uuid, number text, state text, filed_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select c.id, c.application_id, c.number, c.state, c.filed_on
  from party p join "case" c on c.application_id = p.application_id
 where p.city = of_city and p.id_key = any(keys) and p.role = 'applicant' and c.item_id = of_item
   and c.id is distinct from but
   and (c.state in ('submitted', 'correcting', 'accepted', 'reviewed', 'granted')
     or c.state in ('dispatched', 'delivered') and exists (select 1 from case_event e where e.case_id = c.id and e.kind = 'granted'))
 order by c.filed_on desc, c.number desc limit 5 $$;
revoke execute on function law_earlier_of_its_kind(uuid, text, text[], uuid) from public;

create or replace function law_second_of_its_kind(e public.case_event, c public."case", theirs boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if e.kind in ('submitted', 'granted')
     and exists (select 1 from public.item_version v where v.id = c.version_id and v.elements -> 'one_per_person' = 'true')
     and exists (select 1 from law_earlier_of_its_kind(c.item_id, c.city,
       array(select p.id_key from public.party p where p.application_id = c.application_id and p.role = 'applicant'), c.id)) then
    perform law_breach('second_of_its_kind', e, theirs);
  end if;
end $$;
revoke execute on function law_second_of_its_kind(public.case_event, public."case", boolean) from public;

-- Who may know of the earlier one: the person whose it is, by number; the office of the item
-- and the halls that take it in, who have the applicant's document before them.
create or replace function earlier_of_its_kind(wanted uuid, keys text[], but uuid)
returns table (case_id uuid, number text, state text, filed_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select f.case_id, f.number, f.state, f.filed_on
  from law_earlier_of_its_kind(wanted, actor_city(), keys, but) f
 where exists (select 1 from application_reader r where r.application_id = f.application_id and r.person_id = actor_person())
    or actor_kind() = 'citizen' and acts_in_application(f.application_id)
    or actor_kind() = 'staff' and (
      exists (select 1 from item i where i.id = wanted and i.body_id = any(actor_orgs()))
      or exists (select 1 from intake_mode m join venue v on v.id = m.venue_id where m.item_id = wanted and v.body_id = any(actor_orgs()))) $$;
revoke execute on function earlier_of_its_kind(uuid, text[], uuid) from public;
grant execute on function earlier_of_its_kind(uuid, text[], uuid) to tongban_app;
