"""The wall of row-level security against the matrix that people review: docs/wall.md."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.law.filling import fill
from tests.law.walls import ACTORS, TABLES, count_rows, read_matrix, who_they_are
from tongban.faces.cli.attacking.deeds import SET_ACTOR, Who
from tongban.faces.cli.attacking.world import World

Open = Callable[[str], psycopg.Connection]
MATRIX = Path(__file__).parents[2] / "docs" / "wall.md"


@pytest.fixture
def tables(open_session: Open) -> dict[str, tuple[object, ...]]:
    rows = open_session("postgres").execute(TABLES).fetchall()
    return {row[0]: row[1:] for row in rows}


def test_every_table_has_its_wall(tables: dict[str, tuple[object, ...]]) -> None:
    """Row-level security on and forced; a policy, or no right to look at all."""
    bare = [
        name
        for name, (kind, _, enabled, forced, policy, granted) in tables.items()
        if kind not in {"r", "p"}
        or not (enabled and forced)
        or (granted and not policy)
    ]
    assert bare == []


def test_every_table_stands_in_the_matrix(
    tables: dict[str, tuple[object, ...]],
) -> None:
    """Parts of a table by month are reached through the whole: nobody has a right on them."""
    parts = {name for name, (_, is_part, *_) in tables.items() if is_part}
    assert [name for name in parts if tables[name][-1]] == []
    assert set(read_matrix(MATRIX.read_text())) == set(tables) - parts


def test_actors_see_what_the_matrix_says(open_session: Open, world: World) -> None:
    with open_session("owner") as owner:
        fill(owner, world)
    app, superuser = open_session("app"), open_session("postgres")
    wanted = read_matrix(MATRIX.read_text())
    found, empty = {}, []
    for table in wanted:
        seen = [
            _word(app, superuser, table, who) for who in who_they_are(world).values()
        ]
        found[table] = seen
        if _count(superuser, table, "") == 0 and set(seen) != {"closed"}:
            empty.append(table)
    assert empty == []
    assert {
        (table, actor): (word, wanted[table][n])
        for table, words in found.items()
        for n, (actor, word) in enumerate(zip(ACTORS, words, strict=True))
        if word != wanted[table][n]
    } == {}


def test_a_post_without_the_right_to_see_cases_sees_nothing_of_a_case(
    open_session: Open, world: World
) -> None:
    """Whoever drafts items at the body is no reader of what people handed in there."""
    with open_session("owner") as owner:
        fill(owner, world)
    app, officer = open_session("app"), world.who["officer"]
    wanted = read_matrix(MATRIX.read_text())
    column = ACTORS.index("officer of the body")
    start = list(wanted).index("application_draft")
    of_a_case = [
        table
        for table in list(wanted)[start : list(wanted).index("tracking_failure")]
        if wanted[table][column] == "own"
    ] + ["paper", "paper_file", "stored_file"]
    drafter = replace(officer, person=uuid4(), account=None, sees_cases=False)
    assert {
        table: count_rows(app, table, drafter) for table in of_a_case
    } == dict.fromkeys(of_a_case, 0)
    assert all(count_rows(app, table, officer) for table in of_a_case)


def test_nobody_sees_nothing_of_people(open_session: Open, world: World) -> None:
    """A transaction that forgot its actor sees nothing that belongs to a city."""
    app, superuser = open_session("app"), open_session("postgres")
    of_cities = superuser.execute(
        "select table_name from information_schema.columns where column_name = 'city'"
        " and table_schema = 'public'"
    ).fetchall()
    seen = {name: count_rows(app, name, Who()) for (name,) in of_cities}
    assert {name: count for name, count in seen.items() if count} == {}


def test_nobody_sees_a_row_of_another_city(open_session: Open, world: World) -> None:
    """Two cities in one installation, rows of both in the tables: each actor sees one."""
    with open_session("owner") as owner:
        fill(owner, world)
    app, superuser = open_session("app"), open_session("postgres")
    names = [
        name
        for (name,) in superuser.execute(
            "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
            " where a.attname = 'city' and c.relkind in ('r', 'p')"
            " and c.relnamespace = 'public'::regnamespace"
            " and has_column_privilege('tongban_app', c.oid, a.attnum, 'select') order by 1"
        )
    ]
    seen, of_both = {}, 0
    for name in names:
        of_both += _has_both_cities(superuser, name)
        for actor, who in who_they_are(world).items():
            app.execute(SET_ACTOR, who.settings())
            # What is of no city is as delivered, for all of them (`role_grant`).
            query = sql.SQL(
                "select count(*) from {} where city not in ('', {})"
            ).format(sql.Identifier(name), sql.Literal(who.city or ""))
            row = app.execute(query).fetchone()
            app.rollback()
            if row and row[0]:
                seen[name, actor] = row[0]
    assert seen == {}
    assert of_both > 20


def _has_both_cities(superuser: psycopg.Connection, table: str) -> bool:
    query = sql.SQL("select count(distinct city) > 1 from {}")
    row = superuser.execute(query.format(sql.Identifier(table))).fetchone()
    return bool(row and row[0])


def _word(
    app: psycopg.Connection, superuser: psycopg.Connection, table: str, who: Who
) -> str:
    """`–` nothing, `own` some, `city` the city's rows, `all` every row, `closed` no right."""
    seen = count_rows(app, table, who)
    if seen is None:
        return "closed"
    every = _count(superuser, table, "")
    city = _count(superuser, table, who.city) if _has_city(superuser, table) else every
    if seen == 0:
        return "–"
    if seen == every and (every > city or not _has_city(superuser, table)):
        return "all"
    return "city" if seen == city else "own"


def _has_city(superuser: psycopg.Connection, table: str) -> bool:
    found = superuser.execute(
        "select 1 from information_schema.columns where table_schema = 'public'"
        " and column_name = 'city' and table_name = %s",
        [table],
    )
    return found.fetchone() is not None


def _count(superuser: psycopg.Connection, table: str, city: str) -> int:
    query = sql.SQL("select count(*) from {}").format(sql.Identifier(table))
    if city:
        query += sql.SQL(" where city = {}").format(sql.Literal(city))
    row = superuser.execute(query).fetchone()
    return row[0] if row else 0


OF_A_CASE = (
    "application",
    "application_form",
    "party",
    "case",
    "case_event",
    "case_condition",
    "case_material",
    "case_step",
    "case_fee",
    "case_finding",
    "paper",
    "paper_file",
    "correction",
    "correction_line",
    "correction_answer",
    "delivery_wish",
    "dispatch",
    "hand_over",
    "pre_review",
    "stored_file",
    "upload",
    "notice",
    "application_draft",
    "application_reader",
    "firm",
    "firm_agent",
)


def test_no_row_is_seen_by_two_applicants_or_two_bodies(
    open_session: Open, world: World
) -> None:
    with open_session("owner") as owner:
        fill(owner, world)
    app = open_session("app")
    shared = []
    for table in OF_A_CASE:
        for one, other in (
            ("citizen", "stranger"),
            ("officer", "stranger_officer"),
            ("clerk", "stranger_officer"),
        ):
            if table == "firm" and one != "citizen":
                continue  # public to staff
            if _rows_of(app, table, world.who[one]) & _rows_of(
                app, table, world.who[other]
            ):
                shared.append((table, one, other))
    assert shared == []


def _rows_of(session: psycopg.Connection, table: str, who: Who) -> set[str]:
    session.execute(SET_ACTOR, who.settings())
    query = sql.SQL("select t::text from {} t").format(sql.Identifier(table))
    rows = {row[0] for row in session.execute(query)}
    session.rollback()
    return rows
