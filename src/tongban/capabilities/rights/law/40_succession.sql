-- Where a body goes over into one other, its people hold from that day on the same posts there:
-- in the act that approved it. What they hold at the old body stays until its last case is
-- done and it is closed; who administers rights is granted anew, by the usual two people.
create or replace function law_posts_follow() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  p public.posting;
begin
  if new.from_body_id is null or exists (select 1 from org_change c, jsonb_array_elements(c.lines) line, body b
       where c.id = new.change_id and b.id = new.from_body_id and line ->> 'code' = b.code and jsonb_array_length(line -> 'successors') <> 1) then
    return null;
  end if;
  for p in select * from posting o where o.body_id = new.from_body_id and not is_administrator(o.role) and (o.valid_to is null or o.valid_to > new.from_day) loop
    perform put_posting(p.city, p.person_id, new.to_body_id, p.region_id, p.window_id, p.role, greatest(p.valid_from, new.from_day), p.valid_to, new.change_id);
  end loop;
  return null;
end $$;
create or replace trigger posts_follow after insert on org_succession for each row execute function law_posts_follow();
