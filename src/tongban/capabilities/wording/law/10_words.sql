-- What each paper is made of, as papers/blocks.py has it, and each short message, as
-- papers/messages.py has it (a test holds both against each other): its blocks with the
-- fields that the law demands in them, and the fields it knows.
create or replace function wording_blocks(of_kind text) returns jsonb
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select case of_kind
  when 'receipt' then '{"opening":[],"notice":[],"remarks":[],"foot":[]}'
  when 'correction' then '{"opening":[],"reason":["办件编号"],"conclusion":["法律依据","补正期限"],"notice":[],"remarks":[],"foot":[]}'
  when 'acceptance' then '{"opening":[],"reason":["办件编号","法律依据","受理决定"],"notice":[],"remarks":[],"foot":[]}'
  when 'non_acceptance' then '{"opening":[],"reason":["办件编号"],"conclusion":["法律依据","不予受理决定"],"notice":[],"remedy":["救济途径"],"remarks":[],"foot":[]}'
  when 'decision_granted' then '{"opening":[],"reason":["办件编号","法律依据","决定内容"],"notice":[],"remedy":["救济途径"],"remarks":[],"foot":[]}'
  when 'decision_refused' then '{"opening":[],"reason":["办件编号"],"conclusion":["法律依据","决定内容"],"notice":[],"remedy":["救济途径"],"remarks":[],"foot":[]}'
  when 'sms_special_begun' then '{"text":["机关名称","办件编号","环节时间"]}'
  when 'sms_special_ended' then '{"text":["机关名称","办件编号","环节结果"]}'
  else case when of_kind = any(array['sms_submitted','sms_correction_asked','sms_corrected','sms_accepted','sms_not_accepted',
      'sms_granted','sms_refused','sms_dispatched','sms_withdrawn','sms_delivered'])
    then '{"text":["机关名称","办件编号"]}' end
end::jsonb $$;
create or replace function wording_fields(of_kind text) returns text[]
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select array['事项名称','办件编号','机关名称'] || case when starts_with(of_kind, 'sms_') then array[]::text[]
    else array['称谓','申请人','出具日期','联系信息'] end || case of_kind
  when 'receipt' then array['查询码']
  when 'correction' then array['申请日期','法律依据','补正期限']
  when 'acceptance' then array['申请日期','受理日期','法律依据','受理决定','承诺办结日','法定办结日']
  when 'non_acceptance' then array['申请日期','法律依据','不予受理决定','救济途径']
  when 'decision_granted' then array['申请日期','受理日期','法律依据','决定内容','救济途径']
  when 'decision_refused' then array['申请日期','受理日期','法律依据','决定内容','救济途径']
  when 'sms_accepted' then array['承诺办结']
  when 'sms_special_begun' then array['环节名称','环节时间']
  when 'sms_special_ended' then array['环节名称','环节结果']
end $$;

-- Every block of the kind, as a text that has room, and no other.
create or replace function wording_is_whole(of_kind text, said jsonb) returns boolean
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select coalesce(jsonb_typeof(said) = 'object'
  and (select array_agg(k order by k) from jsonb_object_keys(said) k)
    = (select array_agg(k order by k) from jsonb_object_keys(wording_blocks(of_kind)) k)
  and not exists (select 1 from jsonb_each(said) b where jsonb_typeof(b.value) <> 'string' or length(b.value #>> '{}') > case when starts_with(of_kind, 'sms_') then 200 else 600 end), false) $$;
-- Each field that the law demands of a block, exactly once in it. What is no object, or
-- lacks a block, is for the rule above to refuse.
create or replace function wording_is_lawful(of_kind text, said jsonb) returns boolean
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select not exists (
  select 1 from jsonb_each(coalesce(wording_blocks(of_kind), '{}')) b, jsonb_array_elements_text(b.value) field
   where jsonb_typeof(said -> b.key) = 'string'
     and cardinality(string_to_array(said ->> b.key, '{' || field || '}')) <> 2) $$;
-- No brace but around the name of a field that the paper has.
create or replace function wording_knows(of_kind text, said jsonb) returns boolean
language sql immutable set search_path = pg_catalog, public, pg_temp
as $$ select wording_blocks(of_kind) is null or not exists (
  select 1 from jsonb_each(case jsonb_typeof(said) when 'object' then said else '{}' end) b
   where regexp_replace(b.value #>> '{}', '\{(' || array_to_string(wording_fields(of_kind), '|') || ')\}', '', 'g') ~ '[{}]') $$;
-- A version was lawful when it was written: what is demanded later binds later versions.
alter table paper_wording drop constraint if exists a_wording_has_its_blocks,
  drop constraint if exists a_wording_keeps_what_the_law_demands, drop constraint if exists a_wording_knows_its_fields;
alter table paper_wording
  add constraint a_wording_has_its_blocks check (wording_is_whole(kind, blocks)) not valid,
  add constraint a_wording_keeps_what_the_law_demands check (wording_is_lawful(kind, blocks)) not valid,
  add constraint a_wording_knows_its_fields check (wording_knows(kind, blocks)) not valid;
