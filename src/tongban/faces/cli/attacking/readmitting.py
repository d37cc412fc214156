"""Lawful returns of the attacked world: a citizen at a window, a member of staff by two."""

from datetime import timedelta
from typing import Any

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.rights import answer, request
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

ACT = "readmit_staff"


def at_a_window(world: World, whom: str = "stranger") -> Move:
    """A clerk saw the person."""
    clerk = world.who["clerk"]
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "account_id": world.who[whom].account,
        "person_id": world.key(f"person:{whom}"),
        "body_id": world.key("body:centre"),
        "papers": "身份证原件",
        "reason": "手机丢了",
        "made_by_id": clerk.person,
        "made_at": world.now,
        "request_id": None,
        "code_key": "x",
        "code_ends_at": world.now + timedelta(hours=24),
    }
    return Move(clerk, Deed("readmission", row))


def by_two(world: World, whom: str = "officer") -> Move:
    """The security administrator asked, another one confirms and it is done."""
    account = world.who[whom].account
    asked = request(world, ACT, {"account": str(account)})
    key = asked.deed.row["id"]
    confirmed = answer(world, key)
    row = {
        **at_a_window(world, whom).deed.row,
        "body_id": None,
        "made_by_id": world.key("person:secadmin"),
        "request_id": key,
        "code_key": "",
        "code_ends_at": None,
    }
    before = (*asked.deeds, *confirmed.deeds)
    return Move(confirmed.who, Deed("readmission", row), before)


def build_readmissions(builder: Builder) -> None:
    """One at a window, whose code was used."""
    world = builder.world
    builder.move(at_a_window(world, "relative"))
    builder.put_right(
        "select take_readmission(%s, 'x', 'came-back')", world.key("person:relative")
    )
