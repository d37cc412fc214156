"""The words of papers in the attacked world: drafted, in force, ended, and lawful rows."""

from typing import Any, Final

from psycopg.types.json import Jsonb
from psycopg.types.range import DateRange

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.papers.blocks import first_words

KIND: Final = "decision_refused"
FRESH: Final = "acceptance"
MESSAGE: Final = "sms_accepted"
# Versions of the department's words: the kind of paper, and who wrote it. Of the refusal one
# is in force until another begins; of the acceptance none is.
DRAFTED: Final = {
    "ended": (KIND, "editor"),
    "worded": (KIND, "editor"),
    "drafted": (KIND, "editor"),
    "fresh": (FRESH, "editor"),
    "by_signer": (FRESH, "signer"),
    "message": (MESSAGE, "editor"),
    "message_draft": (MESSAGE, "editor"),
}
# The first of the refusal is in force from today; the second follows it.
FOLLOWS: Final = 5


def wording(world: World, *, by: str = "editor", kind: str = KIND) -> Move:
    """A version of the department's words, under a number that is free."""
    who = world.who[by]
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "kind": kind,
        "body_id": world.key("body:dept"),
        "number": 1000 + new_key().int % 2_000_000_000,
        "blocks": Jsonb(first_words(kind)),
        "note": "",
        "drafted_by_id": who.person,
        "drafted_at": world.now,
    }
    return Move(who, Deed("paper_wording", row))


def city_wording(world: World) -> Move:
    """A version of the whole city's words."""
    who = world.who["publisher"]
    return wording(world).by(who).but(body_id=None, drafted_by_id=who.person)


def put(world: World, name: str, *, by: str = "signer", day: int = 40) -> Move:
    """Putting a version in force from a day, by somebody who did not write it."""
    who = world.who[by]
    kind, drafter = DRAFTED[name]
    row = {
        "wording_id": world.key(f"wording:{name}"),
        "city": CITY,
        "kind": kind,
        "body_id": world.key("body:dept"),
        "effective_on": world.day(day),
        "valid": DateRange(world.day(day), None),
        "drafted_by_id": world.key(f"person:{drafter}"),
        "put_by_id": who.person,
        "put_at": world.now,
    }
    return Move(who, Deed("wording_in_force", row))


def ending(world: World, name: str, *, day: int, begun: int = FOLLOWS) -> Move:
    """The last day of a version, set by somebody in the post."""
    who = world.who["signer"]
    row = {
        "valid": DateRange(world.day(begun), world.day(day)),
        "ended_by_id": who.person,
        "ended_at": world.now,
    }
    where = {"wording_id": world.key(f"wording:{name}")}
    return Move(who, Deed("wording_in_force", row, "update", where))


def message(world: World) -> Move:
    """A short message of the department, in the words that are in force today."""
    row = {
        "id": new_key(),
        "city": CITY,
        "person_id": world.key("person:citizen"),
        "title": "受理了",
        "text": "受理了",
        "link": "",
        "fact_key": f"attack:{new_key()}",
        "kind": MESSAGE,
        "body_id": world.key("body:dept"),
        "wording_id": world.key("wording:message"),
        "told_at": world.now,
    }
    return Move(world.who["loader"], Deed("notice", row))


def build_wordings(builder: Builder) -> None:
    """One version in force, one that follows it, drafts of two people, one of the city."""
    world = builder.world
    for number, (name, (kind, by)) in enumerate(DRAFTED.items(), 2):
        move = wording(world, by=by, kind=kind)
        builder.move(move.but(id=world.key(f"wording:{name}"), number=number))
    builder.move(put(world, "ended", day=0))
    builder.move(ending(world, "ended", day=FOLLOWS, begun=0))
    builder.move(put(world, "worded", day=FOLLOWS))
    builder.move(put(world, "message", day=0))
    builder.move(city_wording(world).but(id=world.key("wording:city"), number=2))
