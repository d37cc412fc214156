-- Hashes of complete subtrees: worked out from the links, so they only speed proofs up;
-- `tongban log verify` recomputes every one of them.
select law_wall(array['evidence_node']);
grant select, insert (city, level, place, hash) on evidence_node to tongban_app;
select law_policy('evidence_node', 'select', 'city = (select actor_city())'),
       law_policy('evidence_node', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''');
create or replace trigger evidence_node_stays before update or delete or truncate on evidence_node
  for each statement execute function law_never_changes('evidence_never_changes');
