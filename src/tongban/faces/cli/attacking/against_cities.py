"""Attacks on the wall between cities: rows of one that point at rows of another."""

from dataclasses import replace
from random import Random
from typing import Any

from psycopg.types.range import DateRange

from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.registry import against
from tongban.faces.cli.attacking.turns import act, pre_review
from tongban.faces.cli.attacking.world import CITY, OTHER_CITY, World
from tongban.plumbing.database.keys import new_key


@against("everything_of_one_city")
def item_of_two_cities(world: World, random: Random) -> Move:
    """An item whose body is in another city, from either side."""
    loader = world.who["loader"]
    other = replace(loader, city=OTHER_CITY)
    who, body = random.choice([(loader, "body:other_dept"), (other, "body:dept")])
    row = {
        "id": new_key(),
        "city": who.city,
        "body_id": world.key(body),
        "family": "administrative_power",
        "item_type": "01",
        "basic_code": "",
        "implementation_code": "n",
        "handling_code": str(new_key()),
        "created_at": world.now,
    }
    return Move(who, Deed("item", row))


@against("everything_of_one_city")
def person_of_two_cities(world: World, random: Random) -> Move:
    """A posting or a notice that reaches over."""
    loader, other = world.who["loader"], world.key("person:other_citizen")
    posting: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "person_id": world.key("person:clerk"),
        "body_id": world.key("body:other_dept"),
        "role": "officer",
        "valid_from": world.day(-9),
    }
    notice = {
        "id": new_key(),
        "city": CITY,
        "person_id": other,
        "title": "x",
        "text": "x",
        "link": "",
        "fact_key": "y",
        "told_at": world.now,
    }
    foreign = {"body_id": world.key("body:dept"), "person_id": other}
    return random.choice(
        [
            Move(loader, Deed("posting", posting)),
            Move(loader, Deed("posting", posting | foreign)),
            Move(loader, Deed("notice", notice)),
        ]
    )


@against("everything_of_one_city")
def authority_of_two_cities(world: World, random: Random) -> Move:
    """A delegation or a way of taking in for another city's item, hall or body."""
    row = {
        "id": new_key(),
        "city": CITY,
        "valid": DateRange(world.day(0), world.day(9)),
    }
    hall, item = world.key("venue:hall"), world.key("item:theirs")
    mode = row | {"mode": "instant", "item_id": item, "venue_id": hall}
    delegation = row | {
        "document_number": "x",
        "item_id": item,
        "from_body_id": world.key("body:dept"),
        "to_body_id": world.key("body:other_centre"),
        "power": "accept",
    }
    foreign_item = {"item_id": world.key("item:other_item")}
    foreign_hall = {"venue_id": world.key("venue:other_hall")}
    return Move(
        world.who["publisher"],
        random.choice(
            [
                Deed("delegation", delegation),
                Deed("intake_mode", mode | foreign_item),
                Deed("intake_mode", mode | foreign_hall),
            ]
        ),
    )


@against("everything_of_one_city")
def version_of_two_cities(world: World, random: Random) -> Move:
    """A version or a part of it under another city's item, form or version."""
    drafter, other = world.who["drafter"], world.key("version:other")
    form = {"form_id": world.key("other_form")}
    part = random.choice(["fee", "step", "basis"])
    return Move(
        drafter,
        random.choice(
            [
                Deed(f"item_{part}", world.part_row(part, other, 9)),
                Deed("item_version", world.version_row("other_item")),
                Deed("item_version", world.version_row("own") | form),
            ]
        ),
    )


@against("everything_of_one_city")
def application_of_two_cities(world: World, random: Random) -> Move:
    """An application at another city's hall, or for another city's citizen."""
    other = world.key("person:other_citizen")
    return random.choice(
        [
            world.application("collect").but(venue_id=world.key("venue:other_hall")),
            world.application("own").but(
                taken_in_by_body_id=world.key("body:other_dept")
            ),
            world.application("collect").but(submitted_by_id=other),
        ]
    )


@against("everything_of_one_city")
def turn_of_two_cities(world: World, random: Random) -> Move:
    """A notice, an answer, a parcel or a hand-over that says another city than the case."""
    if random.random() < 0.4:  # noqa: PLR2004
        whole = act(world, world.case("own", "granted"), "delivered")
        who, row = whole.before[0]
        row = row.but(window_id=world.key("window:other"))
        return Move(who, row, after=((whole.who, whole.deed),))
    item = random.choice(["own", "collect"])
    state, kind = random.choice(
        [
            ("submitted", "correction_asked"),
            ("correcting", "corrected"),
            ("granted", "dispatched"),
            ("granted", "delivered"),
        ]
    )
    rows = act(world, world.case(item, state), kind).before
    place = random.choice(
        [n for n, (_, row) in enumerate(rows) if row.table != "case_material"]
    )
    who, row = rows[place]
    by = random.choice([who, replace(who, city=OTHER_CITY)])
    return Move(by, row.but(city=OTHER_CITY), rows[:place])


@against("everything_of_one_city")
def pre_review_of_two_cities(world: World, random: Random) -> Move:
    """A pre-review asked for a person of another city."""
    other = world.key("person:other_citizen")
    version = random.choice(["entrusted", "instant", "lapsed", "superseding"])
    who = replace(world.who["citizen"], person=other)
    return pre_review(world, version).by(who).but(person_id=other)
