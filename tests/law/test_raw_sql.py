"""What raw SQL can do as the application's role, line by line: the doors left open too.

A line that changes its outcome fails, in either direction: a door that opens must be shut,
and one that shuts may be taken off the list of docs/law.md.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import psycopg
import pytest

from tongban.faces.cli.attacking.deeds import SET_ACTOR, Who
from tongban.faces.cli.attacking.world import CITY, OTHER_CITY, World

Open = Callable[[str], psycopg.Connection]

RIGHT, FEATURE, OPEN = "42501", "0A000", ""

REFUSED = {
    "triggers off for a session": ("set session_replication_role = replica", RIGHT),
    "triggers off for a table": ('alter table "case" disable trigger all', RIGHT),
    "another role": ("set role tongban_owner", RIGHT),
    "another session": ("set session authorization tongban_owner", RIGHT),
    "membership": ("grant tongban_owner to tongban_app", RIGHT),
    "row security off for a role": ("alter role tongban_app bypassrls", RIGHT),
    "superuser": ("alter role tongban_app superuser", RIGHT),
    "truncate": ("truncate case_event", RIGHT),
    "update of events": ("update case_event set kind = 'granted'", RIGHT),
    "delete of events": ("delete from case_event", RIGHT),
    "merge into events": (
        "merge into case_event t using (select 1) s on true when matched then delete",
        RIGHT,
    ),
    "upsert of events": (
        "insert into case_event select * from case_event on conflict (id) do update set kind = 'granted'",
        RIGHT,
    ),
    "lock of events": ("select from case_event for update", RIGHT),
    "column without a grant": ("update person set id_number = 'x'", RIGHT),
    "column of a draft": ("update item_draft set drafted_by_id = null", RIGHT),
    "table lock": ('lock table "case" in exclusive mode', RIGHT),
    "copy to a file": ("copy city to '/tmp/city'", RIGHT),
    "copy to a programme": ("copy city to program 'cat'", RIGHT),
    "copy past the wall": ("copy party (id) from stdin", FEATURE),
    "reading a file": ("select pg_read_file('postgresql.conf')", RIGHT),
    "listing a folder": ("select pg_ls_dir('.')", RIGHT),
    "importing a file": ("select lo_import('/etc/passwd')", RIGHT),
    "large object": ("select lo_create(0)", RIGHT),
    "large object from bytes": ("select lo_from_bytea(0, 'x')", RIGHT),
    "table": ("create table mine (x int)", RIGHT),
    "view": ("create view mine as select 1", RIGHT),
    "type": ("create type mine as (x int)", RIGHT),
    "schema": ("create schema mine", RIGHT),
    "extension": ("create extension pg_trgm schema public", RIGHT),
    "function": (
        "create function mine() returns int language sql as 'select 1'",
        RIGHT,
    ),
    "replacing the law": (
        "create or replace function law_refuse(rule text, day date, facts text default '') returns boolean language sql as 'select true'",
        RIGHT,
    ),
    "dropping the law": ("drop function version_in_force(uuid, date)", RIGHT),
    "calling the owner's hand": ("select law_wall(array['case'])", RIGHT),
    "calling a rule's hand": (
        "select make_month('refused_attempt', now()::date)",
        RIGHT,
    ),
    "policy": ('drop policy app_select on "case"', RIGHT),
    "wall": ('alter table "case" no force row level security', RIGHT),
    "system setting": ("alter system set work_mem = '1GB'", RIGHT),
    "damaged pages": ("set zero_damaged_pages = on", RIGHT),
    "log of statements": ("set log_statement = 'all'", RIGHT),
    "passwords": ("select rolpassword from pg_authid", RIGHT),
    "sequence set back": ("select setval('case_serial', 1)", RIGHT),
    "prepared transaction": ("prepare transaction 'x'", "55000"),
    "migrations": (
        "insert into django_migrations (app, name, applied) values ('x', 'x', now())",
        RIGHT,
    ),
    "the register": ("update law_rule set effect = 'finding'", RIGHT),
    "the register emptied": ("delete from law_rule", RIGHT),
    "a release of the law": (
        "insert into law_release (digest, applied_at) values ('x', now())",
        RIGHT,
    ),
    "a system elsewhere": (
        "insert into handling_system (code, name) values ('mine', 'x')",
        RIGHT,
    ),
    "temporary table": ("create temp table posting (x int)", RIGHT),
    "temporary function": (
        "create function pg_temp.f() returns int language sql as 'select 1'",
        RIGHT,
    ),
    "leaf of another time": (
        "insert into evidence_leaf (id, city, kind, body, written_at) values (gen_random_uuid(), '699900', 'audit', '{}', now())",
        RIGHT,
    ),
    "leaf of another transaction": (
        "insert into evidence_leaf (id, city, kind, body, xid) values (gen_random_uuid(), '699900', 'audit', '{}', '1')",
        RIGHT,
    ),
    "moment of a refused attempt": (
        "insert into refused_attempt (at, city, rule_id, command) values (now(), '699900', 'x', 'x')",
        RIGHT,
    ),
}

# Open, and why it helps nobody against the law (docs/law.md).
OPEN_DOORS = {
    "claiming an actor": "select set_config('app.kind', 'system', true)",
    "numbers of cases": "select nextval('case_serial')",
    "deferring": "set constraints all deferred",
    "no timeout": "set statement_timeout = 0",
    "memory": "set work_mem = '1GB'",
    "row security off": "set row_security = off",
    "own search path": "set search_path = pg_temp, public",
    "advisory lock": "select pg_advisory_lock(1)",
    "notify": "notify anybody",
    "listen": "listen anybody",
    "block": "do $$ begin perform 1; end $$",
    "forging a refusal": "do $$ begin perform law_refuse('events_never_change', current_date); exception when integrity_constraint_violation then null; when sqlstate '23TB1' then null; end $$",
    "source of the law": "select prosrc from pg_proc where proname = 'law_event'",
    "snapshot": "select pg_export_snapshot()",
    "size of a table": "select reltuples from pg_class where relname = 'case'",
    "password of its own role": "alter role tongban_app password 'x'",
}


@pytest.mark.parametrize("door", REFUSED)
def test_shut_doors(open_session: Open, door: str) -> None:
    statement, expected = REFUSED[door]
    with pytest.raises(psycopg.Error) as caught:
        _act(open_session("app"), statement)
    assert caught.value.sqlstate == expected


@pytest.mark.parametrize("door", OPEN_DOORS)
def test_open_doors(open_session: Open, door: str) -> None:
    _act(open_session("app"), OPEN_DOORS[door])


def test_row_security_off_shows_nothing(open_session: Open, world: World) -> None:
    app = open_session("app")
    app.execute("set row_security = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute('select count(*) from "case"')


def test_deferring_does_not_defer_the_guide(open_session: Open, world: World) -> None:
    """Keys that carry law are not deferrable, and the readers' rule is asked at commit."""
    deferrable = open_session("owner").execute(
        "select conname from pg_constraint where contype = 'f' and condeferrable"
        " and array_length(conkey, 1) > 1"
    )
    assert deferrable.fetchall() == []
    app = open_session("app")
    draft = world.case("own", "draft")
    app.execute(SET_ACTOR, world.who["citizen"].settings())
    app.execute("set constraints all deferred")
    app.execute(
        "insert into application_reader (city, application_id, person_id) values (%s, %s, %s)",
        ["699900", draft.application_id, world.key("person:stranger")],
    )
    with pytest.raises(psycopg.IntegrityError) as caught:
        app.commit()
    assert caught.value.diag.constraint_name == "readers_are_the_parties"


def test_every_law_function_pins_its_path(open_session: Open) -> None:
    """pg_temp last: else a temporary table would be read in the name of the owner."""
    loose = open_session("owner").execute(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace"
        " and proowner = 'tongban_owner'::regrole and prosecdef"
        " and not coalesce('search_path=pg_catalog, public, pg_temp' = any(proconfig), false)"
    )
    assert loose.fetchall() == []


# Each looks further than who asks may: so each answers one narrow question.
CALLABLE = {
    "account_for_sign_in",
    "account_of_link",
    "account_of_passkey",
    "account_to_readmit",
    "actor_acts_for",
    "actor_acts_for_others",
    "actor_day",
    "actor_has_mandate_of_firm",
    "actor_oversees_all",
    "actor_reads_networks",
    "actor_represents",
    "actor_sees_parcels",
    "acts_in_application",
    "agency_case_for",
    "agency_case_numbers",
    "agency_counts",
    "agency_mandate_for",
    "agency_order_facts",
    "agency_order_is_seen",
    "agency_order_people",
    "agency_people_at",
    "agency_person_of",
    "agency_post_names",
    "agency_step_names",
    "agents_of_case",
    "agents_of_firm",
    "audits_reads",
    "bind_proof",
    "bodies_looked_after",
    "body_name",
    "body_stands",
    "cap_session",
    "carry_out_retention",
    "certificate_by_number",
    "citizen_account_of",
    "count_acts",
    "destroy_data_key",
    "directory_document",
    "earlier_of_its_kind",
    "end_overdue_sign_ins",
    "end_session",
    "federation_holds",
    "filed_already",
    "filed_application",
    "filed_together",
    "filings_of_the_year",
    "find_misuse",
    "firm_representatives",
    "forget_acts",
    "forget_old_sessions",
    "forget_old_tallies",
    "hall_hands_out",
    "handles_application",
    "hands_out_application",
    "holds_posting",
    "incident_plan_in_force",
    "intake_mode_of",
    "is_delegated",
    "keep_session",
    "keeps_incident_plans",
    "keeps_privacy",
    "keeps_records",
    "keeps_the_list",
    "last_seen",
    "leads_firm",
    "leads_incidents",
    "left_behind",
    "list_material_keepers",
    "list_offices_without_anyone",
    "looks_after_rights",
    "make_phone_code",
    "mandate_names",
    "measure_is_on",
    "network_coverage",
    "note_open_question",
    "note_search_miss",
    "open_cases_by_days",
    "oversees_incident",
    "own_session_since",
    "people_to_tell",
    "person_by_document",
    "person_to_readmit",
    "principals_of_step",
    "privacy_is_kept_by_law",
    "privacy_text_in_force",
    "publishes_for_city",
    "purge_search_misses",
    "purge_tracking_failures",
    "read_session",
    "reads_application",
    "region_stands",
    "resource_is_published",
    "session_account",
    "session_cap",
    "session_level",
    "session_of_digest",
    "sharing_assessments",
    "spend_phone_code",
    "staff_by_login",
    "staff_names",
    "staff_without_post",
    "state_of_code",
    "successors_of",
    "take_mandate_offer",
    "take_readmission",
    "track_case",
    "try_phone_code",
    "version_in_force",
    "who_grants_at",
    "window_staff",
    "writes_application",
    "writes_case",
}


def test_definer_functions_that_the_application_may_call_are_few(
    open_session: Open,
) -> None:
    callable_ones = open_session("owner").execute(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"
        " and prorettype <> 'trigger'::regtype"
        " and has_function_privilege('tongban_app', oid, 'execute') order by 1"
    )
    assert {row[0] for row in callable_ones} == CALLABLE


TRIES = {
    "select": "select * from tracking_failure",
    "count": "select count(*) from tracking_failure",
    "insert": "insert into tracking_failure (id, city, number_key, failed_at)"
    " values (gen_random_uuid(), '699900', 'x', now())",
    "update": "update tracking_failure set failed_at = now()",
    "delete": "delete from tracking_failure",
}


@pytest.mark.parametrize("way", TRIES)
def test_tries_are_counted_by_the_database_alone(
    open_session: Open, world: World, way: str
) -> None:
    app = open_session("app")
    app.execute(SET_ACTOR, world.who["citizen"].settings())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(TRIES[way])


def test_tries_are_purged_by_the_system_alone(open_session: Open, world: World) -> None:
    app = open_session("app")
    purge = "select purge_tracking_failures(now() + interval '1 day')"
    for who in (Who("anonymous", CITY), world.who["clerk"], Who("system", OTHER_CITY)):
        app.execute(SET_ACTOR, who.settings())
        assert app.execute(purge).fetchone() == (0,)
    app.execute(SET_ACTOR, Who("system", CITY).settings())
    assert app.execute(purge).fetchone() == (1,)


TRACK = "select * from track_case(%s, %s, %s, now())"


def test_tracking_tells_a_state_and_days_to_number_and_code_in_the_city(
    open_session: Open, world: World
) -> None:
    superuser = open_session("postgres")
    superuser.execute("""update "case" set tracking_key = 'key of ' || number""")
    superuser.commit()
    rows = superuser.execute('select id, number from "case"').fetchall()
    numbers: dict[UUID, str] = dict(rows)
    app = open_session("app")

    def track(who: Who, state: str, key: str | None = None) -> tuple[object, ...]:
        app.execute(SET_ACTOR, who.settings())
        number = numbers[world.case("own", state).case_id]
        key = f"key of {number}" if key is None else key
        return app.execute(TRACK, [number, key, "x"]).fetchone() or ()

    anonymous = Who("anonymous", CITY)
    outcome, state, *others = track(anonymous, "correcting")
    assert (outcome, state) == ("found", "correcting")
    assert all(isinstance(value, date | None) for value in others)
    nothing = ("wrong", *[None] * 6)
    for who, told in (
        (anonymous, "draft"),
        (Who("anonymous", OTHER_CITY), "correcting"),
        (Who("citizen", CITY), "draft"),
    ):
        assert track(who, told) == nothing
    # The number alone tells nothing, whatever is sent for the code.
    for key in ("", "%", "key of ", "x"):
        assert track(anonymous, "granted", key) == nothing
    assert app.execute(TRACK, ["%", "", "y"]).fetchone() == nothing


def test_a_number_rests_after_five_wrong_tries_whatever_the_caller_counts_by(
    open_session: Open, world: World
) -> None:
    superuser = open_session("postgres")
    superuser.execute("""update "case" set tracking_key = 'key of ' || number""")
    superuser.commit()
    one = world.case("own", "granted").case_id
    row = superuser.execute('select number from "case" where id = %s', [one]).fetchone()
    number = row[0] if row else ""
    app = open_session("app")
    app.execute(SET_ACTOR, Who("anonymous", CITY).settings())
    ahead = "select * from track_case(%s, %s, %s, now() + interval '1 year')"

    told = [
        app.execute(ahead, [number, "x", f"another {n}"]).fetchone() for n in range(6)
    ]

    assert [row[0] for row in told if row] == ["wrong"] * 5 + ["rests"]
    whole = app.execute(ahead, [number, f"key of {number}", "new"]).fetchone()
    assert whole == ("rests", *[None] * 6)


def _act(session: psycopg.Connection, statement: str) -> None:
    if statement.startswith("copy") and "stdin" in statement:
        with session.cursor().copy(statement):
            return
    # Refused inside a transaction for another reason.
    session.autocommit = statement.startswith("alter system")
    session.execute(statement)
