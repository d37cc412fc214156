-- Which accounts elsewhere open one's own: nobody else sees that there are any. The provider's
-- name of a person stands here as a keyed hash; only an end is ever written.
select law_wall(array['account_link']);
grant select, insert, update (unlinked_at) on account_link to tongban_app;
create or replace trigger account_link_stays before delete or truncate or update of city, account_id, kind, subject_key, level, linked_at
  on account_link for each statement execute function law_never_changes('a_sign_in_never_changes');
select law_policy('account_link', 'select', 'account_id = (select actor_account())');
select law_policy('account_link', 'insert', null, 'city = (select actor_city()) and account_id = (select actor_account()) and unlinked_at is null');
select law_policy('account_link', 'update', 'account_id = (select actor_account()) and unlinked_at is null', 'account_id = (select actor_account()) and unlinked_at is not null');
select law_one_city('account_link', array['account_id','account']);

-- A link is made by its person in a session of their own: whoever came by a weak word (a
-- linked account, say) would else link a stronger one of theirs, and come back by it.
create or replace function law_account_link() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- That it is one's own account is the policy above.
  if session_cap() < 2 or not exists (select 1 from public.account a where a.id = new.account_id and a.kind = 'citizen' and a.is_active)
     or new.linked_at not between clock_timestamp() - interval '1 minute' and clock_timestamp() + interval '1 minute' then
    perform law_refuse('a_link_is_made_by_its_person', current_date);
  end if;
  return new;
end $$;
create or replace trigger account_link_law before insert on account_link for each row execute function law_account_link();

-- Whose link this is, asked before anybody is known: by the keyed hash.
create or replace function account_of_link(of_city text, of_kind text, key text)
returns table (link_id uuid, account_id uuid, level smallint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select l.id, l.account_id, l.level from account_link l join account a on a.id = l.account_id and a.is_active
       where l.city = of_city and l.kind = of_kind and l.subject_key = key and l.unlinked_at is null $$;
revoke execute on function account_of_link(text, text, text) from public;
grant execute on function account_of_link(text, text, text) to tongban_app;
