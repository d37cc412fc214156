-- What went to the province and how it compared: staff of the city read it, the connector (a
-- named system actor) writes it. A package never changes; its answer is written once.
select law_wall(array['exchange_package','exchange_reconciliation']);
grant select, insert, update (receipt, answered_at) on exchange_package to tongban_app;
grant select, insert on exchange_reconciliation to tongban_app;
select law_policy('exchange_package', 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')'),
       law_policy('exchange_package', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system'' and receipt is null'),
       law_policy('exchange_package', 'update', 'city = (select actor_city()) and (select actor_kind()) = ''system'' and receipt is null', 'city = (select actor_city()) and receipt is not null'),
       law_policy('exchange_reconciliation', 'select', 'city = (select actor_city()) and (select actor_kind()) in (''staff'', ''system'')'),
       law_policy('exchange_reconciliation', 'insert', null, 'city = (select actor_city()) and (select actor_kind()) = ''system''');
