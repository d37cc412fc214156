"""Attacks on the rules of the list: versions, publication, delegations, intake modes."""

from random import Random
from typing import Any

from psycopg.types.json import Jsonb
from psycopg.types.range import DateRange

from tongban.faces.cli.attacking.authority import delegation, intake_mode
from tongban.faces.cli.attacking.building import BARE
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import CITY, PARTS, World
from tongban.plumbing.database.keys import new_key

_STAFF = ("publisher", "drafter", "officer", "clerk", "loader")
_PUBLISHED = ("collect", "own", "instant", "superseded", "withdrawn", "coming", "next")


def _version(world: World, **changed: Any) -> Move:
    row = {**world.version_row("collect"), **changed}
    return Move(world.who["drafter"], Deed("item_version", row))


@against("published_version_never_changes")
def part_added(world: World, random: Random) -> Move:
    """One more part for a version that is published."""
    part = random.choice(PARTS)
    version = world.key(f"version:{random.choice(_PUBLISHED)}")
    row = world.part_row(part, version, 9)
    return Move(world.who[random.choice(_STAFF)], Deed(f"item_{part}", row))


@beside("published_version_never_changes", "no_fee_without_a_basis")
def part_of_unpublished(world: World, random: Random) -> Move:
    """One more fee for a version that nobody published yet."""
    row = world.part_row("fee", world.key("version:ready"), 9)
    return Move(world.who["drafter"], Deed("item_fee", row))


@against("promised_within_statute")
def promise_beyond_statute(world: World, random: Random) -> Move:
    """A promise that is longer than the statute allows, in one unit or in two."""
    promised, statutory = random.choice(
        [
            ((21, "working_day"), (20, "working_day")),
            ((31, "natural_day"), (30, "natural_day")),
            ((2, "month"), (1, "month")),
            ((1, "month"), (30, "natural_day")),
            ((15, "working_day"), (20, "natural_day")),
            ((21, "natural_day"), (20, "working_day")),
            ((1, "year"), (12, "month")),
            ((2**31 - 1, "working_day"), (1, "working_day")),
        ]
    )
    return _version(
        world,
        promised_value=promised[0],
        promised_unit=promised[1],
        statutory_value=statutory[0],
        statutory_unit=statutory[1],
        number=random.randint(50, 99),
    )


@beside("promised_within_statute", "everything_of_one_city")
def promise_as_long_as_statute(world: World, random: Random) -> Move:
    """The boundary: exactly as long."""
    return _version(world, promised_value=20)


@against("instant_is_one_day")
def slow_instant(world: World, random: Random) -> Move:
    """An instant item with days."""
    value, unit = random.choice(
        [(2, "working_day"), (5, "working_day"), (1, "natural_day"), (0, "month")]
    )
    return _version(
        world,
        case_kind="instant",
        promised_value=value,
        promised_unit=unit,
        statutory_value=random.choice([0, 90]),
    )


@beside("instant_is_one_day")
def quick_instant(world: World, random: Random) -> Move:
    """An instant item of one working day."""
    return _version(world, case_kind="instant", promised_value=1)


@against("draft_and_publish_by_two_people")
def published_by_its_drafter(world: World, random: Random) -> Move:
    """The publisher names somebody else as drafter, or nobody else."""
    publisher = world.key("person:publisher")
    move = world.publication(random.choice(["ready", "ready2"]), "superseded")
    drafter = random.choice([publisher, world.key("person:clerk")])
    return move.but(
        drafted_by_id=drafter, effective_on=world.day(random.randint(31, 90))
    )


def _redraft(world: World) -> Deed:
    document = Jsonb({"name": str(new_key())})
    where = {"id": world.key("item_draft")}
    return Deed("item_draft", {"document": document}, "update", where)


@against("draft_and_publish_by_two_people")
def rewritten_by_the_publisher(world: World, random: Random) -> Move:
    """The publisher writes into a colleague's draft, and would publish it next."""
    return Move(world.seen_by("publisher"), _redraft(world))


@beside("draft_and_publish_by_two_people")
def rewritten_by_a_colleague(world: World, random: Random) -> Move:
    """Somebody of the department, who publishes nothing."""
    return Move(world.who["officer"], _redraft(world))


@beside(
    "draft_and_publish_by_two_people",
    "published_only_by_the_catalogue_office",
    "a_published_guide_is_complete",
    "one_version_from_a_day",
)
def published_by_the_office(world: World, random: Random) -> Move:
    """A whole version, drafted by another, published by the office from a free day on."""
    return world.publication("ready", "superseded")


@against("published_only_by_the_catalogue_office")
def published_by_anybody(world: World, random: Random) -> Move:
    """Somebody without the office, who left it, or begins tomorrow; or in its name."""
    name = random.choice(
        [
            "officer",
            "approver",
            "clerk",
            "past_publisher",
            "coming_publisher",
            "stranger_officer",
        ]
    )
    who = world.seen_by(name)
    named = random.choice([who.person, world.key("person:publisher")])
    if random.random() < 0.3:  # noqa: PLR2004
        row = {
            "id": new_key(),
            "city": CITY,
            "version_id": world.key("version:own"),
            "withdrawn_on": world.today,
            "reason": "x",
            "withdrawn_by_id": named,
            "withdrawn_at": world.now,
        }
        return Move(who, Deed("item_withdrawal", row))
    move = world.publication(random.choice(["ready", "ready2"]), "superseded")
    return move.by(who).but(published_by_id=named)


@against("a_published_guide_is_complete")
def published_with_a_gap(world: World, random: Random) -> Move:
    """A version that lacks a part a guide must have, or lists what it says it does not ask."""
    return world.publication(f"without_{random.choice((*BARE, 'sense'))}", "bare")


@beside("a_published_guide_is_complete")
def published_without_materials(world: World, random: Random) -> Move:
    """A guide that says that nothing is handed in, and lists nothing."""
    move = world.publication("asks_nothing", "superseded")
    return move.but(effective_on=world.day(random.randint(31, 90)))


def _item(world: World, **changed: Any) -> Move:
    row = {
        "id": new_key(),
        "city": CITY,
        "body_id": world.key("body:dept"),
        "family": "administrative_power",
        "item_type": "01",
        "basic_code": "",
        "implementation_code": "new",
        "handling_code": str(new_key()),
        "created_at": world.now,
    }
    return Move(world.who["drafter"], Deed("item", row | changed))


@against("item_is_on_application")
def item_not_on_application(world: World, random: Random) -> Move:
    """A penalty, a compulsion, an inspection: never on the list."""
    family = random.choice(
        ["punishment", "coercion", "inspection", "", "ADMINISTRATIVE_POWER"]
    )
    return _item(
        world, family=family, item_type=random.choice(["02", "03", "06", "01"])
    )


@against("item_type_of_its_family")
def item_of_another_type(world: World, random: Random) -> Move:
    """A type that its family does not have."""
    family, kind = random.choice(
        [
            ("administrative_power", "02"),
            ("administrative_power", "03"),
            ("administrative_power", "06"),
            ("administrative_power", "20"),
            ("administrative_power", ""),
            ("public_service", "01"),
            ("public_service", "99"),
        ]
    )
    return _item(world, family=family, item_type=kind)


@beside("item_is_on_application", "item_type_of_its_family")
def item_on_application(world: World, random: Random) -> Move:
    """A public service of its type."""
    return _item(world, family="public_service", item_type="20")


@against("no_fee_without_a_basis")
def fee_without_basis(world: World, random: Random) -> Move:
    """A fee whose basis is empty, or blank in any writing."""
    blank = random.choice(["", " ", "\t", "　", "\u00a0", " \r\n　"])
    row = world.part_row("fee", world.key("version:ready"), random.randint(9, 99))
    return Move(
        world.who[random.choice(_STAFF)], Deed("item_fee", row | {"basis": blank})
    )


@against("one_version_from_a_day")
def second_version_from_a_day(world: World, random: Random) -> Move:
    """A version from a day on which another already begins."""
    move = world.publication(random.choice(["ready", "ready2"]), "superseded")
    return move.but(effective_on=world.day(random.choice([0, 30])))


@against("the_list_changes_only_forward")
def the_past_rewritten(world: World, random: Random) -> Move:
    """A later version, or a withdrawal, that begins before today."""
    day = world.day(random.choice([-1, -2, -30, -99, -4000]))
    if random.random() < 0.4:  # noqa: PLR2004
        publisher = world.who["publisher"]
        row = {
            "id": new_key(),
            "city": CITY,
            "version_id": world.key("version:own"),
            "withdrawn_on": day,
            "reason": "x",
            "withdrawn_at": world.now,
            "withdrawn_by_id": publisher.person,
        }
        return Move(publisher, Deed("item_withdrawal", row))
    move = world.publication(random.choice(["ready", "ready2"]), "superseded")
    return move.but(effective_on=day)


@beside("the_list_changes_only_forward")
def withdrawn_today(world: World, random: Random) -> Move:
    """The boundary: from today on."""
    publisher = world.who["publisher"]
    row = {
        "id": new_key(),
        "city": CITY,
        "version_id": world.key("version:own"),
        "withdrawn_on": world.today,
        "reason": "x",
        "withdrawn_at": world.now,
        "withdrawn_by_id": publisher.person,
    }
    return Move(publisher, Deed("item_withdrawal", row))


@against("no_overlapping_delegation")
def delegated_twice(world: World, random: Random) -> Move:
    """A delegation over days that another already covers."""
    start, end = random.choice(
        [(0, 10), (99, 200), (-200, -99), (-500, 500), (-100, 100)]
    )
    move = delegation(world, "entrusted", "accept", start, end)
    if random.random() < 0.3:  # noqa: PLR2004
        return move.but(valid=DateRange(world.day(start), None))
    return move


@beside("no_overlapping_delegation", "delegation_by_the_items_department")
def delegated_afterwards(world: World, random: Random) -> Move:
    """The boundary: from the day on which the other ends."""
    return delegation(world, "entrusted", "accept", 100, 200)


@against("no_overlapping_intake_mode")
def two_modes_at_once(world: World, random: Random) -> Move:
    """A second way of taking in, on days that have one."""
    start, end = random.choice([(0, 10), (99, 200), (-200, -99), (-500, 500)])
    mode = random.choice(
        ["collect", "entrusted_acceptance", "department_own", "instant"]
    )
    item = random.choice(["collect", "entrusted", "own", "instant"])
    return intake_mode(world, item, mode, start, end)


@beside("no_overlapping_intake_mode", "authority_is_registered_by_the_catalogue_office")
def mode_afterwards(world: World, random: Random) -> Move:
    """The boundary: from the day on which the other ends, by the office."""
    return intake_mode(world, "collect", "entrusted_acceptance", 100, 200)


@against("delegation_by_the_items_department")
def delegated_by_another(world: World, random: Random) -> Move:
    """A delegation from a body that does not own the item."""
    item = random.choice(["collect", "own", "theirs", "superseded"])
    move = delegation(world, item, random.choice(["accept", "decide"]), 0, 10)
    return move.but(
        from_body_id=world.key(f"body:{random.choice(['centre', 'dept2'])}")
    )


@against("authority_is_registered_by_the_catalogue_office")
def authority_made_up(world: World, random: Random) -> Move:
    """A clerk or officer writes the entry that an acceptance would need."""
    name = random.choice(
        [
            "clerk",
            "officer",
            "approver",
            "drafter",
            "past_publisher",
            "coming_publisher",
            "stranger_officer",
        ]
    )
    who = world.seen_by(name)
    if random.random() < 0.5:  # noqa: PLR2004
        item = random.choice(["collect", "own", "lapsed", "superseded"])
        start, end = random.choice([(0, 1), (-30, 0), (0, 99)])
        if item == "lapsed":
            start, end = 0, 1
        return delegation(world, item, "decide", start, end).by(who)
    mode = random.choice(["entrusted_acceptance", "instant"])
    return intake_mode(
        world, random.choice(["superseded", "coming"]), mode, -10, 10
    ).by(who)
