"""Attacks on what a refusal may rest on: of a group of which one is enough, all or none."""

from random import Random

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.turns import act
from tongban.faces.cli.attacking.world import GROUPED, TAKEN_IN, Case, World

_ITEMS = tuple(TAKEN_IN)
# A refusal, and the state in which a case may meet it.
_REFUSALS = {"not_accepted": "submitted", "refused": "reviewed"}


def _refusal(world: World, random: Random) -> tuple[Case, str, Move]:
    kind = random.choice(list(_REFUSALS))
    # An instant case has no review before its decision.
    items = [one for one in _ITEMS if kind == "not_accepted" or one != "instant"]
    case = world.case(random.choice(items), _REFUSALS[kind])
    return case, kind, act(world, case, kind)


def _judged(
    world: World, case: Case, *unmet: int, met: tuple[int, ...] = ()
) -> list[Move]:
    return [
        world.of_case(case, "condition", place).but(is_met=place in met)
        for place in (*unmet, *met)
    ]


def _after(move: Move, rows: list[Move]) -> Move:
    """The move, with these rows written before it."""
    return Move(move.who, move.deed, tuple((row.who, row.deed) for row in rows))


@against("any_of_a_group_is_enough")
def refused_for_one_of_several(world: World, random: Random) -> Move:
    """One of the group is unmet; the others are met, or nobody has looked."""
    case, _kind, move = _refusal(world, random)
    one, other = random.sample(GROUPED, 2)
    unmet = random.choice([(one,), (2, one), (one, 3)])
    met = random.choice([(), (other,)])
    return _after(move, _judged(world, case, *unmet, met=met))


@against("any_of_a_group_is_enough")
def said_for_one_of_several(world: World, random: Random) -> Move:
    """What was judged is sound, but the event itself names one of the group alone."""
    case, _kind, move = _refusal(world, random)
    found = {f"c{random.choice(GROUPED)}": "不符合"}
    said = random.choice([found, found | {"c2": "不符合"}])
    return _after(move.but(facts=Jsonb({"conditions": said})), _judged(world, case, 2))


@against("any_of_a_group_is_enough")
def written_for_one_of_several(world: World, random: Random) -> Move:
    """The paper names one of the group alone."""
    kind = random.choice(list(_REFUSALS))
    case = world.case(random.choice(_ITEMS), kind)
    found = {f"c{random.choice(GROUPED)}": "不符合"}
    said = random.choice([found, found | {"c3": "不符合"}])
    return world.paper(case, kind).but(facts=Jsonb({"conditions": said}))


@beside("any_of_a_group_is_enough")
def refused_for_the_whole_group(world: World, random: Random) -> Move:
    """Every condition of the group is unmet, and the event names them all."""
    case, _kind, move = _refusal(world, random)
    said = {f"c{place}": "不符合" for place in GROUPED}
    facts = random.choice([{}, {"conditions": said}])
    more = random.choice([(), (2,)])
    return _after(move.but(facts=Jsonb(facts)), _judged(world, case, *GROUPED, *more))
