-- A short message names the words it was sent with: those in force for its body on its day,
-- or none where nobody wrote any. It is refused rather than set: the text was filled from
-- some version before, and another one's key beside it would be a false witness.
create or replace function law_message_words() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if (new.kind = '') <> (new.body_id is null)
     or new.kind <> '' and (not starts_with(new.kind, 'sms_') or wording_blocks(new.kind) is null)
     or new.wording_id is distinct from (case when new.kind <> '' then
          wording_of(new.city, new.kind, new.body_id, (new.told_at at time zone 'Asia/Shanghai')::date) end) then
    perform law_refuse('a_message_bears_the_words_of_its_day', current_date);
  end if;
  return new;
end $$;
create or replace trigger notice_words before insert on notice for each row execute function law_message_words();
