"""Attacks on purges: alone, without a document, in another's name, while it is needed."""

from random import Random
from typing import Any

from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import CITY, TAKEN_IN, World
from tongban.plumbing.database.keys import new_key

_OVER = ("delivered", "not_accepted", "withdrawn")
_OPEN = ("submitted", "correcting", "accepted", "reviewed", "granted", "dispatched")


def order(world: World, who: Who, random: Random, states: tuple[str, ...]) -> Deed:
    """Somebody orders that what was filed be destroyed."""
    case = world.case(random.choice(list(TAKEN_IN)), random.choice(states))
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "application_id": case.application_id,
        "document_number": "演档销〔2026〕1号",
        "reason": "保管期限届满",
        "proposed_by": who.person,
        "proposed_at": world.now,
    }
    return Deed("purge_order", row)


def approval(world: World, by: Who, proposer: Who, random: Random) -> Move:
    """The order stands, and is approved by this person."""
    proposed = order(world, proposer, random, _OVER)
    said = {"approved_by": by.person, "approved_at": world.now}
    where = {"id": proposed.row["id"]}
    deed = Deed("purge_order", said, "update", where)
    return Move(by, deed, before=((proposer, proposed),))


@against("purge_by_two_people")
def approved_by_who_proposed(world: World, random: Random) -> Move:
    """The same person twice, or both at once in one row."""
    one, other = world.who["record_keeper"], world.who["record_auditor"]
    if random.random() < 0.5:  # noqa: PLR2004
        return approval(world, one, one, random)
    both = {"approved_by": other.person, "approved_at": world.now}
    return Move(one, order(world, one, random, _OVER).but(**both))


@against("a_purge_names_its_document")
def without_a_document(world: World, random: Random) -> Move:
    """No number, or no reason."""
    who = world.who["record_keeper"]
    left_out = random.choice(["document_number", "reason"])
    return Move(who, order(world, who, random, _OVER).but(**{left_out: ""}))


@against("nothing_is_purged_while_it_is_needed")
def while_somebody_waits(world: World, random: Random) -> Move:
    """The case is open."""
    who = world.who["record_keeper"]
    return Move(who, order(world, who, random, _OPEN))


@against("an_act_names_who_acts")
def ordered_in_anothers_name(world: World, random: Random) -> Move:
    """A colleague's name stands under the order."""
    who, other = world.who["record_keeper"], world.who["record_auditor"]
    return Move(who, order(world, other, random, _OVER))


@against("acts_only_by_people_in_office")
def ordered_by_somebody_else(world: World, random: Random) -> Move:
    """Somebody posted, but not to keep records."""
    who = world.seen_by(random.choice(["clerk", "officer", "approver", "leaver"]))
    return Move(who, order(world, who, random, _OVER))


@beside(
    "purge_by_two_people",
    "a_purge_names_its_document",
    "nothing_is_purged_while_it_is_needed",
    "an_act_names_who_acts",
    "acts_only_by_people_in_office",
)
def ordered_and_approved(world: World, random: Random) -> Move:
    """One orders under a document, another approves, and nobody waits for it."""
    one, other = world.who["record_keeper"], world.who["record_auditor"]
    return approval(world, other, one, random)
