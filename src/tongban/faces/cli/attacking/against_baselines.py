"""Attacks on what reductions are measured from: who registers it, for when, on whose word."""

from random import Random

from tongban.faces.cli.attacking.against_releases import BLANKS
from tongban.faces.cli.attacking.baselines import REGISTERED, baseline
from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World

_HALF = 0.5


@against("a_baseline_comes_from_its_office")
def registered_by_who_is_measured(world: World, random: Random) -> Move:
    """The department, a clerk or somebody who has left; or in the office's name."""
    names = ("drafter", "officer", "clerk", "past_publisher", "leaver")
    who = world.seen_by(random.choice(names))
    named = random.choice([who.person, world.who["publisher"].person])
    move = baseline(world, random.choice(REGISTERED)).by(who)
    return move.but(registered_by_id=named)


@against("a_baseline_comes_from_its_office")
def registered_in_a_colleagues_name(world: World, random: Random) -> Move:
    """By the office, but somebody else is named."""
    named = world.who[random.choice(["lawyer", "drafter", "officer"])]
    move = baseline(world, random.choice(REGISTERED))
    return move.but(registered_by_id=named.person)


@against("a_baseline_is_of_the_past")
def registered_for_another_time(world: World, random: Random) -> Move:
    """Counted after it was registered, registered in the future, or before the last one."""
    move = baseline(world, random.choice(REGISTERED))
    ahead = random.randint(2, 400)
    return random.choice(
        [
            move.but(counted_on=world.day(ahead)),
            move.but(registered_on=world.day(ahead)),
            move.but(registered_on=world.day(-1 - ahead)),
        ]
    )


@against("a_baseline_says_its_source")
def registered_on_nobodys_word(world: World, random: Random) -> Move:
    """Without a source, or corrected without a reason."""
    column = random.choice(["source", "reason"])
    move = baseline(world, random.choice(REGISTERED))
    return move.but(**{column: random.choice(BLANKS)})


@against("one_baseline_a_number")
def registered_beside_the_last(world: World, random: Random) -> Move:
    """Under the number of another, or of one that is to come."""
    number = random.choice([1, 3, 9]) if random.random() < _HALF else 1
    move = baseline(world, random.choice(REGISTERED))
    return move.but(number=number)


@beside(
    "a_baseline_comes_from_its_office",
    "a_baseline_is_of_the_past",
    "a_baseline_says_its_source",
    "one_baseline_a_number",
    "a_baseline_never_changes",
)
def corrected_in_the_open(world: World, random: Random) -> Move:
    """A first registration, or the next one with its reason, by the office itself."""
    if random.random() < _HALF:
        return baseline(world, "entrusted", 1)
    return baseline(world, random.choice(REGISTERED))
