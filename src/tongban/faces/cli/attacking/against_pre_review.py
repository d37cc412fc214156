"""Attacks on what is looked at before it is filed: whose it is, who answers."""

from datetime import timedelta
from random import Random
from typing import Any

from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.turns import pre_review
from tongban.faces.cli.attacking.world import World

_IN_FORCE = ("entrusted", "instant", "lapsed", "superseding")


def answering(world: World, who: Who, **changed: Any) -> Move:
    """Somebody answers what the citizen asked for."""
    row = {
        "outcome": "passed",
        "opinion": "可以",
        "answered_at": world.now,
        "answered_by": who.person,
    }
    where = {"id": world.key("pre_review:waiting")}
    return Move(who, Deed("pre_review", row | changed, "update", where))


@against("case_body_of_item")
def asked_of_another_body(world: World, random: Random) -> Move:
    """A pre-review by a body that does not own the item."""
    body = random.choice(["dept2", "centre"])
    return pre_review(world, random.choice(_IN_FORCE), body=body)


@against("no_case_outside_the_list")
def asked_outside_the_list(world: World, random: Random) -> Move:
    """A version that is not in force, or a day that cannot be."""
    if random.random() < 0.3:  # noqa: PLR2004
        moment: Any = random.choice(
            [
                world.now - timedelta(days=31),
                world.now + timedelta(days=2),
                "1999-12-31 12:00+08",
                "infinity",
            ]
        )
        return pre_review(world, random.choice(_IN_FORCE)).but(asked_at=moment)
    version = random.choice(["ready", "withdrawn", "coming", "superseded", "next"])
    return pre_review(world, version)


@against("acts_only_by_people_in_office")
def answered_by_anybody(world: World, random: Random) -> Move:
    """Somebody without an office at the body says that the draft is in order."""
    names = ["leaver", "newcomer", "stranger_officer", "clerk", "citizen", "stranger"]
    outcome = random.choice(["passed", "returned"])
    return answering(world, world.seen_by(random.choice(names)), outcome=outcome)


@against("an_act_names_who_acts")
def answered_under_another_name(world: World, random: Random) -> Move:
    """A colleague's name stands under the answer."""
    other = world.key(f"person:{random.choice(['approver', 'drafter', 'leaver'])}")
    return answering(world, world.who["officer"], answered_by=other)


@against("events_in_their_order")
def answered_at_another_time(world: World, random: Random) -> Move:
    """An answer before the question, or one that has not come."""
    moment: Any = random.choice(
        [
            world.now - timedelta(minutes=1),
            world.now + timedelta(hours=2),
            "1999-12-31 12:00+08",
            "infinity",
            "-infinity",
        ]
    )
    return answering(world, world.who["officer"], answered_at=moment)


@beside("acts_only_by_people_in_office", "an_act_names_who_acts")
def answered_in_office(world: World, random: Random) -> Move:
    """An officer of the body answers, under that officer's name."""
    name = random.choice(["officer", "approver"])
    return answering(world, world.who[name])


@beside("no_case_outside_the_list", "case_body_of_item")
def asked_of_the_body(world: World, random: Random) -> Move:
    """A version in force, asked of the body whose item it is."""
    return pre_review(world, random.choice(_IN_FORCE))
