"""Attacks on windows of classes: their list, their papers, who classes them, what they take in."""

from random import Random

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.against_releases import BLANKS
from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.releasing import hand_in, release
from tongban.faces.cli.attacking.windows import (
    OF_A_CLASS,
    PAPERS,
    classing,
    window_release,
)
from tongban.faces.cli.attacking.world import World

_HALF = 0.5


@against("a_list_of_its_window_class")
def list_of_no_class(world: World, random: Random) -> Move:
    """A list of windows of no class, or another list of a class or with papers."""
    if random.random() < _HALF:
        return window_release(world).but(window_class_id=None)
    kind = random.choice(["licences", "resident", "fees"])
    return random.choice(
        [
            release(world, kind).but(
                window_class_id=world.key("window_class:enterprise")
            ),
            release(world, kind).but(papers=Jsonb(PAPERS)),
        ]
    )


@beside("a_list_of_its_window_class")
def list_of_its_class(world: World, random: Random) -> Move:
    """A list of a class, written or not yet; or another list, of none."""
    if random.random() < _HALF:
        return release(world, "licences")
    return window_release(world, random.choice(["enterprise", "bare"]))


@against("a_window_list_has_its_papers")
def handed_in_unwritten(world: World, random: Random) -> Move:
    """A list without norm and procedure, or with a blank for one of them."""
    head = {
        "papers": Jsonb(PAPERS | {random.choice(list(PAPERS)): random.choice(BLANKS)})
    }
    move = hand_in(world, "window_unwritten")
    if random.random() < _HALF:
        return move
    begun = window_release(world).but(**head)
    late = move.but(release_id=begun.deed.row["id"])
    return Move(late.who, late.deed, ((begun.who, begun.deed),))


@beside("a_window_list_has_its_papers")
def handed_in_written(world: World, random: Random) -> Move:
    """A list with both papers."""
    begun = window_release(world, random.choice(["enterprise", "bare"]))
    move = hand_in(world, "window_unwritten").but(release_id=begun.deed.row["id"])
    return Move(move.who, move.deed, ((begun.who, begun.deed),))


@against("a_window_is_classed_by_its_office")
def classed_by_somebody(world: World, random: Random) -> Move:
    """By a clerk, a department, who has left; or in another's name."""
    move = classing(world, random.choice(["intake", "classed"]))
    if random.random() < _HALF:
        named = world.who[random.choice(["lawyer", "drafter", "clerk"])]
        return move.but(registered_by_id=named.person)
    names = ("drafter", "officer", "clerk", "past_publisher", "leaver")
    who = world.seen_by(random.choice(names))
    return move.by(who).but(registered_by_id=who.person)


@against("a_windows_class_changes_only_forward")
def classed_back(world: World, random: Random) -> Move:
    """From a day that is past."""
    move = classing(world, random.choice(["intake", "classed"]))
    return move.but(effective_on=world.day(-random.randint(1, 8)))


@against("a_classed_window_has_its_list")
def classed_without_a_list(world: World, random: Random) -> Move:
    """Of a class that has published no list, or none at this hall."""
    if random.random() < _HALF:
        return classing(world, "office")
    return classing(world, random.choice(["intake", "classed"]), "bare")


@beside(
    "a_window_is_classed_by_its_office",
    "a_windows_class_changes_only_forward",
    "a_classed_window_has_its_list",
    "a_windows_class_is_kept",
)
def classed(world: World, random: Random) -> Move:
    """From today or later, by the office: of a class with its list, or of none any more."""
    move = classing(world, random.choice(["intake", "classed"]))
    move = move.but(effective_on=world.day(random.randint(1, 40)))
    return move.but(window_class_id=None) if random.random() < _HALF else move


@against("a_window_takes_in_its_list")
def taken_in_off_the_list(world: World, random: Random) -> Move:
    """At a window of a class, an item that its list does not hold."""
    item = random.choice(["collect", "instant"])
    return world.application(item).by(world.who["window_clerk"])


@beside("a_window_takes_in_its_list")
def taken_in_by_the_list(world: World, random: Random) -> Move:
    """What the list holds; or anything the hall takes in, by who works at no such window."""
    if random.random() < _HALF:
        return world.application("collect")
    return world.application(OF_A_CLASS).by(world.who["window_clerk"])
