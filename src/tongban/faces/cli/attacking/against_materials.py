"""Attacks on the one material catalogue: asking for what is not in it, letting oneself in."""

from random import Random
from typing import Any

from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

_ANSWERS = ("accepted", "merged", "declined")
_STAFF = ("drafter", "publisher", "officer")


def proposal(world: World, who: Who) -> Deed:
    """A material that this person proposes for the department."""
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "code": f"M-{new_key()}",
        "name": "新材料",
        "standing": "proposed",
        "proposed_by_id": who.person,
        "proposed_for_id": world.key("body:dept"),
        "proposed_at": world.now,
    }
    return Deed("material_type", row)


def answer(world: World, proposed: Deed, said: str, who: Who) -> Deed:
    """The answer of this person to what was proposed."""
    row: dict[str, Any] = {
        "standing": said,
        "answered_by_id": who.person,
        "answered_at": world.now,
        "opinion": "理由",
        "merged_into_id": world.key("material_type") if said == "merged" else None,
    }
    return Deed("material_type", row, "update", {"id": proposed.row["id"]})


def _answered(world: World, said: str) -> Move:
    """Proposed by the drafter, answered by the publisher."""
    drafter, publisher = world.who["drafter"], world.who["publisher"]
    proposed = proposal(world, drafter)
    deed = answer(world, proposed, said, publisher)
    return Move(publisher, deed, before=((drafter, proposed),))


@against("materials_come_from_the_catalogue")
def asked_though_not_in_the_catalogue(world: World, random: Random) -> Move:
    """A version asks for what is proposed, declined, or merged into something else."""
    drafter = world.who["drafter"]
    proposed = proposal(world, drafter)
    before: list[tuple[Who, Deed]] = [(drafter, proposed)]
    said = random.choice(["", "declined", "merged"])
    if said:
        publisher = world.who["publisher"]
        before.append((publisher, answer(world, proposed, said, publisher)))
    version = world.key(f"version:{random.choice(['ready', 'bare'])}")
    row = world.part_row("material", version, random.randint(20, 90))
    row["material_type_id"] = proposed.row["id"]
    who = world.who[random.choice(_STAFF)]
    return Move(who, Deed("item_material", row), before=tuple(before))


@beside("materials_come_from_the_catalogue")
def asked_from_the_catalogue(world: World, random: Random) -> Move:
    """A version asks for what was proposed and taken in."""
    taken = _answered(world, "accepted")
    row = world.part_row("material", world.key("version:ready"), random.randint(20, 90))
    row["material_type_id"] = taken.deed.where["id"]
    return Move(world.who["drafter"], Deed("item_material", row), before=taken.deeds)


@against("a_material_is_taken_in_by_another")
def let_in_by_anybody(world: World, random: Random) -> Move:
    """Put in as taken in, as answered, in another's name, or for a body of others."""
    who = world.seen_by(random.choice(_STAFF))
    deed = proposal(world, who)
    spoilt: dict[str, Any] = random.choice(
        [
            {"standing": "accepted"},
            {"standing": "declined", "opinion": "x"},
            {"standing": "merged", "merged_into_id": world.key("material_type")},
            {"proposed_by_id": world.who["clerk"].person},
            {"proposed_by_id": None},
            {"proposed_for_id": None},
            {"answered_by_id": world.who["publisher"].person},
            {"aliases": ["营业执照"]},
        ]
    )
    return Move(who, deed.but(**spoilt))


@against("a_material_is_taken_in_by_another")
def answered_by_who_may_not(world: World, random: Random) -> Move:
    """By the proposer himself, by a department, in another's name, or without a reason."""
    publisher, drafter = world.who["publisher"], world.who["drafter"]
    said = random.choice(_ANSWERS)
    kind = random.choice(["own", "department", "named", "unanswered"])
    if kind == "own":
        proposed = proposal(world, publisher)
        deed = answer(world, proposed, said, publisher)
        return Move(publisher, deed, before=((publisher, proposed),))
    move = _answered(world, said)
    if kind == "department":
        who = world.seen_by(random.choice(["officer", "clerk", "lawyer"]))
        return move.by(who).but(answered_by_id=who.person)
    if kind == "named":
        return move.but(answered_by_id=random.choice([drafter.person, None]))
    return _answered(world, "declined").but(opinion=random.choice(["", " \u3000\n"]))


@against("a_material_is_taken_in_by_another")
def answered_again(world: World, random: Random) -> Move:
    """An answer is turned round, or what was taken in long ago is let go."""
    first, second = random.sample(_ANSWERS, 2)
    move = _answered(world, first)
    publisher = world.who["publisher"]
    again = answer(world, move.before[0][1], second, publisher)
    where = {"id": move.deed.where["id"]}
    return Move(
        publisher, Deed("material_type", again.row, "update", where), move.deeds
    )


@beside("a_material_is_taken_in_by_another")
def answered_by_another(world: World, random: Random) -> Move:
    """Proposed by one, answered by another, whatever the answer."""
    return _answered(world, random.choice(_ANSWERS))
