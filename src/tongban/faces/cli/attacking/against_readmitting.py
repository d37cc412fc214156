"""Attacks on letting people back in: oneself, alone, unseen, from elsewhere."""

from datetime import timedelta
from random import Random

from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.readmitting import at_a_window, by_two
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World


@against("nobody_lets_himself_back_in")
def let_in_by_oneself(world: World, random: Random) -> Move:
    """The clerk's own account, a wrong person, or an administrator's own request."""
    window, staff = at_a_window(world), by_two(world)
    return random.choice(
        [
            window.but(person_id=world.key("person:clerk")),
            window.but(person_id=world.key("person:citizen")),
            window.but(account_id=world.who["citizen"].account),
            window.but(made_by_id=world.key("person:stranger")),
            by_two(world, "secadmin"),
            staff.but(made_by_id=world.key("person:officer")),
        ]
    )


@against("a_citizen_is_seen_before_let_in")
def let_in_unseen(world: World, random: Random) -> Move:
    """By somebody who does not sit there, in another's name, long ago, without a paper."""
    window = at_a_window(world)
    officer = world.who["officer"]
    return random.choice(
        [
            window.but(papers=""),
            window.but(body_id=world.key("body:dept2")),
            window.but(made_by_id=officer.person),
            window.by(officer).but(made_by_id=officer.person),
            window.but(made_at=world.now - timedelta(days=40)),
            window.but(made_at=world.now + timedelta(days=2)),
        ]
    )


@beside(
    "nobody_lets_himself_back_in",
    "a_citizen_is_seen_before_let_in",
    "a_readmission_never_changes",
)
def let_in_as_seen(world: World, random: Random) -> Move:
    """A citizen by a clerk, a member of staff by two."""
    return random.choice([at_a_window, by_two])(world)
