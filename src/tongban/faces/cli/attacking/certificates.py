"""Certificates of window service in the attacked world: somebody who serves at a window today."""

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.rights import grant
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key


def certificate(world: World, by: str = "secadmin") -> Move:
    """Who was granted a post at a window, with the one day that has been served."""
    who = world.who[by]
    key = new_key()
    row = {
        "id": key,
        "city": CITY,
        "number": str(key),
        "person_id": world.key("person:traveller"),
        "body_id": world.key("body:dept"),
        "until": world.today,
        "issued_by_id": who.person,
        "issued_at": world.now,
    }
    return Move(who, Deed("service_certificate", row))


def build_certificates(builder: Builder) -> None:
    """Somebody of the establishment at a window, with a certificate."""
    world = builder.world
    held = {
        "id": "grant:window",
        "person_id": "person:traveller",
        "window_id": "window:intake",
    }
    builder.move(
        grant(world).but(**{name: world.key(key) for name, key in held.items()})
    )
    builder.move(certificate(world))
