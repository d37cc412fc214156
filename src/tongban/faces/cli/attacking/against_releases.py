"""Attacks on lists: their basis, their rows, and what is published of them."""

from random import Random
from typing import Any

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.releasing import (
    OPEN,
    TERMS,
    answering,
    demand,
    list_publication,
    list_row,
    part_row,
    release,
)
from tongban.faces.cli.attacking.world import World

BLANKS = ("", " ", "\t", "　", "\u00a0", " \r\n　")
_PARTS = {"material": "open_materials", "fee": "open_fees", "step": "open_steps"}


@against("a_list_rests_on_law")
def list_without_basis(world: World, random: Random) -> Move:
    """A department's own paper, no rank, one that this kind does not allow, no title."""
    move = release(world, "licences")
    changed = random.choice(
        [
            {"basis_rank": random.choice(["department", "", "province_policy", "LAW"])},
            {"basis_title": random.choice(BLANKS)},
        ]
    )
    if random.random() < 0.3:  # noqa: PLR2004
        move = release(world, "special_steps")
        changed = {"basis_rank": random.choice(["state_policy", "province_policy"])}
    return move.but(**changed)


@against("a_list_of_its_hall")
def list_of_no_hall(world: World, random: Random) -> Move:
    """A list of a hall that names none, or one of the city that names a hall."""
    if random.random() < 0.5:  # noqa: PLR2004
        kind = random.choice(["resident", "negative", "township", "village"])
        return release(world, kind).but(venue_id=None)
    return release(world, "licences").but(venue_id=world.key("venue:hall"))


@beside(
    "a_list_rests_on_law",
    "a_list_of_its_hall",
    "a_draft_comes_from_its_office",
    "published_list_never_changes",
)
def list_begun(world: World, random: Random) -> Move:
    """A release of any kind, with a basis of its rank."""
    return release(world, random.choice(["licences", "resident", "fees", "one_visit"]))


@against("a_draft_comes_from_its_office")
def list_of_another_body(world: World, random: Random) -> Move:
    """A release, or a row of one, by somebody who does not work there."""
    who = world.seen_by(random.choice(["stranger_officer", "leaver", "newcomer"]))
    if random.random() < 0.5:  # noqa: PLR2004
        return list_row(world, "open", "licences", "entrusted").by(who)
    return release(world, "licences").by(who).but(drafted_by_id=who.person)


@against("a_row_names_its_kind")
def row_of_another_shape(world: World, random: Random) -> Move:
    """A row of licences that names a material, a proof, or nothing."""
    move = list_row(world, "open", "licences", "entrusted")
    nothing: dict[str, Any] = {"item_id": None, "version_id": None}
    return move.but(
        **random.choice(
            [
                {"material_id": world.key("material:entrusted:1")},
                {"fee_id": world.key("fee:entrusted:1")},
                nothing,
                nothing | {"material_type_id": world.key("material_type")},
            ]
        )
    )


@against("an_entry_says_why")
def entry_without_reason(world: World, random: Random) -> Move:
    """No reason, one that is not allowed, no basis for it, a text left out or blank."""
    name = random.choice(["open", "open_negative", "open_promises"])
    move = list_row(world, name, OPEN[name], "entrusted")
    if name == "open":
        return move.but(reason="secrecy")
    bad: list[dict[str, Any]] = [
        {"reason": random.choice(["", "whim", "SECRECY"])},
        {"basis": random.choice(BLANKS)},
    ]
    if name == "open_promises":
        whole: dict[str, object] = dict.fromkeys(TERMS, "写明")
        term = random.choice(TERMS)
        left = {key: text for key, text in whole.items() if key != term}
        bad += [
            {"terms": Jsonb(left)},
            {"terms": Jsonb(whole | {term: random.choice([*BLANKS, None, 1, {}])})},
        ]
    return move.but(**random.choice(bad))


@against("listed_once")
def row_twice(world: World, random: Random) -> Move:
    """What stands there already."""
    return list_row(world, "open", "licences", "own")


@against("row_of_its_list")
def row_of_another_kind(world: World, random: Random) -> Move:
    """A row that says it is of another kind than its list."""
    kind = random.choice(["one_visit", "basic_directory", "city_wide"])
    return list_row(world, "open", kind, "entrusted")


@against("item_of_the_listed_version")
def version_of_another_item(world: World, random: Random) -> Move:
    """An item beside the version of another."""
    return list_row(
        world, "open", "licences", random.choice(["collect", "own"]), "entrusted"
    )


def _foreign(part: str) -> None:
    def foreign(world: World, random: Random) -> Move:
        move = part_row(world, _PARTS[part], part, "entrusted")
        other = random.choice(["collect", "own", "withdrawn", "coming"])
        return move.but(**{f"{part}_id": world.key(f"{part}:{other}:1")})

    foreign.__name__ = f"{part}_of_another_version"
    against(f"{part}_of_the_listed_version")(foreign)


def _own(part: str) -> None:
    def own(world: World, random: Random) -> Move:
        item = random.choice(["collect", "entrusted", "own"])
        return part_row(world, _PARTS[part], part, item)

    own.__name__ = f"{part}_of_its_version"
    beside(f"{part}_of_the_listed_version")(own)


for _part in _PARTS:
    _foreign(_part)
    _own(_part)


@beside(
    "a_row_names_its_kind",
    "an_entry_says_why",
    "listed_once",
    "row_of_its_list",
    "item_of_the_listed_version",
    "a_list_names_only_what_is_published",
    "a_list_under_review_rests",
)
def row_added(world: World, random: Random) -> Move:
    """A row of an item in force, with what its kind asks for."""
    name = random.choice(["open", "open_negative", "open_promises"])
    return list_row(world, name, OPEN[name], "entrusted")


@against("a_list_names_only_what_is_published")
def row_of_the_unpublished(world: World, random: Random) -> Move:
    """A version that nobody published, or that was withdrawn."""
    item, version = random.choice(
        [("superseded", "ready"), ("superseded", "passed1"), ("withdrawn", "withdrawn")]
    )
    return list_row(world, "open", "licences", item, version)


@against("a_list_names_only_what_is_published")
def published_with_the_outdated(world: World, random: Random) -> Move:
    """A list from a day on which a version on it has been replaced."""
    move = list_publication(world, "list_past", "licences")
    return move.but(effective_on=world.day(random.randint(30, 90)))


@against("a_list_under_review_rests")
def changed_under_review(world: World, random: Random) -> Move:
    """A row more or less, another title, handed in again, while others look at it."""
    names = ["list_passed0", "list_passed1", "list_passed2", "list_ready"]
    name = random.choice([*names, "list_given_up"])
    who = world.who["drafter"]
    where = {"id": world.key(f"list_row:{name}")}
    head = {"id": world.key(f"release:{name}")}
    return random.choice(
        [
            list_row(world, name, "licences", "entrusted"),
            Move(who, Deed("list_row", {}, "delete", where)),
            Move(who, Deed("list_release", {"title": "x"}, "update", head)),
        ]
    )


@against("published_list_never_changes")
def changed_after_publication(world: World, random: Random) -> Move:
    """A row more or less of a list in force, or another title."""
    name = random.choice(["list_in_force", "list_coming", "resident_in_force"])
    kind = "resident" if name.startswith("resident") else "licences"
    who = world.who["drafter"]
    where = {"id": world.key(f"list_row:{name}")}
    head = {"id": world.key(f"release:{name}")}
    return random.choice(
        [
            list_row(world, name, kind, "entrusted"),
            Move(who, Deed("list_row", {}, "delete", where)),
            Move(who, Deed("list_release", {"title": "x"}, "update", head)),
        ]
    )


@against("in_the_hall_or_on_its_negative_list")
def on_both_lists(world: World, random: Random) -> Move:
    """A negative list with an item that the hall's list in force has."""
    move = list_publication(world, "negative_clash", "negative")
    return move.but(effective_on=world.day(random.randint(0, 90)))


@beside("in_the_hall_or_on_its_negative_list")
def on_one_list(world: World, random: Random) -> Move:
    """A negative list of what the hall does not take in."""
    return list_publication(world, "negative_apart", "negative")


@against("a_local_list_holds_the_base_set")
def less_than_the_base_set(world: World, random: Random) -> Move:
    """A township's list that leaves out an item of the base set."""
    move = list_publication(world, "township_short", "township")
    return move.but(effective_on=world.day(random.randint(0, 90)))


@beside("a_local_list_holds_the_base_set")
def the_base_set(world: World, random: Random) -> Move:
    """The base set, whole."""
    return list_publication(world, "township_whole", "township")


@against("no_cancelled_proof_is_asked")
def guide_asks_a_cancelled_proof(world: World, random: Random) -> Move:
    """A guide with a material of the name of a cancelled proof."""
    move = world.publication("demanding", "superseded")
    return move.but(effective_on=world.day(random.randint(31, 90)))


@against("no_cancelled_proof_is_asked")
def proof_cancelled_while_asked(world: World, random: Random) -> Move:
    """A list that cancels what guides in force still ask."""
    move = list_publication(world, "cancels_asked", "cancelled_proofs")
    return move.but(effective_on=world.day(random.randint(0, 90)))


@beside("no_cancelled_proof_is_asked")
def nothing_asked_is_cancelled(world: World, random: Random) -> Move:
    """A list that cancels nothing that is asked, or a guide that asks nothing cancelled."""
    if random.random() < 0.5:  # noqa: PLR2004
        return world.publication("ready", "superseded")
    return list_publication(world, "cancels_nothing", "cancelled_proofs")


@against("a_demand_names_a_cancelled_proof")
def demand_of_what_is_asked(world: World, random: Random) -> Move:
    """A report about a material that no list has cancelled."""
    return demand(world, "material_type")


@against("a_demand_says_who_and_what")
def empty_demand(world: World, random: Random) -> Move:
    """A report that does not say who, or what happened."""
    name = random.choice(["demanded_by", "told"])
    return demand(world).but(**{name: random.choice(BLANKS)})


@beside("a_demand_names_a_cancelled_proof", "a_demand_says_who_and_what")
def demand_reported(world: World, random: Random) -> Move:
    """A report about a cancelled proof, by somebody or by nobody in particular."""
    return demand(world)


@against("a_demand_is_answered_once")
def answered_again(world: World, random: Random) -> Move:
    """A second answer, or one in another's name."""
    if random.random() < 0.5:  # noqa: PLR2004
        return answering(world, "answered")
    return answering(world, "waiting", by=random.choice(["lawyer", "drafter"]))


@beside("a_demand_is_answered_once")
def answered(world: World, random: Random) -> Move:
    """The first answer, by who gives it."""
    return answering(world, "waiting")
