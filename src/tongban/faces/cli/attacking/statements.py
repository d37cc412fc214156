"""The ways in which one deed can be said in SQL, and what is tried with the session first."""

from collections.abc import Mapping
from random import Random
from typing import Any

import psycopg
from psycopg import sql

from tongban.faces.cli.attacking.deeds import Deed

# Values are written as literals: in DO blocks and INSERT … SELECT they keep their types.
INSERTS = {
    "insert": "insert into {table} ({names}) values ({values})",
    "insert_select": "insert into {table} ({names}) select {values}",
    "cte": "with x as (insert into {table} ({names}) values ({values}) returning 1) select from x",
    "merge": "merge into {table} t using (select 1) s on false when not matched then insert ({names}) values ({values})",
    "do_nothing": "insert into {table} ({names}) values ({values}) on conflict do nothing",
    "insert_where": "insert into {table} ({names}) select {values} where true",
    "do_block": "do $tb$ begin insert into {table} ({names}) values ({values}); end $tb$",
    "execute": "do $tb$ begin execute $q$ insert into {table} ({names}) values ({values}) $q$; end $tb$",
}
UPDATES = {
    "update": "update {table} set {sets} where {where}",
    "update_cte": "with x as (update {table} set {sets} where {where} returning 1) select from x",
    "update_from": "update {table} t set {sets} from (select 1) s where {where}",
    "merge_update": "merge into {table} t using (select 1) s on ({where}) when matched then update set {sets}",
    "upsert": "insert into {table} select * from {table} where {where} on conflict ({key}) do update set {sets}",
}
DELETES = {
    "delete": "delete from {table} where {where}",
    "delete_cte": "with x as (delete from {table} where {where} returning 1) select from x",
    "delete_using": "delete from {table} t using (select 1) s where {where}",
    "merge_delete": "merge into {table} t using (select 1) s on ({where}) when matched then delete",
}
TRUNCATES = {"truncate": "truncate {table} cascade"}
KINDS: Mapping[str, dict[str, str]] = {
    "insert": INSERTS,
    "update": UPDATES,
    "delete": DELETES,
    "truncate": TRUNCATES,
}
# COPY into a table with row-level security is refused before any rule is asked: such an
# attempt counts as invalid, so it is made once in so many.
COPY_EACH = 50
_KEYS = {
    "agency_post_end": "post_id",
    "federation_end": "grant_id",
    "application_form": "application_id",
    "application_reader": "application_id",
    "correction_answer": "correction_id",
    "delivery_wish": "application_id",
    "dispatch": "case_id",
    "hand_over": "case_id",
    "incident_plan_publication": "plan_id",
    "mandate_end": "mandate_id",
    "paper_file": "paper_id",
    "readmission_use": "readmission_id",
}

# Each is tried first, in its own savepoint; what the server refuses is refused, and what it
# allows must not help.
TRICKS = {
    "": "",
    "replica": "set local session_replication_role = replica",
    "owner_role": "set local role tongban_owner",
    "owner_session": "set session authorization tongban_owner",
    "path": "set local search_path = pg_temp, public",
    "deferred": "set constraints all deferred",
    "zone": "set local timezone = 'Pacific/Kiritimati'",
    # Whatever the hour, in one of the two it is another day than at the office.
    "zone_behind": "set local timezone = 'Etc/GMT+12'",
    "datestyle": "set local datestyle = 'SQL, DMY'",
    "nulls": "set local transform_null_equals = on",
    "trigger_off": 'alter table public."case" disable trigger all',
    "shadow": "create temp table item_publication (like public.item_publication)",
    "shadow_posting": "create temp table posting as select * from public.posting",
    "shadow_rules": "create temp table law_rule as select * from public.law_rule limit 0",
    "rule_off": "update public.law_rule set effect = 'finding'",
    "no_rules": "delete from public.law_rule",
    "policy": 'drop policy app_insert on public."case"',
    "function": "create or replace function public.law_refuse(rule text, day date, facts text default '') returns boolean language sql as 'select true'",
    "grant": "grant tongban_owner to tongban_app",
    "sample": "update public.city set is_sample = true",
    "posting": "update public.posting set valid_to = null",
}


def choose(deed: Deed, random: Random, attempt: int, *, unique: bool) -> str:
    """A kind of statement for the deed. DO NOTHING would hide a refused key."""
    if deed.verb == "insert" and attempt % COPY_EACH == COPY_EACH - 1:
        return "copy"
    kinds = [kind for kind in KINDS[deed.verb] if not (unique and kind == "do_nothing")]
    if deed.where:  # one row that may be changed, where it may not be put in anew
        kinds = [kind for kind in kinds if kind != "upsert"]
    return random.choice(kinds)


def run(session: psycopg.Connection, deed: Deed, kind: str) -> int:
    """Say the deed that way; the number of rows that the server says were touched."""
    table = sql.Identifier("public", deed.table)
    if kind == "copy":
        return _copy(session, table, deed.row)
    text = KINDS[deed.verb][kind]
    names = sql.SQL(", ").join(map(sql.Identifier, deed.row))
    values = sql.SQL(", ").join(map(sql.Literal, deed.row.values()))
    statement = sql.SQL(text).format(
        table=table,
        names=names,
        values=values,
        sets=_pairs(deed.row, ", "),
        where=_pairs(deed.where, " and ") if deed.where else sql.SQL("true"),
        key=sql.Identifier(_KEYS.get(deed.table, "id")),
    )
    cursor = session.execute(statement)
    return 1 if kind in {"do_block", "execute", "truncate"} else cursor.rowcount


def _pairs(values: Mapping[str, Any], between: str) -> sql.Composed:
    pairs = [
        sql.SQL("{} = {}").format(sql.Identifier(name), sql.Literal(value))
        for name, value in values.items()
    ]
    return sql.SQL(between).join(pairs)


def _copy(
    session: psycopg.Connection, table: sql.Identifier, row: Mapping[str, Any]
) -> int:
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    cursor = session.cursor()
    with cursor.copy(sql.SQL("copy {} ({}) from stdin").format(table, names)) as copy:
        copy.write_row(
            [getattr(value, "obj", value) and str(value) for value in row.values()]
        )
    return cursor.rowcount
