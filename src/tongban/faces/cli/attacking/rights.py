"""Rights in the attacked world: requests, grants, a changed role, stand-ins, a chief."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb
from psycopg.types.range import DateRange

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

Before = tuple[tuple[Who, Deed], ...]
Facts = Mapping[str, Any]


def build_rights(builder: Builder) -> None:
    """One of each fact, as the right people write it."""
    world = builder.world
    waiting = request(world, "change_role", role_facts("own_clerk"))
    builder.move(waiting.but(id=world.key("request:waiting")))
    declined = request(world, "change_role", role_facts("own_guard"))
    builder.move(declined.but(id=world.key("request:answered")))
    told = answer(world, world.key("request:answered"))
    builder.move(told.but(outcome="declined", reason="x"))
    builder.move(role_change(world))
    builder.move(grant(world).but(id=world.key("grant")))
    builder.move(end(world, "grant").but(ends_on=world.day(30)))
    builder.move(review(world, "grant"))
    builder.move(stand_in(world, 5, 9).but(id=world.key("stand_in:open")))
    builder.move(stand_in(world, 20, 24).but(id=world.key("stand_in:recalled")))
    builder.move(recall(world, "stand_in:recalled").but(back_on=world.day(21)))
    builder.move(hand_over(world))
    # Not the colleague: an approver there would arrange stand-ins by right.
    held = {"body_id": "body:dept2", "person_id": "person:stranger_approver"}
    builder.move(
        chief(world).but(**{name: world.key(key) for name, key in held.items()})
    )


def role_facts(role: str, *permissions: str) -> dict[str, Any]:
    """What a change of a role says."""
    return {
        "role": role,
        "title": "某岗",
        "permissions": list(permissions or ("cases.case.see",)),
    }


def request(world: World, act: str, facts: Facts, by: str = "secadmin") -> Move:
    """Somebody asks for a dangerous act."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "act_id": act,
        "facts": Jsonb(dict(facts)),
        "words": "x",
        "document_number": "x",
        "reason": "x",
        "asked_by_id": who.person,
        "asked_at": world.now,
        "expires_on": world.day(3),
    }
    return Move(who, Deed("act_request", row))


def answer(world: World, request_id: UUID, by: str = "sysadmin") -> Move:
    """Somebody else confirms it."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "request_id": request_id,
        "outcome": "confirmed",
        "reason": "",
        "answered_by_id": who.person,
        "answered_at": world.now,
    }
    return Move(who, Deed("act_answer", row))


def confirmed(world: World, act: str, facts: Facts) -> tuple[UUID, Before]:
    """A request that was confirmed just before, and what led to it."""
    asked = request(world, act, facts)
    key: UUID = asked.deed.row["id"]
    return key, (*asked.deeds, *answer(world, key).deeds)


def role_change(world: World, role: str = "own_archivist", *permissions: str) -> Move:
    """A role as two people agreed on it."""
    facts = role_facts(role, *permissions)
    key, before = confirmed(world, "change_role", facts)
    row = facts | {
        "id": new_key(),
        "city": CITY,
        "number": 1,
        "changed_by_id": world.key("person:secadmin"),
        "changed_at": world.now,
        "request_id": key,
    }
    return Move(world.who["sysadmin"], Deed("role_change", row), before)


def grant(world: World, by: str = "secadmin") -> Move:
    """A post at the department, for somebody of another one."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "person_id": world.key("person:colleague"),
        "body_id": world.key("body:dept"),
        "role": "officer",
        "valid_from": world.day(0),
        "is_established": True,
        "document_number": "x",
        "granted_by_id": who.person,
        "granted_at": world.now,
    }
    return Move(who, Deed("posting_grant", row))


def admin_grant(world: World) -> Move:
    """An administrator, made by two people."""
    row = dict(grant(world).deed.row) | {"role": "audit_administrator"}
    facts = {
        "person": str(row["person_id"]),
        "body": str(row["body_id"]),
        "region": None,
        "role": row["role"],
        "valid_from": row["valid_from"].isoformat(),
        "valid_to": None,
    }
    key, before = confirmed(world, "grant_administrator", facts)
    deed = Deed("posting_grant", row | {"request_id": key})
    return Move(world.who["sysadmin"], deed, before)


def end(world: World, posting: str, by: str = "secadmin") -> Move:
    """A post ends tomorrow."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "posting_id": world.key(posting),
        "ends_on": world.day(1),
        "reason": "x",
        "ended_by_id": who.person,
        "ended_at": world.now,
    }
    return Move(who, Deed("posting_end", row))


def review(world: World, posting: str, by: str = "auditadmin") -> Move:
    """A post is looked at and kept."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "posting_id": world.key(posting),
        "outcome": "keep",
        "reason": "x",
        "reviewed_by_id": who.person,
        "reviewed_at": world.now,
    }
    return Move(who, Deed("grant_review", row))


def stand_in(world: World, first: int, last: int, by: str = "traveller") -> Move:
    """The colleague stands in for the traveller."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "kind": "leave",
        "body_id": world.key("body:dept2"),
        "person_id": world.key("person:traveller"),
        "deputy_id": world.key("person:colleague"),
        "valid": DateRange(world.day(first), world.day(last + 1)),
        "reason": "x",
        "arranged_by_id": who.person,
        "arranged_at": world.now,
    }
    return Move(who, Deed("stand_in", row))


def recall(world: World, key: str = "stand_in:open", by: str = "traveller") -> Move:
    """The traveller is back early."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "stand_in_id": world.key(key),
        "back_on": world.day(7),
        "reason": "x",
        "recalled_by_id": who.person,
        "recalled_at": world.now,
    }
    return Move(who, Deed("stand_in_recall", row))


def hand_over(world: World, by: str = "secadmin") -> Move:
    """Posts at the centre go from one to the other: neither holds any there."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "body_id": world.key("body:centre"),
        "person_id": world.key("person:traveller"),
        "successor_id": world.key("person:colleague"),
        "from_day": world.day(1),
        "document_number": "x",
        "reason": "x",
        "arranged_by_id": who.person,
        "arranged_at": world.now,
    }
    return Move(who, Deed("post_hand_over", row))


def chief(world: World, by: str = "secadmin", first: date | None = None) -> Move:
    """The chief representative of the department."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "body_id": world.key("body:dept"),
        "person_id": world.key("person:colleague"),
        "rank": "deputy_county",
        "duty": "x",
        "valid": DateRange(first or world.day(0), None),
        "document_number": "x",
        "registered_by_id": who.person,
        "registered_at": world.now,
    }
    return Move(who, Deed("chief_representative", row))
