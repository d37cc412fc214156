"""Apps of the attacked world, whom they bring, and what they are asked."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

GATE: Final = Who("system", CITY, name="system:container-gate")
# An open container, another one, one that has ended, one whose days are over.
APPS: Final = ("cityapp", "otherapp", "endedapp", "overapp")


def standing(world: World, state: str = "to_merge") -> Move:
    """How an app stands, said by the office."""
    who = world.who["publisher"]
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "app_id": world.key("app:cityapp"),
        "state": state,
        "into_id": None,
        "reason": "",
        "due_on": world.day(200),
        "noted_by_id": who.person,
        "noted_at": world.now,
    }
    if state == "merged":
        row |= {"into_id": world.key("container:cityapp"), "due_on": None}
    if state == "exempt":
        row["reason"] = "涉密业务"
    return Move(who, Deed("mobile_app_standing", row))


def ticket(world: World, *, whom: str = "citizen", app: str = "cityapp") -> Move:
    """An app's word for a person, just now: tickets go by the machine's clock."""
    at = datetime.now(UTC)
    row = {
        "id": new_key(),
        "city": CITY,
        "container_id": world.key(f"container:{app}"),
        "account_id": world.who[whom].account,
        "statement": new_key().hex,
        "digest": new_key().hex,
        "level": 2,
        "wanted": "/my/cases",
        "made_at": at,
        "ends_at": at + timedelta(minutes=1),
    }
    return Move(GATE, Deed("container_ticket", row))


def entry(world: World, *, whom: str = "citizen", app: str = "cityapp") -> Move:
    """A ticket is used through the address of its app."""
    given = ticket(world, whom=whom, app=app)
    row = {
        "id": new_key(),
        "city": CITY,
        "ticket_id": given.deed.row["id"],
        "container_id": given.deed.row["container_id"],
        "entered_at": datetime.now(UTC),
    }
    return Move(GATE, Deed("container_entry", row), given.deeds)


def asked(world: World, *, act: str = "scan") -> Move:
    """Somebody whom the app brought asks it for something."""
    who, at = world.who["citizen"], datetime.now(UTC)
    row = {
        "id": new_key(),
        "city": CITY,
        "container_id": world.key("container:cityapp"),
        "account_id": who.account,
        "person_id": who.person,
        "session_id": world.key("session:citizen"),
        "act": act,
        "made_at": at,
        "ends_at": at + timedelta(minutes=10),
    }
    return Move(who, Deed("container_request", row), entry(world).deeds)


def answered(world: World, *, act: str = "scan") -> Move:
    """The app's server says how it came out."""
    before = asked(world, act=act)
    said = before.deed.row
    row = {
        "id": new_key(),
        "city": CITY,
        "request_id": said["id"],
        "container_id": said["container_id"],
        "person_id": said["person_id"],
        "outcome": "done",
        "reference": "",
        "text": "s1.x" if act == "scan" else "",
        "answered_at": datetime.now(UTC),
    }
    return Move(GATE, Deed("container_answer", row), before.deeds)


def build_containers(builder: Builder) -> None:
    """The apps, and one whole way: ticket, entry, request, answer."""
    world = builder.world
    who = world.who["publisher"]
    for name in APPS:
        app = {
            "id": world.key(f"app:{name}"),
            "city": CITY,
            "body_id": world.key("body:dept"),
            "name": name,
            "address": "",
            "registered_by_id": who.person,
            "registered_at": world.now,
        }
        builder.put(who, Deed("mobile_app", app))
        row = {
            "id": world.key(f"container:{name}"),
            "city": CITY,
            "app_id": app["id"],
            "code": f"attack-{name}",
            "origin": "https://app.example",
            "public_jwk": Jsonb({}),
            "most_level": 2,
            "valid_from": world.day(-400),
            "valid_to": world.day(-1) if name == "overapp" else None,
            "registered_by_id": who.person,
            "registered_at": world.now,
        }
        if name == "endedapp":
            row |= {"ended_at": world.now, "ended_by_id": who.person}
        builder.put(who, Deed("container", row))
    builder.move(standing(world))
    builder.move(answered(world))
