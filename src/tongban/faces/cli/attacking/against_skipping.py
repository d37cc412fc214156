"""Attacks on the special steps of the flow: skipped, added, repeated, or used to stall."""

from random import Random
from typing import Any

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.turns import UNCOUNTED, special
from tongban.faces.cli.attacking.world import TAKEN_IN, World

_ITEMS = tuple(TAKEN_IN)


@against("no_special_step_is_skipped")
def granted_unchecked(world: World, random: Random) -> Move:
    """A grant while a published special step is untouched, under way, or failed."""
    way = random.choice(["untouched", "begun", "failed", "half", "standing"])
    return world.event(world.case("checked", way), "granted")


@against("no_special_step_is_skipped")
def refused_under_way(world: World, random: Random) -> Move:
    """A refusal while a special step is still under way."""
    way = random.choice(["begun", "standing"])
    return world.event(world.case("checked", way), "refused")


@beside("no_special_step_is_skipped")
def decided_after_the_steps(world: World, random: Random) -> Move:
    """A grant after every special step, a refusal after one that failed."""
    if random.random() < 0.5:  # noqa: PLR2004
        way = random.choice(["failed", "untouched", "half"])
        return world.event(world.case("checked", way), "refused")
    way = random.choice(["ready", "done"])
    return world.event(world.case("checked", way), "granted")


@against("special_step_of_the_flow")
def not_of_the_flow(world: World, random: Random) -> Move:
    """A step that the guide does not have, an ordinary one, or none at all."""
    case = world.case(random.choice(_ITEMS), random.choice(["accepted", "reviewed"]))
    if random.random() < 0.4:  # noqa: PLR2004
        case = world.case("checked", random.choice(["untouched", "half", "done"]))
    facts: dict[str, Any] = random.choice(
        [
            {},
            {"step": "s1"},
            {"step": "s9"},
            {"step": None},
            {"step": ""},
            {"step": ["s2"]},
            {"step": "S2"},
        ]
    )
    kind = random.choice(["special_begun", "special_ended"])
    if kind == "special_ended":
        facts = facts | {"outcome": random.choice(["passed", "not_needed"])}
    return world.event(case, kind).but(facts=Jsonb(facts))


@against("special_step_of_the_flow")
def again_or_out_of_turn(world: World, random: Random) -> Move:
    """Begun or ended twice, ended before it began, of no result, or said not needed."""
    way, kind, place, outcome = random.choice(
        [
            ("begun", "special_begun", 2, ""),
            ("failed", "special_begun", 2, ""),
            ("standing", "special_begun", 3, ""),
            ("ready", "special_begun", 3, ""),
            ("failed", "special_ended", 2, "passed"),
            ("ready", "special_ended", 3, "passed"),
            ("untouched", "special_ended", 2, "passed"),
            ("untouched", "special_ended", 2, "failed"),
            ("untouched", "special_ended", 2, "not_needed"),
            ("untouched", "special_ended", 3, "passed"),
            ("begun", "special_ended", 2, "not_needed"),
            ("standing", "special_ended", 3, "not_needed"),
            ("begun", "special_ended", 2, ""),
            ("begun", "special_ended", 2, "granted"),
            ("standing", "special_ended", 3, "PASSED"),
        ]
    )
    return special(world, world.case("checked", way), kind, place, outcome)


@beside("special_step_of_the_flow", "only_published_time_is_not_counted")
def step_in_its_turn(world: World, random: Random) -> Move:
    """A special step begun, ended, or not needed where the guide has it in some cases."""
    way, kind, place, outcome = random.choice(
        [
            ("untouched", "special_begun", 2, ""),
            ("untouched", "special_begun", 3, ""),
            ("untouched", "special_ended", 3, "not_needed"),
            ("begun", "special_ended", 2, "passed"),
            ("begun", "special_ended", 2, "failed"),
            ("standing", "special_ended", 3, "passed"),
            ("half", "special_begun", 3, ""),
        ]
    )
    return special(world, world.case("checked", way), kind, place, outcome)


@against("only_published_time_is_not_counted")
def stalled(world: World, random: Random) -> Move:
    """Due days moved by a step that is counted, moved too far, back too far, or lost."""
    moved = {
        "promised_due_on": str(world.day(9)),
        "statutory_due_on": str(world.day(30)),
    }
    if random.random() < 0.4:  # noqa: PLR2004
        way, kind, outcome = random.choice(
            [("untouched", "special_begun", ""), ("begun", "special_ended", "passed")]
        )
        move = special(world, world.case("checked", way), kind, 2, outcome)
        facts: dict[str, Any] = {"step": "s2", "outcome": outcome} | moved
        if random.random() < 0.3:  # noqa: PLR2004
            facts = {"step": "s2", "outcome": outcome, "provisional": True}
        return move.but(facts=Jsonb(facts))
    way, kind = random.choice(
        [("half", "special_begun"), ("standing", "special_ended")]
    )
    move = special(world, world.case("checked", way), kind, UNCOUNTED, "passed")
    wrong: dict[str, Any] = random.choice(
        [
            {},
            {
                "promised_due_on": str(world.day(6)),
                "statutory_due_on": str(world.day(28)),
            },
            {
                "promised_due_on": str(world.day(90)),
                "statutory_due_on": str(world.day(90)),
            },
            {"promised_due_on": "infinity", "statutory_due_on": "infinity"},
            {"promised_due_on": str(world.day(9))},
            {"promised_due_on": None, "statutory_due_on": None},
            moved | {"provisional": "x"},
            moved | {"statutory_due_on": "9999-12-31"},
        ]
    )
    facts = {"step": f"s{UNCOUNTED}", "outcome": "passed"} | wrong
    return move.but(facts=Jsonb(facts))
