"""Attacks on powers that halls keep: who says them, since when, and of which item."""

from random import Random

from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.powers import EVERY, power
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World

_HALF = 0.5


@against("a_halls_power_is_registered_by_its_office")
def power_by_somebody(world: World, random: Random) -> Move:
    """By a clerk, the department itself, who has left; or in another's name."""
    if random.random() < _HALF:
        named = world.who[random.choice(["lawyer", "drafter", "clerk"])]
        return power(world).but(registered_by_id=named.person)
    names = ("drafter", "officer", "clerk", "past_publisher", "leaver")
    who = world.seen_by(random.choice(names))
    return power(world).by(who).but(registered_by_id=who.person)


@against("a_halls_power_changes_only_forward")
def power_back(world: World, random: Random) -> Move:
    """From a day that is past."""
    return power(world).but(effective_on=world.day(-random.randint(1, 8)))


@against("only_a_resident_item_has_power_in_the_hall")
def power_of_a_stranger(world: World, random: Random) -> Move:
    """Of an item that no list says is resident in this hall."""
    move = power(world, random.choice(["own", "instant"]))
    return move.but(powers=random.sample(EVERY, random.randint(1, len(EVERY))))


@beside(
    "a_halls_power_is_registered_by_its_office",
    "a_halls_power_changes_only_forward",
    "only_a_resident_item_has_power_in_the_hall",
    "a_halls_power_stays_known",
)
def power_kept(world: World, random: Random) -> Move:
    """Of the resident item, as much as the department gives; nothing of any other item."""
    if random.random() < _HALF:
        return power(world, "own").but(powers=[])
    move = power(world).but(effective_on=world.day(random.randint(1, 40)))
    return move.but(powers=random.sample(EVERY, random.randint(0, len(EVERY))))
