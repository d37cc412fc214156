"""Every rule of the register is attacked in raw SQL, and every lawful act beside it passes."""

from collections.abc import Callable
from random import Random

import psycopg

from tongban.faces.cli.attacking.engine import (
    Attack,
    attack_alone,
    new_tallies,
    try_twins,
)
from tongban.faces.cli.attacking.interleaving import Sessions, attack_together
from tongban.faces.cli.attacking.world import World

Open = Callable[[str], psycopg.Connection]


def test_no_attack_passes(open_session: Open, world: World) -> None:
    attack = Attack(open_session("app"), world, Random(7), tricks=True)  # noqa: S311
    tallies = new_tallies()
    twins = try_twins(attack, tallies)
    attack_alone(attack, tallies, 4000)

    assert [twin for twin in twins if not twin["ok"]] == []
    unsound = [
        (
            tally.rule_id,
            tally.attempts,
            tally.passed,
            tally.holes[:3],
            tally.invalid_why,
        )
        for tally in tallies.values()
        if not tally.is_sound
    ]
    assert unsound == []


def test_two_sessions_get_what_they_would_get_in_a_row(
    open_session: Open, world: World
) -> None:
    sessions = Sessions(
        *(open_session(role) for role in ("app", "app", "app", "owner"))
    )
    tallies = new_tallies()
    differences = attack_together(sessions, world, Random(11), tallies, 250)  # noqa: S311

    assert differences == []
    assert {
        tally.rule_id: tally.holes for tally in tallies.values() if tally.passed
    } == {}
    met = {tally.rule_id: tally for tally in tallies.values() if tally.attempts}
    assert {"one_event_a_number", "no_overlapping_delegation"} <= set(met)
    assert {
        tally.rule_id: tally.invalid_why
        for tally in met.values()
        if tally.refused < tally.attempts
    } == {}
