"""Linked accounts of the attacked world, and a session that a weak word opened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

WEAK: Final = "attack-weak"


def linked(world: World, *, whom: str = "citizen", kind: str = "alipay") -> Move:
    """Somebody links an account of theirs, just now."""
    who = world.who[whom]
    row = {
        "id": new_key(),
        "city": CITY,
        "account_id": who.account,
        "kind": kind,
        "subject_key": new_key().hex,
        "level": 2,
        "linked_at": datetime.now(UTC),
    }
    return Move(who, Deed("account_link", row))


def weak(world: World) -> Who:
    """The citizen, come by a linked account that proves nothing of a name."""
    return replace(world.who["citizen"], session=WEAK)


def build_links(builder: Builder) -> None:
    """One link of the citizen, and their weak session."""
    world = builder.world
    who = world.who["citizen"]
    session = {
        "id": new_key(),
        "digest": WEAK,
        "city": CITY,
        "account_id": who.account,
        "kind": "page",
        "data": "x",
        "address": "",
        "device": "",
        "idle_minutes": 600,
        "began_at": world.now,
        "seen_at": world.now,
        "ends_at": world.now + timedelta(hours=8),
        "ended_because": "",
        "sign_in_level": 1,
    }
    builder.put(who, Deed("account_session", session))
    held = linked(world, kind="wechat").but(subject_key="attack-subject", level=1)
    builder.move(held)
