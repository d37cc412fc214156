"""Who somebody is, in the attacked world: sessions of several levels, an item that asks for 3."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

# The item that wants who files online to be proved, and the time step of a code that was taken.
PROVED: Final = "proved"
STEP: Final = 59_000_000
# Sessions by name: whose, how far from now they end, and with which method they were lifted.
_SESSIONS: Final = {
    "lifted": ("citizen", 60, "totp"),
    "plain": ("citizen", 60, ""),
    "over": ("citizen", -60, "totp"),
    "theirs": ("stranger", 60, "totp"),
    "by_paper": ("citizen", 60, "recovery"),
}


def build_levels(
    builder: Builder, new_item: Callable[..., None], new_version: Callable[..., None]
) -> None:
    """The item, in force; both people checked, each with an app; their sessions."""
    world = builder.world
    new_item(builder, PROVED, 90)
    new_version(builder, PROVED, PROVED, 1, says={"assurance": "3"})
    builder.move(world.publication(PROVED, PROVED).but(effective_on=world.day(-9)))
    for name in ("citizen", "stranger"):
        _check(builder, name)
    for name, (person, minutes, method) in _SESSIONS.items():
        _session(builder, name, person, minutes)
        if method:
            _lift(builder, name, person, method)


def _check(builder: Builder, name: str) -> None:
    world = builder.world
    person = world.key(f"person:{name}")
    checked = {"level": 2, "method": "register", "reference": "x"}
    builder.load(
        "identity_check",
        f"check:{name}",
        person_id=person,
        checked_at=world.now,
        **checked,
    )
    factor = {
        "id": world.key(f"factor:{name}"),
        "city": CITY,
        "account_id": world.key(f"account:{name}"),
        "person_id": person,
        "kind": "totp",
        "name": "手机验证器",
        "secret": "x",
        "credential_digest": "",
        "counter": 0,
        "made_at": world.now,
        "confirmed_at": world.now,
    }
    builder.put(world.who[name], Deed("second_factor", factor))


def _session(builder: Builder, name: str, person: str, minutes: int) -> None:
    world = builder.world
    builder.load(
        "account_session",
        f"session:{name}",
        digest=name,
        account_id=world.key(f"account:{person}"),
        kind="page",
        data="x",
        address="",
        device="",
        idle_minutes=30,
        began_at=world.now - timedelta(minutes=90),
        seen_at=world.now,
        ends_at=world.now + timedelta(minutes=minutes),
        ended_because="",
    )


def _lift(builder: Builder, name: str, person: str, method: str) -> None:
    step = STEP + len(name) if method == "totp" else None
    world = builder.world
    proved = proof(world, person, method=method, step=step)
    # The builder is the owner: people's own rows name no session until it is bound.
    builder.move(proved.but(session_id=world.key(f"session:{name}")))


def proof(
    world: World, person: str, *, method: str = "totp", step: int | None = STEP
) -> Move:
    """Somebody proves to be the account's person, now."""
    factor = world.key(f"factor:{person}") if method == "totp" else None
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "account_id": world.key(f"account:{person}"),
        "method": method,
        "level": 3,
        "factor_id": factor,
        "step": step,
        "reference": "",
        "proved_at": world.now,
    }
    return Move(world.who[person], Deed("account_proof", row))


def in_session(world: World, name: str, person: str = "citizen") -> Who:
    """Somebody who acts through that session."""
    return replace(world.who[person], session=name)


def filed(world: World, session: str) -> Move:
    """An application for the item, over the network, through that session."""
    move = world.application("own", PROVED)
    return move.by(in_session(world, session))


def taken_in(world: World) -> Move:
    """The same item at the window, where the clerk sees who stands there."""
    return world.application("collect", PROVED)
