"""Attacks on who somebody is: a code taken twice, an application below the item's level."""

from dataclasses import replace
from random import Random

from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.levels import STEP, filed, proof, taken_in
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World

# The steps of the codes that lifted sessions of the citizen.
_TAKEN = (STEP + len("lifted"), STEP + len("over"))


@against("a_step_is_used_once")
def taken_again(world: World, random: Random) -> Move:
    """The same six digits, at once or a moment later, for more or for less."""
    move = proof(world, "citizen", step=random.choice(_TAKEN))
    return move.but(level=random.choice([2, 3]))


@beside("a_step_is_used_once")
def taken_once(world: World, random: Random) -> Move:
    """The next six digits; the same ones of somebody else; a code from paper."""
    return random.choice(
        [
            proof(world, "citizen", step=STEP + 99),
            proof(world, "stranger", step=_TAKEN[1]),
            proof(world, "citizen", method="recovery", step=None),
        ]
    )


@against("online_assurance_reached")
def filed_below_the_level(world: World, random: Random) -> Move:
    """With a password alone, through a session that is over, none, or somebody else's."""
    move = filed(world, random.choice(["plain", "over", "theirs", "", "no such"]))
    channel = random.choice(["web", "mobile", "api", "window"])
    return move.but(channel=channel)


@against("online_assurance_reached")
def filed_by_staff_from_afar(world: World, random: Random) -> Move:
    """A post opens windows, not the network."""
    clerk = world.who[random.choice(["clerk", "officer", "approver"])]
    move = filed(world, "lifted").but(submitted_by_id=clerk.person)
    channel = random.choice(["web", "mobile", "api"])
    return move.by(replace(clerk, session="lifted")).but(channel=channel)


@beside("online_assurance_reached")
def filed_at_the_level(world: World, random: Random) -> Move:
    """Lifted by a code of the app or of paper; or over the counter."""
    return random.choice(
        [filed(world, "lifted"), filed(world, "by_paper"), taken_in(world)]
    )
