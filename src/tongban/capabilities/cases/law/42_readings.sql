-- Who looked at what somebody filed. Written by the query that shows a case, in the same
-- transaction; read by whose it is, by who looked, and by operators and auditors of the city.
select law_wall(array['case_reading']);
select law_append_only(array['case_reading'], 'facts_of_a_case_never_change');
select law_policy('case_reading', 'select', 'city = (select actor_city()) and (reader_id = (select actor_person())'
    ' or exists (select 1 from application_reader r where r.application_id = case_reading.application_id and r.person_id = (select actor_person()))'
    ' or (select actor_kind()) = ''system'' or (select keeps_records(actor_person(), actor_city())))'),
       law_policy('case_reading', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''staff'' and reader_id = (select actor_person())'
    ' and exists (select 1 from "case" c where c.id = case_reading.case_id and c.application_id = case_reading.application_id)');
select law_one_city('case_reading', array['case_id','case', 'body_id','body']);
