"""Takes one rule out of a database, as its superuser, in a transaction that is rolled back."""

import psycopg
from psycopg import sql

# A rule that a second one implies: both go, or the second would hide that the first is gone.
IMPLIED_BY = {
    "item_is_on_application": ("item_type_of_its_family",),
    # A reviewer who publishes is two of the five.
    "reviewed_by_distinct_people": ("a_list_by_five_people",),
    # Who did not review cannot be named as who did.
    "published_only_after_three_reviews": ("a_list_by_five_people",),
    # Nothing of an incident is changed, so neither whether it is practised.
    "a_drill_stays_a_drill": ("incident_records_never_change",),
}

CONSTRAINTS = """
select conrelid::regclass::text, conname from pg_constraint
 where conname = %s and connamespace = 'public'::regnamespace"""
INDEXES = "select 1 from pg_class where relname = %s and relkind = 'i'"
DROP = "alter table {} drop constraint {} cascade"
DOORS = "all_doors_open"
OPEN_DOORS = "create policy {1} on {0} to tongban_app using (true) with check (true)"
# Statement triggers that hold a table still in the name of the rule.
STILL = """
select t.tgrelid::regclass::text, t.tgname from pg_trigger t
 where not t.tgisinternal and t.tgfoid = 'law_never_changes'::regproc
   and encode(t.tgargs, 'escape') = %s || '\\000'"""


def remove(superuser: psycopg.Connection, rule_id: str) -> None:
    """Remove register entry, constraints, indexes, grants and triggers of the rule."""
    for rule in (rule_id, *IMPLIED_BY.get(rule_id, ())):
        superuser.execute(
            "update law_rule set effect = 'finding' where rule_id = %s", [rule]
        )
        for table, name in superuser.execute(CONSTRAINTS, [rule]).fetchall():
            superuser.execute(_named(DROP, table, name))
        if superuser.execute(INDEXES, [rule]).fetchone():
            drop = sql.SQL("drop index public.{}").format(sql.Identifier(rule))
            superuser.execute(drop)
        for table, name in superuser.execute(STILL, [rule]).fetchall():
            superuser.execute(_named("drop trigger {1} on {0}", table, name))
            superuser.execute(_named("grant all on {} to tongban_app", table))
            superuser.execute(_named("drop policy if exists {1} on {0}", table, DOORS))
            superuser.execute(_named(OPEN_DOORS, table, DOORS))


def _named(text: str, table: str, name: str = "") -> sql.Composed:
    # The table comes quoted from regclass.
    return sql.SQL(text).format(sql.SQL(table), sql.Identifier(name or "x"))
