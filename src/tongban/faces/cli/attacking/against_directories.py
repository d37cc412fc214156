"""Attacks on the basic directory: who changes it and why, who claims, what may differ."""

from random import Random
from typing import Any

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.directories import (
    ITEMS,
    NAME,
    claim,
    entry,
    slot,
    slots_of,
    taking_over,
    version,
)
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

_HALF = 0.5


def _next(world: World, random: Random) -> Move:
    """The second version of an entry that has one."""
    move = version(world, random.choice(["agrees", "bare", "departs"]), 2)
    return move.but(effective_on=world.day(random.randint(0, 60)))


# ------------------------------------------------------------ entries and versions


@against("one_entry_a_basic_code")
def entered_twice(world: World, random: Random) -> Move:
    """A second entry under a code that the directory has, at whatever level."""
    level = random.choice(["national", "provincial", "city"])
    return entry(world, f"code-{random.choice(ITEMS)}", level=level)


@against("published_only_by_the_catalogue_office")
def directory_changed_by_anybody(world: World, random: Random) -> Move:
    """A department, a clerk, a citizen or a past publisher; or in the office's name."""
    names = ("drafter", "officer", "clerk", "past_publisher", "lawyer", "leaver")
    who = world.seen_by(random.choice(names))
    if random.random() < _HALF:
        return entry(world, str(new_key())).by(who)
    move = _next(world, random).by(who)
    named = random.choice([who.person, world.who["publisher"].person])
    return move.but(published_by_id=named)


@against("the_directory_changes_on_law")
def changed_on_a_departments_document(world: World, random: Random) -> Move:
    """A basis of a rank that is none, or without a name."""
    basis: dict[str, Any] = random.choice(
        [
            {"basis_rank": "department"},
            {"basis_rank": ""},
            {"basis_rank": "meeting"},
            {"basis_title": ""},
            {"basis_title": " \u3000\t"},
        ]
    )
    return _next(world, random).but(**basis)


@against("an_entry_says_what_is_alike")
def entry_that_says_nothing(world: World, random: Random) -> Move:
    """No slots, a slot twice, of no known mode, without a value, other than the columns."""
    good = slots_of(NAME)
    slots: Any = random.choice(
        [
            [],
            {},
            good[:1],
            good[1:],
            [*good, good[0]],
            [*good, slot("fees", [], mode="whatever")],
            [*good, slot("fees", [], scope="local")],
            [*good, slot("fees", [], path=[])],
            [*good, slot("fees", None)],
            [*good, slot("", [])],
            [*good, *(slot(f"s{n}", n) for n in range(40))],
            [slot("name", "别的名称"), *good[1:]],
            [slot("name", NAME, path=["faq"]), *good[1:]],
            [slot("name", NAME, scope="watched"), *good[1:]],
        ]
    )
    return _next(world, random).but(slots=Jsonb(slots))


@against("an_entry_says_what_is_alike")
def entry_that_nobody_may_claim(world: World, random: Random) -> Move:
    """A version without a level."""
    return _next(world, random).but(levels=[])


@against("the_list_changes_only_forward")
def directory_changed_in_the_past(world: World, random: Random) -> Move:
    """From a day that is past, before the version in force, or under a false number."""
    move = _next(world, random)
    if random.random() < _HALF:
        return move.but(effective_on=world.day(random.choice([-1, -30, -99, -100])))
    return move.but(number=random.choice([0, 1, 3, 9]))


@beside(
    "one_entry_a_basic_code",
    "published_only_by_the_catalogue_office",
    "directory_never_changes",
)
def entered(world: World, random: Random) -> Move:
    """A new entry by the catalogue's office."""
    return entry(world, str(new_key()))


@beside(
    "the_directory_changes_on_law",
    "an_entry_says_what_is_alike",
    "the_list_changes_only_forward",
)
def changed_by_law(world: World, random: Random) -> Move:
    """The next version, on a basis of any lawful rank, from today or later."""
    ranks = ("law", "regulation", "rule", "national_policy", "provincial_policy")
    return _next(world, random).but(basis_rank=random.choice(ranks))


@against("everything_of_one_city")
def entry_of_another_city(world: World, random: Random) -> Move:
    """A claim or a version under an entry, by somebody, of another city."""
    loader = world.who["loader"]
    if random.random() < _HALF:
        foreign = world.key("person:other_officer")
        return claim(world, "bare").by(loader).but(claimed_by_id=foreign)
    body = world.key("body:other_dept")
    return claim(world, "bare").by(loader).but(body_id=body)


# ------------------------------------------------------------ claims


@against("one_claim_a_body")
def claimed_twice(world: World, random: Random) -> Move:
    """The same body takes the same entry on itself again."""
    return claim(world, random.choice(["moved", "taken", "departs", "agrees"]))


@against("claimed_at_a_level_of_the_entry")
def claimed_at_another_level(world: World, random: Random) -> Move:
    """A level that is not the body's; or the body's, which the entry does not name."""
    move = claim(world, random.choice(["bare", "unclaimed"]))
    if random.random() < _HALF:
        return move.but(exercise_level=random.choice(["1", "2", "4", "5", "6"]))
    newer = version(world, "bare", 2).but(levels=["4", "5"])
    move = claim(world, "bare")
    return Move(move.who, move.deed, ((newer.who, newer.deed),))


@against("a_claim_comes_from_its_office")
def claimed_for_another_body(world: World, random: Random) -> Move:
    """By who is not posted there, or no more, or in a colleague's name."""
    name = random.choice(["stranger_officer", "leaver", "newcomer", "clerk"])
    who = world.seen_by(name)
    move = claim(world, random.choice(["bare", "unclaimed"])).by(who)
    if random.random() < _HALF:
        return move.by(world.who["drafter"]).but(claimed_by_id=who.person)
    return move.but(claimed_by_id=who.person)


@beside(
    "one_claim_a_body",
    "claimed_at_a_level_of_the_entry",
    "a_claim_comes_from_its_office",
)
def claimed(world: World, random: Random) -> Move:
    """An entry that the body has not claimed, at its own level."""
    return claim(world, random.choice(["bare", "unclaimed"]))


# ------------------------------------------------------------ implementations


@against("implemented_only_when_claimed")
def implemented_without_a_claim(world: World, random: Random) -> Move:
    """A guide that says what the entry says, of a body that has not claimed it."""
    move = world.publication("unclaimed", "unclaimed")
    return move.but(effective_on=world.day(random.randint(0, 60)))


@against("only_local_elements_differ")
def published_under_another_name(world: World, random: Random) -> Move:
    """A guide whose name is not the entry's; or that no longer is, by a change today."""
    day = world.day(random.randint(0, 60))
    if random.random() < _HALF:
        return world.publication("departs", "departs").but(effective_on=day)
    newer = version(world, "agrees", 2, "演练事项（又改）")
    move = world.publication("agrees", "agrees").but(effective_on=day)
    return Move(move.who, move.deed, ((newer.who, newer.deed),))


@against("only_local_elements_differ")
def published_with_more_visits(world: World, random: Random) -> Move:
    """The entry allows fewer than the guide asks for, or another set of things."""
    stricter = [
        slot("visits", -1, mode="at_most"),
        slot("handling_code", ["x"], mode="one_of"),
        slot("fees", [], mode="within", fields=["name"]),
        slot("conditions", [{"text": "别的"}], mode="covers", fields=["text"]),
        slot("steps", [{"name": "受理"}], fields=["name"], ordered=True),
        slot("statutory_limit", {"value": 10, "unit": "working_day"}),
        slot("promised_limit", {"value": 5, "unit": "natural_day"}, mode="at_most"),
    ]
    slots = [*slots_of(NAME)[:2], random.choice(stricter)]
    newer = version(world, "agrees", 2).but(slots=Jsonb(slots))
    move = world.publication("agrees", "agrees")
    return Move(move.who, move.deed, ((newer.who, newer.deed),))


@beside("implemented_only_when_claimed", "only_local_elements_differ")
def implemented(world: World, random: Random) -> Move:
    """A guide of a body that claimed the entry, other in its own elements only."""
    move = world.publication("agrees", "agrees")
    if random.random() < _HALF:
        return move
    looser = [*slots_of(NAME), slot("visits2", 9, mode="at_most", path=["visits"])]
    newer = version(world, "agrees", 2).but(slots=Jsonb(looser))
    return Move(move.who, move.deed, ((newer.who, newer.deed),))


@against("directory_never_changes")
def comparison_forged(world: World, random: Random) -> Move:
    """A body that says of itself that it conforms, or asks another body for a change."""
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "directory_version_id": world.key("directory_version:bare"),
        "item_id": world.key("item:moved"),
        "version_id": world.key("version:moved"),
    }
    who = world.seen_by(random.choice(["drafter", "publisher", "officer"]))
    if random.random() < _HALF:
        row |= {"body_id": world.key("body:dept"), "departing": ["name"]}
        return Move(who, Deed("directory_proposal", row))
    row |= {"entry_id": world.key("entry:bare"), "conforms": True, "stated": 1}
    row |= {"equal": 1, "differing": [], "departing": []}
    return Move(who, Deed("implementation", row))


# ------------------------------------------------------------ proposals


@against("directory_never_changes")
def proposal_rewritten(world: World, random: Random) -> Move:
    """What the directory asks is made less, put off to another item, or taken away."""
    who = world.seen_by(random.choice(["drafter", "publisher", "officer"]))
    where = {"id": world.key(f"proposal:{random.choice(['moved', 'taken'])}")}
    if random.random() < _HALF:
        return Move(who, Deed("directory_proposal", {}, "delete", where))
    row: dict[str, Any] = random.choice(
        [{"departing": []}, {"item_id": world.key("item:agrees")}]
    )
    return Move(who, Deed("directory_proposal", row, "update", where))


@against("a_proposal_is_taken_over_once")
def taken_over_again(world: World, random: Random) -> Move:
    """Into another draft, or given back."""
    move = taking_over(world, "taken", random.choice(["unheard", "passed1"]))
    if random.random() < _HALF:
        return move.but(draft_id=None, taken_by_id=None, taken_at=None)
    return move


@against("a_proposal_is_taken_over_once")
def taken_over_from_outside(world: World, random: Random) -> Move:
    """By somebody of another body, in another's name, into a draft of another body."""
    move = taking_over(world, "moved", "unheard")
    name = random.choice(["stranger_officer", "leaver", "newcomer", "clerk"])
    who = world.seen_by(name)
    return random.choice(
        [
            move.by(who).but(taken_by_id=who.person),
            move.but(taken_by_id=world.key("person:officer")),
            move.but(draft_id=None),
            move.but(taken_at=None),
        ]
    )


@beside("a_proposal_is_taken_over_once")
def taken_over(world: World, random: Random) -> Move:
    """Once, by the body's own drafter, into a draft of the body."""
    return taking_over(world, "moved", random.choice(["unheard", "laid_over"]))
