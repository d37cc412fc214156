"""Attacks on certificates of window service: of nobody's days, of days to come, by anybody."""

from random import Random

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.certificates import certificate
from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World


@against("a_certificate_is_of_days_at_a_window")
def of_no_days(world: World, random: Random) -> Move:
    """Of somebody who never served there, before the first day, or of days to come."""
    forged = {"days": 900, "posts": Jsonb([{"role": "clerk"}])}
    return random.choice(
        [
            certificate(world).but(person_id=world.key("person:colleague"), **forged),
            certificate(world).but(body_id=world.key("body:centre")),
            certificate(world).but(until=world.day(-random.randint(1, 9)), **forged),
            certificate(world).but(until=world.day(random.randint(2, 9))),
        ]
    )


@against("rights_are_granted_by_their_administrator")
def certified_by_anybody(world: World, random: Random) -> Move:
    """By another office, beyond its reach, or in another's name."""
    by = random.choice(["officer", "clerk", "sysadmin", "narrow_secadmin"])
    move = certificate(world, by)
    honest = move.but(issued_by_id=world.key("person:secadmin"))
    return random.choice([move, honest])


@beside("a_certificate_is_of_days_at_a_window")
def of_days_served(world: World, random: Random) -> Move:
    """As far as today; what it says of the days is the database's own count."""
    forged = {"days": random.randint(0, 900), "posts": Jsonb([])}
    return random.choice([certificate(world), certificate(world).but(**forged)])
