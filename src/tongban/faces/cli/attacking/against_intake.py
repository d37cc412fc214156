"""Attacks on the rules of filing: applications, cases, parties, and what a guide allows."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from tongban.faces.cli.attacking.building import local_day
from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.turns import wish
from tongban.faces.cli.attacking.world import CITY, TAKEN_IN, World
from tongban.plumbing.database.keys import new_key

_ITEMS = tuple(TAKEN_IN)
_OPEN = ("draft", "submitted", "accepted", "reviewed")


def filed_on_day(world: World, item: str, version: str, day: Any) -> Move:
    """A case of a version filed on a day, with its application on the same day."""
    distance = day if isinstance(day, int) else 0
    filed = world.application(item, version)
    filed = filed.but(filed_at=world.now + timedelta(days=distance))
    filed = filed.but(filed_on=world.day(distance) if isinstance(day, int) else day)
    if not isinstance(day, int):
        filed = filed.but(filed_at=f"{day} 04:00+08" if day != "infinity" else day)
    return world.new_case(filed, item)


@against("no_case_outside_the_list")
def case_outside_the_list(world: World, random: Random) -> Move:
    """A version that is not in force on the day of filing, or a day that cannot be."""
    item, version, day = random.choice(
        [
            ("superseded", "ready", 0),  # never published
            ("bare", "without_step", 0),
            ("withdrawn", "withdrawn", 0),  # the very day of withdrawal
            ("coming", "coming", 0),  # in force from tomorrow
            ("superseded", "superseded", 0),  # another one since today
            ("superseded", "next", 0),
            ("superseded", "superseding", -1),  # not yet
            ("collect", "collect", -31),  # too long ago to be entered
            ("collect", "collect", 2),  # not yet
            ("own", "own", "1999-12-31"),  # before any rule was in force
            ("own", "own", "0001-01-01"),
            ("own", "own", "9999-12-31"),
        ]
    )
    return filed_on_day(world, item, version, day)


@against("no_case_outside_the_list")
def case_of_another_day(world: World, random: Random) -> Move:
    """A case that says another day than its application."""
    move = world.new_case(world.application(item := random.choice(_ITEMS)), item)
    return move.but(filed_on=world.day(random.choice([-1, 1, -20, -99, -9999])))


@beside(
    "no_case_outside_the_list",
    "case_of_the_application",
    "case_version_of_item",
    "case_body_of_item",
    "one_case_an_item",
    "a_case_is_taken_in_where_it_was_filed",
    "only_a_connector_speaks_for_elsewhere",
    "filed_on_the_day_it_came",
)
def case_on_the_list(world: World, random: Random) -> Move:
    """The boundaries: today's version, yesterday's yesterday, a month ago."""
    item, version, day = random.choice(
        [
            ("superseded", "superseding", 0),
            ("superseded", "superseded", -1),
            ("collect", "collect", 0),
            ("own", "own", -30),
            ("withdrawn", "withdrawn", -1),
        ]
    )
    return filed_on_day(world, item, version, day)


@against("filed_on_the_day_it_came")
def filed_before_it_came(world: World, random: Random) -> Move:
    """An application dated before it arrived, or long after."""
    day = world.day(random.choice([-1, -5, -31, 16, 400]))
    return world.application(random.choice(_ITEMS)).but(filed_on=day)


@against("a_case_is_taken_in_where_it_was_filed")
def taken_in_elsewhere(world: World, random: Random) -> Move:
    """A case that moves itself to a hall with a more convenient entry."""
    item = random.choice(["own", "collect", "entrusted"])
    move = world.new_case(world.application(item), item)
    centre, dept = world.key("body:centre"), world.key("body:dept2")
    if item == "own":
        hall = world.key("venue:hall")
        return move.but(
            **random.choice(
                [
                    {"venue_id": hall},
                    {"venue_id": hall, "received_body_id": centre},
                    {"received_body_id": dept},
                ]
            )
        )
    return move.but(
        **random.choice(
            [{"venue_id": world.key("venue:counter")}, {"received_body_id": dept}]
        )
    )


@against("one_case_an_item")
def second_case(world: World, random: Random) -> Move:
    """Another case for an application that has one, refused or not."""
    state = random.choice(["draft", "submitted", "refused", "granted", "not_accepted"])
    case = world.case(item := random.choice(_ITEMS), state)
    filed = world.application(item).but(id=case.application_id)
    move = world.new_case(filed, item).but(filed_on=local_day(world))
    return Move(move.who, move.deed)


@against("case_of_the_application")
def case_of_another_version(world: World, random: Random) -> Move:
    """A case whose version is not the one that was applied for."""
    item, other = random.sample((*_ITEMS, "lapsed", "theirs"), 2)
    move = world.new_case(world.application(item), item)
    return move.but(
        version_id=world.key(f"version:{other}"), item_id=world.key(f"item:{other}")
    )


@against("case_version_of_item")
def case_of_another_item(world: World, random: Random) -> Move:
    """A case whose item is not the version's."""
    item, other = random.sample([*_ITEMS, "bare", "withdrawn", "coming"], 2)
    if item in {"bare", "withdrawn", "coming"}:
        item, other = "own", "collect"
    move = world.new_case(world.application(item), item)
    return move.but(item_id=world.key(f"item:{other}"))


@against("case_body_of_item")
def case_of_another_body(world: World, random: Random) -> Move:
    """A case that a body handles which does not own the item."""
    move = world.new_case(world.application(item := random.choice(_ITEMS)), item)
    return move.but(body_id=world.key(f"body:{random.choice(['dept2', 'centre'])}"))


@against("only_a_connector_speaks_for_elsewhere")
def said_to_be_elsewhere(world: World, random: Random) -> Move:
    """A clerk says that another system handles it, so that no rule refuses any more."""
    if random.random() < 0.3:  # noqa: PLR2004
        case = world.case("theirs", random.choice(["draft", "accepted", "granted"]))
        kind = random.choice(["submitted", "accepted", "granted", "delivered"])
        move = world.event(case, kind).by(world.seen_by("officer"))
        return move.but(actor_person=world.key("person:officer"))
    item = random.choice(_ITEMS)
    move = world.new_case(world.application(item), item)
    if random.random() < 0.2:  # noqa: PLR2004
        return move.but(origin_system="us").by(
            replace(world.who["connector"], person=world.key("person:citizen"))
        )
    return move.but(
        **random.choice(
            [
                {"handled_by": "elsewhere"},
                {"origin_system": "elsewhere"},
                {"origin_system": "us"},
                {"handled_by": "elsewhere", "origin_system": "elsewhere"},
            ]
        )
    )


@against("state_is_what_the_last_event_says")
def case_born_decided(world: World, random: Random) -> Move:
    """A case that begins with a state, a number of events, or a decision."""
    item = random.choice(_ITEMS)
    move = world.new_case(world.application(item), item)
    if random.random() < 0.3:  # noqa: PLR2004
        move = filed_on_day(world, "own", "own", "1999-12-31")
    forged: list[dict[str, Any]] = [
        {"closed_at": world.now, "decided_at": world.now},
        {"state": random.choice(["submitted", "accepted", "granted", "x"])},
        {"last_seq": 3},
        {"accepted_at": world.now, "accepted_by": new_key()},
        {"decided_at": world.now},
        {"decided_by": world.key("person:approver")},
        {"closed_at": world.now},
        {"promised_due_on": world.day(300)},
        {"statutory_due_on": world.day(300)},
        {"is_provisional": True},
        {"last_at": world.now},
        {"submitted_at": world.now},
    ]
    return move.but(**random.choice(forged))


# ------------------------------------------------------------ parties and readers


@against("party_role_of_the_guide")
def party_of_no_role(world: World, random: Random) -> Move:
    """A role that the guide does not name."""
    case = world.case(random.choice(_ITEMS), "draft")
    return world.party(case).but(
        role=random.choice(["guarantor", "", "role9", "Applicant"])
    )


@against("party_of_the_applications_version")
def party_of_another_version(world: World, random: Random) -> Move:
    """A party under another version's roles."""
    item, other = random.sample(_ITEMS, 2)
    version = world.key(f"version:{random.choice([other, 'withdrawn', 'ready'])}")
    return world.party(world.case(item, "draft")).but(version_id=version)


@beside("party_role_of_the_guide", "party_of_the_applications_version")
def party_of_the_guide(world: World, random: Random) -> Move:
    """A second role of the guide, before submission."""
    return world.party(world.case(random.choice(_ITEMS), "draft")).but(role="role2")


@against("facts_of_a_case_never_change")
def filed_later(world: World, random: Random) -> Move:
    """A party, reader or form that comes after the application was submitted."""
    state = random.choice(["submitted", "accepted", "granted", "delivered"])
    case = world.case(random.choice(_ITEMS), state)
    move = world.party(case)
    if random.random() < 0.5:  # noqa: PLR2004
        return move.by(world.seen_by("officer"))
    row = {
        "city": CITY,
        "application_id": case.application_id,
        "person_id": world.key("person:stranger"),
    }
    return Move(move.who, Deed("application_reader", row))


@against("facts_of_a_case_never_change")
def wished_later(world: World, random: Random) -> Move:
    """A wish for post that comes after the application was submitted."""
    case = world.case(random.choice(_ITEMS), "granted_")
    names = ["citizen", "officer", "clerk" if case.item != "own" else "approver"]
    return Move(world.who[random.choice(names)], wish(case, "post"))


@against("readers_are_the_parties")
def stranger_reads(world: World, random: Random) -> Move:
    """A reader who is neither the filer nor a party."""
    case = world.case(item := random.choice(_ITEMS), "draft")
    row = {
        "city": CITY,
        "application_id": case.application_id,
        "person_id": world.key(
            f"person:{random.choice(['stranger', 'clerk', 'officer'])}"
        ),
    }
    who = world.event(case, "submitted").who
    if item != "own" and random.random() < 0.5:  # noqa: PLR2004
        who = world.seen_by("officer")
    return Move(who, Deed("application_reader", row))


@beside("readers_are_the_parties")
def party_reads(world: World, random: Random) -> Move:
    """A party may read; the rows may come in either order."""
    case = world.case("own", "draft")
    stranger = world.key("person:stranger")
    party = world.party(case).but(person_id=stranger)
    row = {"city": CITY, "application_id": case.application_id, "person_id": stranger}
    reader = Deed("application_reader", row)
    if random.random() < 0.5:  # noqa: PLR2004
        return Move(party.who, party.deed, ((party.who, reader),))
    return Move(party.who, reader, ((party.who, party.deed),))


# ------------------------------------------------------------ the guide's closed sets


def _part(world: World, random: Random, part: str) -> Move:
    case = world.case(random.choice(_ITEMS), random.choice(_OPEN))
    return world.of_case(case, part, 2)


def _beyond(part: str) -> None:
    """The three moves of one kind of row: outside the guide, of another version, lawful."""

    def outside(world: World, random: Random) -> Move:
        case = world.case(item := random.choice(_ITEMS), random.choice(_OPEN))
        other = random.choice(
            [*(set(_ITEMS) - {item}), "withdrawn", "ready", "superseded"]
        )
        foreign = random.choice([world.key(f"{part}:{other}:1"), new_key()])
        move = world.of_case(case, part, 2).but(**{f"{part}_id": foreign})
        if part == "fee" and random.random() < 0.5:  # noqa: PLR2004
            amount = random.choice([0, 7999, 8001, 80000, 2**40])
            return world.of_case(case, part, 2).but(amount_fen=amount)
        return move

    def of_another(world: World, random: Random) -> Move:
        case = world.case(item := random.choice(_ITEMS), random.choice(_OPEN))
        other = random.choice(
            [*(set(_ITEMS) - {item}), "withdrawn", "ready", "superseded"]
        )
        move = world.of_case(case, part, 2)
        return move.but(
            version_id=world.key(f"version:{other}"),
            **{f"{part}_id": world.key(f"{part}:{other}:{random.randint(1, 3)}")},
        )

    def lawful(world: World, random: Random) -> Move:
        return _part(world, random, part)

    first = {"step": "step_of_the_flow", "fee": "fee_of_the_list"}
    rules = (first.get(part, f"{part}_of_the_guide"), f"{part}_of_the_cases_version")
    against(rules[0])(outside)
    against(rules[1])(of_another)
    beside(*rules)(lawful)


for _name in ("material", "condition", "step", "fee"):
    _beyond(_name)


@against("one_row_a_material")
def material_twice(world: World, random: Random) -> Move:
    """The same material of a case again, in any form."""
    case = world.case(random.choice(_ITEMS), random.choice(_OPEN))
    form = random.choice(["original_seen", "copy_kept", "paper_kept", "waived"])
    return world.of_case(case, "material", 1).but(received_form=form)


@against("one_row_a_fee")
def fee_twice(world: World, random: Random) -> Move:
    """The same fee again."""
    case = world.case(random.choice(_ITEMS), random.choice(_OPEN))
    return world.of_case(case, "fee", 1)


beside("one_row_a_material")(lambda world, random: _part(world, random, "material"))
beside("one_row_a_fee", "nothing_is_added_after_the_decision")(
    lambda world, random: _part(world, random, "fee")
)


@against("electronic_material_has_a_file")
def file_of_nothing(world: World, random: Random) -> Move:
    """An electronic material without a file."""
    move = _part(world, random, "material")
    return move.but(received_form="electronic", copies=random.randint(0, 9))


@beside("electronic_material_has_a_file", "a_file_of_the_matter")
def file_of_the_citizen(world: World, random: Random) -> Move:
    """The filer's own file, named by whoever takes it in."""
    move = _part(world, random, "material").but(received_form="electronic")
    upload = {"upload_id": world.key("upload:citizen")} if random.random() < 0.5 else {}  # noqa: PLR2004
    return move.but(file_id=world.key("file:citizen"), **upload)


@against("a_file_of_the_matter")
def file_of_a_stranger(world: World, random: Random) -> Move:
    """A stranger's file becomes a material, and would be seen with the case."""
    move = _part(world, random, "material").but(received_form="electronic")
    stranger, citizen = world.key("file:stranger"), world.key("file:citizen")
    borrowed: list[dict[str, Any]] = [
        {"file_id": stranger},
        {"file_id": stranger, "upload_id": world.key("upload:stranger")},
        {"file_id": stranger, "upload_id": world.key("upload:citizen")},
        {"file_id": citizen, "upload_id": world.key("upload:stranger")},
        {
            "upload_id": world.key("upload:stranger"),
            "received_form": "copy_kept",
        },
    ]
    return move.but(**random.choice(borrowed))


@against("nothing_is_added_after_the_decision")
def added_afterwards(world: World, random: Random) -> Move:
    """A material, condition, step or fee for a case that has its result."""
    state = random.choice(
        [
            "granted",
            "refused",
            "delivered",
            "not_accepted",
            "dispatched",
            "withdrawn",
            "given_up",
        ]
    )
    case = world.case(random.choice(_ITEMS), state)
    part = random.choice(["material", "condition", "step", "fee"])
    return world.of_case(case, part, 2)


def anybody(world: World, random: Random) -> Who:
    """Any actor at all, nobody included."""
    return random.choice([*world.who.values(), Who(), Who("citizen", CITY)])
