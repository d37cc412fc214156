"""Attacks on linked accounts: one for two people, by a weak word, for others."""

from datetime import timedelta
from random import Random

from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.links import linked, weak
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World

KINDS = ("social_security", "housing_fund", "unionpay", "alipay")


@against("one_account_a_foreign_account")
def linked_to_two(world: World, random: Random) -> Move:
    """What is the citizen's already, for somebody else as well."""
    kind = random.choice(KINDS)
    first = linked(world, kind=kind)
    key = first.deed.row["subject_key"]
    second = linked(world, whom="stranger", kind=kind).but(subject_key=key)
    return Move(second.who, second.deed, first.deeds)


@against("a_link_is_made_by_its_person")
def linked_by_a_weak_word(world: World, random: Random) -> Move:
    """In a session that another linked account opened; long ago; in days to come."""
    made = linked(world, kind=random.choice(KINDS))
    at = made.deed.row["linked_at"]
    return random.choice(
        [
            made.by(weak(world)),
            made.but(linked_at=at - timedelta(days=1)),
            made.but(linked_at=at + timedelta(days=1)),
        ]
    )


@beside("one_account_a_foreign_account", "a_link_is_made_by_its_person")
def linked_by_its_person(world: World, random: Random) -> Move:
    """One's own, in a session of one's own."""
    whom = random.choice(["citizen", "stranger"])
    return linked(world, whom=whom, kind=random.choice(KINDS))
