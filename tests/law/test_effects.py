"""What the register says happens: refused, or kept as a finding, or not yet in force."""

from collections.abc import Callable

import psycopg
import pytest

from tongban.faces.cli.attacking.deeds import SET_ACTOR, Move
from tongban.faces.cli.attacking.statements import run
from tongban.faces.cli.attacking.world import World

Open = Callable[[str], psycopg.Connection]
RULE = "no_decision_before_review"


def unreviewed(world: World) -> Move:
    return world.event(world.case("own", "accepted"), "granted")


def make(superuser: psycopg.Connection, move: Move) -> None:
    superuser.execute("set local session authorization tongban_app")
    superuser.execute(SET_ACTOR, move.who.settings())
    run(superuser, move.deed, "insert")
    superuser.execute("set constraints all immediate")
    superuser.execute("reset session authorization")


def findings(superuser: psycopg.Connection, case_id: object) -> list[str]:
    rows = superuser.execute(
        "select rule_id from case_finding where case_id = %s order by 1", [case_id]
    )
    return [row[0] for row in rows]


def test_a_rule_whose_effect_is_a_finding_keeps_one(
    open_session: Open, world: World
) -> None:
    superuser = open_session("postgres")
    superuser.execute(
        "update law_rule set effect = 'finding' where rule_id = %s", [RULE]
    )
    move = unreviewed(world)
    make(superuser, move)
    assert findings(superuser, move.deed.row["case_id"]) == [RULE]


def test_a_rule_not_yet_in_force_is_silent(open_session: Open, world: World) -> None:
    superuser = open_session("postgres")
    superuser.execute(
        "update law_rule set in_force_from = current_date + 2 where rule_id = %s",
        [RULE],
    )
    move = unreviewed(world)
    make(superuser, move)
    assert findings(superuser, move.deed.row["case_id"]) == []


def test_a_rule_that_ended_is_silent_and_its_next_reading_counts(
    open_session: Open, world: World
) -> None:
    superuser = open_session("postgres")
    superuser.execute(
        "insert into law_rule (rule_id, title, message, article, rank, effect, mechanism,"
        " scope, requirement, in_force_from) select rule_id, title, message, article, rank,"
        " 'finding', mechanism, scope, requirement, current_date - 2 from law_rule"
        " where rule_id = %s",
        [RULE],
    )
    move = unreviewed(world)
    make(superuser, move)
    assert findings(superuser, move.deed.row["case_id"]) == [RULE]


def test_a_rule_that_the_register_does_not_know_refuses(open_session: Open) -> None:
    app = open_session("app")
    with pytest.raises(psycopg.IntegrityError) as caught:
        app.execute("select law_refuse('a_slip_of_the_pen', current_date)")
    assert caught.value.diag.constraint_name == "a_slip_of_the_pen"


def test_what_is_reported_from_elsewhere_is_kept_and_found(
    open_session: Open, world: World
) -> None:
    superuser = open_session("postgres")
    case = world.case("theirs", "draft")
    move = world.event(case, "granted").but(occurred_at="1999-12-31 12:00+08")
    make(superuser, move)
    found = findings(superuser, case.case_id)
    assert {"no_decision_before_acceptance", "acts_only_by_people_in_office"} <= set(
        found
    )
