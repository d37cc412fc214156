"""Networks in the attacked world: who is on one, how one is joined, data resources, parcels."""

from collections.abc import Callable
from typing import Any, Final

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import LOADER, Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

KEEPER: Final = "secadmin"
PUBLISHER: Final = "sysadmin"
# The item that is secret.
CLASSIFIED: Final = "classified"
LINKS: Final = ("collection", "transmission", "storage", "use", "sharing", "opening")


def access(world: World, by: str = KEEPER, **said: Any) -> Move:
    """A body is on a network since some days ago."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "body_id": world.key("body:centre"),
        "network": "internet",
        "line": "leased",
        "since": world.day(-20),
        "last_on": None,
        "note": "x",
        "replaces_id": None,
        "is_void": False,
        "recorded_by_id": who.person,
        "recorded_at": world.now,
        **said,
    }
    return Move(who, Deed("network_access", row))


def link(world: World, by: str = KEEPER) -> Move:
    """A department's network is joined."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "network": "tax",
        "state": "connected",
        "since": world.day(-20),
        "body_id": world.key("body:dept"),
        "protocol": "x",
        "note": "",
        "recorded_by_id": who.person,
        "recorded_at": world.now,
    }
    return Move(who, Deed("network_link", row))


def resource(world: World, number: int, by: str = KEEPER) -> Move:
    """A version of a data resource is drafted."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "code": "person",
        "number": number,
        "name": "x",
        "about": "x",
        "keeper_id": world.key("body:dept"),
        "drafted_by_id": who.person,
        "drafted_at": world.now,
    }
    return Move(who, Deed("data_resource", row))


def safeguard(world: World, name: str, kind: str, by: str = KEEPER) -> Move:
    """One of the six links of a draft."""
    row = {
        "id": new_key(),
        "city": CITY,
        "resource_id": world.key(f"resource:{name}"),
        "link": kind,
        "control": "x",
        "body_id": world.key("body:dept"),
        "requirement": "x",
    }
    return Move(world.who[by], Deed("data_resource_link", row))


def publication(world: World, name: str, by: str = PUBLISHER) -> Move:
    """Another person says from when on it counts."""
    who = world.who[by]
    row = {
        "resource_id": world.key(f"resource:{name}"),
        "city": CITY,
        "in_force_from": world.today,
        "published_by_id": who.person,
        "published_at": world.now,
    }
    return Move(who, Deed("data_resource_publication", row))


def parcel_act(world: World) -> Move:
    """The carrier puts on record that a parcel was sent."""
    row = {
        "id": new_key(),
        "city": CITY,
        "act": "sent",
        "parcel": "x",
        "told": Jsonb({}),
        "carried_by_id": world.key("person:record_keeper"),
        "at": world.now,
    }
    return Move(LOADER, Deed("exchange_parcel_act", row))


def package(world: World, digest: str) -> Move:
    """The connector packs an item for the province."""
    rows = [{"action": "put", "digest": digest}]
    row = {
        "id": new_key(),
        "city": CITY,
        "number": 77,
        "made_at": world.now,
        "manifest": Jsonb({"rows": rows}),
        "digest": "x",
        "signature": "x",
        "key_id": "x",
    }
    return Move(LOADER, Deed("exchange_package", row))


def parcel_of(world: World, digest: str) -> Move:
    """The carrier sends an item to the other network."""
    return parcel_act(world).but(told=Jsonb({"contents": [{"digest": digest}]}))


def build_secret(
    builder: Builder, new_item: Callable[..., None], new_version: Callable[..., None]
) -> None:
    """An item that is secret, in force, handled at windows alone."""
    world = builder.world
    new_item(builder, CLASSIFIED, 91)
    says = {"secret": True, "handling_modes": ["window"]}
    new_version(builder, CLASSIFIED, CLASSIFIED, 1, says=says)
    builder.move(
        world.publication(CLASSIFIED, CLASSIFIED).but(effective_on=world.day(-9))
    )


def build_networks(builder: Builder) -> None:
    """One of each; a resource in force, one that waits, and one with a blank in each part."""
    world = builder.world
    extranet = access(world, network="extranet")
    builder.move(extranet.but(id=world.key("access")))
    of_dept = access(world, network="extranet", body_id=world.key("body:dept"))
    builder.move(of_dept)
    builder.move(link(world))
    elsewhere = link(world).but(network="civil", body_id=world.key("body:centre"))
    builder.move(elsewhere)
    blanks: dict[str, dict[str, Any]] = {
        "published": {},
        "waiting": {},
        "no_control": {"control": " "},
        "no_requirement": {"requirement": ""},
        "no_body": {"body_id": None},
        "ended_body": {"body_id": world.key("body:ended")},
    }
    for number, (name, blank) in enumerate(blanks.items(), 1):
        drafted = resource(world, number)
        builder.move(drafted.but(id=world.key(f"resource:{name}")))
        for kind in LINKS:
            said = blank if kind == "storage" else {}
            builder.move(safeguard(world, name, kind).but(**said))
    # Nothing is said yet of two links.
    builder.move(resource(world, 9).but(id=world.key("resource:short")))
    for kind in LINKS[:4]:
        builder.move(safeguard(world, "short", kind))
    builder.move(publication(world, "published"))
    builder.move(parcel_act(world))
